"""A small hub on the real store, archive, runner and outbox, whose right state is known for every round.

In round r some subjects say something new; what each says is a function of the round. So whatever a crash did, the
state after the next whole run of the same round is known to the byte.
"""

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.fakes import NOON, FixedClock, response
from tests.store.nouns import article, page, ranked, tip
from topicwire.model.ids import ArticleId, EditionId, RevisionId, TipId
from topicwire.model.outcome import Done, Outcome
from topicwire.model.page import PagePlace
from topicwire.model.work import Lease, StageName, Verdict
from topicwire.outbox.records import FolderRecords
from topicwire.outbox.site import FolderSite
from topicwire.pipeline.lock import hub_lock
from topicwire.pipeline.runner import Runner
from topicwire.ports.outbox import Sheet, Written
from topicwire.ports.store import Store
from topicwire.store.pages import WarcPages
from topicwire.store.sqlite import open_store

FETCH, RANK, PUBLISH = StageName.FETCH, StageName.RANK, StageName.PUBLISH
INDEX = "index.txt"


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Give a folder in memory where there is such a disk: a kill does not ask how durable the disk is."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


def subjects(round_: int) -> list[int]:
    """List the subjects the hub knows in a round: a new one comes every fourth."""
    return list(range(8 + round_ // 4))


def is_new(subject: int, round_: int) -> bool:
    """Tell whether a subject says something new in a round."""
    return round_ == 0 or (subject + round_) % 3 < 2 or subject == subjects(round_)[-1]


def version(subject: int, round_: int) -> int:
    """Give the round in which a subject last said something new."""
    return next(past for past in range(round_, -1, -1) if is_new(subject, past))


def is_published(subject: int, round_: int) -> bool:
    """Tell whether a subject has a record: some lose and regain theirs."""
    return (subject + version(subject, round_)) % 5 != 0


def text_of(subject: int, round_: int) -> str:
    """Give the bytes of page and record, long enough to be torn."""
    words = f"{subject} version {version(subject, round_)}"
    return f"begin {words}\n" + f"{words} " * 400 + f"\nend {words}\n"


def record_path(subject: int) -> str:
    """Give where the record lies."""
    return f"_news/2026-03-02-s{subject:02}.md"


def expected_records(round_: int) -> dict[str, str]:
    """Give all record files as they have to be after a round."""
    return {record_path(one): text_of(one, round_) for one in subjects(round_) if is_published(one, round_)}


class Fetch:
    """Archives the page, then keeps tip, page and article and makes the rank due."""

    name, batch, is_serial = FETCH, 4, False

    def __init__(self, store: Store, pages: WarcPages, round_: int) -> None:
        self._store, self._pages, self._round = store, pages, round_

    async def work(self, lease: Lease) -> Outcome[PagePlace]:
        await asyncio.sleep(0)
        body = text_of(int(lease.subject), self._round).encode()
        return Done(value=self._pages.append(response(f"https://x.example/{lease.subject}", body), NOON))

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        self._pages.flush()

    def keep(self, lease: Lease, outcome: Outcome[PagePlace]) -> datetime | None:
        assert isinstance(outcome, Done)
        number, name = int(lease.subject), lease.subject
        body = text_of(number, self._round).encode()
        self._store.tips.keep(tip(name))
        self._store.pages.keep(page(name, place=outcome.value, body_hash=sha256(body).hexdigest()))
        revision = RevisionId(f"v{version(number, self._round)}")
        self._store.articles.keep(article(name, tip_id=TipId(name), revision=revision))
        self._store.tips.keep_article(TipId(name), ArticleId(name))
        self._store.work.add(RANK, name, NOON)
        return None


class Rank:
    """Keeps or drops the record."""

    name, batch, is_serial = RANK, 3, True

    def __init__(self, store: Store, round_: int) -> None:
        self._store, self._round = store, round_

    async def work(self, lease: Lease) -> Outcome[int]:
        return Done(value=int(lease.subject))

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        pass

    def keep(self, lease: Lease, outcome: Outcome[int]) -> datetime | None:
        number, name = int(lease.subject), lease.subject
        if is_published(number, self._round):
            whole = ranked(name, digest=f"{number} version {version(number, self._round)}")
            record = replace(whole.record, path=record_path(number), title=text_of(number, self._round))
            self._store.ranked.keep(replace(whole, record=record))
        else:
            self._store.ranked.drop(ArticleId(name))
        return None


class Publish:
    """Publishes site and records from what is ranked."""

    name, batch, is_serial = PUBLISH, 1, True

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._site, self._records = FolderSite(folder, store.files, 2), FolderRecords(folder, store.files)
        self.kept: tuple[Any, ...] = ()

    async def work(self, lease: Lease) -> Outcome[str]:
        name, _, records = publish(self._store, self._site, self._records)
        self.kept = records.kept
        return Done(value=name)

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        pass

    def keep(self, lease: Lease, outcome: Outcome[str]) -> datetime | None:
        assert isinstance(outcome, Done)
        count = self._store.ranked.count()
        self._store.editions.keep(EditionId(outcome.value), NOON, NOON, count, count)
        return None


def publish(store: Store, site: FolderSite, records: FolderRecords) -> tuple[str, Written, Written]:
    """Publish what is ranked; the site has an index that says what a whole site is."""
    texts = {one.record.path: one.record.title for one in store.ranked.iterate()}
    index = "".join(f"{site_path(path)} {digest(text)}\n" for path, text in sorted(texts.items()))
    name = digest(index)
    in_site = {site_path(path): text for path, text in texts.items()} | {INDEX: index}
    return name, site.publish(name, sheets(in_site)), records.publish(sheets(texts))


def site_path(path: str) -> str:
    """Give where a record's page lies on the site."""
    return path.replace("_news/", "stories/").replace(".md", ".html")


def sheets(texts: dict[str, str]) -> Iterator[Sheet]:
    """Make a sheet of each text."""
    for path, text in texts.items():
        yield Sheet(path=path, key=digest(text)[:16], make=text.encode)


def digest(text: str) -> str:
    """Give the SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()


def run_round(folder: Path, round_: int, on_kept: Callable[[Verdict], None]) -> tuple[Any, ...]:
    """Run one round as an engine does: lock, free what a dead one held, add what is due, run a cycle.

    Returns:
        The record files that were taken for a person's.
    """
    (folder / ".topicwire").mkdir(exist_ok=True)
    with hub_lock(folder / ".topicwire/lock"):
        store = open_store(str(folder / ".topicwire/hub.db"), FixedClock(NOON + timedelta(hours=round_)))
        pages = WarcPages(folder / ".topicwire/pages")
        store.work.release_all()
        with store.transaction():
            for one in subjects(round_):
                known = store.articles.find(ArticleId(str(one)))
                if known is None or known.revision != f"v{version(one, round_)}":
                    store.work.add(FETCH, str(one), NOON)
            store.work.add(PUBLISH, "hub", NOON)
        stages = [Fetch(store, pages, round_), Rank(store, round_), Publish(store, folder)]
        clock = FixedClock(NOON + timedelta(hours=round_))
        asyncio.run(Runner(stages, store, clock, on_event=lambda _, verdict: on_kept(verdict)).run_cycle())
        pages.close()
        store.close()
        return stages[2].kept
