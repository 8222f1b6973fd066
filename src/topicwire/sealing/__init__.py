"""Sealed fields and the key ring. Empty until private fields are sealed (see docs/decisions)."""
