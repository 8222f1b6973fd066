"""`python -m topicwire` is `topicwire`."""

from topicwire.cli.main import main

if __name__ == "__main__":
    main()
