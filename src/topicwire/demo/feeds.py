"""Writes the publishers' feeds: RSS 2.0, RSS 1.0, Atom, JSON Feed, news sitemap, video Atom, and their faults."""

import json
from datetime import datetime
from urllib.parse import quote

from topicwire.demo.pages import picture_path
from topicwire.demo.publication import DemoArticle, Publisher
from topicwire.demo.writing import encode, iso, iso_tokyo, render, rfc822, safe

_WRECK = (
    "<item><title>Win A Robot & A Cruise&nbsp;Today <b>HURRY</title>\n"
    "<link>http://dailydial.example/win?a=1&b=2</link>\n"
    "<description>Unclosed <p>markup \x0b & more</description></item>\n"
)
"""An entry that no XML parser forgives: bare ampersands, an unknown entity, an open tag, a control character."""
_LIMIT = 20


def changed_at(publisher: Publisher, at: datetime) -> datetime:
    """Give the last change of what is visible: the feed's own modification date."""
    return max(_touched(article) for article in publisher.visible(at))


def write_feed(publisher: Publisher, at: datetime) -> bytes:
    """Write the publisher's feed as of an instant."""
    articles = publisher.visible(at)[:_LIMIT]
    if publisher.feed.kind == "json":
        return _json_feed(publisher, articles)
    entries = [_entry(publisher, article) for article in articles]
    entries += _repeats(publisher, articles) + _traps(publisher)
    if publisher.feed.is_broken:
        entries[1]["wreck"] = _WRECK
    values = {
        "site": safe(publisher.name),
        "host": publisher.host,
        "home": publisher.home,
        "language": publisher.language,
        "charset": publisher.claimed_charset or publisher.feed_charset,
        "feed_url": safe(publisher.feed_url),
        "built": rfc822(changed_at(publisher, at)) if publisher.feed.has_dates else "",
        "built_iso": iso(changed_at(publisher, at)),
        "entries": entries,
    }
    return encode(render(f"{publisher.feed.kind}.xml", values), publisher.feed_charset)


def entry_link(publisher: Publisher, article: DemoArticle) -> str:
    """Give the address by which the feed names an article: tracked or wrapped where the publisher does so."""
    url = publisher.url_of(article)
    if article.slug == publisher.feed.wrapped:
        return publisher.feed.wrapper.format(quoted=quote(url, safe=""))
    return publisher.feed.link.format(url=url)


def _touched(article: DemoArticle) -> datetime:
    return article.updated_at or article.visible_at


def _entry(publisher: Publisher, article: DemoArticle) -> dict[str, object]:
    feed_at = article.feed_at if publisher.feed.has_dates else None
    return {
        "id": f"tag:{publisher.host},2026:{article.number}",
        "title": safe(article.title),
        "link": safe(entry_link(publisher, article)),
        "author": safe(article.author),
        "section": safe(article.section),
        "summary": safe(article.summary),
        "html": safe("".join(f"<p>{safe(part)}</p>" for part in article.paragraphs))
        if publisher.feed.has_full_text
        else "",
        "picture": _picture(publisher, article),
        "video": article.video,
        "rfc822": rfc822(feed_at),
        "iso": iso(feed_at),
        "iso_tokyo": iso_tokyo(feed_at),
        "updated_iso": iso(article.updated_at or feed_at),
        "wreck": "",
    }


def _repeats(publisher: Publisher, articles: tuple[DemoArticle, ...]) -> list[dict[str, object]]:
    """List the article that a careless system exports twice, by another address and another id."""
    twice = [article for article in articles if article.slug == publisher.feed.repeat]
    return [
        _entry(publisher, article)
        | {
            "link": safe(f"{publisher.url_of(article)}?fbclid=IwAR0demo&utm_source=newsletter#top"),
            "id": f"tag:{publisher.host},2026:{article.number}-again",
        }
        for article in twice
    ]


def _traps(publisher: Publisher) -> list[dict[str, object]]:
    blank = dict.fromkeys(("author", "section", "html", "video", "iso", "iso_tokyo", "updated_iso", "wreck"), "")
    first = publisher.articles[0]
    return [
        blank
        | {
            "id": f"tag:{publisher.host},2026:trap-{place}",
            "title": safe(trap.title),
            "link": safe(trap.link),
            "summary": safe(trap.title),
            "picture": None,
            "rfc822": rfc822(first.feed_at),
        }
        for place, trap in enumerate(publisher.traps)
        if trap.title
    ]


def _picture(publisher: Publisher, article: DemoArticle) -> dict[str, object] | None:
    picture = article.picture
    if picture is None:
        return None
    return {
        "url": f"http://{publisher.host}{picture_path(article, picture)}",
        "type": f"image/{picture.kind}",
        "width": picture.claimed_width,
        "height": picture.claimed_height,
    }


def _json_feed(publisher: Publisher, articles: tuple[DemoArticle, ...]) -> bytes:
    """Write JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.name,
        "home_page_url": publisher.home,
        "feed_url": publisher.feed_url,
        "language": publisher.language,
        "items": [_json_item(publisher, article) for article in articles],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _json_item(publisher: Publisher, article: DemoArticle) -> dict[str, object]:
    picture = _picture(publisher, article)
    said: dict[str, object] = {
        "id": f"tag:{publisher.host},2026:{article.number}",
        "url": publisher.url_of(article),
        "title": article.title,
        "summary": article.summary,
        "content_text": article.paragraphs[0],
        "date_published": iso(article.feed_at),
        "date_modified": iso(article.updated_at),
        "authors": [{"name": article.author}],
        "tags": [article.section],
        "image": picture["url"] if picture else "",
    }
    return {name: value for name, value in said.items() if value}
