"""What a page says of its article in JSON-LD, under schema.org names (https://schema.org/NewsArticle)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from topicwire.model.source import Picture
from topicwire.text.clean import valid
from topicwire.text.wordlists import words

MAX_BLOCK, MAX_NODES, MAX_DEPTH = 2_000_000, 5_000, 12
"""Limits of a block in characters, of the mappings looked at in all, and of how deep they are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsFacts:
    """What the JSON-LD of a page says. Strings are as given (valid Unicode, not yet cleaned); None: it does not say."""

    kind: str | None = None  # the schema.org type the facts come from, e.g. NewsArticle
    is_article: bool = False  # that type is a piece of writing or a video, not a site, list or crumb
    headline: str | None = None
    description: str | None = None
    published: str | None = None  # datePublished, verbatim
    modified: str | None = None  # dateModified, verbatim
    authors: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()  # addresses as given, in order
    body: str | None = None  # articleBody, verbatim
    url: str | None = None
    publisher: str | None = None
    is_free: bool | None = None  # isAccessibleForFree
    language: str | None = None
    embed_url: str | None = None  # of a video


Nodes = Mapping[str, Mapping[str, Any]]
"""Nodes by their `@id`."""

_ARTICLES = words(
    "newsarticle article blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle "
    "reviewnewsarticle asknewsarticle advertisercontentarticle satiricalarticle scholarlyarticle techarticle report "
    "liveblogposting socialmediaposting discussionforumposting review videoobject podcastepisode"
)
_PAGES = words("webpage itempage medicalwebpage qapage creativework")
_RANK = {"newsarticle": 0, "reportagenewsarticle": 0, "article": 1, "blogposting": 1, "videoobject": 4, "review": 4}
_START = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_END = re.compile(r"(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*$")
_LOOSE_COMMA = re.compile(r",(\s*[}\]])")
_CONTROLS = re.compile(r"[\x00-\x1f]")


def read_jsonld(blocks: Sequence[str]) -> NewsFacts:
    """Read the best article among some JSON-LD blocks; what that one leaves open is taken from the others.

    Lists, `@graph`, nested articles and small faults (comments, raw line breaks, a comma too many) are tolerated;
    a block that stays unreadable is passed over. Never raises.
    """
    nodes = [node for block in blocks[:50] for node in _nodes(block)][:MAX_NODES]
    named = {str(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _types(node) & _ARTICLES]
    articles.sort(key=lambda node: (min(_RANK.get(kind, 2) for kind in _types(node)), not node.get("headline")))
    pages = [node for node in nodes if _types(node) & _PAGES]
    best = next(iter(articles or pages), None)
    return NewsFacts() if best is None else _facts(best, pages, named)


def _facts(node: Mapping[str, Any], pages: Sequence[Mapping[str, Any]], named: Nodes) -> NewsFacts:
    def said(*keys: str) -> str | None:
        texts = (_text(source.get(key)) for source in (node, *pages) for key in keys)
        return next((text for text in texts if text), None)

    raw_types = node.get("@type")
    kinds = raw_types if isinstance(raw_types, list) else [raw_types]
    return NewsFacts(
        kind=_text(kinds[0]) if kinds else None,
        is_article=bool(_types(node) & _ARTICLES),
        headline=said("headline", "name"),
        description=said("description", "abstract"),
        published=said("datePublished", "uploadDate", "dateCreated"),
        modified=said("dateModified"),
        authors=tuple(_names(node.get("author") or node.get("creator"), named)),
        pictures=tuple(_pictures((node, *pages), named)),
        body=_text(node.get("articleBody") or node.get("text")),
        url=_url(node),
        publisher=next(_names(node.get("publisher") or node.get("sourceOrganization"), named), None),
        is_free=_truth(node.get("isAccessibleForFree")),
        language=_language(node, pages),
        embed_url=_text(node.get("embedUrl")) or _embed(node.get("video")),
    )


def _nodes(block: object) -> list[Mapping[str, Any]]:
    if not isinstance(block, str) or len(block) > MAX_BLOCK:
        return []
    found = list[Mapping[str, Any]]()
    waiting: list[tuple[object, int]] = [(_loads(block), 0)]
    while waiting and len(found) < MAX_NODES:
        value, depth = waiting.pop()
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, Mapping):
            found.append(value)
            inner: list[object] = [
                value[key] for key in ("mainEntity", "mainEntityOfPage", "@graph", "itemReviewed") if key in value
            ]
        else:
            inner = value if isinstance(value, list) else []
        waiting += [(one, depth + 1) for one in reversed(inner)]
    return found


