"""Hostile words in feeds: they come back as the same words, and nothing in them is markup."""

from dataclasses import replace
from datetime import timedelta
from html import unescape
from io import BytesIO

import feedparser
import nh3
import orjson
import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from tests.render.feed_rules import faults, is_address
from tests.render.sheets import changed, feeds, with_articles
from tests.render.site.editions import AS_OF, HUB, Told, edition, story, topic
from tests.render.site.hostile import ADDRESSES, TITLES, hostile
from topicwire.formats.feeds import parse_feed
from topicwire.model.hub import Edition
from topicwire.model.story import StoryEvent, StoryEventKind
from topicwire.render.addresses import FEED_FORMATS
from topicwire.render.views import shown_leads
from topicwire.text.clean import one_line

ATOM, CREATOR = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}creator"
OURS = {"html", "head", "body", "p", "a", "img", "ul", "li"}
"""All elements an entry's markup may hold; the first three are the parser's own."""


@pytest.fixture(scope="module")
def whole() -> Edition:
    """Give the hostile edition."""
    return hostile()


@pytest.fixture(scope="module")
def rendered(whole: Edition) -> dict[str, bytes]:
    """Give its feeds."""
    return feeds(whole)


def words(whole: Edition) -> list[str]:
    """List the titles that should come back."""
    return [one_line(lead.record.title) for lead in shown_leads(whole)]


def markup(form: str, raw: bytes) -> list[str]:
    """List the entries' markup, unescaped once: as a feed reader puts it into its page."""
    if form == "json":
        return [entry["content_html"] for entry in orjson.loads(raw)["items"]]
    path = "channel/item/description" if form == "rss" else f"{ATOM}entry/{ATOM}content"
    return [node.text or "" for node in etree.fromstring(raw).findall(path)]


def test_titles_authors_and_topics_come_back_from_rss(whole: Edition, rendered: dict[str, bytes]) -> None:
    """Escaped exactly once: an XML parser gives the very words."""
    items = etree.fromstring(rendered["feeds/all.rss"]).findall("channel/item")
    assert len(items) >= 300
    assert [item.findtext("title") for item in items] == words(whole)
    assert [item.findtext(CREATOR) for item in items] == words(whole)
    assert [item.findtext("category") for item in items] == words(whole)


def test_titles_authors_topics_and_summaries_come_back_from_atom(whole: Edition, rendered: dict[str, bytes]) -> None:
    """As text constructs, so no reader may take them for markup."""
    entries = etree.fromstring(rendered["feeds/all.atom"]).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == words(whole)
    assert [entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries] == words(whole)
    assert [entry.find(f"{ATOM}category").get("term") for entry in entries] == words(whole)
    assert [entry.findtext(f"{ATOM}summary") for entry in entries] == [
        one_line(lead.record.excerpt or "") for lead in shown_leads(whole)
    ]
    assert {name for entry in entries for node in entry.iter(f"{ATOM}title") for name in node.attrib} == set()


def test_titles_authors_topics_and_summaries_come_back_from_json(whole: Edition, rendered: dict[str, bytes]) -> None:
    """JSON carries text as it is."""
    items = orjson.loads(rendered["feeds/all.json"])["items"]
    assert [item["title"] for item in items] == words(whole)
    assert [item["authors"][0]["name"] for item in items] == words(whole)
    assert [item["tags"][0] for item in items] == words(whole)
    assert [item["summary"] for item in items] == [one_line(lead.record.excerpt or "") for lead in shown_leads(whole)]


@pytest.mark.parametrize("form", FEED_FORMATS)
def test_nothing_foreign_is_markup_in_an_entry(whole: Edition, rendered: dict[str, bytes], form: str) -> None:
    """Unescaped for the feed and once more for the page: only our own few elements, and the words as words."""
    found = markup(form, rendered[f"feeds/all.{form}"])
    for content, lead in zip(found, shown_leads(whole), strict=True):
        tree = LexborHTMLParser(content)
        assert {node.tag for node in tree.css("*")} <= OURS
        assert all(set(node.attributes) <= {"href", "src", "alt", "width", "height"} for node in tree.css("*"))
        assert all(is_address(node.attributes["href"]) for node in tree.css("a"))
        shown = (tree.css_first("p") or tree.root).text()
        assert shown == one_line(lead.record.excerpt or "")
        assert LexborHTMLParser(nh3.clean(content)).text() == tree.text()


def test_nothing_foreign_is_markup_in_any_other_feed(rendered: dict[str, bytes]) -> None:
    """Of sources, of stories as they go on, of one story: our own few elements, and http addresses."""
    others = {path: raw for path, raw in rendered.items() if "/sources/" in path or "/stories" in path}
    assert len(others) > 1000
    for path, raw in others.items():
        for content in markup(path.rpartition(".")[2], raw):
            tree = LexborHTMLParser(content)
            assert {node.tag for node in tree.css("*")} <= OURS
            assert all(is_address(node.attributes["href"]) for node in tree.css("a"))


