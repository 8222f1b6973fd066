"""What readers get: the `[publishing]` table of hub.toml."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class PublishSettings:
    """What readers get."""

    pictures: bool = True
    """Keep small copies of lead pictures."""
    pictures_per_run: Annotated[int, Field(ge=1)] = 200
    """Most pictures copied in one run, newest first; the rest follows in later runs."""
    picture_width: Annotated[int, Field(ge=64, le=1920)] = 640
    """Width in pixels of the copies."""
    editions: Annotated[int, Field(ge=1, le=1000)] = 3
    """Past editions of the site kept on disk."""
    past_days: Annotated[int, Field(ge=0, le=36500)] = 90
    """Front pages of past editions are shown for this many days, then the last of each day only."""
    page_size: Annotated[int, Field(ge=1, le=1000)] = 25
    """Items on a page of the API."""
    front_stories: Annotated[int, Field(ge=1, le=500)] = 30
    """Stories on the front page."""
    feed_entries: Annotated[int, Field(ge=1, le=1000)] = 50
    """Entries in each feed."""
    hot_hours: Annotated[float, Field(gt=0, le=168)] = 6.0
    """A story is hot when unusually many different outlets report it within this time."""
    hot_outlets: Annotated[int, Field(ge=2, le=100)] = 3
    """The fewest outlets that make a story hot; where stories usually have many, it takes more."""
    share_images: Annotated[int, Field(ge=0, le=10_000)] = 200
    """Newest stories that get a picture drawn to be shared by, with their headline and figures; 0: none. Older ones
    are shared by their lead picture."""
    websub_hub: Annotated[str, Field(pattern=r"^(https?://[^\s\"<>\\^`{|}]+)?$", max_length=500)] = ""
    """Address of a WebSub hub, which tells feed readers at once when a feed changed; empty: none is named or told."""
