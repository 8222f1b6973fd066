"""Reads record files that have exactly the form we write, many times faster than a YAML reader.

Every line must be one that formats/record.py writes, in its order, without a character that YAML treats specially.
For anything else `read_form` gives None and the safe general reader decides. Where both read a file they give the same
record: tests/formats/test_record_form.py holds them against each other.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from topicwire.formats.front_matter import MAX_BYTES, NULLS
from topicwire.model.article import ArticleKind
from topicwire.model.ids import Domain
from topicwire.model.record import Provider, Record, RecordPicture, Related
from topicwire.model.source import Picture

# No two choices of an expression below start with the same words, so that a file that does not fit fails at once.
_PIECE = r'[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*'
_QUOTED = rf'"({_PIECE}(?:\\["\\nrt]{_PIECE})*)"'
_PLAIN = r"([^\W_](?:[\w &'()+,./@!$%;=?*|-]*[\w)!'.+%?])?)"
_EITHER = rf"(?:{_QUOTED}|{_PLAIN})"
_INSTANT = r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?)"
_NUMBER, _KIND, _TRUTH = r"(-?[0-9]{1,9})", "(article|video)", "(true|false)"
_ADDRESSES = ("webUrl", "ampWebUrl", "cdnAmpWebUrl")


def _may(key: str, value: str, indent: str = "") -> str:
    return f"(?:{indent}{key}: {value}\n)?"


def _nested(expression: str) -> str:
    """Give the expression without its groups, to stand inside a group of its own."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", expression)


def _logo(indent: str) -> str:
    sizes = "".join(_may(key, _NUMBER, f"{indent}  ") for key in ("width", "height"))
    return f"{indent}- url: {_QUOTED}\n{sizes}"


def _picture(indent: str) -> str:
    return _logo(indent) + _may("isCached", _TRUTH, f"{indent}  ")


def _list(key: str, item: str, indent: str = "") -> str:
    return f"(?:{indent}{key}:\n((?:{_nested(item)})+))?"


def _provider(indent: str) -> str:
    names = f"{indent}provider:\n{indent}  name: {_EITHER}\n{indent}  domain: {_EITHER}\n"
    return names + _list("images", _logo(f"{indent}    "), f"{indent}  ")


_HEAD = re.compile(
    f"---\ncategory: {_PLAIN}\ntitle: {_QUOTED}\n{_may('excerpt', _QUOTED)}publishedDateTime: {_INSTANT}\n"
    + "".join(_may(key, _QUOTED) for key in ("originalUrl", *_ADDRESSES))
    + f"type: {_KIND}\n{_may('quality', _NUMBER)}{_may('heat', _NUMBER)}{_may('published', _TRUTH)}"
    + f"(?:\nfeaturedContent: {_QUOTED}\n)?\n{_provider('')}"
    + f"(?:\ntopics:\n((?:  - {_nested(_EITHER)}?\n)+))?(?:\n{_list('images', _picture('  '))[3:]}"
    + "(\nrelated:\n(?=  - title))?"
)
_RELATED = re.compile(
    f"  - title: {_QUOTED}\n{_may('excerpt', _QUOTED, '    ')}    publishedDateTime: {_INSTANT}\n"
    + "".join(_may(key, _QUOTED, "    ") for key in _ADDRESSES)
    + f"    type: {_KIND}\n{_provider('    ')}{_may('quality', _NUMBER, '    ')}"
    + _list("images", _picture("      "), "    ")
)
_TAIL = re.compile(f"(?:\nsecured: {_QUOTED}\n)?---\n\n")
_TOPIC = re.compile(f"  - {_EITHER}?\n")
_LOGO = re.compile(_logo(" *"))
_PICTURE = re.compile(_picture(" *"))
_ESCAPE = re.compile(r"\\(.)")
_MEANT = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
_KINDS = {kind.value: kind for kind in ArticleKind}
_TRUTHS = {None: None, "true": True, "false": False}


class _OtherFormError(ValueError):
    """A value that only the general reader may judge."""


