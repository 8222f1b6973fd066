"""Feeds are what they claim to be, and faulty exactly where they are meant to be."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree

from topicwire.demo.expected import CASES
from topicwire.demo.feeds import write_feed
from topicwire.demo.publication import RUNS, Publisher
from topicwire.demo.reading import read_publishers
from topicwire.demo.sources import feed_address

BY_HOST = {publisher.host: publisher for publisher in read_publishers()}
ATOM = "{http://www.w3.org/2005/Atom}"
XML = [p for p in read_publishers() if p.feed.kind != "json" and not p.feed.is_broken and not p.claimed_charset]
ROOTS = {
    "rss": "rss",
    "rdf": "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF",
    "atom": f"{ATOM}feed",
    "video": f"{ATOM}feed",
    "sitemap": "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset",
}


def feed(host: str, run: int = 1) -> bytes:
    """Write a publisher's feed as of a run."""
    return write_feed(BY_HOST[host], RUNS[run - 1])


@pytest.mark.parametrize("run", range(1, 5))
@pytest.mark.parametrize("publisher", XML, ids=lambda publisher: publisher.host)
def test_xml_feeds_are_well_formed_and_of_their_kind(publisher: Publisher, run: int) -> None:
    """A strict parser takes them, with the encoding they declare."""
    root = etree.fromstring(write_feed(publisher, RUNS[run - 1]))
    assert root.tag == ROOTS[publisher.feed.kind]


def test_rss_items_have_title_id_and_a_readable_date() -> None:
    """RSS 2.0 asks for a title or description; ours have both, and RFC 822 dates."""
    for item in etree.fromstring(feed("meridianpost.example")).iter("item"):
        assert item.findtext("title")
        assert item.findtext("link")
        assert item.findtext("guid")
        assert parsedate_to_datetime(item.findtext("pubDate") or "") <= RUNS[0]


@pytest.mark.parametrize("host", [p.host for p in XML if p.feed.kind == "atom"])
def test_atom_entries_have_what_rfc_4287_demands(host: str) -> None:
    """Id, title, updated and an author for every entry; ids are unique."""
    root = etree.fromstring(feed(host, 4))
    entries = root.findall(f"{ATOM}entry")
    for element in [root, *entries]:
        assert element.findtext(f"{ATOM}id")
        assert element.findtext(f"{ATOM}title")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "") <= RUNS[3]
    assert all(entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries)
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)


def test_json_feed_follows_version_1_1() -> None:
    """Version, title and for every item an id and some text."""
    said = json.loads(feed("civicledger.example", 4))
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    assert said["title"]
    assert len(said["items"]) == 6
    assert all(item["id"] and item["content_text"] for item in said["items"])


def test_rdf_lists_every_item_in_its_table_of_contents() -> None:
    """RSS 1.0 wants the items named in the channel too."""
    root = etree.fromstring(feed("mizuhama-denshi.example", 4))
    rdf, rss = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://purl.org/rss/1.0/}"
    named = [element.get(f"{rdf}resource") for element in root.iter(f"{rdf}li")]
    assert named == [item.get(f"{rdf}about") for item in root.iter(f"{rss}item")]
    assert len(named) == 4


def test_the_news_sitemap_names_publication_date_and_title() -> None:
    """The three facts that make a sitemap a news sitemap."""
    space = "{http://www.google.com/schemas/sitemap-news/0.9}"
    items = list(etree.fromstring(feed("portcity-gazette.example", 4)).iter(f"{space}news"))
    assert len(items) == 5
    for item in items:
        assert item.findtext(f"{space}title")
        assert item.findtext(f"{space}publication/{space}name") == "Port City Gazette"
        assert datetime.fromisoformat(item.findtext(f"{space}publication_date") or "") <= RUNS[3]


def test_videos_carry_ids_of_eleven_characters() -> None:
    """As the channel feeds of video sites do."""
    space = "{http://www.youtube.com/xml/schemas/2015}"
    ids = [element.text or "" for element in etree.fromstring(feed("vidcast.example", 4)).iter(f"{space}videoId")]
    assert len(ids) == 4
    assert {len(video) for video in ids} == {11}