def _loads(block: str) -> object:
    text = valid(block).strip().lstrip("\ufeff")
    text = _START.sub("", text[:60]) + text[60:]
    text = (text[:-60] + _END.sub("", text[-60:])).strip().rstrip(";")
    for attempt in (text, _LOOSE_COMMA.sub(r"\1", _CONTROLS.sub(" ", text))):
        try:
            return orjson.loads(attempt)
        except orjson.JSONDecodeError:
            continue
    return None


def _types(node: Mapping[str, Any]) -> set[str]:
    raw = node.get("@type")
    kinds = raw if isinstance(raw, list) else [raw]
    return {kind.rpartition("/")[2].rpartition(":")[2].lower() for kind in kinds if isinstance(kind, str)} or {""}


def _text(value: object) -> str | None:
    """Give a text value; of a list the first, of a mapping its `@value` or `name`."""
    if isinstance(value, list):
        return next((text for one in value[:10] if not isinstance(one, list) and (text := _text(one))), None)
    if isinstance(value, Mapping):
        return next(
            (text for key in ("@value", "name", "url") if isinstance(text := value.get(key), str) and text), None
        )
    return value.strip() or None if isinstance(value, str) else None


def _names(value: object, named: Nodes) -> Iterator[str]:
    for one in value[:30] if isinstance(value, list) else [value]:
        name = _name_in(one, named) if isinstance(one, Mapping) else one
        if isinstance(name, list):
            yield from (part for part in name if isinstance(part, str) and part.strip())
        elif isinstance(name, str) and name.strip():
            yield name.strip()


def _name_in(node: Mapping[str, Any], named: Nodes) -> object:
    """Give a node's name, followed to the node elsewhere in the block where it is only a reference."""
    meant: Mapping[str, Any] = named.get(str(node.get("@id")), node)
    return node.get("name") or meant.get("name")


def _pictures(sources: Sequence[Mapping[str, Any]], named: Nodes) -> Iterator[Picture]:
    values = (source.get(key) for source in sources for key in ("image", "primaryImageOfPage", "thumbnailUrl"))
    for value in values:
        for one in value[:20] if isinstance(value, list) else [value]:
            if picture := _picture(one, named):
                yield picture


def _picture(value: object, named: Nodes) -> Picture | None:
    if isinstance(value, str) and value.strip():
        return Picture(url=value.strip())
    if not isinstance(value, Mapping):
        return None
    if "url" not in value and "contentUrl" not in value:
        value = named.get(str(value.get("@id")), value)
    url = _text(value.get("url")) or _text(value.get("contentUrl"))
    return Picture(url=url, width=_pixels(value.get("width")), height=_pixels(value.get("height"))) if url else None


def _pixels(value: object) -> int | None:
    if isinstance(value, Mapping):
        value = value.get("value") or value.get("@value") or value.get("name")
    digits = (
        re.match(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$", str(value)) if isinstance(value, str | int | float) else None
    )
    return int(digits[1]) or None if digits else None


def _url(node: Mapping[str, Any]) -> str | None:
    page = node.get("mainEntityOfPage")
    of_page = (
        page if isinstance(page, str) else page.get("@id") or page.get("url") if isinstance(page, Mapping) else None
    )
    return _text(node.get("url")) or _text(of_page)


def _truth(value: object) -> bool | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool):
        return value
    said = value.rpartition("/")[2].strip().lower() if isinstance(value, str) else ""
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(said)


def _language(node: Mapping[str, Any], pages: Sequence[Mapping[str, Any]]) -> str | None:
    for source in (node, *pages):
        value = source.get("inLanguage")
        if isinstance(value, Mapping):
            value = value.get("alternateName") or value.get("name")
        if text := _text(value):
            return text
    return None


def _embed(video: object) -> str | None:
    for one in video[:5] if isinstance(video, list) else [video]:
        if isinstance(one, Mapping) and (url := _text(one.get("embedUrl"))):
            return url
    return None
