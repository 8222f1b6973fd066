"""From the bytes of an XML document to text that a strict parser can read. Reads no structure and keeps all words."""

import html
import re
from html.entities import html5

from resiliparse.parse.encoding import detect_encoding

from topicwire.errors import FormatError

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,39})["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_SUPERSETS = {
    "iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252",
    "ascii": "windows-1252", "iso-8859-9": "windows-1254", "iso-8859-11": "windows-874", "tis-620": "windows-874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "shift_jis": "cp932",
    "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "big5": "big5hkscs", "unicode": "utf-16", "utf8": "utf-8",
}  # fmt: skip
"""Labels that mean more than they say. Source: https://encoding.spec.whatwg.org/#names-and-labels."""
_ALLOWED = re.compile(
    r"utf-8|utf-16(?:-?[lb]e)?|utf-32(?:-?[lb]e)?|iso-8859-\d{1,2}|windows-(?:125\d|874)|cp(?:125\d|437|85\d|866|932|949)|"
    r"koi8-[ru]|gb18030|big5hkscs|euc-jp|iso-2022-jp|mac-?(?:roman|cyrillic)|macintosh|johab"
)
"""Encodings that are decoded; UTF-7 and the codecs of Python that are no charsets are not among them."""
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be"),
    (b"<\x00r\x00", "utf-16-le"), (b"\x00<\x00r", "utf-16-be"), (b"<\x00f\x00", "utf-16-le"),
    (b"\x00<\x00f", "utf-16-be"),
)  # fmt: skip


def decode(body: bytes, content_type: str | None) -> str:
    """Decode a document whatever its labels claim. Never raises.

    In order: byte order mark; UTF-8 where the bytes are valid UTF-8; the document's own label; the HTTP label; what
    the bytes look like. Bytes outweigh labels: labels are often wrong, valid UTF-8 is hardly ever chance.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff")
    declared = _DECLARED.search(body[:1024])
    said = _CHARSET.search(content_type or "")
    labels = [_label(declared[1].decode("ascii")) if declared else "", _label(said[1]) if said else ""]
    tried = labels if "iso-2022-jp" in labels and b"\x1b" in body else ["utf-8", *labels]
    for name in [label for label in tried if label]:
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode(_looks_like(body, labels), "replace")


def _label(raw: str) -> str:
    name = raw.lower()
    name = _SUPERSETS.get(name, name)
    return name if _ALLOWED.fullmatch(name) else ""


def _looks_like(body: bytes, labels: list[str]) -> str:
    """Choose an encoding for bytes that are not valid in any they claim to be."""
    broken = body[:200_000].decode("utf-8", "replace").count("\ufffd")
    high = sum(1 for byte in body[:200_000] if byte > 0x7F)
    if broken * 6 < high:  # a few bad bytes in much good UTF-8
        return "utf-8"
    guess = _label(detect_encoding(body[:65_536]) or "")
    return next((label for label in labels if label and label != "utf-8"), "") or guess or "windows-1252"


_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ROOT = re.compile(
    r"<(?:\?xml\s|!DOCTYPE|(?:[A-Za-z][\w.-]{0,20}:)?(?:rss|rdf|feed|urlset|sitemapindex|opml)[\s>]|html[\s>])",
    re.IGNORECASE,
)
"""Where a document surely starts, whatever stands before it."""
_START = re.compile(r"<(?:[A-Za-z_?]|!--|!DOCTYPE)", re.IGNORECASE)
_DOCTYPE_PART = re.compile(r"<!--|\"|'|\[|\]|>")
_REFERENCE = re.compile(
    r"&(?:#(?P<dec>[0-9]{1,20});|#[xX](?P<hex>[0-9a-fA-F]{1,20});|(?P<name>[A-Za-z][A-Za-z0-9]{0,31});)?"
)
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))


def repair(text: str) -> str:
    """Give a document without XML declaration, DOCTYPE, forbidden characters and undefined references.

    Dropping the DOCTYPE makes entity bombs and external entities impossible; what HTML defines (`&nbsp;`) becomes
    its character, a bare `&` becomes `&amp;`, a reference to a forbidden character goes. CDATA stays as it is.

    Raises:
        FormatError: nothing in it looks like the start of an XML document, or its DOCTYPE never ends.
    """
    start = _ROOT.search(text[:8192]) or _START.search(text[:8192])
    if start is None:
        raise FormatError("no XML document found")
    return _references(_ILLEGAL.sub("", text[_prolog_end(text, start.start()) :]))


def _prolog_end(text: str, at: int) -> int:
    """Find the root element behind declarations, comments and the DOCTYPE."""
    while found := _START.search(text, at):
        at = found.start()
        if found[0] == "<!--":
            at = _behind(text, "-->", at)
        elif found[0] == "<?":
            at = _behind(text, ">", at)
        elif found[0].startswith("<!"):
            at = _doctype_end(text, found.end())
        else:
            return at
    raise FormatError("no XML element found")


def _behind(text: str, mark: str, at: int) -> int:
    end = text.find(mark, at)
    return end + len(mark) if end >= 0 else at + 2  # never closed: only its start is passed over


def _doctype_end(text: str, at: int) -> int:
    depth = 0
    while part := _DOCTYPE_PART.search(text, at):
        at = part.end()
        if part[0] in {'"', "'", "<!--"}:
            closing = "-->" if part[0] == "<!--" else part[0]
            end = text.find(closing, at)
            at = end + len(closing) if end >= 0 else at
        elif part[0] == ">" and depth == 0:
            return at
        else:
            depth += {"[": 1, "]": -1}.get(part[0], 0)
    raise FormatError("the DOCTYPE of the document never ends")


def _references(text: str) -> str:
    if "&" not in text:
        return text
    kept, at = list[str](), 0
    while (start := text.find("<![CDATA[", at)) >= 0:
        end = text.find("]]>", start)
        kept.append(_REFERENCE.sub(_reference, text[at:start]))
        at = end + 3 if end >= 0 else len(text)
        kept.append(text[start:at])
    kept.append(_REFERENCE.sub(_reference, text[at:]))
    return "".join(kept)


def _reference(found: re.Match[str]) -> str:
    if name := found["name"]:
        if name in _XML_NAMES:
            return found[0]
        return html.escape(html5[f"{name};"]) if f"{name};" in html5 else f"&amp;{name};"
    number = found["dec"] or found["hex"]
    if number is None:
        return "&amp;"
    code = int(number, 10 if found["dec"] else 16)
    if 0x80 <= code <= 0x9F:  # meant as windows-1252, as every browser reads it
        return html.escape(html.unescape(found[0]))
    is_legal = code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return found[0] if is_legal else ""
