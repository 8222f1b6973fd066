"""What pages say in JSON-LD, and how badly they write it."""

import json

import pytest

from topicwire.formats.jsonld import NewsFacts, read_jsonld
from topicwire.model.source import Picture

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Head &amp; line",
    "description": "Desc",
    "datePublished": "2026-03-02T10:00:00+01:00",
    "dateModified": "2026-03-03",
    "author": [{"@type": "Person", "name": "Jo"}, {"@type": "Person", "name": "Bo"}],
    "image": [{"@type": "ImageObject", "url": "https://a.example/i.jpg", "width": 1200, "height": "630px"}, "/j.jpg"],
    "articleBody": "Body",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://a.example/1"},
    "publisher": {"@type": "Organization", "name": "A"},
    "isAccessibleForFree": "False",
    "inLanguage": "en-GB",
}
READ = NewsFacts(
    kind="NewsArticle",
    is_article=True,
    headline="Head &amp; line",
    description="Desc",
    published="2026-03-02T10:00:00+01:00",
    modified="2026-03-03",
    authors=("Jo", "Bo"),
    pictures=(Picture(url="https://a.example/i.jpg", width=1200, height=630), Picture(url="/j.jpg")),
    body="Body",
    url="https://a.example/1",
    publisher="A",
    is_free=False,
    language="en-GB",
)


def with_comma(block: str) -> str:
    """Put a comma too many before the last brace."""
    return block[:-1] + ",}"


@pytest.mark.parametrize(
    "block",
    [
        json.dumps(ARTICLE),
        json.dumps([ARTICLE]),
        json.dumps([[{"@type": "BreadcrumbList"}], ARTICLE]),
        json.dumps({"@context": "x", "@graph": [{"@type": "WebSite", "name": "S"}, ARTICLE]}),
        json.dumps({"@type": "WebPage", "name": "Page", "mainEntity": ARTICLE}),
        json.dumps(ARTICLE | {"@type": ["NewsArticle", "http://schema.org/Article"]}),
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>",
        json.dumps(ARTICLE) + ";",
        with_comma(json.dumps(ARTICLE)),
        json.dumps(ARTICLE).replace('"Desc"', '"De\tsc"').replace("De\tsc", "De\x01sc"),
        "\ufeff" + json.dumps(ARTICLE, indent=2),
    ],
)
def test_an_article_is_found_however_it_is_wrapped(block: str) -> None:
    """Lists, graphs, pages around it, comments and small faults do not hide an article."""
    assert read_jsonld(["{broken", block]) == READ


def test_authors_and_pictures_are_followed_to_where_they_stand() -> None:
    """A reference by @id leads to the node elsewhere in the graph."""
    graph = [
        {
            "@type": "Article",
            "headline": "H",
            "author": {"@id": "#p"},
            "image": {"@id": "#i"},
            "publisher": {"@id": "#o"},
        },
        {"@type": "Person", "@id": "#p", "name": "Jo"},
        {
            "@type": "ImageObject",
            "@id": "#i",
            "contentUrl": "i.jpg",
            "width": {"@type": "QuantitativeValue", "value": 9},
        },
        {"@type": "Organization", "@id": "#o", "name": "Org"},
    ]
    facts = read_jsonld([json.dumps({"@graph": graph})])
    assert (facts.authors, facts.publisher) == (("Jo",), "Org")
    assert facts.pictures == (Picture(url="i.jpg", width=9, height=None),)


def test_a_news_article_beats_a_video_beside_it() -> None:
    """The article is the page's subject; its video lends the player."""
    video = {"@type": "VideoObject", "name": "V", "embedUrl": "https://v.example/e", "uploadDate": "2026-01-01"}
    facts = read_jsonld([json.dumps(video), json.dumps(ARTICLE | {"video": video})])
    assert (facts.kind, facts.embed_url) == ("NewsArticle", "https://v.example/e")
    assert read_jsonld([json.dumps(video)]).published == "2026-01-01"


def test_a_page_that_is_no_article_says_so() -> None:
    """A web page's own facts serve, marked as not being an article's."""
    facts = read_jsonld([json.dumps({"@type": "WebPage", "name": "P", "datePublished": "2026-01-01"})])
    assert (facts.is_article, facts.headline, facts.published) == (False, "P", "2026-01-01")


@pytest.mark.parametrize(
    "block",
    [
        "", "null", "[]", "1", '"x"', "{", "[" * 100_000, '{"a":' * 100_000, '{"@type": null}', '{"@type": {"a": 1}}',
        '{"@type": "NewsArticle", "headline": {"a": []}, "author": 5, "image": [null, 5, {}], "publisher": []}',
        '{"@type": "NewsArticle", "url": {}, "mainEntityOfPage": [1]}',
        '{"@type": ["NewsArticle", 5], "isAccessibleForFree": [], "inLanguage": {"name": 5}, "video": [5]}',
        '{"@type": "NewsArticle", "image": {"url": "x", "width": 1e400, "height": "99999999999"}}',
        '{"@type": "NewsArticle", "headline": "\\ud800"}', " " * 1_000_000, "," * 300_000, "/*" * 300_000,
    ],
)  # fmt: skip
def test_nonsense_is_passed_over(block: str) -> None:
    """Whatever a page puts there, there are facts, if empty ones."""
    facts = read_jsonld([block, 5])  # type: ignore[list-item]
    assert facts.published is None
    assert facts.authors == ()
