"""The message of a commit: what changed, in words. Pure.

Headlines are foreign. Whoever hosts the repository reads messages for orders: `Closes #3`, `@name`, `[skip ci]`,
`Co-authored-by:`. So a headline stands on a line of its own behind a dash, never in the last paragraph, and what could
be an order is written with look-alikes.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from topicwire.outbox.git_changes import Change, Kind
from topicwire.text.clean import cut, one_line

SUBJECT, LINE, HEADLINES = 72, 100, 10
"""Characters of the first line and of the others, and how many headlines are listed."""
_LEAST_HEADLINE = 24
"""Characters a headline needs in the first line to be worth it."""
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
"""Invisible, but some scripts and emoji are misspelt without them."""
_ORDERS = (
    (re.compile(r"[\[\]]"), "|"),  # [skip ci]
    (re.compile(r"#(?=\w)"), "＃"),  # Closes #3
    (re.compile(r"@(?=\w)"), "＠"),
    (re.compile(r"\*{2,}"), "*"),  # ***NO_CI***
    (re.compile(r":(?=//)"), ": "),  # Closes https://…
    (re.compile(r"(?<=\bGH)-(?=\d)", re.IGNORECASE), " "),
)
"""What hosts act on, and what is written for it."""


def compose(changes: Sequence[Change], pictures: int, edition: str) -> str:
    """Write the message.

    Args:
        changes: of all records in the commit, those of which only figures changed included.
        pictures: copies of pictures that come along.
        edition: its id.
    """
    real = sorted(
        (change for change in changes if change.kind is not Kind.FIGURES),
        key=lambda change: (list(Kind).index(change.kind), -change.heat, change.path),
    )
    paragraphs = (_subject(real), _listed(real), _along(len(changes) - len(real), pictures), f"Edition: {edition}")
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def _subject(real: Sequence[Change]) -> str:
    counts = Counter(change.kind for change in real)
    words = ", ".join(_counted(kind, counts[kind]) for kind in Kind if counts[kind])
    room = SUBJECT - len(words) - 2
    headline = cut(harmless(real[0].title), room) if room >= _LEAST_HEADLINE and real else ""
    return f"{words}: {headline}" if headline else cut(words, SUBJECT)


def _counted(kind: Kind, count: int) -> str:
    one, several = kind.value
    return f"{count} {one if count == 1 else several}"


def _listed(real: Sequence[Change]) -> str:
    lines = [_line(change) for change in real[:HEADLINES]]
    if len(real) > HEADLINES:
        lines.append(f"- and {len(real) - HEADLINES} more")
    return "\n".join(lines)


def _line(change: Change) -> str:
    by = harmless(change.provider)
    start = f"- {change.kind.value[0].capitalize()}: "
    end = f" ({cut(by, 30)})" if by else ""
    return start + cut(harmless(change.title) or change.path, LINE - len(start) - len(end)) + end


def _along(figures: int, pictures: int) -> str:
    parts = []
    if figures:
        parts.append(f"figures of {figures} other record{'s' if figures > 1 else ''}")
    if pictures:
        parts.append(f"{pictures} picture{'s' if pictures > 1 else ''}")
    return f"Along with it: {' and '.join(parts)}." if parts else ""


def harmless(foreign: str) -> str:
    """Give foreign words on one line, as words that nothing reads as an order."""
    # What is invisible goes first: it could keep an order apart that comes together when it is gone.
    line = one_line("".join(" " if _is_invisible(sign) else sign for sign in foreign))
    for order, harmless_words in _ORDERS:
        line = order.sub(harmless_words, line)
    return line


def _is_invisible(sign: str) -> bool:
    return sign not in _JOINERS and unicodedata.category(sign) in _INVISIBLE
