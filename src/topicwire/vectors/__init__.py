"""Sentence vectors from a model the editor puts on the disk: read, checked and run with numpy alone. Optional."""
