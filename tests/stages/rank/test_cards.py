"""How one article is scored."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.stages.cluster.builders import PICTURE, ROOT, VISION
from tests.stages.rank.dossiers import facts
from topicwire.model.article import ArticleKind
from topicwire.model.ids import TopicId
from topicwire.model.source import Picture
from topicwire.stages.rank.default_card import default_card
from topicwire.stages.rank.reference_card import reference_card
from topicwire.stages.rank.settings import RankSettings

SETTINGS = RankSettings(host_bonus={"unknown.example": 50, "blog.unknown.example": 100})
PLAIN = RankSettings()
NORMAL: dict[str, Any] = {
    "is_known": True,
    "picture": PICTURE,
    "title": "New camera for AI",
    "word_count": 300,
}
REPORT: dict[str, Any] = {
    "title": "Global Camera Market Size, Share, Growth and Forecast to 2031",
    "excerpt": "The latest report covers market dynamics and key players.",
}


def parts(changes: dict[str, Any], settings: RankSettings = PLAIN) -> dict[str, int]:
    """Give the default card's parts by name."""
    card = default_card(facts(**changes), settings)
    assert card.total == sum(part.points for part in card.parts)
    assert all(part.why for part in card.parts)
    return {part.name: part.points for part in card.parts}


def total(changes: dict[str, Any]) -> int:
    """Give the default card's total."""
    return sum(parts(changes).values())


@pytest.mark.parametrize(
    ("changes", "name", "points"),
    [
        ({}, "start", 10),
        ({"is_known": True}, "known organization", 30),
        ({"is_followed": True}, "followed source", 20),
        ({"picture": PICTURE}, "lead picture", 15),
        ({"picture": Picture(url="p", width=400, height=300)}, "lead picture", 8),
        ({"picture": Picture(url="p")}, "lead picture", 8),
        ({"picture": Picture(url="p", width=1, height=1)}, "lead picture", 0),
        ({"has_amp": True}, "AMP", 3),
        ({"has_byline": True}, "byline", 5),
        ({"has_byline": True, "author": "Web Desk"}, "byline", 3),
        ({"has_byline": True, "author": "Ann Desker"}, "byline", 5),
        ({"word_count": 900}, "depth", 18),
        ({"word_count": 800}, "depth", 18),
        ({"word_count": 400}, "depth", 14),
        ({"word_count": 200}, "depth", 9),
        ({"word_count": 100}, "depth", 4),
        ({"word_count": 0, "is_read": False}, "depth", 12),
        ({"word_count": 29}, "stub", -15),
        ({"kind": ArticleKind.VIDEO, "word_count": 0}, "video", 12),
        ({"title": "A camera"}, "topic in title", 15),
        ({"title": "A camera for AI"}, "topic in title", 20),
        ({"excerpt": "A camera"}, "topic in excerpt", 5),
        ({"is_paywalled": True}, "paywall", -10),
        ({"age": timedelta(days=8)}, "stale", -15),
        ({"age": timedelta(days=4)}, "stale", -5),
        ({"text": "“We never looked at the meter,” she told us."}, "original reporting", 8),
        ({"text": "She told us so, and court filings show it."}, "original reporting", 15),
        ({"text": "He told the Daily Otter so.", "outlet": "The Daily Otter"}, "start", 10),
        ({"text": "He told Daily Otter so.", "outlet": "Daily Otter"}, "original reporting", 8),
        ({"text": "“It stood there like a cow,” she said."}, "quotes", 2),
        ({"text": "“It stood there like a cow,” she said. " * 4}, "quotes", 5),
        ({"text": "The chip is late, Bloomberg reported."}, "second hand", -15),
        ({"text": "As Bloomberg reported. They told us, and internal documents show it."}, "second hand", -8),
        ({"is_first": True}, "first", 4),
        ({"text": "Sponsored content. We make good pumps."}, "sponsored", -40),
        ({"title": "Robot hoover drops to lowest price ever"}, "deal", -30),
        ({"title": "Morning briefing: robots and rain"}, "roundup", -15),
        ({"title": "7 reasons to love robots"}, "listicle", -15),
        ({"title": "The ten best robots"}, "listicle", -15),
        ({"title": "話題のロボット10選", "language": "ja"}, "listicle", -15),
        ({"title": "画" * 49}, "long title", -2),
        ({"is_copy": True}, "copy", -40),
        ({"title": "x" * 98}, "long title", -2),
        ({"title": "x" * 500}, "long title", -10),
        (REPORT, "market report", -100),
        ({"text": "LONDON, March 2 /PRNewswire/ -- We are glad"}, "press release", -25),
        ({"domain": "prnewswire.com"}, "press release", -25),
        ({"text": "A press release. Forward-looking statements may"}, "press release", -25),
        ({"title": "You won’t believe this AI"}, "clickbait", -20),
        ({"title": "Robots are coming!!"}, "clickbait", -20),
        ({"title": "ROBOTS ARE COMING FOR YOUR WORK"}, "clickbait", -20),
    ],
)
def test_every_part_of_the_default_card_counts(changes: dict[str, Any], name: str, points: int) -> None:
    """Each part has its points and says why."""
    assert parts(changes)[name] == points


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"title": "Said the maid"}, "topic in title"),
        ({"is_known": True, "is_followed": True}, "followed source"),
        ({"title": "Stock market outlook 2026: growth or forecast cuts"}, "market report"),
        ({"title": "The market for AI cameras"}, "market report"),
        ({"title": "Camera market growth slows as demand falls"}, "market report"),
        ({"text": "The firm said in a press release that"}, "press release"),
        ({"title": "IBM, NASA, ESA"}, "clickbait"),
        ({"title": "Will AI take over?"}, "clickbait"),
        ({"title": "NVIDIA新型GPUを発表 性能は従来の2倍 CEO会見で"}, "clickbait"),
        ({"title": "انطلاق القمة العالمية للذكاء الاصطناعي في الرياض"}, "clickbait"),
        ({"text": "The word “extraordinarily” was said once."}, "quotes"),
        ({"text": "As Bloomberg reported, they told us nothing."}, "original reporting"),
        ({"text": "He told Bloomberg so.", "outlet": "Bloomberg"}, "second hand"),
        ({"text": "LONDON, March 2 /PRNewswire/ -- “We are glad to be here,” he told us."}, "quotes"),
        ({"title": "June 16 tools meeting"}, "listicle"),
        ({"title": "Police arrest 12 in raid on robot farm"}, "listicle"),
        ({"text": "x " * 400 + "They sell sponsored content there. " + "x " * 400}, "sponsored"),
        ({"word_count": 3, "is_paywalled": True}, "stub"),
        ({"word_count": 0, "is_read": False}, "stub"),
        ({"kind": ArticleKind.VIDEO, "word_count": 0}, "stub"),
    ],
)
def test_parts_stay_away_from_what_only_looks_alike(changes: dict[str, Any], name: str) -> None:
    """News about a market is no market report, and a quoted press release is no press release."""
    assert name not in parts(changes)


