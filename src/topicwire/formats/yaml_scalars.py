"""How text is written as a YAML scalar so that every reader, 1.1 or 1.2, gets the same text back."""

import re

_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SAFE_PLAIN = re.compile(r"[^\W_](?:[\w &'()+,./@!$%;=?*|-]*[\w)!'.+%?])?")
_MAY_BE_NUMBER = re.compile(r"\d(?![^\n]*[A-Za-z]{2})|0[xob]", re.IGNORECASE)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?")
_DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*")
_MISREAD = frozenset("y n yes no on off true false null none nan inf infinity".split())  # noqa: SIM905 - reads as a line


def quoted(text: str) -> str:
    """Write text in double quotes; quotes, backslashes, line ends and what breaks readers are escaped, no more."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if 0xD800 <= ord(char) <= 0xDFFF:  # no text at all: YAML has no way to say it
        return "\ufffd"
    if char in _SHORT:
        return _SHORT[char]
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def plain_scalar(text: str) -> str:
    """Write text without quotes where no reader can take it for anything else, else as `quoted`."""
    if _DOMAIN.fullmatch(text):
        return text
    is_word = _SAFE_PLAIN.fullmatch(text) and text.lower() not in _MISREAD and not _MAY_BE_NUMBER.match(text)
    return text if is_word and text.isprintable() and "  " not in text else quoted(text)


def instant(text: str) -> str:
    """Write a date and time without quotes, as the format wants it; anything else as `plain_scalar`."""
    return text if _INSTANT.fullmatch(text) else plain_scalar(text)
