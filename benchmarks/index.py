"""What does it cost to place one article when the hub has kept ten thousand, a hundred thousand, a million?

    python -m benchmarks.index [--articles 1000000] [--per-week 10000] [--json]

Articles are made up: titles and excerpts from a vocabulary with the long tail of news, every event told by some of
two hundred publishers within two days. For each size the archive is really there: every word was counted, and every
story lies in a store on the disk. A full week is then placed by the model the stage runs, and the last thousand of it
are timed, in CPU milliseconds: reading the words of the article, finding its kin among the week's, grouping, and the
look-ups in the store.
Beside it, what one would write in an afternoon: a cosine with every article of the week, in one matrix product.
"""

import argparse
import json
import random
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from topicwire.model.ids import ArticleId, digest
from topicwire.model.story import Member, MemberRole, Story
from topicwire.ports.store import Store
from topicwire.stages.cluster.copies import Fingerprint
from topicwire.stages.cluster.memory import Memory, Newcomer
from topicwire.stages.cluster.placing import Placement, Placer
from topicwire.stages.cluster.rarity import Rarity
from topicwire.stages.cluster.reforming import new_story_id
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.words import Common, read_words
from topicwire.store.sqlite import open_store
from topicwire.text.tokens import word_pairs

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
TIMED = 1_000
BATCH = 200
WORDS, PUBLISHERS = 40_000, 200
START = datetime(2026, 1, 1, tzinfo=UTC)


class Wire:
    """Makes articles up, the same ones each time."""

    def __init__(self, per_week: int) -> None:
        """Start a wire on which so many articles come in a week."""
        self._chance, self._gap = random.Random(7), timedelta(days=7) / per_week
        self._vocabulary = [digest("word", str(number))[: 4 + number % 7] for number in range(WORDS)]
        self._events: list[list[str]] = []
        self.number = 0

    def articles(self, count: int) -> Iterator[tuple[datetime, str, str, str]]:
        """Give time, publisher, title and excerpt of the next articles."""
        for _ in range(count):
            self.number += 1
            words = self._event()
            title, excerpt = self._mixed(words, 5, 4), self._mixed(words, 8, 26)
            publisher = f"p{self._chance.randrange(PUBLISHERS)}.example"
            yield START + self.number * self._gap, publisher, title, excerpt

    def _event(self) -> list[str]:
        """Take a running event, or let a new one happen; 400 run at a time, each told two and a half times."""
        if len(self._events) < 400 or self._chance.random() < 0.4:
            self._events.append([self._word(0.3).capitalize() for _ in range(14)])
            del self._events[:-400]
        return self._chance.choice(self._events)

    def _mixed(self, event: list[str], own: int, other: int) -> str:
        found = [*self._chance.sample(event, own), *(self._word(1.0) for _ in range(other))]
        self._chance.shuffle(found)
        return " ".join(found)

    def _word(self, tail: float) -> str:
        """Take a word: the most frequent stands in every tenth place, as in any language."""
        rank = int(WORDS ** (self._chance.random() ** tail)) if tail < 1 else int(WORDS ** self._chance.random())
        return self._vocabulary[min(rank, WORDS - 1)]


def newcomer(number: int, at: datetime, publisher: str, title: str, excerpt: str) -> Newcomer:
    """Give a made-up article as clustering sees it."""
    article_id = ArticleId(digest("article", str(number)))
    return Newcomer(
        id=article_id,
        at=at,
        language="en",
        publisher=publisher,
        words=read_words(title, excerpt, "en"),
        fingerprint=Fingerprint(article_id=article_id, at=at, text_hash="", sketch=b"", sketch_version=""),
    )


def archive(wire: Wire, count: int, rarity: Rarity, store: Store) -> None:
    """Let the archive grow: words are counted, stories of one article are stored."""
    for start in range(0, count, 10_000):
        with store.transaction():
            for at, _, title, excerpt in wire.articles(min(10_000, count - start)):
                words = f"{title} {excerpt}".lower().split()
                rarity.learn("en", {*words, *word_pairs(words)})  # made-up words have no endings to take off
                store.stories.keep(_alone(ArticleId(digest("article", str(wire.number))), at))


