"""What is derived: the `[topics]` table of hub.toml."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT
from topicwire.model.topic import MatchField


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class EnrichSettings:
    """How topics are given."""

    match: MatchField = MatchField.TITLE
    """Words of an article that topics are matched on: title, title+excerpt or text."""
    gate: MatchField = MatchField.TEXT
    """Words in which an article from a general source must name a topic to be taken at all."""
    hyphen_is_space: bool = False
    """Whether a hyphen inside a word counts as a space, so that `self-driving` finds "self driving" too."""
    title_counts: Annotated[int, Field(ge=1, le=9)] = 1
    """How many keywords one in the title counts for, where a topic needs several (`least`)."""
    batch: Annotated[int, Field(ge=1, le=1000)] = 64
    """Articles enriched together."""