@pytest.mark.parametrize("form", FEED_FORMATS)
def test_hostile_words_come_back_from_the_feed_of_stories(
    whole: Edition, rendered: dict[str, bytes], form: str
) -> None:
    """Titles and authors are the very words, in every format."""
    raw = rendered[f"feeds/stories.{form}"]
    if form == "json":
        said = [(item["title"], item["authors"][0]["name"]) for item in orjson.loads(raw)["items"]]
    else:
        top, author = ("channel/item", CREATOR) if form == "rss" else (f"{ATOM}entry", f"{ATOM}author/{ATOM}name")
        title = "title" if form == "rss" else f"{ATOM}title"
        said = [(node.findtext(title), node.findtext(author)) for node in etree.fromstring(raw).findall(top)]
    assert sorted(said) == sorted((title, title) for title in words(whole))


def test_hostile_headlines_in_what_changed_are_words(whole: Edition) -> None:
    """Headlines and outlets named in a change are escaped like everything else."""
    hostile_words = [title for title in TITLES if one_line(title)][:60]
    for title in hostile_words:
        told = (Told(title=title, outlet=title, hours=9), Told(title=f"{title}!", outlet=f"{title}?", hours=2))
        articles, founded = story(tuple(reversed(told)), quality=90)
        members = tuple(reversed(founded.members))
        led = StoryEvent(
            story_id=founded.id,
            at=AS_OF - timedelta(hours=1.9),
            kind=StoryEventKind.LED,
            articles=(articles[0].article_id,),
        )
        one = replace(edition([(articles, replace(founded, members=members))]), turns={founded.id: (led,)})
        rendered = feeds(one)
        assert [path for path, raw in rendered.items() if faults(path, raw)] == []
        (item,) = orjson.loads(rendered["feeds/stories.json"])["items"]
        tree = LexborHTMLParser(item["content_html"])
        assert {node.tag for node in tree.css("*")} <= OURS
        assert f"The headline was “{one_line(title)}”" in [node.text() for node in tree.css("li")]


@pytest.mark.parametrize("form", FEED_FORMATS)
def test_no_reader_finds_a_script_in_what_it_would_show(rendered: dict[str, bytes], form: str) -> None:
    """Our reader and feedparser, which take feeds' markup as it comes, see none."""
    raw = rendered[f"feeds/all.{form}"]
    bodies = [entry.body_html or "" for entry in parse_feed(raw, None, "https://robotics.example/f").entries]
    if form != "json":
        read = feedparser.parse(BytesIO(raw), sanitize_html=False)
        assert not read.bozo
        bodies += [(entry.content[0].value if entry.get("content") else entry.description) for entry in read.entries]
    assert len(bodies) >= 300
    assert not [body for body in bodies if LexborHTMLParser(body).css("script, style, iframe, svg, form, object")]


@pytest.mark.parametrize("form", ["atom", "json"])
def test_our_reader_gives_the_same_hostile_titles(whole: Edition, rendered: dict[str, bytes], form: str) -> None:
    """Where the format says that titles are text, they are; only entities count as what they stand for."""
    read = parse_feed(rendered[f"feeds/all.{form}"], None, "https://robotics.example/f")
    assert read.lost == 0
    assert [entry.title for entry in read.entries] == [one_line(unescape(title)) for title in words(whole)]


def test_feedparser_gives_the_same_hostile_titles_from_atom(whole: Edition, rendered: dict[str, bytes]) -> None:
    """Text constructs are not guessed at."""
    read = feedparser.parse(BytesIO(rendered["feeds/all.atom"]))
    assert [entry.title for entry in read.entries] == [" ".join(title.split()) for title in words(whole)]


def test_every_address_in_a_feed_is_http(rendered: dict[str, bytes]) -> None:
    """Links, pictures, ids: scripts, data, files and broken addresses are nowhere."""
    for path, raw in rendered.items():
        if path.endswith(".json"):
            items = orjson.loads(raw)["items"]
            assert all(is_address(item["url"]) for item in items)
        else:
            nodes = etree.fromstring(raw).iter("link", f"{ATOM}link")
            assert all(is_address(node.get("href") or node.text) for node in nodes)
    used = {entry["url"] for entry in orjson.loads(rendered["feeds/all.json"])["items"]}
    assert not used & set(ADDRESSES)


def test_a_hub_may_have_a_hostile_name_and_hostile_topics() -> None:
    """What editors type is escaped like anything else."""
    topics = (
        HUB.topics[0],
        *(topic(f"t{at}", title, at + 1, "robotics", title) for at, title in enumerate(TITLES[::30])),
    )
    hub = replace(HUB, title=TITLES[4], description=TITLES[8], topics=topics)
    rendered = feeds(replace(hostile(), hub=hub), 5)
    assert [path for path, raw in rendered.items() if faults(path, raw)] == []
    for at, title in enumerate(TITLES[::30]):
        read = etree.fromstring(rendered[f"feeds/topics/t{at}.rss"])
        assert read.findtext("channel/title") == one_line(f"{TITLES[4]}: {title}")
        assert read.findtext("channel/description") == one_line(title)


def test_text_that_is_no_unicode_costs_nothing_but_itself() -> None:
    """Control characters and half characters go; the rest of the entry, and all others, stay."""
    bad = "a\x00b\x08c\ud800d\ufffee"
    broken = with_articles(
        hostile(), lambda article: replace(changed(article, title=bad, excerpt=bad, topics=(bad,)), authors=(bad,))
    )
    rendered = feeds(broken, 3)
    assert [path for path, raw in rendered.items() if faults(path, raw)] == []
    assert {entry["title"] for entry in orjson.loads(rendered["feeds/all.json"])["items"]} == {"abcde"}
