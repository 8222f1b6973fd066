"""Record files: `_news/*.md`, YAML front matter and nothing else (record-format.md section 1).

Writing is our own emitter, because the format's quoting and empty lines are part of it. Reading takes every scalar as
text, so that a provider called `No` or `2021-01-01` stays what it is, and turns numbers and booleans where they belong.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from topicwire.errors import RecordError
from topicwire.formats.front_matter import read_front_matter
from topicwire.formats.record_extras import find_extras, with_extras, words_below
from topicwire.formats.record_form import read_form
from topicwire.formats.yaml_scalars import instant, plain_scalar, quoted
from topicwire.model.article import ArticleKind
from topicwire.model.ids import Domain
from topicwire.model.record import Provider, Record, RecordPicture, Related
from topicwire.model.source import Picture


def write_record(record: Record) -> bytes:
    """Write a record file; the same record gives the same bytes, and reading them gives the same record."""
    groups: tuple[dict[str, list[str]], ...] = (
        _facts(record),
        {"featuredContent": [f"featuredContent: {quoted(record.embed)}"] if record.embed is not None else []},
        {"provider": ["provider:", *_indented(_provider(record.provider))]},
        {"topics": _topics(record.topics)},
        {"images": ["images:", *_listed(map(_picture, record.pictures))] if record.pictures else []},
        {"related": ["related:", *_listed(map(_related, record.related))] if record.related else []},
        {"secured": [f"secured: {quoted(record.sealed)}"] if record.sealed is not None else []},
    )
    front = "\n".join(with_extras(groups, record.extras))
    return f"---\n{front}\n---\n{words_below(record.extras)}".encode("utf-8", "replace")


def _facts(record: Record) -> dict[str, list[str]]:
    lines = {
        "category": _line("category", record.category),
        "title": _line("title", record.title, is_quoted=True),
        "excerpt": _line("excerpt", record.excerpt, is_quoted=True),
        "publishedDateTime": f"publishedDateTime: {instant(record.published)}",
        "originalUrl": _line("originalUrl", record.original_url, is_quoted=True),
        "webUrl": _line("webUrl", record.web_url, is_quoted=True),
        "ampWebUrl": _line("ampWebUrl", record.amp_url, is_quoted=True),
        "cdnAmpWebUrl": _line("cdnAmpWebUrl", record.amp_cache_url, is_quoted=True),
        "type": _line("type", record.kind.value),
        "quality": _line("quality", record.quality),
        "heat": _line("heat", record.heat),
        "published": _line("published", record.is_published),
    }
    return {key: [line] if line else [] for key, line in lines.items()}


def _topics(topics: Sequence[str]) -> list[str]:
    named = [f"  - {plain_scalar(topic) if topic else ''}" for topic in topics]
    return ["topics:", *named] if named else []


def _related(related: Related) -> list[str]:
    lines = (
        _line("title", related.title, is_quoted=True),
        _line("excerpt", related.excerpt, is_quoted=True),
        f"publishedDateTime: {instant(related.published)}",
        _line("webUrl", related.web_url, is_quoted=True),
        _line("ampWebUrl", related.amp_url, is_quoted=True),
        _line("cdnAmpWebUrl", related.amp_cache_url, is_quoted=True),
        _line("type", related.kind.value),
        "provider:",
        *_indented(_provider(related.provider)),
        _line("quality", related.quality),
        *(["images:", *_listed(map(_picture, related.pictures))] if related.pictures else []),
    )
    return [line for line in lines if line]


def _provider(provider: Provider) -> list[str]:
    pictures = ["images:", *_listed(map(_logo, provider.pictures))] if provider.pictures else []
    return [f"name: {plain_scalar(provider.name)}", f"domain: {plain_scalar(provider.domain)}", *pictures]


def _picture(picture: RecordPicture) -> list[str]:
    return [
        *_logo(Picture(url=picture.url, width=picture.width, height=picture.height)),
        _line("isCached", picture.is_cached),
    ]


def _logo(picture: Picture) -> list[str]:
    sizes = (_line("width", picture.width), _line("height", picture.height))
    return [f"url: {quoted(picture.url)}", *(line for line in sizes if line)]


def _line(key: str, value: str | int | bool | None, *, is_quoted: bool = False) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return f"{key}: {'true' if value else 'false'}"
    if isinstance(value, int):
        return f"{key}: {value}"
    return f"{key}: {quoted(value) if is_quoted else plain_scalar(value)}"


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _listed(items: Iterator[list[str]]) -> list[str]:
    return [f"{'  - ' if not at else '    '}{line}" for lines in items for at, line in enumerate(lines)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Takes values of known kinds from a mapping and says where in the file one is wrong."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]  # by top-level key
    path: str
    place: str = ""  # the top-level key that this mapping stands under

    def fail(self, key: str, what: str) -> RecordError:
        """Build the error for a key, with its file and line."""
        line = self.lines.get(self.place or key, 1)
        return RecordError(f"{key}: {what}", subject=f"{self.path}:{line}", remedy="see docs/record-format.md")

    def text(self, key: str) -> str | None:
        """Give a text value, None when the key is missing or null."""
        value = self.values.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self.fail(key, "expected text")

    def must(self, key: str) -> str:
        """Give a text value that a record cannot do without."""
        value = self.text(key)
        if value is None:
            raise self.fail(key, "is missing")
        return value

    def number(self, key: str) -> int | None:
        """Give a whole number, None when the key is missing."""
        raw = self.text(key)
        if raw is None:
            return None
        digits = raw.removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) < 10:
            return int(raw)
        raise self.fail(key, f"expected a whole number, got {raw[:40]!r}")

    def truth(self, key: str) -> bool | None:
        """Give a boolean, None when the key is missing."""
        raw = self.text(key)
        if raw is None or raw.lower() in {"true", "false"}:
            return None if raw is None else raw.lower() == "true"
        raise self.fail(key, f"expected true or false, got {raw[:40]!r}")

    def kind(self) -> ArticleKind:
        """Give the record's type."""
        raw = self.text("type") or "article"
        for kind in ArticleKind:
            if raw == kind.value:
                return kind
        raise self.fail("type", f"expected article or video, got {raw[:40]!r}")

    def inside(self, key: str) -> "_Reader":
        """Give a reader of the mapping under a key."""
        return self._of(key, self.values.get(key) or {})

    def each(self, key: str) -> tuple["_Reader", ...]:
        """Give readers of the mappings in the list under a key."""
        return tuple(self._of(key, value) for value in self.items(key))

    def items(self, key: str) -> list[Any]:
        """Give the list under a key, empty when it is missing."""
        value = self.values.get(key)
        if value is None or value == "":
            return []
        if isinstance(value, list):
            return value
        raise self.fail(key, "expected a list")

    def _of(self, key: str, value: object) -> "_Reader":
        if not isinstance(value, Mapping):
            raise self.fail(key, "expected `key: value` lines")
        return _Reader(values=value, lines=self.lines, path=self.path, place=self.place or key)


