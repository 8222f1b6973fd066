"""Freezes an edition, renders it and hands it to the targets.

Unlike the other stages, the effect on the world is the work itself: pictures, site and record files are written in
`work`, each safely repeatable, and only the fact that the edition exists is kept in the transaction.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

import structlog

from topicwire.model.hub import Edition
from topicwire.model.ids import ArticleId
from topicwire.model.outcome import Done, Outcome, Unchanged
from topicwire.model.record import RankedArticle
from topicwire.model.work import Lease, StageName
from topicwire.ports.clock import Clock
from topicwire.ports.outbox import RecordTarget, Sheet, SiteTarget, Written
from topicwire.ports.store import Store
from topicwire.render.records import record_sheets
from topicwire.render.site.listing import listing_of
from topicwire.render.site.snapshots import articles_of, pack, past_stories
from topicwire.render.whole import all_sheets
from topicwire.stages.publish.announced import DUE, due_after
from topicwire.stages.publish.collecting import not_collecting
from topicwire.stages.publish.edits import EDITS, as_learned
from topicwire.stages.publish.freezing import Inputs, fingerprint, freeze
from topicwire.stages.publish.indexing import index_edition
from topicwire.stages.publish.past import drop_thinned
from topicwire.stages.publish.settings import PublishSettings

INPUTS = "publish.inputs"
"""Name of the fingerprint of the last published edition in the store's learned states."""

CopyPictures = Callable[[Sequence[str]], Awaitable[int]]
"""Keeps small copies of the pictures at these addresses, and tells how many are new."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Where an edition goes."""

    site: SiteTarget
    records: RecordTarget
    assets: Callable[[], Iterable[Sheet]]  # the hub's own pictures, carried into the site as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front page of an edition, to be kept."""

    packed: bytes
    articles: tuple[ArticleId, ...]  # that stand there


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing one edition did."""

    edition: Edition
    front: Front | None  # None: no story stood there
    fingerprint: str
    site: Written
    records: Written
    pictures: int  # copied this time


class PublishStage:
    """The last stage; its only subject is "hub"."""

    name = StageName.PUBLISH
    batch = 1
    is_serial = True

    def __init__(
        self,
        store: Store,
        targets: Targets,
        clock: Clock,
        settings: PublishSettings,
        inputs: Callable[[], Inputs],
        copy_pictures: CopyPictures,
    ) -> None:
        self._store, self._targets, self._clock = store, targets, clock
        self._settings, self._inputs, self._copy = settings, inputs, copy_pictures

    async def work(self, lease: Lease) -> Outcome[Published]:
        """Publish when anything an edition is made from has changed since the last one."""
        inputs = self._inputs()
        if self._is_current(inputs):
            return Unchanged(why="the edition is current")
        with not_collecting():
            articles = tuple(self._store.ranked.iterate())
        pictures = await self._copy(wanted_pictures(articles)) if self._settings.pictures else 0
        with not_collecting():
            return self._publish(inputs, articles, pictures)

    def _publish(self, inputs: Inputs, articles: tuple[RankedArticle, ...], pictures: int) -> Outcome[Published]:
        edition = freeze(self._store, inputs, articles)
        site = self._targets.site.publish(edition.id, self._site_sheets(edition))
        records = self._targets.records.publish(record_sheets(edition))
        for kept in records.kept:
            log.warning("record kept", stage=self.name, url=kept.path, why=kept.why)
        return Done(
            value=Published(
                edition=edition,
                front=front_of(edition, self._settings.front_stories),
                fingerprint=fingerprint(self._store, inputs),
                site=site,
                records=records,
                pictures=pictures,
            )
        )

    def keep(self, lease: Lease, outcome: Outcome[Published]) -> datetime | None:
        """Remember the edition, and make its stories findable."""
        if isinstance(outcome, Done):
            done = outcome.value
            articles = done.edition.articles
            published = sum(1 for article in articles if article.record.is_visible)
            self._store.editions.keep(done.edition.id, done.edition.as_of, self._clock.now(), len(articles), published)
            self._store.learned.keep(INPUTS, done.fingerprint.encode())
            self._keep_front(done)
            if self._settings.websub_hub:
                due = due_after(self._store.learned.find(DUE), done.site.changed, self._clock.now())
                self._store.learned.keep(DUE, due)
            self._store.learned.keep(EDITS, as_learned(done.edition.edits))
            index_edition(self._store, done.edition)
        return None

    def _keep_front(self, done: Published) -> None:
        edition = done.edition
        if done.front:
            self._store.fronts.keep(edition.id, edition.as_of, done.front.packed, done.front.articles)
        drop_thinned(self._store, edition.id, edition.as_of, self._settings.past_days)

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        """Nothing to make durable: the targets did so themselves."""

    def _is_current(self, inputs: Inputs) -> bool:
        last = self._store.learned.find(INPUTS)
        is_same = last is not None and last.decode() == fingerprint(self._store, inputs)
        return is_same and self._store.editions.find_latest() is not None

    def _site_sheets(self, edition: Edition) -> Iterable[Sheet]:
        settings = self._settings
        rendered = all_sheets(
            edition, settings.page_size, settings.front_stories, settings.feed_entries, settings.share_images
        )
        return chain(rendered, self._targets.assets())


def front_of(edition: Edition, most: int) -> Front | None:
    """Pack the front page of an edition; None when no story stands there."""
    stories = past_stories(edition, listing_of(edition), most)
    return Front(packed=pack(stories), articles=articles_of(stories)) if stories else None


def wanted_pictures(articles: Iterable[RankedArticle]) -> list[str]:
    """List the addresses of the lead pictures that readers would see, each once, newest article first.

    A picture whose record says that the hub keeps a copy (one taken over from an older hub) is not among them.
    """
    published = (article.record for article in articles if article.record.is_visible)
    leads = (picture for record in published for picture in record.pictures[:1] if not picture.is_cached)
    return list(dict.fromkeys(picture.url for picture in leads))
