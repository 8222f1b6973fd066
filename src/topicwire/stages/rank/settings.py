"""How articles are scored: the `[scores]` table of hub.toml."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT
from topicwire.stages.rank.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class RankSettings:
    """How articles are scored."""

    card: Literal["reference", "default"] = "default"
    """The quality card: `reference` is the measured rule of existing hubs, `default` weighs more."""
    weights: Weights = Field(default_factory=Weights)
    """Points of each part of the `default` card, in `[scores.weights]`: what is left out keeps its own."""
    offset: int = 2
    """Points everyone starts with on the `reference` card."""
    host_bonus: dict[str, int] = Field(default_factory=dict)
    """Domain -> extra points on either card; the `default` card counts at most 100 of them, more or less."""
    threshold: int = 70
    """Heat from which an article is published."""
    per_related: Annotated[int, Field(ge=0, le=1000)] = 20
    """Heat for each related article."""
    half_life_hours: Annotated[float, Field(gt=0)] = 24.0
    """Time in which heat counts half on the front page; reports after the lead's age from their own date."""
    diversity: Annotated[float, Field(ge=0, le=1)] = 0.25
    """Share a story loses on the front page for each of the five stories above it by the same publisher, and for each
    on the same topic after the second. 0: by heat and age alone; 1: others come first as long as there are any."""
    batch: Annotated[int, Field(ge=1, le=1000)] = 200
    """Stories ranked in one transaction."""
