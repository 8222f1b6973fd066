"""What is fetched: the `[fetching]` table of hub.toml."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class FetchSettings:
    """What is fetched and how often it is tried."""

    max_age_days: Annotated[float, Field(gt=0)] = 30.0
    """A tip whose claimed date is older is spiked as stale, not fetched."""
    attempts: Annotated[int, Field(ge=1, le=20)] = 5
    """Tries before a page is given up as unreachable."""
    retry_minutes: Annotated[float, Field(gt=0, le=1440)] = 10.0
    """Wait before the second try; doubles with every try."""
    batch: Annotated[int, Field(ge=1, le=1000)] = 48
    """Pages fetched together."""
