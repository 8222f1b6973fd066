"""The enrich package."""
