"""Nothing that is sealed reaches a reader: files, pages, API, feeds, logs."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from tests.newsroom.hubs import overhear
from topicwire.formats.record import read_record
from topicwire.model.article import Article
from topicwire.newsroom.keys import new_ring, open_sealer
from topicwire.newsroom.room import Room, open_room
from topicwire.newsroom.watching import Plan, run_cycles

SENTENCE = re.compile(r"[^.!?]{60,}[.!?]")


def canaries(room: Room) -> dict[str, Article]:
    """Give a sentence of the private text of many articles, one that no excerpt or title says."""
    known = [room.store.articles.get(article_id) for article_id in room.store.articles.list_ids()]
    public = " ".join(f"{article.title} {article.excerpt}" for article in known)
    found: dict[str, Article] = {}
    for article in (one for one in known if room.store.ranked.find(one.id)):
        sentences = [part.strip() for part in SENTENCE.findall(article.text)]
        private = [sentence for sentence in sentences if sentence not in public and '"' not in sentence]
        if private:
            found[private[-1]] = article
    return found


async def rank_and_publish(room: Room) -> list[str]:
    """Run a cycle without a web to ask, and give what was logged."""
    with overhear() as heard:
        await run_cycles(room, Plan(has_signals=False))
    return [json.dumps(event, default=str) for event in heard]


def test_no_sealed_word_reaches_any_output(own_hub: Path, tmp_path: Path) -> None:
    """The full texts are in the repository for whoever has the key, and for nobody else."""
    environment = {"TOPICWIRE_KEYS": str(tmp_path / "ring.json")}
    with open_room(own_hub, environment) as room:
        new_ring(room, environment)
        logged = asyncio.run(rank_and_publish(room))
        hidden = canaries(room)
        sealer = open_sealer(room, environment)
        assert len(hidden) > 60
        for sentence, article in hidden.items():
            record = room.store.ranked.get(article.id).record
            assert record.sealed
            opened = sealer.open_record(article.id, record.sealed)
            assert sentence in opened.text.reveal()
    outputs = [path for folder in ("_news", "public/") for path in (own_hub / folder).rglob("*") if path.is_file()]
    assert len(outputs) > 300
    said = "\n".join([*logged, *(path.read_bytes().decode("utf-8", "replace") for path in outputs)])
    assert [sentence for sentence in hidden if sentence in said] == []


def test_a_hub_without_its_key_keeps_what_is_sealed(own_hub: Path, tmp_path: Path) -> None:
    """A clone on another machine can run and publish; the sealed values stay, letter for letter."""
    environment = {"TOPICWIRE_KEYS": str(tmp_path / "ring.json")}
    with open_room(own_hub, environment) as room:
        new_ring(room, environment)
        asyncio.run(rank_and_publish(room))
    sealed = {path.name: read_record(path.read_bytes(), path.name).sealed for path in (own_hub / "_news").glob("*.md")}
    assert all(sealed.values())
    settings = own_hub / "hub.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[scores]\nthreshold = 60\n", encoding="utf-8")
    with open_room(own_hub, {"XDG_CONFIG_HOME": str(tmp_path / "nothing here")}) as room:
        asyncio.run(rank_and_publish(room))
    after = {path.name: read_record(path.read_bytes(), path.name).sealed for path in (own_hub / "_news").glob("*.md")}
    assert after == sealed


@pytest.mark.parametrize("damage", ["{}", "no json"])
def test_a_damaged_ring_stops_the_run_before_anything_is_written(own_hub: Path, tmp_path: Path, damage: str) -> None:
    """Publishing fails closed."""
    from topicwire.errors import KeyRingError

    environment = {"TOPICWIRE_KEYS": str(tmp_path / "ring.json")}
    with open_room(own_hub, environment) as room:
        new_ring(room, environment)
    (tmp_path / "ring.json").write_text(damage, encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in (own_hub / "_news").iterdir()}
    with open_room(own_hub, environment) as room, pytest.raises(KeyRingError):
        asyncio.run(rank_and_publish(room))
    assert {path: path.stat().st_mtime_ns for path in (own_hub / "_news").iterdir()} == before
