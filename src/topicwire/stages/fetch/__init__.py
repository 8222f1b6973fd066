"""The fetch package."""
