"""When feeds are asked: the `[polling]` table of hub.toml."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class PollSettings:
    """Polling manners."""

    floor_minutes: Annotated[float, Field(ge=1, le=1440)] = 15.0
    """Never ask a feed more often than this."""
    ceiling_hours: Annotated[float, Field(ge=0.25, le=168)] = 24.0
    """Ask every healthy feed at least this often."""
    first_wait_minutes: Annotated[float, Field(ge=0, le=1440)] = 0.0
    """Spread the very first polls of all feeds over this time; 0 asks at once."""
    jitter: Annotated[float, Field(ge=0, le=0.5)] = 0.1
    """Share by which each wait is varied, from the feed's id."""
    retry_after_days: Annotated[float, Field(gt=0, le=30)] = 7.0
    """Longest Retry-After that is obeyed."""
    move_days: Annotated[float, Field(ge=0, le=90)] = 7.0
    """A permanent redirect is believed after this long."""
    entries: Annotated[int, Field(ge=1, le=100_000)] = 500
    """Most entries read from one feed in one poll, newest first."""
    batch: Annotated[int, Field(ge=1, le=1000)] = 64
    """Feeds polled together."""
