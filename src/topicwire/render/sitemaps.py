"""Sitemap, news sitemap and robots.txt."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from lxml import etree

from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle
from topicwire.ports.outbox import Sheet
from topicwire.render import addresses
from topicwire.render.digests import key_of, key_of_all
from topicwire.render.xml import NEWS, SITEMAP, add, document

VERSION = "sitemaps-1"
_PER_FILE = 45_000
"""Below the 50,000 addresses a sitemap may hold (sitemaps.org)."""
_NEWS_AGE = timedelta(hours=48)
"""A news sitemap holds the last two days, counted back from the edition."""

Address = tuple[str, datetime | None]


def sitemap_sheets(edition: Edition) -> Iterator[Sheet]:
    """Render sitemap.xml (an index when there are many addresses), news-sitemap.xml and robots.txt."""
    published = [article for article in edition.articles if article.record.is_published]
    listed = _addresses(edition, published)
    files = [listed[start : start + _PER_FILE] for start in range(0, len(listed), _PER_FILE)]
    if len(files) == 1:
        yield _urlset_sheet(addresses.SITEMAP, files[0], edition.hub.url)
    else:
        yield from _index_sheets(files, edition.hub.url)
    yield _news_sheet(edition, published)
    yield Sheet(path=addresses.ROBOTS, key=key_of(VERSION, edition.hub.url), make=partial(_robots, edition.hub.url))


def _addresses(edition: Edition, published: Sequence[RankedArticle]) -> list[Address]:
    """List every page of the site with its last change where that is known."""
    newest = max((article.published_at for article in published), default=None)
    months = {addresses.month_page(article.published_at) for article in published}
    domains = sorted({article.record.provider.domain for article in published})
    found: list[Address] = [(addresses.FRONT, newest), (addresses.LATEST, newest)]
    found += [(page, None) for page in (addresses.TOPICS, addresses.SOURCES, addresses.ARCHIVE, addresses.ABOUT)]
    found += [(addresses.topic_page(topic.id), None) for topic in edition.hub.topics]
    found += [(addresses.source_page(domain), None) for domain in domains]
    found += [(page, None) for page in sorted(months)]
    stories = ((article.story_id, edition.stories.get(article.story_id)) for article in published)
    found += [(addresses.story_page(story_id), story.changed_at if story else None) for story_id, story in stories]
    return found


def _urlset_sheet(path: str, listed: Sequence[Address], base: str) -> Sheet:
    key = key_of_all(f"{VERSION} {base}", (f"{page} {at}" for page, at in listed))
    return Sheet(path=path, key=key, make=partial(_urlset, listed, base))


def _urlset(listed: Sequence[Address], base: str) -> bytes:
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP})  # type: ignore[dict-item]
    for page, at in listed:
        node = add(root, f"{{{SITEMAP}}}url")
        add(node, f"{{{SITEMAP}}}loc", f"{base}/{'' if page == addresses.FRONT else page}")
        if at:
            add(node, f"{{{SITEMAP}}}lastmod", _instant(at))
    return document(root)


def _index_sheets(files: Sequence[Sequence[Address]], base: str) -> Iterator[Sheet]:
    names = [f"sitemaps/{number}.xml" for number in range(1, len(files) + 1)]
    for name, listed in zip(names, files, strict=True):
        yield _urlset_sheet(name, listed, base)
    yield Sheet(path=addresses.SITEMAP, key=key_of(VERSION, base, len(files)), make=partial(_index, names, base))


def _index(names: Sequence[str], base: str) -> bytes:
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})  # type: ignore[dict-item]
    for name in names:
        add(add(root, f"{{{SITEMAP}}}sitemap"), f"{{{SITEMAP}}}loc", f"{base}/{name}")
    return document(root)


def _news_sheet(edition: Edition, published: Sequence[RankedArticle]) -> Sheet:
    newest = max((article.published_at for article in published), default=edition.as_of)
    recent = [article for article in published if article.published_at >= newest - _NEWS_AGE][:1000]
    name = f"{VERSION} {key_of(edition.hub.url, edition.hub.title, edition.hub.locale)}"
    key = key_of_all(name, (article.digest for article in recent))
    return Sheet(path=addresses.NEWS_SITEMAP, key=key, make=partial(_news, recent, edition))


def _news(recent: Sequence[RankedArticle], edition: Edition) -> bytes:
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "news": NEWS})  # type: ignore[dict-item]
    for article in recent:
        node = add(root, f"{{{SITEMAP}}}url")
        add(node, f"{{{SITEMAP}}}loc", f"{edition.hub.url}/{addresses.story_page(article.story_id)}")
        news = add(node, f"{{{NEWS}}}news")
        publication = add(news, f"{{{NEWS}}}publication")
        add(publication, f"{{{NEWS}}}name", edition.hub.title)
        add(publication, f"{{{NEWS}}}language", edition.hub.locale.split("-")[0].lower())
        add(news, f"{{{NEWS}}}publication_date", _instant(article.published_at))
        add(news, f"{{{NEWS}}}title", article.record.title)
    return document(root)


def _robots(base: str) -> bytes:
    lines = ("User-agent: *", "Allow: /", "", f"Sitemap: {base}/{addresses.SITEMAP}")
    return "\n".join((*lines, f"Sitemap: {base}/{addresses.NEWS_SITEMAP}", "")).encode()


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
