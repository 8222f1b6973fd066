"""Sealed fields and the key ring (docs/decisions/0007-sealed-fields.md).

Knows nouns, never stages, stores or settings. What is in the clear here is always inside a `Private`.
"""
