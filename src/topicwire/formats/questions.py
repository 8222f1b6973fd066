"""Reads what a reader typed into the search field; `render/site/assets/search/20-query.js` does the same.

Words, "phrases", -words, and `topic:`, `source:`, `after:`, `before:`. Nothing here is ever wrong: what is no operator
is words, what is no date is no limit, and what has no letter is nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from topicwire.model.search import Question, Words
from topicwire.text.searchwords import asked_words

LONGEST, MOST_WORDS, MOST_PARTS = 500, 16, 24
"""Characters that are read, words that are looked for, and phrases, exclusions and names of each kind."""
_PART = re.compile(
    r"(?P<minus>-?)(?:(?P<operator>topic|source|after|before|from|to):)?"
    r"(?:[\"“”„](?P<quoted>[^\"“”„]*)[\"“”„]?|(?P<bare>[^\s\"“”„]+))",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


@dataclass(slots=True, kw_only=True)
class _Read:
    """A question while it is read."""

    words: list[str] = field(default_factory=list)
    phrases: list[Words] = field(default_factory=list)
    without: list[Words] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    since: list[datetime] = field(default_factory=list)
    until: list[datetime] = field(default_factory=list)


def read_question(q: str, topic: str = "", source: str = "", since: str = "", until: str = "") -> Question:
    """Understand a query and its filters: `since` and `until` are days, months or years, both inclusive."""
    read = _Read()
    for part in _PART.finditer(q[:LONGEST]):
        _take(read, part)
    read.topics += [topic] if topic else []
    read.sources += [source] if source else []
    read.since += _moments(since, is_next=False)
    read.until += _moments(until, is_next=True)
    return Question(
        words=tuple(dict.fromkeys(read.words))[:MOST_WORDS],
        phrases=tuple(read.phrases[:MOST_PARTS]),
        without=tuple(read.without[:MOST_PARTS]),
        topics=tuple(read.topics[:MOST_PARTS]),
        sources=tuple(read.sources[:MOST_PARTS]),
        since=max(read.since, default=None),
        until=min(read.until, default=None),
    )


def _take(read: _Read, part: re.Match[str]) -> None:
    text = part["bare"] if part["quoted"] is None else part["quoted"]
    match (part["operator"] or "").lower():
        case "topic":
            read.topics.append(text)
        case "source":
            read.sources.append(text)
        case "after" | "from":
            read.since += _moments(text, is_next=False)
        case "before" | "to" as operator:
            read.until += _moments(text, is_next=operator == "to")
        case _:
            _take_words(
                read, tuple(asked_words(text)), is_out=bool(part["minus"]), is_quoted=part["quoted"] is not None
            )


def _take_words(read: _Read, found: Words, *, is_out: bool, is_quoted: bool) -> None:
    if not found:
        return
    if is_out:
        read.without.append(found)
    elif is_quoted and len(found) > 1:
        read.phrases.append(found)
    else:
        read.words += found


def _moments(text: str, *, is_next: bool) -> Iterator[datetime]:
    """Give the first moment of a year, month or day, or of the next one; nothing for what is no date."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        start = datetime(year or 0, month or 1, day or 1, tzinfo=UTC)
        yield _next(start, month, day) if is_next else start
    except (ValueError, OverflowError):
        return


def _next(start: datetime, month: int | None, day: int | None) -> datetime:
    if day:
        return start + timedelta(days=1)
    if month:
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start.replace(year=start.year + 1)
