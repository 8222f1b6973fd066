"""What the core keeps. One protocol a noun; `Store` holds them and opens transactions.

Verbs: `get` raises NotStoredError, `find` gives None, `list_*` gives tuples in a stated order,
`keep` inserts or updates, `drop` removes. Every call outside `transaction()` is its own transaction.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.hub import Thumbnail
from topicwire.model.ids import ArticleId, EditionId, FeedId, TipId
from topicwire.model.page import Page
from topicwire.model.record import Adopted, RankedArticle
from topicwire.model.source import Feed, FeedState
from topicwire.model.tip import Tip
from topicwire.model.track import Track
from topicwire.model.work import Lease, LedgerLine, Run, StageName, Verdict
from topicwire.ports.newsletter import Newsletter
from topicwire.ports.polls import PollDays
from topicwire.ports.rulings import Rulings
from topicwire.ports.search import SearchIndex
from topicwire.ports.stories import Stories


class Feeds(Protocol):
    """Feeds of the hub and their polling state."""

    def keep(self, feed: Feed) -> None: ...
    def drop(self, feed_id: FeedId) -> None:
        """Forget the feed and its polling state and work; its tips and articles stay."""
        ...

    def get(self, feed_id: FeedId) -> Feed: ...
    def list_all(self) -> tuple[Feed, ...]:
        """List all feeds by id."""
        ...

    def find_state(self, feed_id: FeedId) -> FeedState | None: ...
    def keep_state(self, state: FeedState) -> None: ...
    def list_states(self) -> tuple[FeedState, ...]: ...


class Tips(Protocol):
    """What feeds said."""

    def keep(self, tip: Tip) -> None: ...
    def get(self, tip_id: TipId) -> Tip: ...
    def find(self, tip_id: TipId) -> Tip | None: ...
    def find_entry(self, feed_id: FeedId, entry_id: str) -> Tip | None:
        """Find the tip a feed last named by that entry id."""
        ...

    def keep_sighting(self, feed_id: FeedId, tip_id: TipId, at: datetime) -> None:
        """Remember that this feed named this tip (a tip may stand in many feeds); keeps first and last time."""
        ...

    def list_sightings(self, tip_id: TipId) -> tuple[FeedId, ...]:
        """List the feeds that named it, first to last."""
        ...

    def first_seen_in(self, feed_id: FeedId) -> datetime | None:
        """Give when the feed first named anything; None when it never did."""
        ...

    def keep_article(self, tip_id: TipId, article_id: ArticleId) -> None:
        """Remember which article a tip gave."""
        ...

    def find_article(self, tip_id: TipId) -> ArticleId | None: ...
    def list_for_article(self, article_id: ArticleId) -> tuple[Tip, ...]:
        """List the tips that gave the article, first seen first."""
        ...

    def count(self) -> int: ...


class Pages(Protocol):
    """Facts of fetched pages; the bytes lie in WARC files."""

    def keep(self, page: Page) -> None:
        """Keep the newest page of its tip."""
        ...

    def find(self, tip_id: TipId) -> Page | None: ...


class Articles(Protocol):
    """Articles and their revisions."""

    def keep(self, article: Article) -> None:
        """Keep as the newest revision; older ones stay. Also keeps its addresses."""
        ...

    def get(self, article_id: ArticleId) -> Article:
        """Get the newest revision."""
        ...

    def find(self, article_id: ArticleId) -> Article | None: ...
    def list_revisions(self, article_id: ArticleId) -> tuple[Article, ...]:
        """List all revisions, oldest first."""
        ...

    def find_by_address(self, addresses: Iterable[str]) -> ArticleId | None:
        """Find the article known under any of these normal addresses; the earliest kept wins."""
        ...

    def list_ids(self) -> tuple[ArticleId, ...]: ...
    def list_revised(self) -> tuple[tuple[ArticleId, int], ...]:
        """List the articles that have more than one revision, with how many they have, by id."""
        ...

    def iterate_since(self, at: datetime) -> Iterator[Article]:
        """Iterate over the newest revisions of the articles published at or after `at`, by id. Looks at all of them."""
        ...

    def list_tracks(self, since: datetime) -> tuple[Track, ...]:
        """List what report cards count of the articles first seen at or after `since`, by id."""
        ...


class Enrichments(Protocol):
    """What was derived from articles: the newest per article."""

    def keep(self, enrichment: Enrichment) -> None: ...
    def get(self, article_id: ArticleId) -> Enrichment: ...
    def find(self, article_id: ArticleId) -> Enrichment | None: ...
    def list_stale(self, version: str) -> tuple[ArticleId, ...]:
        """List articles whose enrichment was made by another version."""
        ...


class Ranked(Protocol):
    """Records as ranked, newest per article."""

    def keep(self, ranked: RankedArticle) -> None: ...
    def drop(self, article_id: ArticleId) -> None: ...
    def get(self, article_id: ArticleId) -> RankedArticle: ...
    def find(self, article_id: ArticleId) -> RankedArticle | None: ...
    def find_by_path(self, path: str) -> RankedArticle | None: ...
    def iterate(self) -> Iterator[RankedArticle]:
        """Iterate over all, newest publication first, ties by article id."""
        ...

    def count(self) -> int: ...
    def newest_publication(self) -> datetime | None:
        """Give the newest publication of all records, None when there is no record."""
        ...

    def newest_change(self) -> datetime | None:
        """Give the newest time anything was kept or dropped here, None when nothing ever was."""
        ...


class AdoptedRecords(Protocol):
    """Records taken over from an existing hub, as they were: a fact a row, for good."""

    def keep(self, adopted: Adopted) -> None: ...
    def find(self, article_id: ArticleId) -> Adopted | None: ...
    def has_path(self, path: str) -> bool:
        """Say whether the file at that path was taken over."""
        ...

    def count(self) -> int: ...


class Thumbnails(Protocol):
    """The hub's copies of lead pictures."""

    def keep(self, thumbnail: Thumbnail) -> None: ...
    def keep_failure(self, picture_url: str, why: str, at: datetime) -> None:
        """Remember that this picture could not be copied, so it is not tried on every run."""
        ...

    def find(self, picture_url: str) -> Thumbnail | None: ...
    def find_failure(self, picture_url: str) -> str | None: ...
    def list_all(self) -> tuple[Thumbnail, ...]: ...


