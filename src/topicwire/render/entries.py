"""What a feed says of a story or a report, the same in every feed format."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from urllib.parse import quote

from topicwire.model.hub import Edition, Hub, Thumbnail
from topicwire.model.record import RankedArticle, Related
from topicwire.render import addresses
from topicwire.render.digests import key_of
from topicwire.render.site.links import absolute, language_of, web_address
from topicwire.render.wording import Wording, language_for, wording_of
from topicwire.text.clean import one_line, valid

COVERAGE = 20
"""Other reports named in an entry, at most; all are on the story's page."""
_NOT_IN_ADDRESSES = re.compile(r"""["<>^`{|}]""")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One story or report in a feed."""

    id: str  # address of the story's page: the same for ever, whichever article leads
    url: str  # where readers are sent; always http(s)
    title: str  # one line, never empty
    summary: str  # plain text, may be empty
    html: str  # every foreign word escaped
    published_at: datetime
    updated_at: datetime  # never before `published_at`
    authors: tuple[str, ...]  # the outlet where no person is named; never empty
    topics: tuple[str, ...]
    language: str  # BCP 47, empty when unsure
    picture: Thumbnail | None
    picture_url: str  # public address of the hub's copy, empty: none


def entry_of(article: RankedArticle, edition: Edition) -> FeedEntry:
    """Say of a story what feeds carry: told by the article that leads it, updated when publishers had news of it."""
    record, story_url = article.record, story_address(article, edition)
    url, picture = address_of(article) or story_url, picture_of(article, edition)
    outlet = outlet_of(article, edition)
    return FeedEntry(
        id=story_url,
        url=url,
        title=one_line(record.title) or outlet or url,
        summary=one_line(record.excerpt or ""),
        html=markup(
            (picture_line(picture, edition.hub), excerpt_line(article), coverage(article), onward(article, edition))
        ),
        published_at=article.published_at,
        updated_at=_updated(article, edition),
        authors=_each_once(article.authors) or (outlet,),
        topics=_each_once(record.topics),
        language=language_of(article.language),
        picture=picture,
        picture_url=absolute(edition.hub, picture.file) if picture else "",
    )


def report_of(article: RankedArticle, edition: Edition, page: str) -> FeedEntry:
    """Say of one report what the feed of its source or story carries; its id is a place on that feed's page."""
    record, outlet = article.record, outlet_of(article, edition)
    url = address_of(article) or story_address(article, edition)
    return FeedEntry(
        id=f"{absolute(edition.hub, page)}#{article.article_id}",
        url=url,
        title=one_line(record.title) or outlet or url,
        summary=one_line(record.excerpt or ""),
        html=markup((excerpt_line(article), onward(article, edition))),
        published_at=article.published_at,
        updated_at=max(article.published_at, article.updated_at or article.published_at),
        authors=_each_once(article.authors) or (outlet,),
        topics=_each_once(record.topics),
        language=language_of(article.language),
        picture=None,
        picture_url="",
    )


def entry_key(article: RankedArticle, edition: Edition) -> str:
    """Digest all that `entry_of` looks at, beside the hub's own facts."""
    return key_of(article.digest, repr(picture_of(article, edition)), repr(_updated(article, edition)))


def wording_for(hub: Hub) -> Wording:
    """Give our own words in the hub's language."""
    return _wording(hub.locale)


@cache
def _wording(locale: str) -> Wording:
    return wording_of(language_for(language_of(locale)))


def story_address(article: RankedArticle, edition: Edition) -> str:
    """Give the public address of the page of the story that an article is in."""
    return absolute(edition.hub, addresses.story_page(article.story_id))


def address_of(article: RankedArticle) -> str:
    """Give where the publisher has it; empty when there is no usable address."""
    return _address(article.record.web_url) or _address(article.record.original_url)


def outlet_of(article: RankedArticle, edition: Edition) -> str:
    """Name who published it."""
    provider = article.record.provider
    return one_line(provider.name) or one_line(provider.domain) or one_line(edition.hub.title)


def picture_of(article: RankedArticle, edition: Edition) -> Thumbnail | None:
    """Give the hub's copy of its lead picture, if there is one."""
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


def markup(parts: Iterable[str]) -> str:
    """Join pieces of our own markup; empty ones are left out."""
    return valid("".join(parts))


def picture_line(picture: Thumbnail | None, hub: Hub) -> str:
    """Show the hub's copy of a picture."""
    if picture is None:
        return ""
    source = escape(absolute(hub, picture.file))
    return f'<p><img src="{source}" alt="" width="{picture.width}" height="{picture.height}"></p>'


def excerpt_line(article: RankedArticle) -> str:
    """Give the publisher's excerpt as a paragraph."""
    excerpt = one_line(article.record.excerpt or "")
    return f"<p>{escape(excerpt)}</p>" if excerpt else ""


def lead_line(article: RankedArticle, edition: Edition) -> str:
    """Name the report that leads, as a link to it."""
    address, title = address_of(article), one_line(article.record.title)
    if not address or not title:
        return ""
    return f'<p><a href="{escape(address)}">{escape(title)}</a> ({escape(outlet_of(article, edition))})</p>'


def coverage(article: RankedArticle) -> str:
    """List the other reports of a story."""
    return listed(line for related in article.record.related[:COVERAGE] if (line := _line(related)))


def listed(lines: Iterable[str]) -> str:
    """Put pieces of our own markup into a list; empty without any."""
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def words(lines: Sequence[str]) -> str:
    """Put lines of plain text, foreign ones too, into a list."""
    return listed(map(escape, lines))


def onward(article: RankedArticle, edition: Edition) -> str:
    """Lead on to the story's page."""
    told = _whole_story(edition.hub.locale, edition.hub.title)
    return f'<p><a href="{escape(story_address(article, edition))}">{told}</a></p>'


@cache
def _whole_story(locale: str, title: str) -> str:
    return escape(_wording(locale).say("feed_whole_story", hub=one_line(title)))


def _line(related: Related) -> str:
    address = _address(related.web_url)
    link = f'<a href="{escape(address)}">{escape(related.title)}</a>'
    return f"{link} ({escape(related.provider.name)})" if address else ""
