"""Ids are derived from what they name, never issued: deriving twice gives the same id."""

from hashlib import sha256
from typing import NewType

FeedId = NewType("FeedId", str)
"""16 hex characters derived from the feed's address as first named."""
TipId = NewType("TipId", str)
"""16 hex characters derived from the tip's normal address (or, without one, from feed id and entry id)."""
ArticleId = NewType("ArticleId", str)
"""16 hex characters derived from the article's canonical address as first seen. Permanent."""
StoryId = NewType("StoryId", str)
"""16 hex characters derived from the id of the story's first article. Permanent."""
RevisionId = NewType("RevisionId", str)
"""16 hex characters derived from an article's own words and facts."""
RulingId = NewType("RulingId", str)
"""16 hex characters derived from what a ruling says, about which article, and when."""
EditionId = NewType("EditionId", str)
"""64 hex characters: SHA-256 over everything frozen in the edition."""
TopicId = NewType("TopicId", str)
"""The topic's `_id` in `_data/topics`, e.g. `computer-vision`."""
Domain = NewType("Domain", str)
"""A registrable domain in lower-case ASCII, e.g. `example.co.uk`."""


def digest(*parts: str) -> str:
    """Derive 16 hex characters from text parts, in order; no two different lists collide by joining."""
    hashed = sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        hashed.update(len(raw).to_bytes(8, "big") + raw)
    return hashed.hexdigest()[:16]
