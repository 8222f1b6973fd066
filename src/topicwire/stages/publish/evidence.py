"""What report cards are counted from, cut to the days they cover."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from topicwire.model.hub import Hub
from topicwire.model.ids import ArticleId
from topicwire.model.poll_day import PollDay
from topicwire.model.record import RankedArticle
from topicwire.model.report_card import DAYS, PERIOD
from topicwire.model.track import Track
from topicwire.ports.store import Store

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that is counted. Later changes on the days that are covered do not happen: they are over."""

    hub: Hub
    polled_until: date  # the last whole day before the edition's
    until: date  # the same, or the day of the newest article where that is earlier: a hub taken over may be old
    articles: Sequence[RankedArticle]  # seen by the end of `polled_until`
    tracks: Mapping[ArticleId, Track]
    polls: Sequence[PollDay]

    def is_counted(self, article: RankedArticle) -> bool:
        """Tell whether the article was published within PERIOD."""
        return self.until - PERIOD < day_of(article.published_at) <= self.until


def gather(store: Store, hub: Hub, as_of: datetime, articles: Iterable[RankedArticle]) -> Evidence:
    """Read what the cards of an edition are counted from; `articles` are all that it holds."""
    polled_until = day_of(as_of) - DAY
    seen = [article for article in articles if day_of(article.first_seen_at) <= polled_until]
    newest = max((day_of(article.published_at) for article in seen), default=polled_until)
    until = min(polled_until, newest)
    since = datetime.combine(until - PERIOD, datetime.min.time(), UTC)
    return Evidence(
        hub=hub,
        polled_until=polled_until,
        until=until,
        articles=seen,
        tracks={track.article_id: track for track in store.articles.list_tracks(since)},
        polls=store.polls.list_between(polled_until - (DAYS - 1) * DAY, polled_until),
    )


def day_of(at: datetime) -> date:
    """Give the day of a time (UTC)."""
    return at.astimezone(UTC).date()
