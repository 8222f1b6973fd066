"""Whatever the order of edits, revisions, rankings and undoing: no edit is lost (a model of two dicts says so)."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.newsroom.edited import EditedHub, edited_hub
from tests.newsroom.hubs import overhear
from topicwire.model.article import Article
from topicwire.model.ids import RulingId
from topicwire.model.work import StageName
from topicwire.newsroom.rulings import undo_ruling

BATCHES, EACH, STEPS = 8, 25, 9
WORDS = ("camera", "robot", "AI", "Wächter", '"quoted"', "c: d", "#tag", "後")


@dataclass(slots=True)
class Model:
    """What a reader must find: the editors' words, latest last, and the publishers' beneath."""

    hub: EditedHub
    chance: random.Random
    articles: list[Article] = field(default_factory=list)
    words: dict[tuple[str, str], list[tuple[RulingId, object]]] = field(default_factory=dict)
    saved: list[tuple[Article, str, object]] = field(default_factory=list)  # and not yet taken
    edits: int = 0

    def text(self) -> str:
        """Give a few words never given before."""
        self.edits += 1
        return f"AI {' '.join(self.chance.sample(WORDS, 3))} {self.edits}"

    def edit(self, *, is_running: bool = False) -> None:
        """Save a field of a file: two saves before a run are one edit, and one taken back by hand is none."""
        article = self.chance.choice(self.articles)
        name = self.chance.choice(["title", "excerpt", "topics", "is_published", "quality"])
        value = {
            "topics": tuple(self.chance.sample(["Robots", "AI", "Computer Vision", "New"], 2)),
            "is_published": not self.hub.record(article).is_published,
            "quality": self.chance.randrange(200),
        }.get(name, self.text())
        if value == getattr(self.hub.record(article), name):
            return
        self.hub.save(article, **{name: value})
        self.saved = [one for one in self.saved if one[:2] != (article, name)]
        if is_running or value != getattr(self.hub.ranked(article).record, name):
            self.saved.append((article, name, value))

    def revise(self) -> None:
        """The publisher changes what an editor may have changed too."""
        at = self.chance.randrange(len(self.articles))
        newer = self.hub.revise(self.articles[at], title=self.text(), excerpt=self.text())
        self.saved = [(newer if one[0] == self.articles[at] else one[0], *one[1:]) for one in self.saved]
        self.articles[at] = newer

    def arrive(self) -> None:
        """Another article joins, or is a story of its own."""
        title = "Parliament votes on AI" if self.chance.random() < 0.5 else self.text()
        self.articles.append(self.hub.arrive(f"n{self.edits}", title=f"{title} {self.edits}"))
        self.edits += 1
        self.run()

    def rank(self) -> None:
        """Every story is ranked again."""
        for story in self.hub.room.store.stories.list_all():
            self.hub.room.store.work.add(StageName.RANK, story.id, self.hub.clock.now())

    def undo(self) -> None:
        """One decision is taken back."""
        self.run()
        known = [(key, ruling_id) for key, said in self.words.items() for ruling_id, _ in said]
        if known:
            key, ruling_id = self.chance.choice(known)
            with overhear():
                undo_ruling(self.hub.room, ruling_id)
            self.words[key] = [one for one in self.words[key] if one[0] != ruling_id]
            self.run()

    def run_and_edit(self) -> None:
        """Run a cycle during which one more file is saved: the next run takes that."""
        self.run(between=lambda: self.edit(is_running=True))
        self.run()

    def run(self, between: Callable[[], None] = lambda: None) -> None:
        """Run a cycle and look at every file."""
        before, self.saved = self.saved, []
        self.hub.run(between)
        made = {
            (one.article_id, one.kind.value.replace("published", "is_published")): one for one in self.hub.taken.rulings
        }
        assert len(made) == len(before) == len(self.hub.taken.rulings)
        for article, name, value in before:
            self.words.setdefault((article.id, name), []).append((made[article.id, name].id, value))
        self.check()

    def check(self) -> None:
        """Find every word of an editor that was not undone, and the publisher's where there is none."""
        for article, name, value in self.saved:
            assert getattr(self.hub.record(article), name) == value
        for article in set(self.articles) - {article for article, *_ in self.saved}:
            record = self.hub.record(article)
            for name in ("title", "excerpt"):
                said = self.words.get((article.id, name))
                assert getattr(record, name) == (said[-1][1] if said else getattr(article, name) or None)
            for name in ("topics", "quality"):
                if said := self.words.get((article.id, name)):
                    assert getattr(record, name) == said[-1][1]
            self.check_published(article, record.is_published)

    def check_published(self, article: Article, shown: bool | None) -> None:
        """Hidden is hidden; published by hand is published, unless a later one of the same story is."""
        said = self.words.get((article.id, "is_published"))
        if said and said[-1][1] is False:
            assert shown is False
        if said and said[-1][1] is True and not shown:
            story = self.hub.story_of(article) - {article.id}
            assert any((self.words.get((one, "is_published")) or [(None, None)])[-1][1] for one in story)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_edit_is_lost_in_any_order(tmp_path: Path, batch: int) -> None:
    """Two hundred histories: after every run each file says the editor's word where there is one."""
    for number in range(batch * EACH, (batch + 1) * EACH):
        with edited_hub(tmp_path / f"hub{number}") as hub:
            model = Model(hub, random.Random(number))
            model.articles = [hub.arrive("first"), hub.arrive("second"), hub.arrive("other", title="AI tax vote")]
            model.run()
            steps: list[Callable[[], None]] = [model.edit, model.edit, model.revise, model.rank, model.undo, model.run]
            steps.append(model.run_and_edit)
            for _ in range(STEPS):
                model.chance.choice([*steps, model.arrive] if len(model.articles) < 5 else steps)()
            model.run()
            before = hub.files()
            hub.run()
            assert hub.files() == before
