"""Files that let a hub run and be published by a host, written by `topicwire init --hosting`. Templates only."""
