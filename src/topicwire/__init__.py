"""topicwire: a topic news hub that explains itself."""

__version__ = "0.1.0"