def read_record(raw: bytes, path: str) -> Record:
    """Read a record file; unknown top-level keys, comments and words below the fence become `extras`.

    Args:
        raw: the file's bytes, line ends of any kind.
        path: under the hub; kept in the record and named in errors.

    Raises:
        RecordError: no front matter, not YAML we take, or a value of the wrong kind; says file and line.
    """
    return read_form(raw, path) or _read_any(raw, path)


def _read_any(raw: bytes, path: str) -> Record:
    found = read_front_matter(raw, path)
    reader = _Reader(values=found.values, lines=found.lines, path=path)
    topics = [topic or "" for topic in reader.items("topics") if topic is None or isinstance(topic, str)]
    return Record(
        path=path,
        category=reader.text("category") or "news",
        title=reader.must("title"),
        excerpt=reader.text("excerpt"),
        published=reader.must("publishedDateTime"),
        original_url=reader.text("originalUrl"),
        web_url=reader.text("webUrl"),
        amp_url=reader.text("ampWebUrl"),
        amp_cache_url=reader.text("cdnAmpWebUrl"),
        kind=reader.kind(),
        quality=reader.number("quality"),
        heat=reader.number("heat"),
        is_published=reader.truth("published"),
        embed=reader.text("featuredContent"),
        provider=_read_provider(reader),
        topics=tuple(topics),
        pictures=_read_pictures(reader),
        related=tuple(map(_read_related, reader.each("related"))),
        sealed=reader.text("secured"),
        extras=find_extras(found),
    )


def _read_related(reader: _Reader) -> Related:
    return Related(
        title=reader.must("title"),
        excerpt=reader.text("excerpt"),
        published=reader.must("publishedDateTime"),
        web_url=reader.text("webUrl"),
        amp_url=reader.text("ampWebUrl"),
        amp_cache_url=reader.text("cdnAmpWebUrl"),
        kind=reader.kind(),
        provider=_read_provider(reader),
        quality=reader.number("quality"),
        pictures=_read_pictures(reader),
    )


def _read_provider(reader: _Reader) -> Provider:
    provider = reader.inside("provider")
    logos = tuple(
        Picture(url=logo.must("url"), width=logo.number("width"), height=logo.number("height"))
        for logo in provider.each("images")
    )
    return Provider(name=provider.text("name") or "", domain=Domain(provider.text("domain") or ""), pictures=logos)


def _read_pictures(reader: _Reader) -> tuple[RecordPicture, ...]:
    return tuple(
        RecordPicture(
            url=picture.must("url"),
            width=picture.number("width"),
            height=picture.number("height"),
            is_cached=picture.truth("isCached") or False,
        )
        for picture in reader.each("images")
    )
