"""Builders for the tests of sealing: rings, private fields, and a hub with sealed records."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.fakes import NOON, FixedClock
from tests.store import nouns
from topicwire.model.hub import Edition
from topicwire.model.ids import ArticleId, EditionId
from topicwire.model.record import RankedArticle
from topicwire.newsroom.keys import open_sealer
from topicwire.newsroom.room import Room, open_room
from topicwire.outbox.records import FolderRecords
from topicwire.ports.outbox import Written
from topicwire.render.records import record_sheets
from topicwire.sealing.checks import new_key
from topicwire.sealing.fields import PrivateFields, private_fields
from topicwire.sealing.ring import KeyRing
from topicwire.sealing.seal import RandomBytes
from topicwire.stages.rank.records import sealed_by_digest

SITE = "00112233445566778899aabbccddeeff"
CANARY = "canary-7f3a"
"""Stands in every private field; it may turn up nowhere."""


def bytes_from(seed: int) -> RandomBytes:
    """Give a source of random bytes that is the same every time."""
    return random.Random(seed).randbytes


def ring_of(seed: int = 1, site: str = SITE) -> KeyRing:
    """Build a ring with one key."""
    return KeyRing(site=site, keys=(new_key(site, NOON, bytes_from(seed)),))


def fields_for(name: str = "a1", note: str = f"{CANARY} note") -> PrivateFields:
    """Build the private part of an article, a canary in every field."""
    article = nouns.article(name, text=f"{CANARY} text of {name}. " * 40, extractor=f"{CANARY} 1")
    tip = nouns.tip(article.tip_id, entry_id=f"{CANARY} entry")
    page = nouns.page(article.tip_id, final_url=f"https://{CANARY}.example/{name}")
    return private_fields(article, ((tip, nouns.feed()), (tip, None)), page, nouns.ranked(name), (note,))


def make_hub(folder: Path) -> Path:
    """Write the smallest hub there is."""
    (folder / "_news").mkdir(parents=True)
    (folder / "_data" / "topics").mkdir(parents=True)
    (folder / "_data" / "topics" / "00-ai.yaml").write_text("taxonomy: topic\n_id: ai\nname: AI\n")
    (folder / "hub.toml").write_text('[hub]\ntitle = "A hub"\n')
    (folder / "sources.opml").write_text(
        '<opml version="2.0"><body><outline type="rss" text="A" xmlUrl="https://a.example/feed"/></body></opml>\n'
    )
    return folder


def environment_of(folder: Path) -> dict[str, str]:
    """Give the environment of a hub's operator, whose ring lies beside the hub."""
    return {"XDG_CONFIG_HOME": str(folder.with_name(f"{folder.name}-settings"))}


@contextmanager
def opened(folder: Path) -> Iterator[Room]:
    """Open a hub at noon."""
    with open_room(folder, {}, FixedClock()) as room:
        yield room


def keep_sealed(room: Room, names: list[str]) -> list[RankedArticle]:
    """Keep records in the store, sealed with the hub's ring."""
    sealer = open_sealer(room, environment_of(room.folder))
    every = []
    for name in names:
        plain = nouns.ranked(name)
        sealed = sealer.seal_record(ArticleId(name), fields_for(name), None)
        every.append(sealed_by_digest(replace(plain, record=replace(plain.record, sealed=sealed))))
        room.store.ranked.keep(every[-1])
    return every


def publish(room: Room) -> Written:
    """Write the record files of what the store holds."""
    edition = Edition(
        id=EditionId("e"),
        as_of=NOON,
        hub=room.config.hub,
        articles=tuple(room.store.ranked.iterate()),
        stories={},
        thumbnails={},
        source_notes={},
    )
    return FolderRecords(room.folder, room.store.files).publish(record_sheets(edition))