class PublishedFiles(Protocol):
    """What we last wrote where: the manifest of each target (`site`, `records`)."""

    def list_all(self, target: str) -> dict[str, tuple[str, str]]:
        """Give path -> (key, SHA-256 hex of the bytes)."""
        ...

    def keep(self, target: str, path: str, key: str, sha256: str) -> None: ...
    def drop(self, target: str, path: str) -> None: ...
    def replace(self, manifests: Mapping[str, Mapping[str, tuple[str, str]]]) -> None:
        """Make the manifest of each named target exactly this (path -> (key, SHA-256)), all in one transaction."""
        ...

    def keep_bytes(self, target: str, files: Mapping[str, bytes]) -> None:
        """Keep the very bytes of files (by path) beside those kept before: what a person's edit is compared with."""
        ...

    def find_bytes(self, target: str, path: str, sha256: str) -> bytes | None:
        """Find the bytes with that digest."""
        ...

    def list_bytes(self, target: str) -> frozenset[tuple[str, str]]:
        """List (path, SHA-256) of all bytes kept."""
        ...

    def trim_bytes(self, target: str, manifests: Iterable[str]) -> None:
        """Forget the bytes of a target that none of these targets' manifests names."""
        ...


class Editions(Protocol):
    """Facts of the editions made, newest last."""

    def keep(
        self, edition_id: EditionId, as_of: datetime, made_at: datetime, articles: int, published: int
    ) -> None: ...
    def find_latest(self) -> tuple[EditionId, datetime, datetime] | None:
        """Give (id, as_of, made_at) of the newest edition."""
        ...

    def count_latest(self) -> tuple[int, int]:
        """Count the articles of the newest edition, and those of them that readers see; (0, 0) without one."""
        ...

    def count(self) -> int: ...


class Fronts(Protocol):
    """Front pages as they were, packed; render/site/snapshots.py reads them."""

    def keep(self, edition_id: EditionId, as_of: datetime, packed: bytes, articles: Iterable[ArticleId]) -> None:
        """Keep the front page of an edition, and which articles stood there."""
        ...

    def get(self, edition_id: EditionId) -> bytes: ...
    def list_all(self) -> tuple[tuple[EditionId, datetime], ...]:
        """List (edition, as of) of all that are kept, newest first, without the packed bytes."""
        ...

    def list_holding(self, articles: Iterable[ArticleId]) -> dict[EditionId, tuple[ArticleId, ...]]:
        """List the editions on whose front page any of these articles stood, each with those that did, by id."""
        ...

    def drop(self, edition_id: EditionId) -> None: ...


