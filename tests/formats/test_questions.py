"""What a reader typed, as it is understood."""

from datetime import UTC, datetime

import pytest

from topicwire.formats.questions import LONGEST, MOST_WORDS, read_question


def day(year: int, month: int, number: int) -> datetime:
    """Give the first moment of a day."""
    return datetime(year, month, number, tzinfo=UTC)


def test_words_phrases_and_exclusions_are_told_apart() -> None:
    """Quotes hold words together, a minus leaves stories out."""
    found = read_question('Robot "wrist gear" -union -"night watch" robot')
    assert found.words == ("robot",)
    assert found.phrases == (("wrist", "gear"),)
    assert found.without == (("union",), ("night", "watch"))


def test_operators_and_filters_join() -> None:
    """What stands in the field narrows what the menus say."""
    found = read_question('topic:"robot arms" source:A.example x after:2026-02', "care", "b.example", "2026-01-15")
    assert (found.words, found.topics, found.sources) == (("x",), ("robot arms", "care"), ("A.example", "b.example"))
    assert found.since == day(2026, 2, 1)


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("before:2026", None, day(2026, 1, 1)),
        ("after:2026-03 before:2026-03-05", day(2026, 3, 1), day(2026, 3, 5)),
        ("to:2026-12", None, day(2027, 1, 1)),
        ("to:2026-02-28", None, day(2026, 3, 1)),
        ("to:2026", None, day(2027, 1, 1)),
        ("after:yesterday before:2026-02-30 to:9999", None, None),
    ],
)
def test_dates_limit_by_year_month_or_day(said: str, since: datetime | None, until: datetime | None) -> None:
    """What is no date is no limit."""
    found = read_question(said)
    assert (found.since, found.until) == (since, until)


def test_the_form_includes_its_last_day() -> None:
    """Until 5 March means with all of it."""
    assert read_question("", until="2026-03-05").until == day(2026, 3, 6)


def test_a_question_has_an_end() -> None:
    """However much is pasted, little is looked for."""
    assert len(read_question(" ".join(f"w{number}" for number in range(5000))).words) == MOST_WORDS
    assert read_question("x" * 100_000).words == ("x" * LONGEST,)


@pytest.mark.parametrize("said", ["", "   ", '""', "-", "🤖", "-:", "!!!", '"', "--", "\x00"])
def test_what_has_no_letter_asks_nothing(said: str) -> None:
    """It is no error either."""
    assert read_question(said).is_empty