def test_the_broken_feed_holds_one_bad_entry_among_good_ones() -> None:
    """A strict parser gives up; without the bad entry it would not."""
    raw = feed("dailydial.example")
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(raw)
    start, end = raw.index(b"<item><title>Win A Robot"), raw.index(b"more</description></item>")
    mended = raw[:start] + raw[end + len(b"more</description></item>") :]
    assert len(list(etree.fromstring(mended).iter("item"))) == 7


def test_charsets_are_false_where_promised_and_true_elsewhere() -> None:
    """The German feed says UTF-8 and is windows-1252; the French one says what it is."""
    german, french = feed("kanalnord.example"), feed("courrier-numerique.example")
    with pytest.raises(UnicodeDecodeError):
        german.decode("utf-8")
    assert b'encoding="utf-8"' in german
    assert "künstliche" in german.decode("windows-1252").lower()
    assert b'encoding="iso-8859-1"' in french
    assert "Bérengère" in french.decode("iso-8859-1")


def test_dates_are_wrong_where_promised() -> None:
    """Missing, future, and an old article sold as new."""
    text = feed("dailydial.example").decode()
    undated = text[text.index("My toaster") :].partition("</item>")[0]
    future = text[text.index("Deepfake weatherman") :].partition("</item>")[0]
    again = text[text.index("Facial recognition for pigs") :].partition("</item>")[0]
    assert "<pubDate>" not in undated
    assert "20 May 2031" in future
    assert "02 Mar 2026" in again
    assert "/2023/05/17/" in again
    assert b"<pubDate>" not in feed("lakesidetribune.example")


def test_titles_carry_markup_that_must_stay_letters() -> None:
    """Script and template marks arrive escaped once, as an honest feed writes them."""
    text = feed("dailydial.example").decode()
    assert "&lt;script&gt;alert(&#x27;dial&#x27;)&lt;/script&gt;" in text
    assert "{{ site.title }} {% include secret %}" in text


def test_an_article_is_listed_twice_by_two_addresses() -> None:
    """Same page, other tracking parameters, other id."""
    items = etree.fromstring(feed("facefacts.example")).findall("channel/item")
    twice = [item for item in items if (item.findtext("link") or "").startswith(CASES["tracked-twice"])]
    assert len({item.findtext("guid") for item in twice}) == len({item.findtext("link") for item in twice}) == 2


def test_a_changed_slug_keeps_its_id() -> None:
    """The entry's id says that it is the same article."""
    ids = []
    for run, case in ((1, "slug-before"), (3, "slug-after")):
        entries = etree.fromstring(feed("openframe.example", run)).findall(f"{ATOM}entry")
        ids += [e.findtext(f"{ATOM}id") for e in entries if e.find(f"{ATOM}link").get("href") == CASES[case]]  # type: ignore[union-attr]
    assert len(ids) == 2
    assert ids[0] == ids[1]


def test_a_retitled_article_keeps_address_and_id() -> None:
    """Only the headline differs between the runs."""
    found = [
        (item.findtext("guid"), item.findtext("title"))
        for run in (2, 3)
        for item in etree.fromstring(feed("meridianpost.example", run)).iter("item")
        if item.findtext("link") == CASES["retitled"]
    ]
    assert len({guid for guid, _ in found}) == 1
    assert len({title for _, title in found}) == 2


def test_the_silent_feed_has_been_silent_for_months() -> None:
    """It answers, and its newest entry is from last summer."""
    dates = [
        parsedate_to_datetime(item.findtext("pubDate") or "")
        for item in etree.fromstring(feed("quietcorner.example", 4)).iter("item")
    ]
    assert max(dates) < RUNS[0].astimezone(UTC) - timedelta(days=150)


def test_the_hub_names_the_feed_that_moved_by_its_old_address() -> None:
    """Otherwise nobody would meet the redirect."""
    assert feed_address(BY_HOST["silica.example"]) == CASES["moved-feed"]
