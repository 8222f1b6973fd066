"""Report cards and methods for the editions that tests render: one card full of figures, others nearly empty."""

from dataclasses import replace
from datetime import date, timedelta

from topicwire.config.settings import HubSettings, HubTable
from topicwire.model.hub import Edition
from topicwire.model.ids import Domain, FeedId
from topicwire.model.report_card import DAYS, Dating, Delay, FeedFigures, Polling, ReportCard, Rhythm, Share
from topicwire.net.settings import NetworkSettings
from topicwire.newsroom.methods import methods_of
from topicwire.stages.publish.cards import report_cards
from topicwire.stages.publish.evidence import Evidence

UNTIL = date(2026, 3, 1)
METHODS = methods_of(
    HubSettings(hub=HubTable(title="Robotics Wire"), network=NetworkSettings(contact="desk@robotics.example"))
)
FULL = Domain("automation-weekly.example")


def full_card(feed_id: FeedId) -> ReportCard:
    """Give a card on which every figure is known; two bad days, ten on which nobody asked."""
    days = [Share(part=24, whole=24)] * DAYS
    days[:10], days[30], days[31] = [Share(part=0, whole=0)] * 10, Share(part=9, whole=24), Share(part=0, whole=24)
    weeks = (3, 5, 4, 0, 6, 7, 5, 4, 8, 6, 5, 7)
    hours = [0] * 168
    for place in range(60):
        hours[(place % 5) * 24 + 7 + place % 6] += 1
    return ReportCard(
        domain=FULL,
        until=UNTIL,
        polling=Polling(
            until=UNTIL,
            days=tuple(days),
            feeds=(FeedFigures(feed_id=feed_id, asked=1200, failed=39, tips=171),),
        ),
        rhythm=Rhythm(weeks=weeks, hours=tuple(hours), newest_on=UNTIL),
        articles=160,
        shown=96,
        led=41,
        originals=120,
        follow_ups=31,
        copies=9,
        first=Share(part=22, whole=53),
        lag=Delay(minutes=134, cases=31),
        edited=Share(part=23, whole=160),
        edited_after=Delay(minutes=410, cases=23),
        dating=Dating(articles=160, sure=148, undated=2, disputed=7, future=1, redated=3),
        topics=(("Robot arms", 88), ("Standards & law", 31), ("A topic of the past", 4)),
        languages=(("en", 157), ("de", 3)),
    )


def carded(edition: Edition) -> Edition:
    """Give the edition with a card for every source, as publishing makes them, and one full of figures."""
    evidence = Evidence(
        hub=edition.hub,
        polled_until=UNTIL,
        until=UNTIL,
        articles=[article for article in edition.articles if article.first_seen_at.date() <= UNTIL],
        tracks={},
        polls=(),
    )
    cards = report_cards(evidence)
    feed = next((feed for feed in edition.hub.feeds if FULL in feed.url), None)
    return replace(edition, cards={**cards, FULL: full_card(feed.id)} if feed else cards)


def moved_on(card: ReportCard, days: int = 1) -> ReportCard:
    """Give the card some days later, with nothing else new."""
    return replace(card, until=card.until + timedelta(days=days))
