"""A tip: a link worth following up, as a feed named it, before anyone fetched it."""

from dataclasses import dataclass
from datetime import datetime

from topicwire.model.ids import FeedId, TipId
from topicwire.model.source import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """One entry of one feed. All words are the publisher's; clean text, never markup, except `body_html`."""

    id: TipId
    feed_id: FeedId
    entry_id: str | None  # guid / atom:id / JSON Feed id, verbatim
    url: str  # normal address (text/urls.py); empty: the entry had no usable link
    raw_url: str  # verbatim
    title: str | None
    summary: str | None  # plain text, capped at 2,000 characters
    body_html: str | None  # sanitised markup of the entry's full text where the feed carries it
    authors: tuple[str, ...]
    raw_published: str | None  # verbatim
    published_at: datetime | None  # our reading of it
    raw_updated: str | None
    updated_at: datetime | None
    picture: Picture | None  # media:content, enclosure, image:image
    video_url: str | None  # embed or player address when the entry is a video
    language: str | None  # as the feed says
    first_seen_at: datetime
    fingerprint: str  # of title, summary, updated: a change asks for a new fetch
