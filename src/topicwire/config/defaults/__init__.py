"""The default hub about AI: the files that `topicwire init` writes. Nothing but files."""
