"""A story's page says who reports it, since when, and why it is here."""

import json
from dataclasses import replace
from functools import cache

from tests.render.site.editions import HUB, Told, edition, story
from tests.render.site.html import attribute, pages, texts, tree
from tests.render.site.robotics import RECALL, robotics
from topicwire.model.record import RankedArticle
from topicwire.model.story import Story


@cache
def recall() -> bytes:
    """Render the page of the largest story."""
    found = pages(robotics())
    return next(page for page in found.values() if b"<title>Orlen Dynamics recalls" in page)


def only_story(articles: list[RankedArticle], group: Story) -> bytes:
    """Render the page of the one story there is."""
    found = pages(edition([(articles, group)]))
    return next(page for path, page in found.items() if path.startswith("stories/"))


def leads(page: bytes) -> str:
    """Give the sentence on why the lead leads."""
    return " ".join(texts(page, ".leads-why"))


def test_coverage_and_copies_stand_apart() -> None:
    """Twelve outlets wrote themselves, two carry the lead's text."""
    lists = [len(found.css("li.report")) for found in tree(recall()).css("ul.reports")]
    assert (sum(lists[:-1]), lists[-1]) == (12, 2)
    assert texts(recall(), "details.fold ul.reports .outlet") == ["Newswire Copyroom", "Eastern Ledger"]


def test_the_timeline_runs_from_the_first_report_to_the_last() -> None:
    """The harbour paper had it first, an hour and a half before the report that leads."""
    names = texts(recall(), ".first-who .outlet")
    assert names[0] == "The Harbour Post"
    assert names[-1] == "Norm & Law"
    assert len(names) == len(RECALL)
    assert texts(recall(), ".first-when .soft")[0] == "36 min later"


def test_an_outlet_stands_once_on_the_timeline() -> None:
    """Three reports of one outlet are one first report."""
    reports = [Told(title=f"Part {n}", outlet="One" if n else "Two", hours=n) for n in range(4)]
    assert texts(only_story(*story(reports)), ".first-who .outlet") == ["One", "Two"]


def test_why_is_this_here_shows_every_part_with_the_threshold() -> None:
    """Heat and quality are sums anyone can check."""
    why = " ".join(texts(recall(), "#why"))
    assert "Published: it leads its story and is hot enough." in why
    assert "None of the 15 reports has a higher quality than its 97 points." in leads(recall())
    assert texts(recall(), "#why .tally dd") == ["377", "70", "97"]
    assert texts(recall(), "#why tfoot .number") == ["377", "97"]
    assert "+280" in texts(recall(), "#why td.number")
    assert "−3" in texts(recall(), "#why td.number")


def test_the_terms_that_tied_a_report_are_named() -> None:
    """Nobody has to guess why two articles are one story."""
    assert texts(recall(), ".ties .term")[:4] == ["robot arm", "recall", "gripper", "line 4"]
    assert "Likeness 62%" in " ".join(texts(recall(), ".ties"))


def test_the_excerpt_is_named_as_the_publishers() -> None:
    """Words that are not ours are marked as such, and say their language."""
    page = only_story(*story([Told(title="T", outlet="O", excerpt="Ein Satz.", language="de")]))
    assert texts(page, ".quote figcaption") == ["In the publisher’s words"]
    quote = tree(page).css_first(".quote blockquote")
    assert quote is not None
    assert (attribute(quote, "lang"), attribute(quote, "dir")) == ("de", "auto")


def test_an_excerpt_that_repeats_the_title_is_left_out() -> None:
    """Saying it twice says nothing."""
    assert texts(only_story(*story([Told(title="Twice", outlet="O", excerpt="Twice")])), ".quote") == []


def test_a_lone_report_leads_because_it_is_alone() -> None:
    """There is no timeline and no coverage to show."""
    page = only_story(*story([Told(title="Alone", outlet="O")]))
    assert "only report of this event" in leads(page)
    assert tree(page).css(".firsts, .reports") == []


def test_a_lead_that_is_not_the_best_is_not_called_the_best() -> None:
    """An adopted record may name another lead than the law would; the page does not pretend."""
    articles, group = story([Told(title="Lead", outlet="O"), Told(title="Better", outlet="P")], quality=75)
    better = replace(articles[0].record.related[0], quality=120)
    lead = replace(articles[0], record=replace(articles[0].record, related=(better,)))
    assert "another report has a quality of 120" in leads(only_story([lead], group))


def test_a_record_without_figures_says_so() -> None:
    """Adopted records have no scores; they are shown all the same."""
    articles, group = story([Told(title="Old", outlet="O")])
    record = replace(articles[0].record, heat=None, quality=None, is_published=None)
    page = only_story([replace(articles[0], record=record, heat=None, verdict="")], group)
    assert "came without figures" in " ".join(texts(page, "#why"))


def test_related_articles_known_only_from_the_record_are_listed() -> None:
    """An adopted record names coverage that the hub has no article of."""
    articles, group = story([Told(title="Lead", outlet="O"), Told(title="Other", outlet="P")])
    lead = articles[0]
    loose = replace(lead.record.related[0], article_id=None, published="no date at all")
    page = only_story([replace(lead, record=replace(lead.record, related=(loose,)))], group)
    assert texts(page, ".report-title") == ["Other"]
    assert "no date at all" in " ".join(texts(page, ".report"))


def test_a_report_without_a_usable_address_is_words_only() -> None:
    """An address that is not http(s) is never a link."""
    page = only_story(*story([Told(title="Bad", outlet="O", url="javascript:alert(1)")]))
    assert b"javascript:alert" not in page
    assert tree(page).css("a.button") == []


def test_machines_get_the_articles_as_their_publishers() -> None:
    """The page is the hub's; what it is made from is each its own publisher's, and no copy is a source."""
    block = tree(recall()).css_first("script[type='application/ld+json']")
    assert block is not None
    facts = json.loads(block.text() or "")
    assert facts["@type"] == "NewsArticle"
    assert facts["publisher"] == {"@type": "Organization", "name": "Robotics Wire", "url": f"{HUB.url}/"}
    assert len(facts["citation"]) == 12
    assert facts["isBasedOn"] == {
        "@type": "NewsArticle",
        "headline": RECALL[0].title,
        "url": RECALL[0].address,
        "datePublished": "2026-03-02T08:48:00Z",
        "inLanguage": "en",
        "author": [{"@type": "Person", "name": "Mina Okafor"}, {"@type": "Person", "name": "Jonas Brandt"}],
        "publisher": {"@type": "Organization", "name": "Automation Weekly"},
    }
    assert facts["url"].startswith("https://robotics.example/wire/stories/")


def test_sharing_a_story_shows_its_headline_and_picture() -> None:
    """Open Graph facts carry public addresses."""
    meta = {attribute(node, "property"): attribute(node, "content") for node in tree(recall()).css("meta[property]")}
    assert meta["og:title"].startswith("Orlen Dynamics recalls")
    assert meta["og:image"].startswith("https://robotics.example/wire/assets/images/news/")
    assert meta["og:type"] == "article"


def test_the_record_and_its_api_item_are_named() -> None:
    """Everything on the page can be taken away as data."""
    path = texts(recall(), ".facts code")[0]
    name = path.removeprefix("_news/").removesuffix(".md")
    assert f'href="../api/news/{name}/index.json"' in recall().decode()
