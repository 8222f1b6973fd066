"""The rank package."""
