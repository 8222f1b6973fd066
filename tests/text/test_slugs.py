"""File names are made from titles by our own rules."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from topicwire.text.slugs import MAX_SLUG, readable_slug, record_path, slug


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


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Россия запустила ракету «Союз»", "rossiya-zapustila-raketu-soyuz"),
        ("Η Ελλάδα ψηφίζει σήμερα", "i-ellada-psifizei-simera"),
        ("الحكومة تعلن خطة جديدة", "lhkwmh-tln-khth-jdydh"),
        ("中国的新政策", "zhong-guo-de-xin-zheng-ce"),
        ("新型プレイステーション", "xin-xing-pureisuteshiyon"),
        ("삼성전자 새 스마트폰", "samseongjeonja-sae-seumateupon"),
        ("हिन्दी समाचार", "hindi-smacar"),
        ("ข่าวไทย", "khawaithy"),
        ("חדשות היום", "hdsvt-hyvm"),
        ("iPhone 17を発表、アップルが新製品", "iphone-17o-fa-biao-atpuruga-xin-zhi-pin"),
        ("Café Ünïcödé straße Łódź", "cafe-unicode-strasse-lodz"),
        ("Путин летит 👍 Minsk", "putin-letit-minsk"),
        ("Nağıl ə", "nagil"),
        *(("👍🎉", ""), ("2 + 2", ""), ("", "")),
    ],
)
def test_a_title_in_any_script_has_a_readable_name(title: str, name: str) -> None:
    """Other scripts are spelled in Latin letters; pictures and figures alone name nothing."""
    assert readable_slug(title) == name


def test_a_long_title_of_han_signs_is_cut_at_a_sign() -> None:
    """The limit holds for what is spelled, too."""
    assert len(readable_slug("日本" * 200)) <= MAX_SLUG


def test_a_title_without_letters_is_named_by_its_article() -> None:
    """Two such articles of one day do not share a file."""
    at = datetime(2026, 3, 2, tzinfo=UTC)
    assert record_path(at, "👍", "0123456789abcdef") == "_news/2026-03-02-article-01234567.md"
    assert record_path(at, "2 + 2", "fedcba9876543210") == "_news/2026-03-02-article-fedcba98.md"
    assert record_path(at, "", "../../etc/passwd") == "_news/2026-03-02-article-etcpassw.md"


def test_the_day_is_the_day_in_utc() -> None:
    """The same article has the same name wherever the hub runs."""
    late = datetime(2026, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert record_path(late, "A title", "0" * 16) == "_news/2026-03-03-a-title.md"
