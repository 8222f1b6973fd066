"""The extract stage: reads the page of one tip and keeps the article it holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from topicwire.errors import NotStoredError, StoreError
from topicwire.model.article import Article
from topicwire.model.dates import DateOrigin
from topicwire.model.ids import TipId
from topicwire.model.outcome import Done, Outcome, Spike, SpikeReason, Unchanged
from topicwire.model.page import Page
from topicwire.model.source import FeedKind
from topicwire.model.tip import Tip
from topicwire.model.work import Lease, StageName
from topicwire.ports.clock import Clock
from topicwire.ports.pagestore import PageStore
from topicwire.ports.store import Store
from topicwire.ports.web import Web
from topicwire.ports.workers import Crash, Workers
from topicwire.stages.extract.articles import (
    Origin,
    article_from_page,
    article_from_video,
    joined,
    on_its_own,
    with_picture,
)
from topicwire.stages.extract.claims import feed_claim
from topicwire.stages.extract.reading import PageFacts, read_page
from topicwire.stages.extract.sameness import is_same_text, own_keys
from topicwire.stages.extract.settings import ExtractSettings
from topicwire.stages.extract.sizing import choose_picture
from topicwire.stages.extract.verdicts import judge_age, judge_undated


class ExtractStage:
    """Reads articles; the subject is a tip id."""

    name = StageName.EXTRACT
    is_serial = False

    def __init__(
        self, store: Store, web: Web, workers: Workers, pages: PageStore, clock: Clock, settings: ExtractSettings
    ) -> None:
        self._store, self._web, self._workers = store, web, workers
        self._pages, self._clock, self._settings = pages, clock, settings

    @property
    def batch(self) -> int:
        """Give how many pages are read together."""
        return self._settings.batch

    async def work(self, lease: Lease) -> Outcome[Article]:
        """Read the article of one tip: from its page, or from the tip itself when it is a video."""
        tip = self._store.tips.find(TipId(lease.subject))
        if tip is None:
            return Unchanged(why="no such tip")
        if tip.video_url:
            return self._judge_video(tip)
        page = self._store.pages.find(tip.id)
        if page is None:
            return Unchanged(why="its page was not fetched")
        try:
            body = self._pages.read(page.place)
        except StoreError as error:
            return Spike(reason=SpikeReason.UNREADABLE, detail=str(error))
        return await self._read(tip, page, body)

    def keep(self, lease: Lease, outcome: Outcome[Any]) -> datetime | None:
        """Store a new article or revision and ask for its enrichment; of a known one only its addresses."""
        if not isinstance(outcome, Done):
            return None
        draft: Article = outcome.value
        tip_id = TipId(lease.subject)
        draft, stored = self._matched(draft, tip_id)
        article = joined(draft, stored) if stored is not None else draft
        if stored is not None and stored.revision == article.revision:
            if not set(article.addresses) <= set(stored.addresses):
                self._store.articles.keep(replace(stored, addresses=_merged(stored, article)))
        else:
            self._store.articles.keep(article)
            self._store.work.add(StageName.ENRICH, article.id, self._clock.now())
        self._store.tips.keep_article(tip_id, article.id)
        return None

    def _matched(self, draft: Article, tip_id: TipId) -> tuple[Article, Article | None]:
        """Find the stored article a draft is a revision of; a draft that only claims another's address loses the claim.

        Publishers give one canonical address to many pages by mistake. So where two readings share no address they
        were found at, their texts decide.
        """
        articles = self._store.articles
        of_tip = self._store.tips.find_article(tip_id)
        known = articles.find_by_address(draft.addresses) or of_tip
        stored = articles.find(known if known is not None else draft.id)
        if stored is None or stored.id == of_tip or self._is_same(draft, tip_id, stored):
            return draft, stored
        parted = on_its_own(draft, self._found_at(tip_id))
        known = of_tip or articles.find_by_address(parted.addresses)
        return parted, articles.find(known if known is not None and known != stored.id else parted.id)

    def _is_same(self, draft: Article, tip_id: TipId, stored: Article) -> bool:
        own = own_keys(self._found_at(tip_id))
        theirs = (own_keys(self._found_at(tip.id)) for tip in self._store.tips.list_for_article(stored.id))
        tips = list(theirs)
        return not tips or any(own & keys for keys in tips) or is_same_text(draft, stored)

    def _found_at(self, tip_id: TipId) -> tuple[str, ...]:
        """List the addresses a page was really read at: where it was found first, then those on the way."""
        page, tip = self._store.pages.find(tip_id), self._store.tips.find(tip_id)
        found = (page.final_url, *page.hops, page.url) if page else ()
        return (*found, *((tip.url,) if tip else ()))

    def before_keep(self, outcomes: Sequence[Outcome[Any]]) -> None:
        """Nothing to make durable: all is in the store."""

    def _judge_video(self, tip: Tip) -> Outcome[Article]:
        if not tip.title or not tip.url:
            return Spike(reason=SpikeReason.NO_TEXT, detail="the video has no title or no address")
        return self._judge(article_from_video(self._origin(tip)))

    async def _read(self, tip: Tip, page: Page, body: bytes) -> Outcome[Article]:
        origin = self._origin(tip)
        facts = PageFacts(
            final_url=page.final_url,
            asked=(page.url, *page.hops),
            charset=page.charset,
            feed_title=tip.title,
            feed_summary=tip.summary,
            feed_html=tip.body_html,
            feed_authors=tip.authors,
            has_feed_date=origin.feed_claim is not None and origin.feed_claim.at is not None,
            excerpt_characters=self._settings.excerpt_characters,
        )
        reading = await self._workers.run(read_page, body, facts)
        if isinstance(reading, Crash):
            return Spike(reason=SpikeReason.CRASHED, detail=reading.detail[:300])
        if isinstance(reading, Spike):
            return reading
        draft = article_from_page(reading, origin)
        verdict = self._judge(draft)
        if not isinstance(verdict, Done):
            return verdict
        candidates = (*reading.pictures, *((tip.picture,) if tip.picture else ()))
        picture = await choose_picture(candidates, self._web if self._settings.picture_sizes else None)
        return Done(value=with_picture(draft, picture))

    def _judge(self, article: Article) -> Outcome[Article]:
        published, tips = article.published, self._store.tips
        stale = judge_age(published, self._clock.now(), self._settings.max_age_days)
        if published.origin is DateOrigin.FIRST_SEEN and (tip := tips.find(article.tip_id)):
            stale = stale or judge_undated(tip.first_seen_at, tips.first_seen_in(tip.feed_id))
        return stale if stale is not None else Done(value=article)

    def _origin(self, tip: Tip) -> Origin:
        is_sitemap = self._is_from_sitemap(tip)
        return Origin(
            tip=tip,
            feed_claim=feed_claim(tip.raw_published, tip.published_at, is_sitemap=is_sitemap),
            change_claim=feed_claim(tip.raw_updated, tip.updated_at, is_sitemap=is_sitemap),
            read_at=self._clock.now(),
            excerpt_characters=self._settings.excerpt_characters,
        )

    def _is_from_sitemap(self, tip: Tip) -> bool:
        try:
            return self._store.feeds.get(tip.feed_id).kind is FeedKind.SITEMAP
        except NotStoredError:  # the editor dropped the feed; its tips stay
            return False


def _merged(stored: Article, article: Article) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*stored.addresses, *article.addresses)))
