"""What a feed says of a story, the same in every feed format."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import quote

from topicwire.model.hub import Edition, Hub, Thumbnail
from topicwire.model.record import RankedArticle, Related
from topicwire.render import addresses
from topicwire.render.digests import key_of
from topicwire.render.site.links import absolute, language_of, web_address
from topicwire.text.clean import one_line, valid

COVERAGE = 20
"""Other reports named in an entry, at most; all are on the story's page."""
_NOT_IN_ADDRESSES = re.compile(r"""["<>^`{|}]""")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One story in a feed, told by the article that leads it."""

    id: str  # address of the story's page: the same for ever, whichever article leads
    url: str  # where readers are sent; always http(s)
    title: str  # one line, never empty
    summary: str  # plain text, may be empty
    html: str  # summary, picture and other coverage; every foreign word escaped
    published_at: datetime
    updated_at: datetime  # publication of the newest report, or the lead's own update; never before `published_at`
    authors: tuple[str, ...]  # the outlet where no person is named; never empty
    topics: tuple[str, ...]
    language: str  # BCP 47, empty when unsure
    picture: Thumbnail | None
    picture_url: str  # public address of the hub's copy, empty: none


def entry_of(article: RankedArticle, edition: Edition) -> FeedEntry:
    """Say of a story what feeds carry."""
    record, story_url = article.record, absolute(edition.hub, addresses.story_page(article.story_id))
    url = _address(record.web_url) or _address(record.original_url) or story_url
    picture = _picture(article, edition)
    outlet = one_line(record.provider.name) or one_line(record.provider.domain) or one_line(edition.hub.title)
    return FeedEntry(
        id=story_url,
        url=url,
        title=one_line(record.title) or outlet or url,
        summary=one_line(record.excerpt or ""),
        html=_html(article, edition.hub, story_url, picture),
        published_at=article.published_at,
        updated_at=_updated(article, edition),
        authors=_each_once(article.authors) or (outlet,),
        topics=_each_once(record.topics),
        language=language_of(article.language),
        picture=picture,
        picture_url=absolute(edition.hub, picture.file) if picture else "",
    )


def entry_key(article: RankedArticle, edition: Edition) -> str:
    """Digest all that `entry_of` looks at, beside the hub's own facts."""
    return key_of(article.digest, repr(_picture(article, edition)), repr(_updated(article, edition)))


def _picture(article: RankedArticle, edition: Edition) -> Thumbnail | None:
    copies = (edition.thumbnails.get(picture.url) for picture in article.record.pictures)
    return next((copy for copy in copies if copy), None)


def _updated(article: RankedArticle, edition: Edition) -> datetime:
    """Give when the story last had news, by what publishers say: it does not move when nothing was published."""
    story = edition.stories.get(article.story_id)
    times = (article.published_at, article.updated_at, story.last_at if story else None)
    return max(at for at in times if at)


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in map(one_line, names) if name))


def _address(url: str | None) -> str:
    """Give an http(s) address with nothing in it that no address may hold (RFC 3987); empty for anything else."""
    return _NOT_IN_ADDRESSES.sub(lambda found: quote(found[0]), valid(web_address(url)))


def _html(article: RankedArticle, hub: Hub, story_url: str, picture: Thumbnail | None) -> str:
    parts = []
    if picture:
        source = escape(absolute(hub, picture.file))
        parts.append(f'<p><img src="{source}" alt="" width="{picture.width}" height="{picture.height}"></p>')
    if excerpt := one_line(article.record.excerpt or ""):
        parts.append(f"<p>{escape(excerpt)}</p>")
    lines = [line for related in article.record.related[:COVERAGE] if (line := _line(related))]
    if lines:
        parts.append(f"<ul>{''.join(lines)}</ul>")
    parts.append(f'<p><a href="{escape(story_url)}">{escape(hub.title)}: the whole story</a></p>')
    return valid("".join(parts))


def _line(related: Related) -> str:
    address = _address(related.web_url)
    link = f'<a href="{escape(address)}">{escape(related.title)}</a>'
    return f"<li>{link} ({escape(related.provider.name)})</li>" if address else ""
