"""A page: the bytes and HTTP facts we got for a tip."""

from dataclasses import dataclass
from datetime import datetime

from topicwire.model.ids import TipId


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlace:
    """Where the bytes lie: a WARC file under the hub's `.topicwire/pages`, and the record's place in it."""

    file: str  # name only
    offset_bytes: int
    length_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer of a publisher for one tip."""

    tip_id: TipId
    url: str  # asked for
    final_url: str  # after redirects
    hops: tuple[str, ...]  # addresses in between, in order
    status: int
    content_type: str  # lower case, without parameters
    charset: str | None  # as the HTTP header says
    etag: str | None
    last_modified: str | None
    fetched_at: datetime
    body_hash: str  # SHA-256 hex of the decoded body
    size_bytes: int  # decoded
    place: PagePlace
