"""How stories form: the `[stories]` table of hub.toml."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ClusterSettings:
    """How articles join stories."""

    window_hours: Annotated[float, Field(gt=0, le=2160)] = 96.0
    """An article may join a story whose latest article is at most this much older (or newer)."""
    span_days: Annotated[float, Field(gt=0, le=365)] = 14.0
    """No story spans more than this: a chain must not swallow a topic."""
    threshold: Annotated[float, Field(gt=0, lt=1)] = 0.30
    """Least similarity with a story to join it."""
    copy_threshold: Annotated[float, Field(gt=0, le=1)] = 0.80
    """Least similarity of full texts to count as a copy."""
    batch: Annotated[int, Field(ge=1, le=1000)] = 200
    """Articles placed in one transaction."""
