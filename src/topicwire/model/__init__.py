"""The nouns of topicwire: frozen records with no I/O. Nothing here imports anything but `errors`."""
