"""What is kept of an article's revisions for report cards."""

from dataclasses import replace
from datetime import timedelta

from tests.fakes import NOON
from tests.store.nouns import article
from topicwire.model.article import Article
from topicwire.model.dates import DateChoice, DateClaim, DateOrigin
from topicwire.model.track import followed, is_disputed, track_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def claim(days: float, origin: DateOrigin = DateOrigin.FEED, raw: str = "raw") -> DateClaim:
    """Build a claim some days after noon."""
    return DateClaim(origin=origin, raw=raw, at=NOON + days * DAY)


def read_again(first: Article, hours: float = 5, **changes: object) -> Article:
    """Build a later reading of the article."""
    return replace(first, read_at=first.read_at + hours * HOUR, **changes)


def test_other_words_are_a_change_and_the_first_one_counts() -> None:
    """When it changed twice, what matters is how soon it did."""
    first = article()
    track = followed(track_of(first), read_again(first, 5, text="Other words."))
    assert track.changed_at == first.read_at + 5 * HOUR
    assert followed(track, read_again(first, 9, text="Yet others.")).changed_at == track.changed_at


def test_another_reader_or_other_spaces_are_no_change() -> None:
    """Our own improvements must not be held against a publisher."""
    first = article()
    better = followed(track_of(first), read_again(first, extractor="own 2", text="Read better."))
    assert better.changed_at is None
    assert followed(better, read_again(first, 6, extractor="own 2", text="Read  \n better.")).changed_at is None


def test_the_same_revision_once_more_changes_nothing() -> None:
    """Running anything twice changes nothing."""
    first = article()
    changed = read_again(first, text="Other words.")
    once = followed(track_of(first), changed)
    assert followed(once, replace(changed, read_at=changed.read_at + DAY)) == once
    assert followed(track_of(first), first) == track_of(first)


def test_a_much_later_date_is_dated_anew() -> None:
    """A publisher that puts old words out with a new date is seen; a corrected hour is not."""
    first = article()
    later = replace(first.published, at=first.published.at + 3 * DAY)
    hour = replace(first.published, at=first.published.at + HOUR)
    assert followed(track_of(first), read_again(first, published=later)).redated_at == first.read_at + 5 * HOUR
    assert followed(track_of(first), read_again(first, published=hour)).redated_at is None


def test_two_days_between_two_dates_are_a_contradiction() -> None:
    """Zones and missing hours are not; a month in an address contradicts nobody."""
    assert not is_disputed(())
    assert not is_disputed((claim(0), claim(1.9)))
    assert is_disputed((claim(0), claim(2.1, DateOrigin.META)))
    assert not is_disputed((claim(0), claim(-20, DateOrigin.ADDRESS, "2026/02")))
    assert is_disputed((claim(0), claim(-20, DateOrigin.ADDRESS, "2026/02/10")))


def test_the_dates_of_the_first_reading_stay() -> None:
    """A date in the future was there, even if it is mended later."""
    first = article(claims=(claim(30),), published=DateChoice(at=NOON, origin=DateOrigin.FEED, confidence=0.2))
    track = followed(track_of(first), read_again(first, claims=(claim(0),)))
    assert (track.is_future, track.confidence, track.dated_by) == (True, 0.2, DateOrigin.FEED)
