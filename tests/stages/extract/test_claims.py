"""Where dates stand in pages."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from topicwire.model.dates import DateOrigin
from topicwire.stages.extract.claims import page_claims, searched_claim, updated_of
from topicwire.stages.extract.head import read_head

DAY = "2026-03-01"


@pytest.mark.parametrize(
    ("markup", "origin"),
    [
        ('<meta property="article:published_time" content="2026-03-01T10:00:00Z">', DateOrigin.META),
        ('<meta name="parsely-pub-date" content="2026-03-01">', DateOrigin.META),
        ('<meta name="sailthru.date" content="Sun, 01 Mar 2026 10:00:00 +0000">', DateOrigin.META),
        ('<meta name="DC.date.issued" content="2026-03-01">', DateOrigin.META),
        ('<meta itemprop="datePublished" content="2026-03-01">', DateOrigin.META),
        ('<body><time itemprop="datePublished" datetime="2026-03-01T10:00">today</time>', DateOrigin.TIME_TAG),
        ('<body><time class="entry-date">March 1, 2026</time>', DateOrigin.TIME_TAG),
    ],
)
def test_a_date_is_found_where_it_stands(markup: str, origin: DateOrigin) -> None:
    """Each usual place of a publication date is read."""
    (found,) = page_claims(read_head(LexborHTMLParser(markup)), (), "https://news.example/a")
    assert (found.origin, found.at.date().isoformat() if found.at else None) == (origin, DAY)


@pytest.mark.parametrize(
    "path", ["/2026/03/01/story", "/news/2026-03-01/story", "/story-20260301.html", "/2026/3/1/story/"]
)
def test_the_day_in_an_address_is_a_claim(path: str) -> None:
    """Many publishers put the day into the path."""
    (found,) = page_claims(read_head(LexborHTMLParser("")), (), f"https://news.example{path}")
    assert (found.origin, found.has_time, found.at.date().isoformat() if found.at else None) == (
        DateOrigin.ADDRESS,
        False,
        DAY,
    )


@pytest.mark.parametrize("path", ["/article/1920263", "/2026/13/01/x", "/2026/02/31/x", "/20260301123456/x"])
def test_numbers_that_are_no_day_are_no_claim(path: str) -> None:
    """Ids are not dates."""
    assert page_claims(read_head(LexborHTMLParser("")), (), f"https://news.example{path}") == ()


def test_a_change_is_not_a_publication() -> None:
    """Modified dates are kept apart."""
    head = read_head(
        LexborHTMLParser(
            '<meta property="article:modified_time" content="2026-03-01T10:00:00Z"><body>'
            '<time itemprop="dateModified" datetime="2026-03-01">x</time>'
        )
    )
    assert page_claims(head, (), "https://news.example/a") == ()
    updated = updated_of(head, None)
    assert updated is not None
    assert updated.date().isoformat() == DAY


def test_a_page_whose_words_alone_name_the_day_is_searched() -> None:
    """The last resort finds a date in plain words."""
    found = searched_claim(
        "<html><body><p class='date'>Published: March 1, 2026</p></body></html>", "https://n.example/a"
    )
    assert found is not None
    assert (found.origin, found.raw) == (DateOrigin.PAGE_TEXT, DAY)
