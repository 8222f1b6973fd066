"""File names are made from titles by our own rules."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from topicwire.text.slugs import MAX_SLUG, record_path, slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("China pushes standards for face biometrics", "china-pushes-standards-for-face-biometrics"),
        ("  Diablo 4: What's new?  ", "diablo-4-whats-new"),
        ("low-code/no-code – AI", "low-codeno-code-ai"),
        ("Café Ünïcödé straße Łódź", "cafe-unicode-strasse-lodz"),
        ("Gartner® Magic Quadrant™", "gartner-magic-quadrant"),
        ("a - -- b", "a-b"),
        ("-x-", "x"),
        ("日本語", ""),
        ("CON", "con-news"),
        ("Lpt1", "lpt1-news"),
        ("Con air", "con-air"),
        ("../../etc/passwd", "etcpasswd"),
    ],
)
def test_a_slug_is_the_title_in_plain_letters(title: str, name: str) -> None:
    """Lower case, ASCII, single hyphens; other characters are dropped, reserved names made safe."""
    assert slug(title) == name


def test_a_long_slug_is_cut_at_a_hyphen() -> None:
    """No word is cut, unless one word is all there is."""
    assert slug("word " * 60) == "-".join(["word"] * 30)
    assert len(slug("word " * 60)) <= MAX_SLUG
    assert slug("x" * 400) == "x" * MAX_SLUG


def test_a_title_without_letters_is_named_by_its_article() -> None:
    """Two such articles of one day do not share a file."""
    at = datetime(2026, 3, 2, tzinfo=UTC)
    assert record_path(at, "日本語", "0123456789abcdef") == "_news/2026-03-02-article-01234567.md"
    assert record_path(at, "2 + 2", "fedcba9876543210") == "_news/2026-03-02-article-fedcba98.md"
    assert record_path(at, "", "../../etc/passwd") == "_news/2026-03-02-article-etcpassw.md"


def test_the_day_is_the_day_in_utc() -> None:
    """The same article has the same name wherever the hub runs."""
    late = datetime(2026, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert record_path(late, "A title", "0" * 16) == "_news/2026-03-03-a-title.md"
