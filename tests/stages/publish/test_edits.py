"""What a publisher changed is told once, in few words, and not at all when nothing a reader cares for changed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.fakes import NOON
from tests.store.nouns import article
from topicwire.model.edits import Edit, EditedField, PieceKind
from topicwire.model.ids import ArticleId, RevisionId
from topicwire.ports.store import Store
from topicwire.stages.publish.edits import EDITS, MOST_EDITS, MOST_WORDS, as_learned, edited, edits_of, text_difference
from topicwire.store.sqlite import open_store
from topicwire.text.differences import count_words

HOUR = timedelta(hours=1)
FIRST = "The act has five parts, and we have read every one of them for you."
SECOND = "Part two begins in September, the office of the senate told this paper on Monday morning."


def revised(*changes: dict[str, Any]) -> tuple[Edit, ...]:
    """Tell the edits of an article that was changed step by step, an hour apart."""
    steps = [article(text=f"{FIRST}\n\n{SECOND}")]
    for number, change in enumerate(changes, 1):
        at = NOON + number * HOUR
        steps.append(replace(steps[-1], **{"revision": RevisionId(f"r{number}x"), "read_at": at, **change}))
    return edited(steps).edits


def words(edit: Edit, kind: PieceKind) -> str:
    """Give the words of one kind."""
    return "".join(piece.words for piece in edit.pieces if piece.kind is kind).strip()


def test_a_new_headline_is_told_in_full() -> None:
    """What went and what came."""
    (edit,) = revised({"title": "Sensors read hands"})
    assert (edit.field, edit.at) == (EditedField.TITLE, NOON + HOUR)
    assert (words(edit, PieceKind.GONE), words(edit, PieceKind.NEW)) == ("palms", "hands")


def test_the_publishers_own_time_counts_where_it_can_be_true() -> None:
    """Between our two readings; any other claim is not believed."""
    (edit,) = revised({"title": "A", "updated_at": NOON + HOUR / 2})
    assert edit.at == NOON + HOUR / 2
    (edit,) = revised({"title": "A", "updated_at": NOON - HOUR})
    assert edit.at == NOON + HOUR


def test_a_changed_word_in_a_long_text_shows_with_a_few_around_it() -> None:
    """Nobody has to read both versions."""
    (edit,) = revised({"text": f"{FIRST}\n\n{SECOND.replace('September', 'July')}"})
    assert edit.field is EditedField.TEXT
    assert (words(edit, PieceKind.GONE), words(edit, PieceKind.NEW)) == ("September", "July")
    assert words(edit, PieceKind.SAME).startswith("Part two begins in")


def test_marks_spaces_pictures_and_counters_are_no_edits() -> None:
    """A page that counts its readers is not edited all day."""
    assert revised({"title": "Sensors  read palms!", "amp_url": "https://paper.example/amp"}) == ()
    before = f"{FIRST}\n\nRead by 1,204 people in the last 24 hours"
    assert text_difference(before, before.replace("1,204", "9,999")) == ()


def test_a_moved_paragraph_is_no_edit() -> None:
    """The words are where they were, in another order."""
    assert text_difference(f"{FIRST}\n\n{SECOND}", f"{SECOND}\n\n{FIRST}") == ()


def test_a_figure_in_a_sentence_is_an_edit() -> None:
    """A corrected number is what corrections are about."""
    before = "The company said that 40 people were hurt when the arm fell from its mount on Tuesday."
    assert text_difference(before, before.replace("40", "14"))


def test_a_removed_paragraph_is_told() -> None:
    """Silently taken out is edited, too."""
    (edit,) = revised({"text": FIRST})
    assert words(edit, PieceKind.GONE).startswith("Part two begins")


def test_no_more_than_forty_words_of_a_text_are_quoted() -> None:
    """The text is another's."""
    many = "\n\n".join(f"Paragraph {n} is new and {' '.join('long' for _ in range(90))} to read." for n in range(30))
    pieces = text_difference(FIRST, many)
    assert sum(count_words(words) for _, words in pieces) <= MOST_WORDS


def test_of_a_live_page_the_newest_edits_are_told() -> None:
    """A page that changes all day does not fill the hub."""
    edits = revised(*({"title": f"Update {number}"} for number in range(MOST_EDITS + 9)))
    assert len(edits) == MOST_EDITS
    assert words(edits[-1], PieceKind.NEW) == str(MOST_EDITS + 8)


def kept(store: Store) -> None:
    """Keep an article in two revisions, and one in one."""
    store.articles.keep(article("a1"))
    store.articles.keep(replace(article("a1"), revision=RevisionId("r2"), title="Sensors read hands"))
    store.articles.keep(article("a2"))


def test_only_wanted_articles_with_revisions_are_told() -> None:
    """Articles that nobody sees cost nothing."""
    store = open_store(":memory:")
    kept(store)
    assert list(edits_of(store, {ArticleId("a1"), ArticleId("a2")})) == ["a1"]
    assert edits_of(store, {ArticleId("a2")}) == {}


def test_what_was_told_is_not_worked_out_again() -> None:
    """Until there is another revision."""
    store = open_store(":memory:")
    kept(store)
    told = edits_of(store, {ArticleId("a1")})
    marked = {ArticleId("a1"): replace(told[ArticleId("a1")], edits=())}
    store.learned.keep(EDITS, as_learned(marked))
    assert edits_of(store, {ArticleId("a1")}) == marked
    store.articles.keep(replace(article("a1"), revision=RevisionId("r3"), title="Sensors read feet"))
    assert len(edits_of(store, {ArticleId("a1")})[ArticleId("a1")].edits) == 2
