"""Turns what goes into a feed into its files, one for each format."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from topicwire.model.hub import Edition, Hub
from topicwire.ports.outbox import Sheet
from topicwire.render.digests import key_of
from topicwire.render.entries import FeedEntry, wording_for
from topicwire.render.feed_formats import WRITERS, Channel
from topicwire.render.site.feed_list import FeedSet
from topicwire.render.site.links import absolute
from topicwire.render.wording import Wording
from topicwire.text.clean import one_line

VERSION = "feeds-3"
"""Changes whenever the bytes for the same edition would."""
_NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed without entries changed: a fixed time, so that its bytes stay the same until it has one."""
_OURS = ("feed_", "feeds_", "change_", "n_more", "n_hot", "n_outlet", "unit_")
"""How the keys of the words begin that stand in feeds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What goes into one feed."""

    key: str  # digest of all its entries
    make: Callable[[], Sequence[FeedEntry]]  # in the order of the feed


class FeedPress:
    """Makes the sheets of one edition's feeds. Holds the entries of one feed, for its formats are made in a row."""

    def __init__(self, edition: Edition) -> None:
        self._hub = edition.hub
        self._facts = facts_of(edition.hub)
        self._filling: Filling | None = None
        self._entries: Sequence[FeedEntry] = ()

    def sheets(self, feed: FeedSet, filling: Filling) -> Iterator[Sheet]:
        """Give the sheets of a feed."""
        for form, path in feed.paths.items():
            key = key_of(self._facts, path, feed.title, feed.note, filling.key)
            yield Sheet(path=path, key=key, make=partial(self._make, form, feed, filling))

    def _make(self, form: str, feed: FeedSet, filling: Filling) -> bytes:
        if filling is not self._filling:
            self._filling, self._entries = filling, filling.make()
        return WRITERS[form](channel_of(self._hub, feed, form, self._entries), self._entries)


def facts_of(hub: Hub) -> str:
    """Digest what every feed says of the hub, and the words in which it does."""
    return key_of(VERSION, hub.title, hub.description, hub.url, hub.locale, hub.websub_hub, _words(wording_for(hub)))


def _words(wording: Wording) -> str:
    named = sorted(key for key in (*wording.words, *wording.forms) if key.startswith(_OURS))
    return repr([wording.words.get(key) or dict(wording.forms[key]) for key in named])


def channel_of(hub: Hub, feed: FeedSet, form: str, entries: Sequence[FeedEntry]) -> Channel:
    """Say of a feed what it says of itself; without entries it changed never."""
    return Channel(
        title=feed.title,
        description=feed.note,
        site_url=absolute(hub, feed.page),
        feed_url=absolute(hub, feed.paths[form]),
        language=hub.locale,
        publisher=one_line(hub.title),
        updated_at=max((entry.updated_at for entry in entries), default=_NOTHING_YET),
        push_hub=hub.websub_hub,
    )
