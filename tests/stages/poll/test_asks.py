"""What headers ask of us."""

from datetime import timedelta

import pytest

from tests.fakes import NOON, response
from topicwire.stages.poll.asks import fresh_for, http_date, retry_after

FORMS = ["Mon, 02 Mar 2026 13:00:00 GMT", "Monday, 02-Mar-26 13:00:00 GMT", "Mon Mar  2 13:00:00 2026"]


@pytest.mark.parametrize("raw", FORMS)
def test_all_three_forms_of_an_http_date_are_read(raw: str) -> None:
    """Old servers still write the two obsolete forms."""
    assert http_date(raw) == NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("9" * 5000, 3650 * 86400),
        ("Mon, 02 Mar 2026 13:00:00 GMT", 3600),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 3650 * 86400),
    ],
)
def test_retry_after_is_read_as_seconds_or_date(raw: str, seconds: int) -> None:
    """Both forms of the standard count, and absurd ones do no harm."""
    assert retry_after(response("https://a.example/", status=429, retry_after=raw), NOON) == timedelta(seconds=seconds)


@pytest.mark.parametrize("raw", ["", "0", "-5", "soon", "²", "Mon, 02 Mar 2026 11:00:00 GMT", "1.5"])
def test_a_retry_after_that_says_nothing_is_none(raw: str) -> None:
    """Zero, the past and nonsense leave the choice to us."""
    assert retry_after(response("https://a.example/", status=429, retry_after=raw), NOON) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache_control": "public, max-age=3600"}, 3600),
        ({"cache_control": 'max-age="600", public'}, 600),
        ({"cache_control": "max-age=3600", "age": "3000"}, 600),
        ({"cache_control": "max-age=600", "expires": "Tue, 03 Mar 2026 12:00:00 GMT"}, 600),
        ({"expires": "Mon, 02 Mar 2026 13:00:00 GMT"}, 3600),
        ({"expires": "Mon, 02 Mar 2026 13:00:00 GMT", "date": "Mon, 02 Mar 2026 12:30:00 GMT"}, 1800),
    ],
)
def test_caching_headers_say_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: int) -> None:
    """There is nothing to gain from asking while the publisher calls its own answer fresh."""
    assert fresh_for(response("https://a.example/", **headers), NOON) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"cache_control": "no-cache, max-age=3600"},
        {"cache_control": "no-store"},
        {"cache_control": "max-age=0"},
        {"cache_control": "max-age=60", "age": "600"},
        {"cache_control": "s-maxage=600"},
        {"expires": "0"},
        {"expires": "Mon, 02 Mar 2026 11:00:00 GMT"},
    ],
)
def test_an_answer_that_is_not_fresh_asks_for_no_wait(headers: dict[str, str]) -> None:
    """Without a promise of freshness our own rhythm decides."""
    assert fresh_for(response("https://a.example/", **headers), NOON) is None