@pytest.mark.parametrize(
    "title",
    [
        "New Opportunities in Voice Scanner Market 2021 Growth, Segmentation",
        "Neural Camera Market Business Opportunity, Segmentation, Industry Overview and Forecast till 2027",
        "Face Scan Market worth $8.5 billion by 2027, CAGR of 16%",
    ],
)
def test_market_reports_are_told_by_their_titles(title: str) -> None:
    """The mills' titles give them away, without their texts."""
    assert "market report" in parts({"title": title, "excerpt": "An analysis of the market size."})


def test_a_normal_article_of_a_known_publisher_is_published_alone() -> None:
    """So is one of a followed source with a byline; an unknown thin one is not."""
    assert total(NORMAL) >= 70
    followed = NORMAL | {"is_known": False, "is_followed": True, "has_byline": True}
    assert total(followed) >= 70
    assert total({"picture": PICTURE, "title": "New camera for AI"}) < 70


def test_a_word_that_two_topics_share_counts_once() -> None:
    """A title that says one thing names one thing, however many topics claim the word."""
    twin = replace(VISION, id=TopicId("twin"), keywords=("Camera", "lens"))
    assert parts({"title": "A camera", "topics": (VISION, twin, ROOT)})["topic in title"] == 15


def test_an_editor_may_lift_a_host_on_either_card() -> None:
    """The host named most closely decides."""
    blog = facts(host="blog.unknown.example")
    for card in (default_card, reference_card):
        assert card(facts(), SETTINGS).total - card(facts(), PLAIN).total == 50
        assert card(blog, SETTINGS).total - card(blog, PLAIN).total == 100


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"topics": (ROOT,)}, 2),
        ({}, 4),
        ({"picture": PICTURE, "has_amp": True, "is_known": True}, 84),
        ({"title": "Camera AI"}, 34),
        ({"title": "Said", "topics": (ROOT,)}, 17),
        ({"title": "camera", "topics": (replace(VISION, keywords=("camera", "camera")),)}, 34),
        ({"title": "x" * 70, "topics": (ROOT,)}, 2),
        ({"title": "x" * 73, "topics": (ROOT,)}, 1),
        ({"title": "x" * 74, "topics": (ROOT,)}, 0),
    ],
)
def test_the_reference_card_follows_the_measured_rule(changes: dict[str, Any], expected: int) -> None:
    """Every figure is the one existing hubs show; keywords count inside words, and twice when listed twice."""
    card = reference_card(facts(**changes), PLAIN)
    assert card.total == expected == sum(part.points for part in card.parts)
