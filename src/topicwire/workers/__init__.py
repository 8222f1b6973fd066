"""The workers package."""
