"""The demo's articles are many, varied, of real length, and each one's own."""

import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from topicwire.demo import expected
from topicwire.demo.pages import write_amp, write_page
from topicwire.demo.publication import RUNS, DemoArticle, Publisher
from topicwire.demo.reading import read_publishers
from topicwire.demo.site import address_of, build_site
from topicwire.demo.sources import demo_organizations, demo_sources
from topicwire.formats.opml import read_opml

ALL = [(publisher, article) for publisher in read_publishers() for article in publisher.articles]
PROSE = [(p, a) for p, a in ALL if not a.video and not a.is_paywalled]


def name_of(value: object) -> str:
    """Give a readable test id."""
    return value.host if isinstance(value, Publisher) else getattr(value, "slug", str(value))


def page_of(publisher: Publisher, article: DemoArticle) -> str:
    """Write an article's page as of the last run."""
    return write_page(publisher, article.as_of(RUNS[3]), RUNS[3]).decode(publisher.page_charset)


def test_counts_are_as_the_facts_say() -> None:
    """Publishers, feeds and articles are as many as promised."""
    assert len(read_publishers()) == expected.PUBLISHERS == expected.FEEDS
    assert len(ALL) == expected.ARTICLES
    assert len({publisher.look for publisher in read_publishers()}) >= 15
    assert {publisher.language for publisher in read_publishers()} == {"en", "de", "fr", "ja"}


@pytest.mark.parametrize(("publisher", "article"), PROSE, ids=name_of)
def test_articles_have_the_length_of_news(publisher: Publisher, article: DemoArticle) -> None:
    """Between 150 and 500 words, or as many characters as say the same in Japanese."""
    text = " ".join(article.paragraphs)
    if publisher.language == "ja":
        assert 300 <= len(text) <= 1500
    else:
        assert 150 <= len(text.split()) <= 500


def test_no_two_articles_share_a_sentence_except_the_copies() -> None:
    """Nothing is filled in from a pattern; only the agency's text appears in four places."""
    counts: Counter[str] = Counter()
    copies = {address_of(url) for url in (*expected.COPIES, "http://harbourwire.example/story/velmouth-gates-off")}
    for publisher, article in PROSE:
        if address_of(publisher.url_of(article)) not in copies:
            text = " ".join(article.paragraphs)
            counts.update({part.strip() for part in re.split(r"(?<=[.!?。])\s*", text) if len(part) > 25})
    assert [sentence for sentence, count in counts.items() if count > 1] == []


def test_copies_are_the_agency_text_lightly_edited() -> None:
    """Three outlets print it; each changed a little, none changed much."""
    by_address = {address_of(p.url_of(a)): " ".join(a.paragraphs).split() for p, a in ALL}
    agency = by_address[address_of("http://harbourwire.example/story/velmouth-gates-off")]
    grams = set(pairwise(agency))
    for url in expected.COPIES:
        words = by_address[address_of(url)]
        shared = grams & set(pairwise(words))
        assert words != agency
        assert len(shared) / len(grams | set(pairwise(words))) > 0.85


@pytest.mark.parametrize("story", expected.STORIES)
def test_stories_are_told_by_several_outlets(story: str) -> None:
    """Every telling exists; a late lead is not there one run earlier."""
    urls = expected.STORIES[story]
    tables = [build_site(at) for at in RUNS]
    assert all(address_of(url) in tables[3] for url in urls)
    assert len({urlsplit(url).netloc for url in urls}) >= 2
    run = expected.LATE_TELLINGS.get(story)
    if run:
        assert address_of(urls[0]) in tables[run - 1]
        assert address_of(urls[0]) not in tables[run - 2]


def test_pages_of_every_look_hold_the_whole_article() -> None:
    """Whatever the markup around it, title and every paragraph are in the page."""
    for publisher, article in ALL:
        page = page_of(publisher, article)
        text = re.sub(r"<[^>]+>", "", page).replace("&#x27;", "'").replace("&quot;", '"').replace("&#339;", "œ")
        assert all(paragraph.replace("<", "") for paragraph in article.paragraphs)
        assert sum(paragraph in text for paragraph in article.paragraphs) == len(article.paragraphs)


def test_titles_with_markup_are_letters_in_their_page() -> None:
    """No page of the demo web runs what stands in a title."""
    for publisher, article in ALL:
        page = page_of(publisher, article)
        assert "<script>alert" not in page
        assert "<script>document" not in page
        assert "<img src=x" not in page


def test_the_amp_copy_and_the_article_name_each_other() -> None:
    """The article links its copy, the copy its original."""
    publisher = next(p for p in read_publishers() if p.host == "meridianpost.example")
    article = publisher.articles[0]
    assert f'rel="amphtml" href="{expected.CASES["amp"]}"' in page_of(publisher, article)
    assert f'rel="canonical" href="{publisher.url_of(article)}"' in write_amp(publisher, article).decode()


def test_the_stub_says_that_it_is_not_free() -> None:
    """As schema.org has it, in JSON-LD."""
    publisher, article = next((p, a) for p, a in ALL if a.is_paywalled)
    assert '"isAccessibleForFree": false' in page_of(publisher, article)
    assert publisher.url_of(article) == expected.CASES["paywall"]


def test_updated_bodies_grow_at_their_time() -> None:
    """The page of run 3 says more than that of run 1."""
    for _, article in ALL:
        for change in article.changes:
            before, after = article.as_of(RUNS[0]), article.as_of(RUNS[3])
            assert after.updated_at == article.changes[-1].at
            assert len(after.paragraphs) == len(before.paragraphs) + bool(change.add)


def test_the_case_addresses_are_all_served() -> None:
    """Every address in the table of special cases exists in some run."""
    hosts = {publisher.host for publisher in read_publishers()}
    served = {address for at in RUNS for address in build_site(at)}
    for url in expected.CASES.values():
        host = urlsplit(url).netloc
        assert host in hosts
        assert address_of(url) in served or host == "trapdoor.example"


def test_the_sources_are_opml_with_all_feeds_in_folders() -> None:
    """The hub's reader takes them without a complaint."""
    outlines = read_opml(demo_sources().encode())
    assert outlines.problems == ()
    assert len(outlines.feeds) == expected.FEEDS
    assert sum(feed.is_focused for feed in outlines.feeds) == 9
    assert ("Press", "Local") in {feed.folder for feed in outlines.feeds}
    assert [feed.url for feed in outlines.feeds if feed.kind == "sitemap"] == [expected.CASES["news-sitemap"]]


def test_about_half_of_the_publishers_are_known() -> None:
    """The others have to earn their place without the bonus."""
    assert 9 <= len(demo_organizations()) <= 13
