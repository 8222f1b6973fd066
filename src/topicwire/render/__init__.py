"""Edition to bytes, pure and deterministic. Every function gives `Sheet`s (ports/outbox.py)."""
