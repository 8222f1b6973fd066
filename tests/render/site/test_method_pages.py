"""How the hub works, and how it asks: with its own settings, whole sentences, nothing left open."""

from dataclasses import replace

from tests.render.site.carded import METHODS
from tests.render.site.editions import HUB, Told, edition, story
from tests.render.site.html import pages, texts
from tests.render.site.robotics import robotics
from topicwire.model.hub import Edition, Hub
from topicwire.model.methods import Named
from topicwire.render.site.amounts import DAY, HOUR, MINUTE, length, number
from topicwire.render.wording import wording_of

ENGLISH = wording_of("en")


def told(hub: Hub, path: str = "about.html") -> str:
    """Give all paragraphs of a page of this hub."""
    whole: Edition = edition([story([Told(title="T", outlet="O")])], hub=hub)
    return "\n".join(texts(pages(whole)[path], ".prose p, .prose pre, .prose li"))


def test_no_sentence_has_an_open_placeholder() -> None:
    """Every value is filled in."""
    for path in ("about.html", "webmasters.html"):
        assert "{" not in told(HUB, path)
        assert len(told(HUB, path)) > 2000


def test_lengths_are_told_in_the_largest_whole_unit() -> None:
    """A day is 24 hours, a week 7 days, and 90 minutes are no hour."""
    said = [length(seconds, ENGLISH) for seconds in (15 * MINUTE, DAY, 7 * DAY, 90 * MINUTE, 1, 0.01, 72 * HOUR)]
    assert said == ["15 minutes", "24 hours", "7 days", "90 minutes", "1 second", "0.01 seconds", "3 days"]
    assert number(-2.108, ENGLISH) == "−2.108"


def test_the_hubs_own_settings_are_said() -> None:
    """Change them, and the page says so."""
    asking = replace(METHODS.asking, floor_minutes=45, asks_robots=False, agent="topicwire/9 (+x)")
    forming = replace(METHODS.forming, threshold=0.31)
    hub = replace(HUB, methods=replace(METHODS, asking=asking, forming=forming), threshold=88, diversity=0.5)
    about, asked = told(hub), told(hub, "webmasters.html")
    assert "45 minutes" in about
    assert "0.31" in about
    assert "heat of 88" in about
    assert "loses 50% of that" in about
    assert "45 minutes" in asked
    assert "topicwire/9 (+x)" in asked
    assert "switched off the reading of robots.txt" in asked
    assert "Disallow" not in asked


def test_the_reference_card_is_told_by_its_own_law() -> None:
    """There every related article counts, and nobody is held back."""
    scoring = replace(METHODS.scoring, card="reference", parts=(Named(name="start", value=52),))
    about = told(replace(HUB, methods=replace(METHODS, scoring=scoring)))
    assert "for each related article" in about
    assert "never lead" not in about
    assert "never lead" in told(HUB)


def test_a_hub_without_pictures_promises_none() -> None:
    """What is not done is not said."""
    showing = replace(METHODS.showing, keeps_pictures=False)
    asking = replace(METHODS.asking, measures_pictures=False)
    asked = told(replace(HUB, methods=replace(METHODS, showing=showing, asking=asking)), "webmasters.html")
    assert "picture" not in asked.replace("MiB of a picture", "")
    assert "small copy" in told(HUB, "webmasters.html")


def test_every_topic_is_there_with_its_rule() -> None:
    """Words, exclusions, and the heat it is published from."""
    page = pages(robotics())["about.html"]
    rules = texts(page, ".topic-rule")
    assert len(rules) == len(HUB.topics)
    assert "grippers" in rules[2]
    assert "Published from70" in rules[2]


def test_a_hub_that_says_nothing_of_its_methods_still_has_the_pages() -> None:
    """Its figures are there; rules nobody knows are not invented."""
    found = pages(replace(robotics(), hub=replace(HUB, methods=None)))
    assert texts(found["about.html"], ".tally dd")
    assert not texts(found["about.html"], ".prose section p")
    assert texts(found["webmasters.html"], "h1") == ["For webmasters: how we ask"]
