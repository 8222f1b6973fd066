"""What every store promises for rulings, and for the bytes that edits are compared with."""

from datetime import timedelta

import pytest

from tests.fakes import NOON
from tests.store.nouns import article, ruling
from topicwire.errors import NotStoredError
from topicwire.model.ids import ArticleId, Domain, RulingId
from topicwire.model.record import Extra, Provider, RecordPicture
from topicwire.model.ruling import RulingKind, RulingValue
from topicwire.model.source import Picture
from topicwire.ports.store import Store

LATER = NOON + timedelta(hours=1)
VALUES: list[tuple[RulingKind, RulingValue]] = [
    (RulingKind.TITLE, "true"),
    (RulingKind.AMP_URL, None),
    (RulingKind.PUBLISHED, False),
    (RulingKind.LEAD, True),
    (RulingKind.QUALITY, 1),
    (RulingKind.HEAT, 0),
    (RulingKind.TOPICS, ("1", "true", "Camera")),
    (RulingKind.TOPICS, ()),
    (RulingKind.PICTURES, (RecordPicture(url="https://x.example/p", width=None, height=3, is_cached=True),)),
    (RulingKind.EXTRAS, (Extra(after="title", text="mine: 1"), Extra(after="---", text="words"))),
    (
        RulingKind.PROVIDER,
        Provider(name="No", domain=Domain("x.example"), pictures=(Picture(url="/l.png", width=50, height=None),)),
    ),
]


@pytest.mark.parametrize(("kind", "value"), VALUES, ids=repr)
def test_every_kind_of_value_comes_back_as_it_was(store: Store, kind: RulingKind, value: RulingValue) -> None:
    """A number stays a number, a word that looks like one stays a word."""
    kept = ruling(kind=kind, value=value, replaced=value)
    store.rulings.keep(kept)
    assert store.rulings.list_all() == (kept,)
    assert [type(one.value) for one in store.rulings.list_all()] == [type(value)]


def test_rulings_are_listed_in_the_order_they_came(store: Store) -> None:
    """An article's list holds what was decided on it, and what was decided on another with it."""
    made = [
        ruling(value="one", at=LATER),
        ruling("a2", kind=RulingKind.MERGE, value="a1"),
        ruling("a3", value="three"),
        ruling(value="two"),
    ]
    for one in made:
        store.rulings.keep(one)
    assert store.rulings.list_all() == tuple(made)
    assert store.rulings.list_for(ArticleId("a1")) == (made[0], made[1], made[3])
    assert store.rulings.list_for(ArticleId("a2")) == (made[1],)
    assert store.rulings.list_pairs() == (made[1],)
    assert store.rulings.find(made[2].id) == made[2]
    assert store.rulings.find(RulingId("none")) is None


def test_an_undone_ruling_stays_and_says_when(store: Store) -> None:
    """Undoing twice, or learning of the same once more, changes nothing."""
    kept = ruling()
    store.rulings.keep(kept)
    store.rulings.undo(kept.id, LATER)
    store.rulings.undo(kept.id, LATER + timedelta(hours=1))
    store.rulings.keep(kept)
    assert [one.undone_at for one in store.rulings.list_all()] == [LATER]
    with pytest.raises(NotStoredError):
        store.rulings.undo(RulingId("none"), NOON)


def test_a_ruling_on_nothing_is_reported(store: Store) -> None:
    """A ruling outlives no article."""
    store.rulings.keep(ruling("a1"))
    assert store.check() == ("1 rulings on articles that are not there",)
    store.articles.keep(article("a1"))
    assert store.check() == ()


def test_bytes_are_found_by_their_digest_until_no_manifest_names_them(store: Store) -> None:
    """What a file said is known for as long as it may be compared with."""
    digests = {
        b"one": "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed",
        b"two": "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3",
    }
    for raw in (*digests, b"one"):
        store.files.keep_bytes("records", {"a.md": raw})
    assert store.files.list_bytes("records") == {("a.md", sha) for sha in digests.values()}
    store.files.keep("next", "a.md", "k", digests[b"two"])
    store.files.trim_bytes("records", ["records", "next"])
    assert store.files.find_bytes("records", "a.md", digests[b"two"]) == b"two"
    assert store.files.find_bytes("records", "a.md", digests[b"one"]) is None
