"""Report cards count what was, to the last article, and nothing that is not over."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import NOON
from tests.stages.publish.reports import DAY, HOUR, UNTIL, at, evidence, followed_feed, report, track
from topicwire.model.dates import DateOrigin
from topicwire.model.ids import Domain, FeedId
from topicwire.model.poll_day import PollDay
from topicwire.model.record import RankedArticle
from topicwire.model.report_card import DAYS, NO_DELAY, WEEKS, Delay, ReportCard, Share
from topicwire.stages.publish.cards import report_cards, rhythm_of, source_of
from topicwire.stages.publish.evidence import Evidence

OUTLETS = ("paper", "post", "wire")


def card_of(found: Evidence, outlet: str = "paper") -> ReportCard:
    """Count the card of one outlet."""
    return report_cards(found)[Domain(f"{outlet}.example")]


@st.composite
def days_of_news(draw: st.DrawFn) -> list[RankedArticle]:
    """Draw articles of three outlets in a few stories, over a little more than a year."""
    count = draw(st.integers(0, 25))
    return [
        report(
            f"a{number}",
            draw(st.sampled_from(OUTLETS)),
            f"s{draw(st.integers(0, 6))}",
            draw(st.integers(0, 24 * 400)),
            is_copy=draw(st.booleans()),
            is_lead=draw(st.booleans()),
            is_published=draw(st.booleans()),
            language=draw(st.sampled_from(("en", "de"))),
        )
        for number in range(count)
    ]


@given(days_of_news())
def test_every_article_is_counted_once_in_each_figure(articles: list[RankedArticle]) -> None:
    """Kinds, and languages, add up to the articles; nothing is counted twice or for two sources."""
    found = evidence(articles)
    cards = report_cards(found)
    counted = [article for article in articles if found.is_counted(article)]
    assert sum(card.articles for card in cards.values()) == len(counted)
    for card in cards.values():
        assert card.originals + card.follow_ups + card.copies == card.articles
        assert sum(count for _, count in card.languages) == card.articles
        assert card.led <= card.shown <= card.articles
        assert card.rhythm.articles >= sum(card.rhythm.hours)


@given(days_of_news())
def test_somebody_was_first_with_every_shared_story(articles: list[RankedArticle]) -> None:
    """First and later ones of a story are all that told it in own words; ties share the first place."""
    found = evidence(articles)
    tellers: dict[str, set[str]] = {}
    for article in articles:
        if found.is_counted(article) and not article.is_copy:
            tellers.setdefault(article.story_id, set()).add(article.record.provider.domain)
    shared = [domains for domains in tellers.values() if len(domains) > 1]
    cards = report_cards(found).values()
    assert sum(card.first.whole for card in cards) == sum(map(len, shared))
    assert sum(card.first.part for card in cards) >= len(shared)
    assert all(card.lag.cases == card.first.whole - card.first.part for card in cards)


@given(days_of_news())
def test_the_order_of_articles_does_not_matter(articles: list[RankedArticle]) -> None:
    """The same facts give the same card, however they come out of the store."""
    shuffled = sorted(articles, key=lambda article: article.article_id[::-1])
    assert report_cards(evidence(shuffled)) == report_cards(evidence(articles))


@given(st.lists(st.integers(0, WEEKS * 7 * 24 + 400), max_size=40))
def test_the_weeks_hold_what_was_published_in_them(hours: list[int]) -> None:
    """An article is in the week its day is in, counted back from the last day; older ones are in none."""
    articles = [report(f"a{place}", hours=float(ago)) for place, ago in enumerate(hours)]
    weeks = rhythm_of(articles, UNTIL).weeks
    ages = Counter((UNTIL - article.published_at.date()).days // 7 for article in articles)
    assert list(weeks) == [ages[WEEKS - 1 - place] for place in range(WEEKS)]


def test_the_hours_are_those_of_the_week() -> None:
    """Monday 2 March 2026, noon; an article dated by its day only tells no hour."""
    rhythm = rhythm_of([report("a1"), report("a2", hours=12.0)], UNTIL)
    assert [hour for hour, count in enumerate(rhythm.hours) if count] == [12]
    assert (rhythm.articles, rhythm.newest_on) == (2, UNTIL)


def test_who_was_first_who_followed_and_who_copied() -> None:
    """The wire had it first, the paper an hour and then two later, the post carries the wire's text."""
    found = evidence(
        [
            report("a1", "wire", hours=9),
            report("a2", "paper", hours=8),
            report("a3", "paper", hours=7),
            report("a4", "post", hours=6, is_copy=True),
            report("b1", "paper", "s2", hours=3),
        ]
    )
    wire, paper, post = (card_of(found, outlet) for outlet in ("wire", "paper", "post"))
    assert (wire.first, wire.lag, wire.originals) == (Share(part=1, whole=1), NO_DELAY, 1)
    assert (paper.first, paper.lag) == (Share(part=0, whole=1), Delay(minutes=60, cases=1))
    assert (paper.originals, paper.follow_ups, paper.copies) == (1, 2, 0)
    assert (post.originals, post.follow_ups, post.copies, post.first.whole) == (0, 0, 1, 0)


