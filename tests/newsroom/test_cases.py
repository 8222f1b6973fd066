"""Everything the demo promises (`demo/expected.py`) comes true in the hub."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.newsroom.hubs import Runs
from topicwire.demo.expected import CASES, COPIES, FEEDS, LATE_LEADS, STORIES
from topicwire.formats.record import read_record
from topicwire.model.article import ArticleKind
from topicwire.model.dates import DateOrigin
from topicwire.model.ids import TipId
from topicwire.model.source import Feed, FeedState
from topicwire.model.work import OutcomeKind, StageName, Verdict
from topicwire.newsroom.explaining import Explanation, explain
from topicwire.newsroom.room import Room
from topicwire.stages.poll.health import Health, health_of

APART = {
    "http://meridianpost.example/2026/03/04/velmouth-gates-inside-story/",
    "http://harbourwire.example/story/court-upholds-velmouth-order",
    "http://portcity-gazette.example/news/refund-counter-velmouth-690766.html",
    "http://facefacts.example/velmouth-what-vendors-should-learn",
    "http://civicledger.example/article/210225/velmouth-consent-document",
    "http://facefacts.example/face-data-act-compliance-dates",
    "http://opticalreview.example/2026/03/prism-2-tested-on-our-own-streets",
    "http://tensorweekly.example/p/prism-2-and-the-missing-table",
    "http://silica.example/stories/quillon-restart-date.htm",
    "http://robotyard.example/2026/waydrive-remote-hands.html",
}
"""Background, and news of a later day, on an event that has a story: they found stories of their own. A hub that
splits a story now and then is better than one that joins strangers; whoever makes it find these takes them out here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spiked:
    """A tip that was set aside for good, and why."""

    title: str | None
    url: str
    verdict: Verdict


@pytest.fixture(scope="module")
def spiked(room: Room, runs: Runs) -> list[Spiked]:
    """List everything that was rejected."""
    verdicts = [verdict for run, _ in runs for verdict in room.store.work.list_verdicts(run.number)]
    rejected = [verdict for verdict in verdicts if verdict.kind is OutcomeKind.SPIKE]
    tips = [(room.store.tips.find(TipId(verdict.subject)), verdict) for verdict in rejected]
    found = [Spiked(title=tip.title, url=tip.url, verdict=verdict) for tip, verdict in tips if tip]
    return found + _off_topic(room, rejected)


def _off_topic(room: Room, rejected: list[Verdict]) -> list[Spiked]:
    """List those rejected after they were read, whose subject is the article."""
    found = []
    for verdict in rejected:
        article = room.store.articles.find(verdict.subject)  # type: ignore[arg-type]
        if article and verdict.stage is StageName.ENRICH and not room.store.tips.find(verdict.subject):  # type: ignore[arg-type]
            found.append(Spiked(title=article.title, url=article.original_url, verdict=verdict))
    return found


def told(room: Room, url: str) -> Explanation:
    """Explain an address the hub has to know."""
    found = explain(room, url)
    assert found is not None, url
    return found


def feed_of(room: Room, case: str) -> tuple[Feed, FeedState]:
    """Find the feed that shows a case, by its host."""
    host = CASES[case].split("/")[2]
    (feed,) = [feed for feed in room.config.hub.feeds if feed.url.split("/")[2] == host]
    state = room.store.feeds.find_state(feed.id)
    assert state
    return feed, state


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("re-dated", "stale"), ("bomb", "too-large"), ("to-private", "not-public"), ("to-metadata", "not-public"),
        ("loop", "redirects"), ("nine-doors", "redirects"), ("robots-forbid", "robots"), ("off-topic", "off-topic"),
    ],
)  # fmt: skip
def test_a_bad_tip_is_rejected_for_the_right_reason(spiked: list[Spiked], room: Room, case: str, reason: str) -> None:
    """Each is set aside for what is wrong with it, and the reason can be looked up by its address."""
    (found,) = [found for found in spiked if found.url == CASES[case]]
    assert found.verdict.reason == reason
    assert found.verdict.detail
    last = told(room, CASES[case]).sightings[0].verdicts[-1]
    assert (last.kind, last.reason) == (OutcomeKind.SPIKE, reason)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("AI tables as a printed sheet", "not-a-page"), ("AI page that was never there", "gone"),
        ("AI page that is gone for good", "gone"), ("AI on the neighbour's machine", "not-public"),
        ("AI by script", "bad-address"), ("AI entry without an address", "no-address"),
    ],
)  # fmt: skip
def test_a_trap_is_named_for_what_it_is(spiked: list[Spiked], title: str, reason: str) -> None:
    """Also those without an address can be found, by their title."""
    assert [found.verdict.reason for found in spiked if found.title == title] == [reason]


