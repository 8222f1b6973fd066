"""Reads the publishers' files of the package."""

import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from topicwire.demo.publication import Change, DemoArticle, DemoFeed, DemoPicture, Publisher, Trap

_FEED_NAMES = {"full_text": "has_full_text", "broken": "is_broken"}
"""Words of the files that are named otherwise here."""


@cache
def read_publishers() -> tuple[Publisher, ...]:
    """Read all publishers, by host; agency copies hold the agency's text, edited."""
    folder = files("topicwire.demo") / "publishers"
    sheets = [
        tomllib.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir() if file.name.endswith(".toml")
    ]
    sheets.sort(key=lambda sheet: str(sheet["host"]))
    texts = {f"{sheet['host']}/{row['slug']}": str(row.get("text", "")) for sheet in sheets for row in sheet["article"]}
    return tuple(_publisher(sheet, texts) for sheet in sheets)


def number_of(host: str, slug: str) -> int:
    """Derive the six-digit number that a site's own system would have given."""
    return 100_000 + int(sha256(f"{host}/{slug}".encode()).hexdigest()[:8], 16) % 900_000


def _publisher(sheet: Mapping[str, Any], texts: Mapping[str, str]) -> Publisher:
    charset = sheet.get("charset", "utf-8")
    return Publisher(
        host=sheet["host"],
        name=sheet["name"],
        language=sheet["language"],
        look=sheet["look"],
        path=sheet["path"],
        amp=sheet.get("amp", ""),
        is_known=sheet["known"],
        is_focused=sheet.get("focused", False),
        folder=sheet["folder"],
        feed=_feed(sheet["feed"]),
        feed_charset=charset,
        page_charset=sheet.get("page_charset", charset),
        claimed_charset=sheet.get("claims_charset"),
        robots=sheet.get("robots"),
        slow_ms=sheet.get("slow_ms", 0),
        articles=tuple(_article(sheet["host"], row, texts) for row in sheet["article"]),
        traps=tuple(Trap(**row) for row in sheet.get("trap", ())),
    )


def _feed(row: Mapping[str, Any]) -> DemoFeed:
    named = {_FEED_NAMES.get(name, name): value for name, value in row.items() if name != "undated"}
    return DemoFeed(**named, has_dates=not row.get("undated", False))


def _article(host: str, row: Mapping[str, Any], texts: Mapping[str, str]) -> DemoArticle:
    is_dated = not row.get("undated", False)
    visible_at = row.get("again_at", row["at"])
    return DemoArticle(
        number=number_of(host, row["slug"]),
        slug=row["slug"],
        title=row["title"],
        at=row["at"],
        visible_at=visible_at,
        author=row["author"],
        section=row.get("section", ""),
        summary=row["summary"],
        paragraphs=_paragraphs(_text(row, texts)),
        picture=_picture(host, row),
        video=row.get("video", ""),
        is_paywalled=row.get("paywalled", False),
        feed_at=row.get("feed_at", visible_at) if is_dated else None,
        page_at=row.get("page_at", row["at"]) if is_dated else None,
        changes=tuple(_change(change) for change in row.get("change", ())),
    )


def _change(row: Mapping[str, Any]) -> Change:
    added = row.get("add")
    return Change(at=row["at"], title=row.get("title"), slug=row.get("slug"), add=added.strip() if added else None)


def _text(row: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    if "copy_of" not in row:
        return str(row["text"])
    text = texts[row["copy_of"]]
    for old, new in row["edits"]:
        text = text.replace(old, new, 1)
    return text


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.strip().split("\n\n"))


def _picture(host: str, row: Mapping[str, Any]) -> DemoPicture | None:
    plan = row.get("picture")
    if plan is None:
        return None
    width, height = plan["size"]
    claimed_width, claimed_height = plan["claims"]
    return DemoPicture(
        name=f"{host}/{row['slug']}",
        kind=plan["kind"],
        width=width,
        height=height,
        claimed_width=claimed_width,
        claimed_height=claimed_height,
    )
