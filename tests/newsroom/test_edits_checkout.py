"""Record files in a fresh checkout: what the repository has of us is nobody's decision."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.newsroom.edited import EditedHub, edited_hub
from tests.newsroom.hubs import overhear
from tests.outbox.git_hubs import isolated
from topicwire.model.ruling import RulingKind
from topicwire.model.work import StageName
from topicwire.newsroom.committing import commit_edition

FAR = {"title": "Parliament votes on carbon tax", "text": ""}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EditedHub]:
    """Give a hub that is a repository, with one article that was published and committed."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in isolated(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    with edited_hub(tmp_path / "hub") as opened:
        git(opened, "init", "-q", "-b", "main")
        git(opened, "add", ".")
        git(opened, "commit", "-qm", "A hub")
        yield opened


def git(hub: EditedHub, *words: str) -> str:
    """Do what a person or a workflow does."""
    done = subprocess.run(["git", *words], cwd=hub.room.folder, capture_output=True, text=True, check=True)
    return done.stdout


def publish(hub: EditedHub) -> None:
    """Run a cycle and commit what it changed."""
    hub.run()
    with overhear():
        asyncio.run(commit_edition(hub.room))


def test_figures_that_wait_for_a_commit_are_no_edit_in_a_fresh_checkout(hub: EditedHub) -> None:
    """A record whose figures alone changed is not committed; in a checkout it has the old ones. They are made anew."""
    lead, other = hub.arrive("one"), hub.arrive("two", **FAR)
    publish(hub)
    committed = hub.files()
    bonus = {hub.record(lead).provider.domain: 7}
    scores = replace(hub.room.config.settings.scores, host_bonus=bonus)
    settings = replace(hub.room.config.settings, scores=scores)
    hub.room = replace(hub.room, config=replace(hub.room.config, settings=settings))
    for article in (lead, other):
        hub.room.store.work.add(StageName.RANK, hub.ranked(article).story_id, hub.clock.now())
    hub.run()
    changed = hub.files()
    assert changed != committed
    assert hub.taken.rulings == []
    git(hub, "checkout", "--", "_news")
    assert hub.files() == committed
    hub.run()
    assert (hub.taken.rulings, hub.files()) == ([], changed)


def test_an_edit_taken_back_with_git_is_taken_back(hub: EditedHub) -> None:
    """A person who restores a file decides, also on a figure."""
    article = hub.arrive("one")
    publish(hub)
    committed = hub.files()
    for change in ({"title": "Not quite right"}, {"quality": 7}):
        hub.save(article, **change)
        hub.run()
        assert len(hub.taken.rulings) == 1
        git(hub, "checkout", "--", "_news")
        hub.run()
        assert hub.taken.files
        hub.run()
        assert hub.files() == committed


def test_an_edit_that_was_committed_is_an_edit(hub: EditedHub) -> None:
    """What somebody changed on the host comes with the checkout, and binds."""
    article = hub.arrive("one")
    publish(hub)
    hub.save(article, title="A better headline")
    git(hub, "commit", "-qam", "Better")
    hub.run()
    assert [ruling.kind for ruling in hub.taken.rulings] == [RulingKind.TITLE]
    assert hub.record(article).title == "A better headline"
