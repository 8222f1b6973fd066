"""What a feed says of an article, the same in every feed format."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from topicwire.model.hub import Edition, Thumbnail
from topicwire.model.record import RankedArticle
from topicwire.render import addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One article in a feed."""

    id: str  # a tag URI, the same for ever
    url: str  # where readers are sent
    title: str
    summary: str  # plain text
    html: str  # summary, picture and other coverage; every foreign word escaped
    published_at: datetime
    updated_at: datetime
    authors: tuple[str, ...]
    outlet: str
    topics: tuple[str, ...]
    picture: Thumbnail | None


def entry_of(article: RankedArticle, edition: Edition) -> FeedEntry:
    """Say of an article what feeds carry."""
    record = article.record
    url = record.web_url or record.original_url or edition.hub.url
    thumbnails = (edition.thumbnails.get(picture.url) for picture in record.pictures)
    picture = next((thumbnail for thumbnail in thumbnails if thumbnail), None)
    return FeedEntry(
        id=_tag_uri(article, edition.hub.url),
        url=url,
        title=record.title,
        summary=record.excerpt or "",
        html=_html(article, edition, picture),
        published_at=article.published_at,
        updated_at=max(article.published_at, article.updated_at or article.published_at),
        authors=article.authors,
        outlet=record.provider.name,
        topics=record.topics,
        picture=picture,
    )


def _tag_uri(article: RankedArticle, hub_url: str) -> str:
    """Build a tag URI (RFC 4151): the hub's host, the day the hub first saw the article, its id."""
    host = urlsplit(hub_url).hostname or "localhost"
    return f"tag:{host},{article.first_seen_at:%Y-%m-%d}:article/{article.article_id}"


def _html(article: RankedArticle, edition: Edition, picture: Thumbnail | None) -> str:
    parts = []
    if picture:
        source = escape(f"{edition.hub.url}/{picture.file}")
        parts.append(f'<p><img src="{source}" alt="" width="{picture.width}" height="{picture.height}"></p>')
    if article.record.excerpt:
        parts.append(f"<p>{escape(article.record.excerpt)}</p>")
    parts.extend(_coverage(article))
    story = escape(f"{edition.hub.url}/{addresses.story_page(article.story_id)}")
    parts.append(f'<p><a href="{story}">{escape(edition.hub.title)}: the whole story</a></p>')
    return "".join(parts)


def _coverage(article: RankedArticle) -> list[str]:
    lines = []
    for related in article.record.related:
        address = related.web_url or ""
        if address.startswith(("http://", "https://")):
            link = f'<a href="{escape(address)}">{escape(related.title)}</a>'
            lines.append(f"<li>{link} ({escape(related.provider.name)})</li>")
    return [f"<ul>{''.join(lines)}</ul>"] if lines else []