def test_old_news_of_a_silent_blog_is_no_news(spiked: list[Spiked], room: Room) -> None:
    """Articles of last summer are set aside unread, and the feed is called silent."""
    stale = [found for found in spiked if "quietcorner" in found.url]
    assert {found.verdict.reason for found in stale} == {"stale"}
    assert len(stale) == 3
    _, state = feed_of(room, "silent")
    assert health_of(state, room.clock.now()) is Health.SILENT


def test_nothing_else_is_rejected(spiked: list[Spiked]) -> None:
    """No good article is lost: the rest is old, without an address, or about the weather."""
    known = {CASES[name] for name in CASES}
    rest = [found for found in spiked if found.url not in known]
    rest = [found for found in rest if "trapdoor" not in found.url and not (found.title or "").startswith("AI ")]
    assert sorted(found.verdict.reason for found in rest) == ["no-address", "off-topic", "stale", "stale", "stale"]


@pytest.mark.parametrize("name", STORIES)
def test_several_tellings_of_one_event_are_one_story(room: Room, name: str) -> None:
    """The strongest telling leads, whenever it came; the others are its related articles."""
    strongest, *_ = STORIES[name]
    tellings = {url: told(room, url) for url in STORIES[name] if url not in APART}
    (lead,) = [one for one in tellings.values() if one.ranked and one.ranked.is_lead]
    assert strongest in APART or lead is tellings[strongest]
    assert lead.ranked
    assert lead.story
    assert lead.ranked.record.is_published
    others = [one for one in tellings.values() if one is not lead]
    for other in others:
        assert other.ranked
        assert other.ranked.story_id == lead.story.id, other.ranked.record.title
        assert (other.ranked.record.heat, other.ranked.record.is_published) == (-1, False)
    listed = {related.article_id for related in lead.ranked.record.related}
    assert {other.ranked.article_id for other in others if other.ranked and not other.ranked.is_copy} <= listed


@pytest.mark.parametrize("name", LATE_LEADS)
def test_a_better_late_comer_takes_the_lead(room: Room, hub: Path, runs: Runs, name: str) -> None:
    """It came in a later run; the record of the one that led until then says so in its file, under its old path."""
    late = told(room, STORIES[name][0])
    assert late.article
    assert late.story
    first = late.story.members[0]
    assert late.article.first_seen_at == runs[LATE_LEADS[name] - 1][0].started_at
    before = room.store.ranked.get(first.article_id)
    assert before.first_seen_at < late.article.first_seen_at
    record = read_record((hub / before.record.path).read_bytes(), before.record.path)
    assert (record.heat, record.is_published) == (-1, False)


def test_copies_are_folded_under_the_text_they_copy(room: Room) -> None:
    """Three outlets print the agency's text with light edits; they stand behind it as copies."""
    agency = told(room, "http://harbourwire.example/story/velmouth-gates-off")
    assert agency.article
    for url in COPIES:
        copy = told(room, url)
        assert copy.member
        assert copy.ranked
        assert copy.ranked.is_copy
        assert copy.member.copy_of
    assert agency.ranked
    assert not agency.ranked.is_copy


@pytest.mark.parametrize("case", ["retitled", "updated", "slug-before", "slug-after"])
def test_an_article_that_changes_stays_one(room: Room, case: str) -> None:
    """A new title, a new paragraph or a new address is a second revision of the same article, in the same file."""
    found = told(room, CASES[case])
    assert found.article
    assert found.ranked
    assert (found.revisions, len(found.sightings)) == (2, 1)
    oldest = room.store.articles.list_revisions(found.article.id)[0]
    assert oldest.revision != found.article.revision
    assert oldest.first_seen_at == found.article.first_seen_at


def test_a_new_title_is_shown_under_the_old_file_name(room: Room) -> None:
    """Links to a record keep working."""
    ranked = told(room, CASES["retitled"]).ranked
    assert ranked
    assert ranked.record.title.startswith("Oral exams instead of AI detectors")
    assert "give-up-on-ai-detectors" in ranked.record.path


def test_an_article_at_two_addresses_is_one(room: Room) -> None:
    """Tracking parameters, a counting redirect and an AMP copy add no second article."""
    for case in ("tracked-twice", "wrapped", "amp"):
        found = told(room, CASES[case])
        assert found.article
        assert len(found.sightings) == 1, case
        same = [other for other in room.store.ranked.iterate() if other.record.title == found.article.title]
        assert len(same) == 1, case
    amp = told(room, CASES["amp"]).article
    assert amp
    assert amp.amp_url == CASES["amp"]