def read_form(raw: bytes, path: str) -> Record | None:
    """Read a record file of our own form, its line ends LF or CRLF; None for any other file."""
    if len(raw) > MAX_BYTES:
        return None
    try:
        text = raw.decode("utf-8")
        return _read(text.replace("\r\n", "\n") if "\r" in text else text, path)
    except ValueError:
        return None


def _read(text: str, path: str) -> Record | None:
    head = _HEAD.match(text)
    if head is None:
        return None
    values, at, related = head.groups(), head.end(), list[Related]()
    while values[-1] and (found := _RELATED.match(text, at)):
        related.append(_read_related(*found.groups()))
        at = found.end()
    tail = _TAIL.fullmatch(text, at)
    return None if tail is None else _record(path, values, tuple(related), tail[1])


def _record(path: str, values: tuple[str | None, ...], related: tuple[Related, ...], sealed: str | None) -> Record:
    (category, title, excerpt, published, original, web, amp, cache, kind, quality, heat, shown, embed,
     quoted, plain, quoted_domain, plain_domain, logos, topics, pictures, _) = values  # fmt: skip
    return Record(
        path=path,
        category=_plain(category) or "",
        title=_meant(title) or "",
        excerpt=_meant(excerpt),
        published=published or "",
        original_url=_meant(original),
        web_url=_meant(web),
        amp_url=_meant(amp),
        amp_cache_url=_meant(cache),
        kind=_KINDS[kind or ""],
        quality=int(quality) if quality else None,
        heat=int(heat) if heat else None,
        is_published=_TRUTHS[shown],
        embed=_meant(embed),
        provider=_read_provider(quoted, plain, quoted_domain, plain_domain, logos),
        topics=tuple(_topics(topics)) if topics else (),
        pictures=tuple(_pictures(pictures)) if pictures else (),
        related=related,
        sealed=_meant(sealed),
    )


def _read_related(*values: str | None) -> Related:
    (title, excerpt, published, web, amp, cache, kind, quoted, plain, quoted_domain, plain_domain, logos, quality,
     pictures) = values  # fmt: skip
    return Related(
        title=_meant(title) or "",
        excerpt=_meant(excerpt),
        published=published or "",
        web_url=_meant(web),
        amp_url=_meant(amp),
        amp_cache_url=_meant(cache),
        kind=_KINDS[kind or ""],
        provider=_read_provider(quoted, plain, quoted_domain, plain_domain, logos),
        quality=int(quality) if quality else None,
        pictures=tuple(_pictures(pictures)) if pictures else (),
    )


@lru_cache(maxsize=1024)
def _read_provider(
    quoted: str | None, plain: str | None, quoted_domain: str | None, plain_domain: str | None, logos: str | None
) -> Provider:
    name = (_plain(plain) if quoted is None else _meant(quoted)) or ""
    domain = (_plain(plain_domain) if quoted_domain is None else _meant(quoted_domain)) or ""
    return Provider(name=name, domain=Domain(domain), pictures=tuple(_logos(logos)) if logos else ())


def _logos(lines: str) -> Iterator[Picture]:
    for url, width, height in _LOGO.findall(lines):
        yield Picture(
            url=_meant(url) or "",
            width=int(width) if width else None,
            height=int(height) if height else None,
        )


def _pictures(lines: str) -> Iterator[RecordPicture]:
    for url, width, height, cached in _PICTURE.findall(lines):
        yield RecordPicture(
            url=_meant(url) or "",
            width=int(width) if width else None,
            height=int(height) if height else None,
            is_cached=cached == "true",
        )


def _topics(lines: str) -> Iterator[str]:
    for quoted, plain in _TOPIC.findall(lines):
        yield _meant(quoted) or _plain(plain)


def _plain(text: str | None) -> str:
    if text in NULLS and text:
        raise _OtherFormError
    return text or ""


def _meant(text: str | None) -> str | None:
    """Give what the escapes of a quoted text mean."""
    if text is None or "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: _MEANT[found[1]], text)
