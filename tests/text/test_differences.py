"""Two texts are compared word by word, within bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topicwire.text.differences import GAP, GONE, NEW, SAME, around, count_words, difference, is_trivial


def sides(before: str, after: str) -> tuple[str, str]:
    """Put both texts together again from their difference."""
    pieces = difference(before, after)
    old = "".join(words for kind, words in pieces if kind in {SAME, GONE})
    new = "".join(words for kind, words in pieces if kind in {SAME, NEW})
    return "".join(old.split()), "".join(new.split())


def test_what_changed_stands_between_what_stayed() -> None:
    """Readers see the words that went and those that came."""
    assert difference("Five robots lost in Brno", "Six robots lost in Brno") == (
        (GONE, "Five "),
        (NEW, "Six "),
        (SAME, "robots lost in Brno"),
    )


def test_scripts_without_spaces_are_compared_by_their_signs() -> None:
    """One changed sign does not strike out the sentence."""
    pieces = difference("改札は急がない", "改札も急がない")
    assert pieces == ((SAME, "改札"), (GONE, "は"), (NEW, "も"), (SAME, "急がない"))


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_off(before: str, after: str) -> None:
    """No word is lost or made up, whatever the texts are."""
    assert sides(before, after) == ("".join(before.split()), "".join(after.split()))


def test_a_long_rewrite_is_not_matched_word_by_word() -> None:
    """A hostile title of repeated words costs no more than reading it."""
    before, after = "a b " * 900, "b a " * 900
    assert [kind for kind, _ in difference(f"x {before}", f"y {after}")] == [GONE, NEW]


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("It’s  done.", "it's done", True),
        ("It is done", "It is done now", False),
        ("Five dead", "Seven dead", False),
        ("5 dead", "7 dead", False),
    ],
)
def test_marks_and_spaces_are_trivial_and_words_are_not(before: str, after: str, same: bool) -> None:
    """A figure in a headline is a word that matters."""
    assert is_trivial(before, after) is same


def test_only_some_words_around_a_change_are_kept() -> None:
    """Of another's text no more is quoted than shows what changed."""
    before = " ".join(f"w{n}" for n in range(60))
    kept = around(difference(before, before.replace("w30", "changed")), 3, 40)
    told = ((SAME, "w27 w28 w29 "), (GONE, "w30 "), (NEW, "changed "), (SAME, "w31 w32 w33 "))
    assert kept == ((GAP, ""), *told, (GAP, ""))


def test_a_quotation_ends_at_its_limit() -> None:
    """However much is new."""
    kept = around(((NEW, "one two three four five six"),), 3, 4)
    assert kept == ((NEW, "one two three four "), (GAP, ""))


def test_words_are_counted_in_every_script() -> None:
    """Two signs of a script without spaces are about a word."""
    assert count_words("Five robots, lost") == 3
    assert count_words("急がない通路") == 3
