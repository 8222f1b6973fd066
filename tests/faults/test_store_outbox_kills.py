"""kill -9 at every kind of point and at random times: nothing acknowledged is lost, nothing is doubled or half."""

import json
import random
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest

from tests.faults.toy import (
    INDEX,
    digest,
    expected_records,
    is_published,
    quick_folder,
    site_path,
    subjects,
    text_of,
    version,
)
from tests.outbox.sheets import texts_in
from topicwire.model.ids import ArticleId, TipId
from topicwire.store.pages import WarcPages
from topicwire.store.sqlite import open_store

pytestmark = pytest.mark.faults
SEED = 20260302
AT_POINTS, AT_RANDOM = 38, 20
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Give a way to run one round in a process of its own."""
    root = Path(__file__).parents[2]
    with Popen([sys.executable, "-m", "tests.faults.engine"], stdin=PIPE, stdout=PIPE, text=True, cwd=root) as server:
        assert server.stdin
        assert server.stdout

        def order(**what: Any) -> dict[str, Any]:
            server.stdin.write(json.dumps(what) + "\n")  # type: ignore[union-attr]
            server.stdin.flush()  # type: ignore[union-attr]
            answer: dict[str, Any] = json.loads(server.stdout.readline())  # type: ignore[union-attr]
            return answer

        yield order
        server.stdin.close()


@pytest.fixture
def hub() -> Iterator[Path]:
    """Give an empty folder."""
    with quick_folder() as folder:
        yield folder


def test_killing_the_engine_anywhere_loses_and_doubles_nothing(hub: Path, ask: Ask) -> None:
    """After each of 50 kills the store is sound and the site whole; the next start brings all where it belongs."""
    folder = str(hub)
    ask(folder=folder, round=0)
    typical = ask(folder=folder, round=1)
    verify_whole(hub, 1)
    killed, whole = 0, 1
    for number, kill in enumerate(plan(points_of(typical), typical["took_ms"], random.Random(SEED))):
        round_ = whole + 1
        answer = ask(folder=folder, round=round_, **kill)
        killed += answer["status"] == -9
        verify_kill(hub, [round_, whole], answer["said"])
        # Half of the time the news has moved on before the next start.
        whole = round_ + number % 2
        after = ask(folder=folder, round=whole)
        assert (after["status"], "kept 0" in after["said"]) == (0, True), (SEED, round_, kill, after)
        verify_whole(hub, whole)
    assert killed >= 50, (SEED, killed)


def points_of(answer: dict[str, Any]) -> list[str]:
    """Read the names of the points a whole run passed."""
    assert answer["status"] == 0, answer
    (line,) = [line for line in answer["said"] if line.startswith("points ")]
    return line.split()[1:]


def plan(names: list[str], took_ms: float, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Choose where to die: some of every kind of call, early and late, before and after it; then at random times."""
    kinds = sorted(set(names))
    for number in range(AT_POINTS):
        places = [place for place, name in enumerate(names) if name == kinds[number % len(kinds)]]
        yield {"point": chance.choice(places)}
    for _ in range(AT_RANDOM):
        yield {"after_ms": chance.uniform(0, took_ms * 0.7)}


def verify_kill(folder: Path, rounds: list[int], said: list[str]) -> None:
    """Check what has to hold right after a kill in the first of these rounds, from outside."""
    round_ = rounds[0]
    store = open_store(str(folder / ".topicwire/hub.db"))
    pages = WarcPages(folder / ".topicwire/pages")
    assert store.check() == ()
    for line in said:
        subject, kind, reason = (line + "    ").split(" ")[2:5]
        if line.startswith("ack "):
            assert (kind, reason) == ("done", ""), line
        if line.startswith("ack fetch"):
            assert store.articles.get(ArticleId(subject)).revision == f"v{version(int(subject), round_)}"
        if line.startswith("ack rank"):
            found = store.ranked.find(ArticleId(subject))
            assert (found is not None) == is_published(int(subject), round_)
            assert found is None or found.record.title == text_of(int(subject), round_)
    for one in subjects(round_):
        stored = store.pages.find(TipId(str(one)))
        assert stored is None or pages.read(stored.place).decode() in {text_of(one, past) for past in rounds}
    store.close()
    verify_site(folder, rounds)
    for path, text in texts_in(folder / "_news").items():
        number = int(path[-5:-3])
        assert text in {text_of(number, past) for past in rounds}, path


def verify_site(folder: Path, rounds: list[int]) -> None:
    """Check that the public site is one whole edition, and every page of it one of the last two versions."""
    seen = texts_in(folder / "public")
    listed = dict(line.split() for line in seen.pop(INDEX).splitlines())
    assert {path: digest(text) for path, text in seen.items()} == listed
    for path, text in seen.items():
        number = int(path[-7:-5])
        assert text in {text_of(number, round_) for round_ in rounds}, path


def verify_whole(folder: Path, round_: int) -> None:
    """Check that everything is as the round says it has to be, and nothing is left over."""
    expected = expected_records(round_)
    verify_site(folder, [round_])
    assert {f"_news/{path}": text for path, text in texts_in(folder / "_news").items()} == expected
    site = {path: text for path, text in texts_in(folder / "public").items() if path != INDEX}
    assert site == {site_path(path): text for path, text in expected.items()}
    assert sorted(path.name for path in folder.iterdir()) == [".topicwire", "_news", "public"]
    assert not list((folder / ".topicwire").rglob("*.part/*"))
    assert len(list((folder / ".topicwire/editions").iterdir())) <= 2
    store = open_store(str(folder / ".topicwire/hub.db"))
    assert store.check() == ()
    assert store.tips.count() == len(subjects(round_))
    assert {one.record.path: one.record.title for one in store.ranked.iterate()} == expected
    for one in subjects(round_):
        revisions = [article.revision for article in store.articles.list_revisions(ArticleId(str(one)))]
        assert all(left != right for left, right in pairwise(revisions))
    assert sum(line.count for line in store.ledger.count_tips()) == store.tips.count()
    store.close()