def _alone(article_id: ArticleId, at: datetime) -> Story:
    member = Member(article_id=article_id, joined_at=at, role=MemberRole.COVERAGE, similarity=1.0, ties=())
    story_id = new_story_id(article_id, lambda _: False)
    return Story(id=story_id, revision=1, members=(member,), first_at=at, last_at=at, changed_at=at)


def place_week(wire: Wire, per_week: int, rarity: Rarity, store: Store) -> tuple[list[float], int]:
    """Place a week of articles, kept in batches as the stage does; gives the milliseconds of each, and the stories."""
    settings = ClusterSettings(window_hours=168.0)
    placer = Placer(
        Memory(rarity=rarity, common=Common()),
        settings,
        is_taken=lambda story_id: store.stories.find(story_id) is not None,
    )
    took, waiting = list[float](), list[Placement]()
    for at, publisher, title, excerpt in wire.articles(per_week):
        started = time.process_time()
        store.stories.find_for(ArticleId(digest("article", str(wire.number))))
        waiting.append(placer.place(newcomer(wire.number, at, publisher, title, excerpt), at))
        took.append((time.process_time() - started) * 1000)
        if len(waiting) == BATCH:
            keep(store, waiting)
            placer.begin_batch()
            waiting = []
    return took, len(placer.memory.stories)


def keep(store: Store, placements: list[Placement]) -> None:
    """Keep a batch, as the stage does."""
    with store.transaction():
        for placement in placements:
            for story in placement.kept:
                store.stories.keep(story)
            for merger in placement.merged:
                store.stories.drop(merger.story_id)
                store.stories.keep_successor(merger.story_id, merger.into, placement.at)
            store.stories.keep_kinship(placement.kinship, placement.at)


def plain_ms(wire: Wire, per_week: int) -> float:
    """Give the milliseconds of a cosine of hashed word counts with each article of the week, by one product."""
    rows: npt.NDArray[np.float32] = np.zeros((per_week, 4096), dtype=np.float32)
    took = list[float]()
    for number, (_, _, title, excerpt) in enumerate(wire.articles(per_week)):
        started = time.process_time()
        row = np.zeros(4096, dtype=np.float32)
        for word in f"{title} {excerpt}".lower().split():
            row[hash(word) % 4096] += 1.0
        row /= float(np.linalg.norm(row)) or 1.0
        if number >= per_week - 200:
            int(np.argmax(rows[:number] @ row))
            took.append((time.process_time() - started) * 1000)
        rows[number] = row
    return sum(took) / len(took)


def measure(articles: int, per_week: int) -> dict[str, float]:
    """Measure every size up to `articles`."""
    figures: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "store.sqlite"))
        wire, rarity = Wire(per_week), Rarity()
        for name, size in SIZES.items():
            if size > articles:
                continue
            archive(wire, max(size - wire.number - per_week, 0), rarity, store)
            took, stories = place_week(wire, per_week, rarity, store)
            last = sorted(took[-TIMED:])
            figures[f"ms_at_{name}"] = round(sum(last) / len(last), 3)
            figures[f"ms_at_{name}_p95"] = round(last[int(len(last) * 0.95)], 3)
            figures[f"stories_at_{name}"] = stories
            print(f"ms_at_{name}: {figures[f'ms_at_{name}']} (95 %: {figures[f'ms_at_{name}_p95']})", flush=True)
        store.close()
    figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    figures["plain_ms"] = round(plain_ms(wire, per_week), 3)
    return figures


def main() -> None:
    """Print the figures, one a line or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--per-week", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures = measure(asked.articles, asked.per_week)
    for name, figure in figures.items():
        print(f"{name}: {figure}")
    if asked.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
