"""The poll package."""
