"""How stories form: the `[stories]` table of hub.toml."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ClusterSettings:
    """How articles join stories."""

    window_hours: Annotated[float, Field(gt=0, le=2160)] = 168.0
    """Articles published further apart than this are never compared."""
    span_days: Annotated[float, Field(gt=0, le=365)] = 21.0
    """No story spans more than this: a chain must not swallow a topic."""
    quiet_hours: Annotated[float, Field(gt=0, le=2160)] = 72.0
    """A story without a new article for so long has settled; one that joins later opens it again."""
    threshold: Annotated[float, Field(gt=0, lt=1)] = 0.22
    """Least mean probability that the articles of a story tell of one event."""
    copy_threshold: Annotated[float, Field(gt=0, le=1)] = 0.80
    """Least similarity of full texts to count as a copy."""
    batch: Annotated[int, Field(ge=1, le=1000)] = 200
    """Articles placed in one transaction."""


# `threshold` was chosen on labelled stories of one hub, each third of the time with a model learned on the two others:
# `python -m benchmarks.learn_pairs`. docs/judgement.md has the figures for its neighbours.