def test_what_readers_see_is_counted_by_story() -> None:
    """A report in a published story is shown, whoever leads it."""
    found = evidence(
        [
            report("a1", "wire", is_lead=True, is_published=True),
            report("a2", "paper"),
            report("b1", "paper", "s2", is_lead=True, is_published=False),
        ]
    )
    assert [(card.shown, card.led) for card in (card_of(found, "wire"), card_of(found, "paper"))] == [(1, 1), (1, 0)]


def test_dates_and_changes_are_counted_from_articles_that_were_read() -> None:
    """A record taken over from another hub says nothing of a publisher's dates."""
    names = [f"a{number}" for number in range(5)]
    tracks = (
        track("a0", changed_at=NOON + HOUR),
        track("a1", changed_at=NOON + 3 * HOUR, redated_at=NOON + HOUR),
        track("a2", confidence=0.2, dated_by=DateOrigin.FIRST_SEEN),
        track("a3", confidence=0.79, is_disputed=True, is_future=True),
        track("a4", confidence=1.0, dated_by=DateOrigin.RECORD),
    )
    card = card_of(evidence([report(name) for name in names], tracks))
    assert (card.edited, card.edited_after) == (Share(part=2, whole=4), Delay(minutes=120, cases=2))
    dating = card.dating
    assert (dating.articles, dating.sure, dating.undated) == (4, 2, 1)
    assert (dating.disputed, dating.future, dating.redated) == (1, 1, 1)


def test_a_change_of_today_is_not_counted_yet() -> None:
    """The day is not over: it would be another figure in an hour."""
    changed = track("a1", changed_at=NOON + DAY, redated_at=NOON + DAY)
    card = card_of(evidence([report("a1")], (changed,)))
    assert (card.edited.part, card.dating.redated) == (0, 0)


def test_polls_are_added_up_by_day_over_all_feeds_of_a_source() -> None:
    """Two feeds, one of which failed once; the day before nobody asked."""
    one, two = followed_feed(), followed_feed("blog")
    two = replace(two, site_url="http://paper.example")
    polls = (
        PollDay(feed_id=one.id, day=UNTIL, asked=4, failed=1, tips=2),
        PollDay(feed_id=two.id, day=UNTIL, asked=2, unchanged=2),
        PollDay(feed_id=one.id, day=UNTIL - 2 * DAY, asked=3),
    )
    polling = card_of(evidence(polls=polls, feeds=(one, two))).polling
    assert len(polling.days) == DAYS
    assert polling.days[-3:] == (Share(part=3, whole=3), Share(part=0, whole=0), Share(part=5, whole=6))
    assert polling.answered == Share(part=8, whole=9)
    assert [(figures.feed_id, figures.asked, figures.tips) for figures in polling.feeds] == [
        (FeedId("blog"), 2, 0),
        (FeedId("paper"), 7, 2),
    ]


def test_a_day_on_which_nobody_answered_was_our_own() -> None:
    """Three feeds that all fail for a day have one thing in common: us. Two may be a coincidence."""
    feeds = tuple(map(followed_feed, OUTLETS))
    polls = [PollDay(feed_id=feed.id, day=UNTIL, asked=9, failed=9) for feed in feeds]
    assert card_of(evidence(polls=polls, feeds=feeds)).polling.answered.whole == 0
    assert card_of(evidence(polls=polls[:2], feeds=feeds)).polling.answered == Share(part=0, whole=9)


def test_a_source_without_articles_has_a_card() -> None:
    """Silence is worth a page too."""
    card = card_of(evidence(feeds=(followed_feed(),)))
    assert (card.articles, card.rhythm.articles, card.rhythm.newest_on, card.polling.days) == (0, 0, None, ())


def test_a_feed_belongs_to_its_site_else_to_its_address() -> None:
    """A feed served by another host is still its publisher's."""
    assert source_of(followed_feed()) == "paper.example"
    odd = followed_feed()
    bare = replace(odd, site_url=None)
    assert source_of(bare) == "paper.example"


def test_topics_are_counted_without_the_root() -> None:
    """The root is on every article, so it tells nothing."""
    card = card_of(evidence([report("a1"), report("a2", topics=("AI",))]))
    assert card.topics == (("Palms", 1),)


def test_articles_of_more_than_a_year_ago_count_only_as_the_newest() -> None:
    """A source that fell silent is told by the day of its last article."""
    card = card_of(evidence([report("a1", published_at=at(400))]))
    assert (card.articles, card.rhythm.newest_on) == (0, UNTIL - timedelta(days=400))
