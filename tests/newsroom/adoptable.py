"""An existing hub in the reference format: small, with stories, other collections and everything that is odd."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.fakes import FakeWeb, FixedClock, InProcessWorkers, failure
from tests.newsroom.hubs import overhear
from topicwire.formats.record import write_record
from topicwire.model.article import ArticleKind
from topicwire.model.ids import ArticleId, Domain, TipId, digest
from topicwire.model.record import Extra, Provider, Record, RecordPicture, Related
from topicwire.model.work import StageName
from topicwire.newsroom.importing import Import, import_hub
from topicwire.newsroom.renewal import renew_stale
from topicwire.newsroom.room import Room
from topicwire.newsroom.running import enrich_version, join_stages
from topicwire.pipeline.runner import Runner
from topicwire.stages.extract.articles import stamped, with_keys

NOW = datetime(2021, 5, 1, 12, tzinfo=UTC)
CONFIG = """\
title: "Cameras ${HOME} \\"daily\\""   # the name
url: https://old.example
baseurl: /cameras/
locale: "en-us"
topic: Cameras
defaults: &defaults
  title: not this
more:
  <<: *defaults
"""
ROOT = "taxonomy: topic\n_id: cameras\nname: Cameras\nkeywords:\n  - camera\n"
CHILD = "taxonomy: topic\n_id: lenses\nname: Lenses\nparent: cameras\nkeywords:\n  - lens\n"
KNOWN = "---\n_id: known.example\nname: Known\ndomain: known.example\n---\n"


def record(name: str, day: int, quality: int | None, *, heat: int | None = None, **fields: object) -> Record:
    """Build a record of a day of April 2021; alone on its story unless `heat` says other."""
    url = f"https://{name}.example/2021/{name}"
    heat = quality if heat is None else heat
    made = Record(
        path=f"_news/2021-04-{day:02}-camera-{name}.md",
        category="news",
        title=f"Camera {name}",
        excerpt=f"About the camera {name}.",
        published=f"2021-04-{day:02}T10:00:00Z",
        original_url=url,
        web_url=url,
        amp_url=None,
        amp_cache_url=None,
        kind=ArticleKind.ARTICLE,
        quality=quality,
        heat=heat,
        is_published=None if heat is None else heat >= 70,
        embed=None,
        provider=Provider(name=name.title(), domain=Domain(f"{name}.example")),
        topics=("Cameras",),
        pictures=(RecordPicture(url=f"https://{name}.example/a.jpg", width=100, height=50, is_cached=True),),
        related=(),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def related(to: Record, **fields: object) -> Related:
    """List a record as related."""
    made = Related(
        title=to.title, excerpt=to.excerpt, published=to.published, web_url=to.web_url, amp_url=None,
        amp_cache_url=None, kind=to.kind, provider=to.provider, quality=to.quality, pictures=to.pictures,
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


STRANGER = record("stranger", 27, 30)
ALONE = record("alone", 2, 90, topics=("Cameras", "Lenses", ""), extras=(Extra(after="heat", text="pinned: yes"),))
QUIET = record("quiet", 3, 42)
LEAD = record("recall", 28, 62)
SECOND = record("recalled", 28, 42, heat=-1, sealed="YWJj;ZGVm", extras=(Extra(after="published", text="\nnote: a"),))
LATE = record("late", 29, 42, heat=-1)
LEAD = replace(LEAD, related=(related(SECOND), related(STRANGER)), heat=103, is_published=True)
SECOND = replace(SECOND, related=(related(LEAD), related(STRANGER), related(ALONE)))
LATE = replace(LATE, related=(related(LEAD),))
RECORDS = (ALONE, QUIET, LEAD, SECOND, LATE)


def write_hub(folder: Path, records: tuple[Record, ...] = RECORDS) -> Path:
    """Write the hub."""
    texts = {
        "_config.yml": CONFIG,
        "_data/topics/00-cameras.yaml": ROOT,
        "_data/topics/01-lenses.yaml": CHILD,
        "_data/organizations/known.example.md": KNOWN,
        "_people/ada.md": "---\nname: Ada\n---\n",
        "_learning/a/b.md": "x",
        ".gitignore": "_site",
        "index.md": "---\nlayout: home\n---\n",
    }
    made = {path: text.encode() for path, text in texts.items()} | {one.path: write_record(one) for one in records}
    for path, raw in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
    return folder


def adopt(folder: Path, into: Path | None = None, *, dry_run: bool = False) -> Import:
    """Take the hub over as of May 2021."""
    return import_hub(folder, into, {}, dry_run=dry_run, clock=FixedClock(NOW))


def cycle(room: Room) -> None:
    """Run one cycle without feeds and without a web, publishing last."""
    stages = join_stages(room, FakeWeb(lambda request: failure(request.url)), InProcessWorkers())
    renew_stale(room, enrich_version(stages))
    room.store.work.add(StageName.PUBLISH, "hub", room.clock.now())
    with overhear() as heard:
        asyncio.run(Runner(stages, room.store, room.clock).run_cycle())
    assert [event for event in heard if event.get("why") != "refused"] == []


def arrive(room: Room, like: Record, title: str, excerpt: str, url: str) -> ArticleId:
    """Let a new article be read that resembles one of the hub's, and be known to the stages."""
    known = room.store.articles.find_by_address((str(like.original_url),))
    assert known
    made = replace(
        room.store.articles.get(known),
        id=ArticleId(digest(url)),
        tip_id=TipId(digest(url)),
        title=title,
        excerpt=excerpt,
        text=f"{excerpt} The camera is recalled.",
        original_url=url,
        addresses=with_keys((url,)),
        domain=Domain("known.example"),
        extractor="page",
        first_seen_at=NOW,
        read_at=NOW,
    )
    room.store.articles.keep(stamped(made))
    room.store.work.add(StageName.ENRICH, made.id, NOW)
    return made.id
