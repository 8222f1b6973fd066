"""Polling: asks feeds when they may have something new, and turns what is new into tips."""