@pytest.mark.parametrize("case", ["future-date", "no-date"])
def test_a_date_that_cannot_be_right_is_not_believed(room: Room, case: str) -> None:
    """A date in the year 2031, or none at all, is replaced by the day in the address; the doubt is written down."""
    found = told(room, CASES[case])
    assert found.article
    assert found.article.published.at == datetime(2026, 3, 2, tzinfo=UTC)
    assert found.article.published.origin is DateOrigin.ADDRESS
    assert found.article.published.confidence <= (0.6 if case == "future-date" else 0.85)
    assert ("2031" in found.article.published.note) == (case == "future-date")


def test_articles_without_any_date_in_feed_or_markup_are_dated_by_their_byline(room: Room) -> None:
    """Neither feed nor markup says when, but the page shows it to its readers."""
    host = CASES["no-dates-in-feed"].split("/")[2]
    every = [room.store.articles.get(found.article_id) for found in room.store.ranked.iterate()]
    articles = [article for article in every if article.domain == host]
    assert len(articles) == 4
    for article in articles:
        assert article.published.at <= article.first_seen_at
        assert article.published.confidence <= 0.9
        assert article.published.origin is DateOrigin.BYLINE
        assert DateOrigin.FEED not in {claim.origin for claim in article.claims}


def test_a_feed_that_is_gone_is_asked_no_more(room: Room, runs: Runs) -> None:
    """After 410 it is stopped for good; what it brought stays."""
    _, state = feed_of(room, "gone-feed")
    assert state.is_stopped
    assert state.last_polled_at == runs[1][0].started_at
    assert told(room, "http://blog.lumenlabs.example/posts/introducing-prism-2").article


def test_a_busy_feed_is_waited_for(room: Room, runs: Runs) -> None:
    """After 429 it is asked again later, and nothing of it is missing in the end."""
    _, state = feed_of(room, "busy-feed")
    assert (state.failures, state.last_status) == (0, 200)
    assert not state.is_stopped
    assert state.last_ok_at == runs[3][0].started_at
    assert told(room, "http://robotyard.example/2026/waydrive-remote-hands.html").article


def test_a_moved_feed_is_remembered_and_not_yet_believed(room: Room) -> None:
    """A permanent redirect has to stand for a week; until then the old address is asked."""
    feed, state = feed_of(room, "moved-feed")
    assert state.url == feed.url == CASES["moved-feed"]
    assert state.move
    assert state.move.to_url == "http://silica.example/feeds/all.xml"


def test_a_video_has_a_player(room: Room) -> None:
    """Its record says video and carries the frame that a page shows."""
    videos = [found.record for found in room.store.ranked.iterate() if found.record.kind is ArticleKind.VIDEO]
    assert len(videos) == 4
    for record in videos:
        assert record.embed
        assert 'src="https://www.youtube.com/embed/' in record.embed
        assert record.web_url is None


@pytest.mark.parametrize(
    ("host", "word"),
    [
        ("kanalnord.example", "Künstliche"),
        ("courrier-numerique.example", "modèles"),
        ("mizuhama-denshi.example", "顔認証"),
    ],
)
def test_letters_are_read_right_whatever_the_headers_say(room: Room, host: str, word: str) -> None:
    """Windows-1252 that claims to be UTF-8, Latin-1 and Shift-JIS all give the words their readers know."""
    ranked = [found for found in room.store.ranked.iterate() if found.record.provider.domain == host]
    titles = " ".join(found.record.title for found in ranked)
    assert word in titles
    texts = titles + "".join(room.store.articles.get(found.article_id).text for found in ranked)
    assert not {"\ufffd", "Ã", "â€", "\x92"} & set(texts)
    assert "Ã" not in texts


def test_every_kind_of_feed_brings_articles(room: Room) -> None:
    """RSS 2.0 and 1.0, Atom, JSON Feed, a news sitemap, a video feed, a broken one: none is silent about its news."""
    kinds = ("rss-2.0", "rss-1.0", "atom", "json-feed", "news-sitemap", "video-feed", "broken-feed", "slow", "latin-1")
    for kind in kinds:
        feed, state = feed_of(room, kind)
        assert state.failures == 0, kind
        counted = sum(line.count for line in room.store.ledger.count_tips_of(feed.id))
        assert counted >= 3, kind
    assert len(room.config.hub.feeds) == FEEDS


def test_market_reports_do_not_lead_the_news(room: Room) -> None:
    """Articles that sell a market study stay below the threshold."""
    host = CASES["market-reports"].split("/")[2]
    reports = [found.record for found in room.store.ranked.iterate() if found.record.provider.domain == host]
    assert len(reports) == 4
    assert not any(record.is_published for record in reports)


def test_a_stub_behind_a_wall_is_known_as_one(room: Room) -> None:
    """Its first paragraph is kept, and that there is more to pay for."""
    article = told(room, CASES["paywall"]).article
    assert article
    assert article.is_paywalled
