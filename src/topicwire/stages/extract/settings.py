"""How pages become articles: the `[extraction]` table of hub.toml."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ExtractSettings:
    """How pages become articles."""

    max_age_days: Annotated[float, Field(gt=0)] = 30.0
    """An article whose chosen date is older is spiked as stale."""
    excerpt_characters: Annotated[int, Field(ge=80, le=2000)] = 300
    """An excerpt made from the text is cut at a sentence or word before this."""
    picture_sizes: bool = True
    """Ask for the first bytes of the lead picture to learn its true size."""
    batch: Annotated[int, Field(ge=1, le=1000)] = 32
    """Pages read together."""
