"""How we behave on the network: the `[network]` table of hub.toml."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class NetworkSettings:
    """The door's limits and manners."""

    contact: str = ""
    """Mail or web address for webmasters, sent in the User-Agent; empty: the hub's page for them, if public."""
    pins: dict[str, str] = Field(default_factory=dict)
    """Host name -> `address:port`: requests for that host go there instead. Nothing else opens loopback."""
    allow: tuple[str, ...] = ()
    """Hosts or CIDR ranges that are not public and may be asked all the same."""
    host_gap_seconds: Annotated[float, Field(ge=0, le=600)] = 1.0
    """Least time between the starts of two requests to one host (robots.txt Crawl-delay may ask for more)."""
    requests_per_host: Annotated[int, Field(ge=1, le=8)] = 1
    """Requests to one host at a time."""
    requests_at_once: Annotated[int, Field(ge=1, le=1000)] = 64
    """Requests to all hosts together at a time."""
    connect_seconds: Annotated[float, Field(gt=0, le=120)] = 10.0
    """Longest time to connect."""
    first_byte_seconds: Annotated[float, Field(gt=0, le=300)] = 20.0
    """Longest time to the first byte of an answer."""
    total_seconds: Annotated[float, Field(gt=0, le=600)] = 60.0
    """Longest time for a whole request, redirects included."""
    least_bytes_per_second: Annotated[int, Field(ge=0)] = 1000
    """A body slower than this after the first 10 seconds is given up."""
    redirects: Annotated[int, Field(ge=0, le=20)] = 5
    """Most redirects followed."""
    feed_mib: Annotated[float, Field(gt=0, le=100)] = 10.0
    """Largest feed or page, decoded."""
    picture_mib: Annotated[float, Field(gt=0, le=100)] = 20.0
    """Largest picture."""
    robots: bool = True
    """Ask robots.txt before fetching a page."""