class Learned(Protocol):
    """Small named states that stages carry between runs (term statistics, host waits, robots)."""

    def find(self, name: str) -> bytes | None: ...
    def keep(self, name: str, state: bytes) -> None: ...


class WorkTable(Protocol):
    """What is due, and leases on it. At most one row for each (stage, subject)."""

    def add(self, stage: StageName, subject: str, due_at: datetime) -> None:
        """Make the subject due; an earlier due time wins, attempts start again at 0.

        A row under lease is marked to be due again after the lease is settled.
        """
        ...

    def take(self, stage: StageName, limit: int, now: datetime, lease_for: timedelta) -> tuple[Lease, ...]:
        """Lease up to `limit` rows that are due and not leased, by due time, then subject."""
        ...

    def settle(self, lease: Lease, verdict: Verdict, due_at: datetime | None) -> None:
        """End a lease: store the verdict as the latest; due again at `due_at`, or no more when None.

        A lease that lapsed and was taken by another is not settled (the verdict is dropped).
        Attempts grow by one when verdict.kind is RETRY, else go to 0.
        """
        ...

    def release(self, lease: Lease) -> None:
        """End a lease without a verdict: due again as before it was taken. Nothing when another took it meanwhile."""
        ...

    def release_all(self) -> int:
        """End every lease without a verdict and count them: for the one engine of a hub, when it starts."""
        ...

    def clamp(self, stage: StageName, latest: datetime) -> int:
        """Pull due times later than `latest` back to it and count them: a clock that jumped must not stall us."""
        ...

    def drop(self, stage: StageName, subject: str) -> None: ...
    def next_due(self, stage: StageName) -> datetime | None:
        """Give the earliest time a row of the stage can be taken; None when it has no rows."""
        ...

    def count(self, stage: StageName) -> int: ...
    def find_verdict(self, stage: StageName, subject: str) -> Verdict | None: ...
    def list_verdicts(self, run: int) -> tuple[Verdict, ...]:
        """List the verdicts last written in that run."""
        ...


class Ledger(Protocol):
    """Runs, and the count of every tip by the state it ended in."""

    def begin_run(self, at: datetime) -> Run: ...
    def end_run(self, run: Run) -> None:
        """Store finished_at and the counts of the run."""
        ...

    def find_last_run(self) -> Run | None: ...
    def list_runs(self, limit: int) -> tuple[Run, ...]:
        """List the newest runs, newest first."""
        ...

    def count_sightings(self, since: datetime) -> tuple[int, int]:
        """Count what feeds named at or after `since`: (tips seen, of them seen for the first time)."""
        ...

    def count_tips(self) -> tuple[LedgerLine, ...]:
        """Count all tips by state and reason; the counts add up to the number of tips."""
        ...

    def count_tips_of(self, feed_id: FeedId) -> tuple[LedgerLine, ...]:
        """The same for the tips first named by one feed."""
        ...


class Store(Protocol):
    """Everything kept, behind one door."""

    @property
    def feeds(self) -> Feeds: ...
    @property
    def polls(self) -> PollDays: ...
    @property
    def tips(self) -> Tips: ...
    @property
    def pages(self) -> Pages: ...
    @property
    def articles(self) -> Articles: ...
    @property
    def enrichments(self) -> Enrichments: ...
    @property
    def stories(self) -> Stories: ...
    @property
    def ranked(self) -> Ranked: ...
    @property
    def adopted(self) -> AdoptedRecords: ...
    @property
    def thumbnails(self) -> Thumbnails: ...
    @property
    def files(self) -> PublishedFiles: ...
    @property
    def editions(self) -> Editions: ...
    @property
    def fronts(self) -> Fronts: ...
    @property
    def learned(self) -> Learned: ...
    @property
    def work(self) -> WorkTable: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def rulings(self) -> Rulings: ...
    @property
    def search(self) -> SearchIndex: ...
    @property
    def newsletter(self) -> Newsletter: ...

    def transaction(self) -> AbstractContextManager[None]:
        """Open a write transaction (BEGIN IMMEDIATE); nests by joining the open one; rolls back on any exception."""
        ...

    def check(self) -> tuple[str, ...]:
        """List what is wrong with the store in words; empty when it is sound."""
        ...

    def close(self) -> None: ...
