"""The date an article goes by."""

from datetime import UTC, datetime

import pytest

from topicwire.model.dates import DateClaim, DateOrigin
from topicwire.stages.extract.chosen import choose_date
from topicwire.stages.extract.claims import claim, feed_claim

SEEN = datetime(2026, 3, 2, 12, tzinfo=UTC)


def said(**by_origin: str) -> list[DateClaim]:
    """Build claims: origin=words."""
    names = {"jsonld": DateOrigin.JSONLD, "time": DateOrigin.TIME_TAG}
    return [claim(names.get(name) or DateOrigin(name), words) for name, words in by_origin.items()]


def test_claims_that_agree_raise_confidence() -> None:
    """Two witnesses are better than one."""
    alone = choose_date(said(meta="2026-03-02T10:00:00Z"), SEEN)
    together = choose_date(said(meta="2026-03-02T10:00:00Z", feed="2026-03-02T10:05:00Z"), SEEN)
    assert together.confidence > alone.confidence
    assert together.note == ""


def test_claims_that_differ_lower_confidence_and_are_named() -> None:
    """A reader of the record learns who disagreed."""
    alone = choose_date(said(jsonld="2026-03-01T10:00:00Z"), SEEN)
    torn = choose_date(said(jsonld="2026-03-01T10:00:00Z", meta="2026-02-20T10:00:00Z"), SEEN)
    assert torn.confidence < alone.confidence
    assert "meta says 2026-02-20" in torn.note


def test_a_bare_day_takes_its_time_from_a_claim_on_that_day() -> None:
    """JSON-LD with a day and a feed with the minute give the minute."""
    choice = choose_date(said(jsonld="2026-03-01", feed="2026-03-01T17:45:00Z"), SEEN)
    assert choice.at == datetime(2026, 3, 1, 17, 45, tzinfo=UTC)
    assert "time of day from feed" in choice.note


def test_a_date_in_the_future_is_clamped_and_said_so() -> None:
    """No article can stand at the top of the page by claiming next year."""
    choice = choose_date(said(jsonld="2027-01-01T00:00:00Z"), SEEN)
    assert choice.at == SEEN
    assert choice.confidence < 0.5
    assert "future" in choice.note


def test_a_future_claim_gives_way_to_a_plausible_one() -> None:
    """One wrong clock among the claims does not cost the date."""
    choice = choose_date(said(jsonld="2027-01-01T00:00:00Z", meta="2026-03-02T09:00:00Z"), SEEN)
    assert choice.at == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_date_within_a_day_ahead_is_left_alone() -> None:
    """Zones and clocks differ by hours."""
    assert choose_date(said(feed="2026-03-02T20:00:00Z"), SEEN).at == datetime(2026, 3, 2, 20, tzinfo=UTC)


def test_without_any_date_the_article_counts_from_when_it_was_seen() -> None:
    """Nobody said, so our own clock counts, and little is claimed for it."""
    choice = choose_date(said(meta="someday soon"), SEEN)
    assert (choice.at, choice.origin) == (SEEN, DateOrigin.FIRST_SEEN)
    assert choice.confidence <= 0.2


@pytest.mark.parametrize("page", [{"meta": "2021-05-05T08:00:00Z"}, {"time": "2021-05-05"}, {"address": "2021-05-05"}])
def test_an_old_page_that_a_feed_shows_as_new_stays_old(page: dict[str, str]) -> None:
    """A feed rebuilt today does not make old articles news."""
    choice = choose_date(said(feed="2026-03-02T11:00:00Z", **page), SEEN)
    assert choice.at.date() == datetime(2021, 5, 5, tzinfo=UTC).date()
    assert "the feed says 2026-03-02" in choice.note


def test_a_feed_without_a_date_makes_no_claim() -> None:
    """Silence is not a claim."""
    assert feed_claim(None, None) is None


def test_a_labelled_day_is_read_as_the_others_say() -> None:
    """`Published 05/04/2025` is the fifth of April where a time tag says so."""
    shown = DateClaim(
        origin=DateOrigin.BYLINE, raw="Published 05/04/2025", at=datetime(2025, 5, 4, tzinfo=UTC), has_time=False
    )
    choice = choose_date([shown, *said(time="2025-04-05T15:00:00Z")], SEEN)
    assert choice.at == datetime(2025, 4, 5, 15, tzinfo=UTC)
