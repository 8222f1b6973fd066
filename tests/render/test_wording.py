"""Numbers, times and sentences read well."""

from datetime import UTC, datetime, timedelta, timezone
from string import Formatter

import pytest

from topicwire.render.site import moments
from topicwire.render.wording import FALLBACK, language_for, languages, read_catalogue, wording_of

ENGLISH = wording_of("en")

CHINESE = wording_of("zh")
ARABIC = wording_of("ar")

AT = datetime(2026, 11, 1, 1, 5, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 sources"), (1, "1 source"), (2, "2 sources"), (12345, "12,345 sources")]
)
def test_things_are_counted_in_words(number: int, said: str) -> None:
    """One is singular, thousands are set apart."""
    assert ENGLISH.count(number, "n_source") == said


@pytest.mark.parametrize(("points", "said"), [(20, "+20"), (0, "0"), (-3, "−3")])
def test_points_carry_their_sign(points: int, said: str) -> None:
    """A true minus, not a hyphen."""
    assert ENGLISH.signed(points) == said


def test_times_are_told_in_utc() -> None:
    """Wherever the publisher's clock stood."""
    assert ENGLISH.full(AT) == "31 October 2026, 23:05 UTC"
    assert moments.machine(AT) == "2026-10-31T23:05:00Z"
    assert ENGLISH.weekday(AT) == "Saturday, 31 October 2026"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, ""), (36, "36 min later"), (134, "2 h 14 min later"), (1440, "1 d later"), (4567, "3 d 4 h later")],
)
def test_a_gap_is_told_in_two_units(minutes: int, said: str) -> None:
    """Close enough to compare."""
    assert ENGLISH.later(timedelta(minutes=minutes)) == said


def test_chinese_joins_without_spaces() -> None:
    """Nor is there a comma between day and time."""
    assert CHINESE.full(AT) == "2026年10月31日 23:05 UTC"
    assert CHINESE.short(AT) == "2026年10月31日 23:05"
    assert CHINESE.later(timedelta(minutes=134)) == "2小时14分钟后"


def test_arabic_keeps_signs_before_their_numbers() -> None:
    """In words that run from the right, a sign would else move to the other side."""
    assert ARABIC.is_rtl
    assert ARABIC.signed(20) == "\u200e+20"
    assert ARABIC.grouped(-1234) == "\u200e−1,234"
    assert ARABIC.full(AT) == "31 أكتوبر 2026، 23:05 UTC"
    assert ARABIC.later(timedelta(minutes=134)) == "بعد 2 س و14 د"


@pytest.mark.parametrize(
    ("number", "said", "noun"),
    [
        (0, "لا مصادر", "مصدر"),
        (1, "مصدر واحد", "مصدر"),
        (2, "مصدران", "مصادر"),
        (5, "5 مصادر", "مصادر"),
        (11, "11 مصدرًا", "مصدرًا"),
        (100, "100 مصدر", "مصدر"),
    ],
)
def test_arabic_counts_in_six_ways(number: int, said: str, noun: str) -> None:
    """Where a word says its number itself, the word beside a figure is another."""
    assert ARABIC.count(number, "n_source") == said
    assert ARABIC.noun(number, "n_source") == noun


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ("2021-04-28T15:53:00Z", datetime(2021, 4, 28, 15, 53, tzinfo=UTC)),
        ("2021-04-28T15:53:00-0500", datetime(2021, 4, 28, 20, 53, tzinfo=UTC)),
        ("2021-04-28T15:53:00", datetime(2021, 4, 28, 15, 53, tzinfo=UTC)),
        ("soon", None),
    ],
)
def test_a_records_date_is_read_or_left_as_words(raw: str, at: datetime | None) -> None:
    """A date nobody can read is no error."""
    assert moments.parse(raw) == at


@pytest.mark.parametrize(
    ("tag", "language"), [("en-us", "en"), ("EN", "en"), ("xx-Yyyy", FALLBACK), ("", FALLBACK), ("../en", FALLBACK)]
)
def test_a_hubs_locale_finds_its_catalogue(tag: str, language: str) -> None:
    """The region does not matter, and a language without a catalogue reads English."""
    assert language_for(tag) == language


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything(language: str) -> None:
    """No key is missing or left over, and each sentence has the same placeholders as the English one."""
    english, here = read_catalogue(FALLBACK), read_catalogue(language)
    assert here.keys() == english.keys()
    for key, value in english.items():
        assert isinstance(here[key], str) == isinstance(value, str), key
        assert _fields(here[key]) == _fields(value), key


@pytest.mark.parametrize("language", languages())
def test_every_number_has_a_form(language: str) -> None:
    """Also 0, 1, 2, few and many, in the language's own way."""
    wording = wording_of(language)
    for key in wording.forms:
        for number in (0, 1, 2, 3, 5, 11, 21, 100, 101, 1_000_000):
            assert wording.grouped(number) in wording.count(number, key) or number < 3
            assert wording.noun(number, key)


def _fields(value: object) -> set[str]:
    texts = value.values() if isinstance(value, dict) else [str(value)]
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name and name != "n"}
