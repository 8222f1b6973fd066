"""An entry as its format says it, in raw strings, and the one way it becomes a clean `Entry`."""

import html
import re
from dataclasses import dataclass

from topicwire.formats.dates import read_date
from topicwire.formats.parsed import MAX_AUTHORS, MAX_BODY, MAX_SUMMARY, MAX_TITLE, Entry
from topicwire.formats.videos import embed_of
from topicwire.model.source import Picture
from topicwire.text.clean import one_line, plain, valid
from topicwire.text.html import sanitise
from topicwire.text.urls import MAX_ADDRESS, normal, unwrap

MAX_ID, MAX_NAME, MAX_RAW_DATE = 2000, 200, 100
"""Limits of ids, author names and dates kept verbatim, in characters."""
_FULL_TEXT = 1500
"""A summary of more characters than this is taken for the entry's full text too, as most such feeds mean it."""
_IMAGE = re.compile(r"""<img\b[^<>]{0,2000}?\ssrc\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)')""", re.IGNORECASE)
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\(([^()]+)\)")
_NAME_AND_MAIL = re.compile(r"([^<>]+?)\s*[<(]\S+@[^\s<>()]+[>)]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry in the words of its format. Empty or None: not said."""

    entry_id: str = ""
    link: str = ""
    title: str = ""
    is_literal: bool = False  # True: the title is text by its format's rules, and `<b>` in it are letters
    summary: str = ""  # markup
    body: str = ""  # markup
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    pictures: tuple[Picture, ...] = ()  # addresses as given, best first
    video: str = ""  # YouTube id or player address
    language: str = ""


def finish(draft: Draft, base: str | None) -> Entry:
    """Make a draft an entry: addresses resolved against `base`, words clean, markup sanitised, dates read."""
    address = normal(draft.link, base) if draft.link else None
    url = unwrap(address) if address else ""
    body = _body(draft, base or url)
    published, updated = _raw_date(draft.published), _raw_date(draft.updated)
    return Entry(
        entry_id=valid(draft.entry_id).strip()[:MAX_ID] or None,
        raw_url=valid(draft.link)[:MAX_ADDRESS],
        url=url,
        title=clean_title(draft.title, draft.is_literal),
        summary=plain(draft.summary or draft.body, MAX_SUMMARY) or None,
        body_html=body,
        authors=clean_authors(draft.authors),
        raw_published=published,
        published_at=read_date(published).at,
        raw_updated=updated,
        updated_at=read_date(updated).at,
        picture=_picture(draft, base or url, body),
        video_url=embed_of(draft.video) or embed_of(url),
        language=clean_language(draft.language),
    )


def clean_title(title: str, is_literal: bool = False) -> str | None:
    """Give a title as one line of at most 500 characters; None when nothing is left of it."""
    if not is_literal:
        return plain(title, MAX_TITLE) or None
    line = one_line(html.unescape(title[: 8 * MAX_TITLE]))
    return (line if len(line) <= MAX_TITLE else plain(html.escape(line), MAX_TITLE)) or None


def clean_language(language: str) -> str | None:
    """Give a language tag in its usual form, None for what is none."""
    found = _LANGUAGE.fullmatch(language.strip())
    return found[0].replace("_", "-") if found else None


def clean_authors(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give the names among author fields, without mail addresses, each once, in order, at most 20."""
    kept = dict[str, None]()
    for raw in names[: 5 * MAX_AUTHORS]:
        name = _author(raw)
        if name:
            kept[name] = None
    return tuple(kept)[:MAX_AUTHORS]


def _author(raw: str) -> str:
    line = plain(raw[: 4 * MAX_NAME], MAX_NAME) if "@" not in raw else one_line(html.unescape(raw[:MAX_NAME]))
    for pattern in (_MAIL_AND_NAME, _NAME_AND_MAIL):
        if found := pattern.fullmatch(line):
            return found[1].strip()
    return "" if re.fullmatch(r"\S+@\S+|https?://\S+", line) else line


def _raw_date(raw: str) -> str | None:
    return one_line(raw[: 4 * MAX_RAW_DATE])[:MAX_RAW_DATE] or None


def _body(draft: Draft, base: str | None) -> str | None:
    markup = draft.body or (draft.summary if len(draft.summary) > _FULL_TEXT else "")
    if not markup.strip():
        return None
    for limit in (MAX_BODY, MAX_BODY // 2, MAX_BODY // 8):  # sanitising may lengthen: `<` becomes `&lt;`
        clean = sanitise(markup[:limit], base)
        if len(clean) <= MAX_BODY:
            return clean.strip() or None
    return None


def _picture(draft: Draft, base: str | None, body: str | None) -> Picture | None:
    for picture in draft.pictures:
        if address := normal(picture.url, base):
            return Picture(url=address, width=picture.width, height=picture.height)
    for found in _IMAGE.finditer((body or draft.summary)[:MAX_BODY]):
        address = normal(found[1] or found[2], base)
        if address and not _is_pixel(found[0]):
            return Picture(url=address)
    return None


def _is_pixel(tag: str) -> bool:
    return bool(re.search(r"""(?:width|height)\s*=\s*["']?[01]["'\s]|feedburner|/pixel|doubleclick|gravatar""", tag))
