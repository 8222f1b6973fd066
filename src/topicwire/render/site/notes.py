"""What editors wrote about a story: the words below the front matter of its record files, and corrections in them.

How an editor writes them: docs/story-page.md.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle, Record
from topicwire.render.site.markdown import entries, markup, sections
from topicwire.render.wording import languages, wording_of
from topicwire.text.clean import plain

BELOW = "---"
"""Where, of the extras of a record, the words below the front matter stand."""
SHARED = 3
"""Records with the very same words below: from so many on they are a template's, nobody's note on any story."""
MOST_SHOWN = 50
_TEMPLATED = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)
_DATE = re.compile(r"^(\d{4}-\d\d-\d\d)\s*[:,–—-]?\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction, as an editor wrote it."""

    day: date | None  # None: none is given
    html: str
    words: str  # the same, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """All that editors wrote on one story."""

    html: tuple[str, ...]  # a note for each record that has one, that of the lead first
    corrections: tuple[Correction, ...]

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.html or self.corrections)


NO_NOTES = Notes(html=(), corrections=())


def shared_words(edition: Edition) -> frozenset[str]:
    """Give the words below the front matter that many records share."""
    counted = Counter(words for article in edition.articles if (words := words_below(article.record)))
    return frozenset(words for words, times in counted.items() if times >= SHARED)


def words_below(record: Record) -> str:
    """Give the words below the front matter, without what a site generator would fill in; empty when there are none."""
    if not record.extras:
        return ""
    text = next((extra.text for extra in record.extras if extra.after == BELOW), "")
    return _TEMPLATED.sub("", text).strip()


def notes_on(members: Iterator[RankedArticle], shared: frozenset[str]) -> Notes:
    """Read the notes on a story in the records of its members, the lead first."""
    texts = [words for one in members if (words := words_below(one.record)) and words not in shared]
    if not texts:
        return NO_NOTES
    html: list[str] = []
    corrections: list[Correction] = []
    for text in dict.fromkeys(texts):
        cut = sections(text)
        said = "\n".join(part.whole for part in cut if not _is_of_corrections(part.heading)).strip()
        html += [markup(said)] if said else []
        for part in cut:
            corrections += _corrections(part.source) if _is_of_corrections(part.heading) else ()
    return Notes(html=tuple(html), corrections=tuple(corrections[:MOST_SHOWN]))


def _corrections(source: str) -> Iterator[Correction]:
    for entry in entries(source):
        found = _DATE.match(entry)
        day = _day(found[1]) if found else None
        words = entry[found.end() :] if found and day else entry
        html = markup(words)
        if told := plain(html):
            yield Correction(day=day, html=html, words=told)


def _day(raw: str) -> date | None:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None


def _is_of_corrections(heading: str) -> bool:
    return heading.casefold() in _headings()


@cache
def _headings() -> frozenset[str]:
    """Give what the section is called, in every language we speak."""
    names = (wording_of(language).words[key] for language in languages() for key in ("corrections", "correction"))
    return frozenset(name.casefold() for name in names)
