"""Writes the publishers' pages: each in its own look, with the claims that look makes."""

import json
from datetime import datetime

from topicwire.demo.publication import DemoArticle, DemoPicture, Publisher
from topicwire.demo.writing import encode, iso, page_dates, render, safe

FEED_TYPES = {
    "rss": "application/rss+xml",
    "rdf": "application/rdf+xml",
    "atom": "application/atom+xml",
    "video": "text/xml",
    "json": "application/feed+json",
    "sitemap": "application/xml",
}
_OTHERS = 4


def picture_path(article: DemoArticle, picture: DemoPicture) -> str:
    """Give the path of an article's picture on its publisher's host."""
    return f"/media/{article.number}.{'jpg' if picture.kind == 'jpeg' else picture.kind}"


def write_page(publisher: Publisher, article: DemoArticle, at: datetime) -> bytes:
    """Write an article's page as it stands."""
    values = _values(publisher, article) | {"others": _others(publisher, article, at)}
    return encode(render(f"{publisher.look}.html", values), publisher.page_charset)


def write_amp(publisher: Publisher, article: DemoArticle) -> bytes:
    """Write the AMP copy."""
    return encode(render("amp.html", _values(publisher, article)), publisher.page_charset)


def write_home(publisher: Publisher, at: datetime) -> bytes:
    """Write the front page: links to all that is published, and to the feed."""
    values = _site(publisher) | {"others": [_link(publisher, article) for article in publisher.visible(at)]}
    return encode(render("home.html", values), publisher.page_charset)


def _site(publisher: Publisher) -> dict[str, object]:
    has_feed_link = publisher.feed.kind != "sitemap"
    return {
        "site": safe(publisher.name),
        "language": publisher.language,
        "charset": publisher.claimed_charset or publisher.page_charset,
        "home": publisher.home,
        "feed_type": FEED_TYPES[publisher.feed.kind] if has_feed_link else "",
        "feed_url": safe(publisher.feed_url),
    }


def _values(publisher: Publisher, article: DemoArticle) -> dict[str, object]:
    return (
        _site(publisher)
        | page_dates(article.page_at)
        | {
            "title": safe(article.title),
            "slug": article.slug,
            "number": article.number,
            "url": safe(publisher.url_of(article)),
            "amp_url": safe(publisher.url_of(article, publisher.amp)) if publisher.amp else "",
            "author": safe(article.author),
            "section": safe(article.section),
            "summary": safe(article.summary),
            "paragraphs": [safe(paragraph) for paragraph in article.paragraphs],
            "picture": _picture(publisher, article),
            "video": article.video,
            "is_paywalled": article.is_paywalled,
            "updated_iso": iso(article.updated_at),
            "updated_day": iso(article.updated_at)[:10],
            "jsonld": _jsonld(publisher, article),
        }
    )


def _picture(publisher: Publisher, article: DemoArticle) -> dict[str, object] | None:
    picture = article.picture
    if picture is None:
        return None
    path = picture_path(article, picture)
    return {
        "path": path,
        "url": f"http://{publisher.host}{path}",
        "width": picture.claimed_width,
        "height": picture.claimed_height,
    }


def _jsonld(publisher: Publisher, article: DemoArticle) -> str:
    """Write schema.org JSON that cannot end the script element around it."""
    picture = _picture(publisher, article)
    updated = article.updated_at or (article.visible_at if article.visible_at != article.at else None)
    said = {
        "@context": "https://schema.org",
        "@type": "VideoObject" if article.video else "NewsArticle",
        "headline": article.title,
        "name": article.title if article.video else "",
        "description": article.summary,
        "datePublished": iso(article.page_at),
        "uploadDate": iso(article.page_at) if article.video else "",
        "dateModified": iso(updated),
        "author": [{"@type": "Person", "name": article.author}] if article.author else "",
        "publisher": {"@type": "NewsMediaOrganization", "name": publisher.name},
        "mainEntityOfPage": publisher.url_of(article),
        "image": picture["url"] if picture else "",
        "embedUrl": f"https://www.youtube.com/embed/{article.video}" if article.video else "",
    }
    kept = {name: value for name, value in said.items() if value}
    if article.is_paywalled:
        kept |= {"isAccessibleForFree": False}
    return json.dumps(kept, ensure_ascii=False).replace("<", "\\u003c")


def _others(publisher: Publisher, article: DemoArticle, at: datetime) -> list[dict[str, str]]:
    shown = [other for other in publisher.visible(at) if other.number != article.number]
    return [_link(publisher, other) for other in shown[:_OTHERS]]


def _link(publisher: Publisher, article: DemoArticle) -> dict[str, str]:
    return {
        "url": safe(publisher.url_of(article)),
        "title": safe(article.title),
        "summary": safe(article.summary),
    }
