"""Streams of made-up news under stress, and all that clustering says about them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.fakes import FixedClock
from tests.stages.cluster.builders import NOON, article, enrichment, prose, run
from topicwire.model.article import Article
from topicwire.model.ids import ArticleId
from topicwire.ports.store import Store
from topicwire.stages.cluster.memory import Memory
from topicwire.stages.cluster.recall import recall
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.stage import ClusterStage
from topicwire.stages.cluster.words import Common


@dataclass(frozen=True, slots=True)
class News:
    """One made-up article."""

    event: int
    words: int  # how many words of the event stand in it; the rest are of the next event
    gap_hours: int  # after the one before
    late_hours: int  # how much older it is than what came before it
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """Articles that arrive, after some that came before were judged anew."""

    news: tuple[News, ...]
    turned: frozenset[int]  # numbers of earlier articles that go off topic, or come back to it
    batches: tuple[int, ...]  # sizes


NEWS = st.builds(
    News,
    event=st.integers(0, 3),
    words=st.integers(2, 6),
    gap_hours=st.sampled_from([0, 0, 0, 1, 1, 2, 3, 9, 40, 120]),
    late_hours=st.sampled_from([0, 0, 0, 0, 20, 60, 200]),
    is_copy=st.sampled_from([False, False, True]),
)
CHAPTERS = st.lists(
    st.builds(
        Chapter,
        news=st.lists(NEWS, min_size=3, max_size=14).map(tuple),
        turned=st.frozensets(st.integers(0, 30), max_size=3),
        batches=st.lists(st.integers(1, 9), min_size=1, max_size=4).map(tuple),
    ),
    min_size=2,
    max_size=5,
)


@cache
def text_of(seed: str) -> str:
    """Give a text of its own to each seed."""
    return prose(seed)


def article_of(number: int, news: News, hours: float) -> Article:
    """Write an article down, published some hours after the first."""
    own = prose(f"event{news.event}", 6).split()[: news.words]
    other = prose(f"event{news.event + 1}", 6).split()[: 6 - news.words]
    return article(
        f"n{number}",
        title=" ".join([*own[:4], *other[:2], *prose(f"own{number}", 1).split()]),
        excerpt=" ".join([*own, *other]),
        text=text_of(f"wire{news.event}" if news.is_copy else f"text{number}"),
        at=NOON - timedelta(days=400) + timedelta(hours=hours - news.late_hours),
    )


class Telling:
    """Tells chapters to a store."""

    def __init__(self, store: Store, settings: ClusterSettings) -> None:
        self.store, self.settings = store, settings
        self.articles, self.off, self.hours = list[Article](), set[int](), 0.0
        self.stage = self.new_stage()

    def new_stage(self) -> ClusterStage:
        """Start a process anew."""
        return ClusterStage(self.store, FixedClock(), self.settings)

    async def tell(self, chapter: Chapter, batches: Sequence[int], is_restarted: bool) -> None:
        """Let a chapter happen in batches of those sizes, over and over."""
        due = self._turn(chapter) + self._arrive(chapter)
        at = 0
        while due:
            size = batches[at % len(batches)]
            await run(self.new_stage() if is_restarted else self.stage, self.store, *due[:size])
            due, at = due[size:], at + 1

    def _turn(self, chapter: Chapter) -> list[ArticleId]:
        turned = sorted(one for one in chapter.turned if one < len(self.articles))
        self.off ^= set(turned)
        for one in turned:
            self.store.enrichments.keep(enrichment(self.articles[one], is_on_topic=one not in self.off))
        return [self.articles[one].id for one in turned]

    def _arrive(self, chapter: Chapter) -> list[ArticleId]:
        first = len(self.articles)
        for news in chapter.news:
            self.hours += news.gap_hours
            self.articles.append(article_of(len(self.articles), news, self.hours))
        for one in self.articles[first:]:
            self.store.articles.keep(one)
            self.store.enrichments.keep(enrichment(one))
        return [one.id for one in self.articles[first:]]

    def facts(self) -> dict[str, Any]:
        """Give all that is known of the stories at the end."""
        stories, found = self.store.stories, recall(self.store, self.settings, Common())
        known = {one.id for one in stories.list_all()} | {one for one, _ in stories.list_successors()}
        return {
            "stories": stories.list_all(),
            "successors": stories.list_successors(),
            "events": {one: stories.list_events(one) for one in sorted(known)},
            "near misses": [stories.find_near_miss(one.id) for one in self.articles],
            "memory": spelled(found.memory),
            "front": found.front,
        }


def spelled(memory: Memory) -> dict[str, Any]:
    """Give what a memory holds, to compare two."""
    return {
        "stories": {one: (it.story, it.speakers, it.is_settled) for one, it in sorted(memory.stories.items())},
        "members": {one: list(it.members) for one, it in sorted(memory.stories.items())},
        "homes": memory.homes,
        "kin": {one: others for one, others in memory.kin.items() if others},
        "compared": memory.compared,
        "shelves": {language: set(shelf.places) for language, shelf in memory.shelves.items() if shelf.places},
        "copies": {one: replace(kept) for one, kept in memory.copies.kept.items()},
        "articles": memory.rarity.articles,
    }
