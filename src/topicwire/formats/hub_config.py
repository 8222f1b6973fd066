"""The few settings of an existing hub's `_config.yml` that a hub needs: plain top-level `key: value` lines.

The file is full of anchors and merges of the site builder's, which our YAML reader refuses on purpose; so it is read
line by line, nothing is built from it, and whatever is no plain line is passed over.
"""

import re
from dataclasses import dataclass

from topicwire.errors import FormatError
from topicwire.formats.safe_yaml import MAX_BYTES
from topicwire.text.clean import one_line

_LINE = re.compile(
    r"^(title|description|url|baseurl|locale|topic):[ \t]+"
    r"(?:\"((?:[^\"\\]|\\[\"\\])*)\"|'((?:[^']|'')*)'|([^\s\"'&*!|>%@`\[{#][^\n]*?))[ \t]*(?:[ \t]#[^\n]*)?$",
    re.MULTILINE,
)
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteConfig:
    """What a site says of itself; empty where it does not."""

    title: str
    description: str
    url: str  # `url` and `baseurl` together, without a trailing slash
    locale: str
    topic: str  # name of the topic all of it is about


def read_site_config(raw: bytes) -> SiteConfig:
    """Read a site's settings.

    Raises:
        FormatError: too large or not UTF-8; the message starts with `line N: `.
    """
    if len(raw) > MAX_BYTES:
        raise FormatError(f"line 1: larger than {MAX_BYTES} bytes")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise FormatError(f"line {raw[: error.start].count(10) + 1}: not UTF-8") from error
    said = {found[1]: _meant(found) for found in _LINE.finditer(text)}
    url = said.get("url", "")
    is_address = url.startswith(("http://", "https://"))
    locale = said.get("locale", "").replace("_", "-")
    return SiteConfig(
        title=said.get("title", "")[:200],
        description=said.get("description", "")[:1000],
        url=_joined(url, said.get("baseurl", "")) if is_address else "",
        locale=locale if _LOCALE.fullmatch(locale) else "",
        topic=said.get("topic", ""),
    )


def _meant(found: re.Match[str]) -> str:
    double, single, plain = found[2], found[3], found[4]
    if double is not None:
        return one_line(re.sub(r"\\(.)", r"\1", double))
    return one_line(single.replace("''", "'") if single is not None else plain)


def _joined(url: str, below: str) -> str:
    start, end = url.rstrip("/"), below.strip("/")
    return f"{start}/{end}" if end else start
