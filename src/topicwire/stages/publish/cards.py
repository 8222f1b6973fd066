"""Counts the report card of every source. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, time

from topicwire.model.dates import DateOrigin
from topicwire.model.ids import Domain, StoryId
from topicwire.model.poll_day import PollDay
from topicwire.model.record import RankedArticle
from topicwire.model.report_card import (
    DAYS,
    SURE,
    WEEKS,
    Dating,
    Delay,
    FeedFigures,
    Polling,
    ReportCard,
    Rhythm,
    Share,
)
from topicwire.model.source import Feed
from topicwire.model.track import Track
from topicwire.render.views import leads_of
from topicwire.stages.publish.evidence import Evidence, day_of
from topicwire.stages.publish.firsts import Standing, delay_of, standings
from topicwire.text.urls import registrable_domain

MOST_TOPICS, MOST_LANGUAGES = 6, 4
FEEDS_TO_TELL = 3
"""Feeds asked on one day without any answer from which the fault is taken to be ours."""


def report_cards(evidence: Evidence) -> dict[Domain, ReportCard]:
    """Count a card for every source that is followed or has an article in the hub, by domain."""
    by_domain: dict[Domain, list[RankedArticle]] = defaultdict(list)
    for article in evidence.articles:
        by_domain[article.record.provider.domain].append(article)
    feeds = feeds_by_domain(evidence.hub.feeds)
    stood = standings(filter(evidence.is_counted, evidence.articles))
    shown = {lead.story_id for lead in leads_of(evidence.articles)}
    polling = _Polls(evidence)
    return {
        domain: _card(evidence, domain, by_domain[domain], (stood.get(domain, Standing()), shown, polling.of(ids)))
        for domain, ids in sorted({**dict.fromkeys(by_domain, ()), **feeds}.items())
    }


def feeds_by_domain(feeds: Iterable[Feed]) -> dict[Domain, tuple[Feed, ...]]:
    """Sort feeds by the source they are of: its site's domain where it names one, else that of the address."""
    found: dict[Domain, list[Feed]] = defaultdict(list)
    for feed in feeds:
        found[source_of(feed)].append(feed)
    return {domain: tuple(some) for domain, some in found.items()}


def source_of(feed: Feed) -> Domain:
    """Give the domain of the source a feed is of."""
    return Domain(registrable_domain(feed.site_url or "") or registrable_domain(feed.original_url))


def _card(
    evidence: Evidence,
    domain: Domain,
    articles: Sequence[RankedArticle],
    judged: tuple[Standing, set[StoryId], Polling],
) -> ReportCard:
    standing, shown, polling = judged
    counted = [article for article in articles if evidence.is_counted(article)]
    tracks = [track for article in counted if (track := evidence.tracks.get(article.article_id))]
    read = [track for track in tracks if track.dated_by is not DateOrigin.RECORD]
    edited, edited_after = _edits(read, evidence.polled_until)
    kinds = standing.kinds
    return ReportCard(
        domain=domain,
        until=evidence.until,
        polling=polling,
        rhythm=rhythm_of(articles, evidence.until),
        articles=len(counted),
        shown=sum(article.story_id in shown for article in counted),
        led=sum(article.is_lead and article.story_id in shown for article in counted),
        originals=kinds["original"],
        follow_ups=kinds["follow-up"],
        copies=kinds["copy"],
        first=standing.first,
        lag=standing.lag,
        edited=edited,
        edited_after=edited_after,
        dating=dating_of(read, evidence.polled_until),
        topics=_most(_topics(counted, evidence), MOST_TOPICS),
        languages=_most(Counter(article.language for article in counted), MOST_LANGUAGES),
    )


def rhythm_of(articles: Iterable[RankedArticle], until: date) -> Rhythm:
    """Count the articles of the last weeks by week and by hour of the week."""
    weeks, hours, newest = [0] * WEEKS, [0] * 168, None
    for article in articles:
        at = article.published_at.astimezone(UTC)
        day = at.date()
        age = (until - day).days
        if age < 0:
            continue
        newest = max(day, newest or day)
        if age < WEEKS * 7:
            weeks[WEEKS - 1 - age // 7] += 1
            if at.time() != time():
                hours[at.weekday() * 24 + at.hour] += 1
    return Rhythm(weeks=tuple(weeks), hours=tuple(hours), newest_on=newest)


def dating_of(tracks: Sequence[Track], until: date) -> Dating:
    """Count how reliable the dates of articles read from pages are."""
    return Dating(
        articles=len(tracks),
        sure=sum(track.confidence >= SURE for track in tracks),
        undated=sum(track.dated_by is DateOrigin.FIRST_SEEN for track in tracks),
        disputed=sum(track.is_disputed for track in tracks),
        future=sum(track.is_future for track in tracks),
        redated=sum(bool(track.redated_at and day_of(track.redated_at) <= until) for track in tracks),
    )


def _edits(tracks: Sequence[Track], until: date) -> tuple[Share, Delay]:
    waits = [
        track.changed_at - track.read_at for track in tracks if track.changed_at and day_of(track.changed_at) <= until
    ]
    return Share(part=len(waits), whole=len(tracks)), delay_of(waits)


def _topics(articles: Iterable[RankedArticle], evidence: Evidence) -> Counter[str]:
    roots = {topic.name for topic in evidence.hub.topics if topic.parent is None}
    return Counter(name for article in articles for name in dict.fromkeys(article.record.topics) if name not in roots)


def _most(counts: Counter[str], limit: int) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])


class _Polls:
    """The polls of all feeds, for asking source by source."""

    def __init__(self, evidence: Evidence) -> None:
        self._until = evidence.polled_until
        self._by_feed: dict[str, list[PollDay]] = defaultdict(list)
        ours = _our_own_outages(evidence.polls)
        for poll in evidence.polls:
            if poll.day not in ours:
                self._by_feed[poll.feed_id].append(poll)

    def of(self, feeds: Sequence[Feed]) -> Polling:
        """Add up the polls of some feeds."""
        days: dict[int, list[int]] = {}
        figures = []
        for feed in sorted(feeds, key=lambda feed: feed.id):
            polls = self._by_feed[feed.id]
            for poll in polls:
                sums = days.setdefault((self._until - poll.day).days, [0, 0])
                sums[0] += poll.answered
                sums[1] += poll.asked
            asked, failed = sum(poll.asked for poll in polls), sum(poll.failed for poll in polls)
            tips = sum(poll.tips for poll in polls)
            figures.append(FeedFigures(feed_id=feed.id, asked=asked, failed=failed, tips=tips))
        pairs = (days.get(age, [0, 0]) for age in reversed(range(DAYS)))
        shares = tuple(Share(part=part, whole=whole) for part, whole in pairs)
        return Polling(until=self._until, days=shares if days else (), feeds=tuple(figures))


def _our_own_outages(polls: Iterable[PollDay]) -> set[date]:
    """List the days on which nobody answered: then it was our own connection that failed."""
    asked: dict[date, set[str]] = defaultdict(set)
    answered: Counter[date] = Counter()
    for poll in polls:
        asked[poll.day].add(poll.feed_id)
        answered[poll.day] += poll.answered
    return {day for day, feeds in asked.items() if len(feeds) >= FEEDS_TO_TELL and not answered[day]}
