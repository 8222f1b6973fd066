"""Foreign words made clean: markup to one line of plain text, and text to valid Unicode."""

import html
import re

from topicwire.text.wordlists import words

MIN_READ = 20_000
"""With a limit for the text, this much markup is read, or twenty times the limit: more could not be shown."""

_REMOVED = "\\u00ad\\u200b\\u2060\\ufeff\\ufff9-\\ufffb"  # soft hyphen, zero-width space, word joiner, BOM, annotations
_BIDI = "\\u202a-\\u202e\\u2066-\\u2069"  # embeddings, overrides and isolates: they reorder what stands around them
_INVALID = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\ud800-\udfff\\ufdd0-\\ufdef\\ufffe\\uffff]"
)
_PLANE_ENDS = re.compile("[" + "".join(chr(0x10000 * n + end) for n in range(1, 17) for end in (0xFFFE, 0xFFFF)) + "]")
_HIDDEN = re.compile(f"[{_REMOVED}{_BIDI}]")
_SPACE = re.compile(r"\s+")
_TOKEN = re.compile(
    r"<!--|<!\[CDATA\[|\]\]>|<[!?][^<>]*>"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][\w:.-]*)(?:(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>|[^<>]*>)"
)
"""One piece of markup. No branch reads past the next `<`, so the whole text is read in linear time."""
_BLOCKS = words(
    "p br div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 tr td th table blockquote pre hr section article header footer "
    "figure figcaption aside nav main img option"
)
_KNOWN = _BLOCKS | words(
    "html head body title meta link base script style noscript template slot a abbr acronym address area audio b bdi "
    "bdo big button canvas center cite code col colgroup datalist del details dfn dialog dir em embed fieldset font "
    "form frame frameset hgroup i iframe input ins kbd label legend map marquee mark math menu meter nobr noframes "
    "object optgroup output param path picture progress q rp rt ruby s samp search select small source span strike "
    "strong sub summary sup svg tbody textarea tfoot thead time track tt u var video wbr blink g use rect circle"
)
"""Names that are taken for elements; `<Research>` or `vector<int>` in a headline are words."""
_HIDING = {
    name: re.compile(f"</{name}[\\s>]", re.IGNORECASE)
    for name in ("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "title")
}
"""Elements whose insides are no words for readers, and what ends them."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TAGGED = re.compile(r"</[a-zA-Z][a-zA-Z0-9]{0,9}\s*>|<(?:p|br|div|img|hr)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)


def valid(text: str) -> str:
    """Give text as valid Unicode: control characters but tab and line ends, lone surrogates and noncharacters go."""
    if text.isascii() and text.isprintable():
        return text
    return _PLANE_ENDS.sub("", _INVALID.sub("", text))


def plain(value: object, limit: int | None = None) -> str:
    """Give one line of plain text from markup or text; empty for anything that is not text.

    Tags go (with all that stands in scripts and styles), entities are decoded, also when they were escaped twice;
    invisible and text-reversing characters go, white space becomes single spaces.

    Args:
        value: what a feed or page says; only `str` is read.
        limit: greatest length in characters; longer text is cut after a word and ends in `…`.
    """
    if not isinstance(value, str) or not value:
        return ""
    text = value if limit is None else value[: max(MIN_READ, 20 * limit)]
    if "<" in text or "&" in text:
        text = _without_markup(text)
    line = one_line(text)
    return line if limit is None else cut(line, limit)


def _without_markup(text: str) -> str:
    text = _strip_tags(text)
    if _ENTITY.search(text):  # escaped twice
        text = html.unescape(text)
    if _TAGGED.search(text):  # the escaped text was markup itself, not words about markup
        text = _strip_tags(text)
    return text


def _strip_tags(text: str) -> str:
    if "<" not in text:
        return html.unescape(text)
    kept, at, unclosed = list[str](), 0, set[str]()
    while token := _TOKEN.search(text, at):
        kept.append(text[at : token.start()])
        name = (token["name"] or "").lower()
        kept.append(_in_place_of(token[0], name))
        at = _after(text, token, name, unclosed)
    kept.append(text[at:])
    return html.unescape("".join(kept))


def _in_place_of(token: str, name: str) -> str:
    if name in _BLOCKS:
        return " "
    is_markup = not name or name in _KNOWN or "-" in name or ":" in name
    return "" if is_markup else token


def _after(text: str, token: re.Match[str], name: str, unclosed: set[str]) -> int:
    """Find where reading goes on after a piece of markup: behind what a comment or a script hides."""
    if token[0] == "<!--":
        end = text.find("-->", token.end())
        return end + 3 if end >= 0 else len(text)
    if name not in _HIDING or token["end"] or name in unclosed:
        return token.end()
    if closing := _HIDING[name].search(text, token.end()):
        return closing.start()
    unclosed.add(name)  # looked for once only: many unclosed tags must not cost many searches
    return len(text) if name in {"script", "style"} else token.end()


def one_line(text: str) -> str:
    """Give text, taken as it is (no markup is read), on one line without invisible characters."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACE.sub(" ", _HIDDEN.sub("", valid(text))).strip()


def cut(line: str, limit: int) -> str:
    """Cut a line after a word so that it has at most `limit` characters, the `…` at its end counted."""
    if len(line) <= limit:
        return line
    head = line[: max(limit - 1, 0)]
    word_end = head.rfind(" ")
    if word_end > limit // 2 and line[len(head)] != " ":
        head = head[:word_end]
    return f"{head.rstrip(' ,;:-–—')}…" if limit > 0 else ""


def paragraphs(text: str) -> tuple[str, ...]:
    """Give the paragraphs of plain text, each on one line; an empty line or several stand between paragraphs."""
    parts = re.split(r"\n[ \t]*\n", valid(text).replace("\r\n", "\n").replace("\r", "\n"))
    return tuple(line for line in map(one_line, parts) if line)
