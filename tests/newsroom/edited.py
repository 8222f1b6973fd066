"""A hub whose articles come from the test itself: no web, no worker processes, real store, stages and files."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from structlog.typing import EventDict

from tests.fakes import FakeWeb, FixedClock, InProcessWorkers, failure
from tests.newsroom.hubs import overhear
from tests.stages.cluster import builders
from tests.stages.rank.dossiers import BOTH, good
from topicwire.config.new_hub import write_new_hub
from topicwire.formats.record import read_record, write_record
from topicwire.model.article import Article
from topicwire.model.ids import RevisionId, digest
from topicwire.model.record import RankedArticle, Record
from topicwire.model.work import StageName
from topicwire.newsroom.edits.taking import Taken, take_edits
from topicwire.newsroom.room import Room, open_room
from topicwire.newsroom.running import join_stages
from topicwire.pipeline.lock import hub_lock
from topicwire.pipeline.runner import Runner


@dataclass(slots=True, kw_only=True)
class EditedHub:
    """An open hub, and what its runs said."""

    room: Room
    clock: FixedClock
    taken: Taken = field(default_factory=Taken)  # by the last run
    warnings: list[EventDict] = field(default_factory=list)  # of the last run

    def arrive(self, name: str, **changes: Any) -> Article:
        """Keep an article as if it was fetched, read and enriched."""
        article = good(name, **{"title": f"AI camera story of {name} {digest(name)[:9]}", **changes})
        self.keep(article)
        return article

    def keep(self, article: Article) -> None:
        """Keep a revision of an article."""
        store, now = self.room.store, self.clock.now()
        topics = {topic.id for topic in self.room.config.hub.topics}
        matches = tuple(match for match in BOTH if match.topic_id in topics)
        with store.transaction():
            store.articles.keep(article)
            store.enrichments.keep(builders.enrichment(article, topics=matches))
            store.work.add(StageName.CLUSTER, article.id, now)

    def revise(self, article: Article, **changes: Any) -> Article:
        """Keep what the publisher changed as a new revision."""
        revised = replace(article, revision=RevisionId(digest(repr(changes), article.revision)), **changes)
        self.keep(revised)
        return revised

    def run(self, between: Callable[[], None] = lambda: None) -> None:
        """Run one cycle, a minute later; `between` is called when the files were looked at."""
        self.clock.move(timedelta(minutes=1))
        web = FakeWeb(lambda request: failure(request.url))
        room = self.room
        (room.folder / ".topicwire").mkdir(exist_ok=True)
        with hub_lock(room.folder / ".topicwire/lock"), overhear() as self.warnings:
            stages = join_stages(room, web, InProcessWorkers())
            self.taken = take_edits(room)
            between()
            room.store.work.add(StageName.PUBLISH, "hub", self.clock.now())
            asyncio.run(Runner(stages, room.store, self.clock).run_cycle())

    def ranked(self, article: Article) -> RankedArticle:
        """Get what was ranked last."""
        return self.room.store.ranked.get(article.id)

    def path(self, article: Article) -> Path:
        """Find the record file of an article."""
        return self.room.folder / self.ranked(article).record.path

    def record(self, article: Article) -> Record:
        """Read the record file of an article."""
        path = self.path(article)
        return read_record(path.read_bytes(), self.ranked(article).record.path)

    def save(self, article: Article, **changes: Any) -> None:
        """Save the record file with some fields changed, as a person would."""
        self.path(article).write_bytes(write_record(replace(self.record(article), **changes)))

    def replace(self, article: Article, old: str, new: str) -> None:
        """Save the record file with some words changed."""
        path = self.path(article)
        text = path.read_text(encoding="utf-8")
        assert old in text, text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Read all record files."""
        return {path.name: path.read_bytes() for path in sorted((self.room.folder / "_news").glob("*.md"))}

    def story_of(self, article: Article) -> set[str]:
        """Give the ids of the articles in the story of one."""
        story = self.room.store.stories.find_for(article.id)
        return {member.article_id for member in story.members} if story else set()


@contextmanager
def edited_hub(folder: Path) -> Iterator[EditedHub]:
    """Make and open a hub about AI with pictures off."""
    write_new_hub(folder, "A hub")
    clock = FixedClock(builders.NOON)
    with open_room(folder, {}, clock) as room:
        settings = room.config.settings
        settings = replace(settings, publishing=replace(settings.publishing, pictures=False))
        hub = replace(builders.hub(), feeds=())
        yield EditedHub(room=replace(room, config=replace(room.config, hub=hub, settings=settings)), clock=clock)
