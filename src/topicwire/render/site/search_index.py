"""The static search index: files that the search page loads as scripts, so that it works from a folder too.

A browser lets no page that was opened from a folder fetch anything, but lets it load scripts that lie beside it. Each
file hands one part of the index to the page's own function. Foreign words stand in it as JSON only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import orjson

from topicwire.model.ids import TopicId
from topicwire.model.record import RankedArticle, Record
from topicwire.model.topic import Topic
from topicwire.ports.outbox import Sheet
from topicwire.render.digests import key_of_all
from topicwire.render.site.links import language_of, page_of_topic
from topicwire.render.site.listing import Listing, ancestors
from topicwire.render.site.search_parts import Part, cut_parts
from topicwire.text.clean import cut, one_line, valid

VERSION = "search-1"
"""Changes whenever the bytes for the same stories would."""
FOLDER = "search"
TITLE, EXCERPT, OTHERS, OTHER = 300, 240, 10, 160
"""Characters of a headline and of an excerpt; other headlines of a story, and characters of each."""

Row = list[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFile:
    """A part of the index, as the search page names it."""

    name: str
    stories: int
    stamp: str  # changes with its bytes

    def as_row(self) -> list[str | int]:
        """Give it as the page's script reads it."""
        return [self.name, self.stories, self.stamp]


def index_sheets(listing: Listing) -> tuple[tuple[Sheet, ...], tuple[IndexFile, ...]]:
    """Give the files of the index, newest first, and how the search page names them."""
    topics = topic_rows(listing.edition.hub.topics)
    tree = repr(sorted(topics.items()))
    sheets, files = list[Sheet](), list[IndexFile]()
    for part in cut_parts(listing.leads):
        key = key_of_all(f"{VERSION} {tree} {part.name}", (lead.digest for lead in part.leads))
        sheets.append(Sheet(path=f"{FOLDER}/{part.name}.js", key=key, make=partial(part_bytes, part, topics)))
        files.append(IndexFile(name=part.name, stories=len(part.leads), stamp=key[:10]))
    return tuple(sheets), tuple(files)


def topic_rows(topics: Sequence[Topic]) -> dict[str, Row]:
    """Give [id, name, ids above] of each child topic that has a page, by the name records say."""
    by_id: dict[TopicId, Topic] = {topic.id: topic for topic in topics}
    shown = (topic for topic in topics if topic.parent and page_of_topic(topic.id))
    return {topic.name: [topic.id, topic.name, [above.id for above in ancestors(topic, by_id)][1:]] for topic in shown}


def part_bytes(part: Part, topics: dict[str, Row]) -> bytes:
    """Write one file: a call that hands over the stories with the outlets and topics they name by number."""
    outlets, used = Numbered(), Numbered()
    rows = [_row(lead, outlets, used, topics) for lead in part.leads]
    told = {"outlets": outlets.rows, "topics": used.rows, "stories": rows}
    try:
        raw = orjson.dumps(told)
    except orjson.JSONEncodeError:  # a lone surrogate in a record of an older hub
        raw = orjson.dumps(_valid(told))
    return b'topicwireSearch("' + part.name.encode() + b'",' + raw + b");\n"


class Numbered:
    """Rows that many stories share, each written once."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._places: dict[object, int] = {}

    def place(self, key: object, row: Row) -> int:
        """Give the number of the row with that key, the first that came with it."""
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append(row)
        return self._places[key]


def _row(lead: RankedArticle, outlets: Numbered, used: Numbered, topics: dict[str, Row]) -> Row:
    """Write a story in the order that `assets/search/30-index.js` reads."""
    record = lead.record
    providers = [record.provider, *(related.provider for related in record.related)]
    places = [outlets.place(found.domain, [found.domain, one_line(found.name)]) for found in providers]
    chosen = (topics.get(name) for name in record.topics)
    return [
        lead.story_id,
        cut(one_line(record.title), TITLE),
        excerpt_start(record, EXCERPT),
        places[0],
        list(dict.fromkeys(place for place in places[1:] if place != places[0])),
        [used.place(row[0], row) for row in chosen if row],
        int(lead.published_at.timestamp()),
        len({found.domain for found in providers}),
        list(other_titles(record)),
        language_of(lead.language),
    ]


def excerpt_start(record: Record, most: int) -> str:
    """Give the excerpt's start; empty when it only repeats the headline."""
    text = one_line(record.excerpt or "")
    return "" if text == one_line(record.title) else cut(text, most)


def other_titles(record: Record) -> Iterator[str]:
    """Give the headlines of the story's other reports, each once, the lead's own left out."""
    said = dict.fromkeys(cut(one_line(related.title), OTHER) for related in record.related)
    own = cut(one_line(record.title), OTHER)
    yield from [title for title in said if title and title != own][:OTHERS]


def _valid(value: object) -> object:
    if isinstance(value, str):
        return valid(value)
    if isinstance(value, dict):
        return {key: _valid(inner) for key, inner in value.items()}
    return [_valid(inner) for inner in value] if isinstance(value, list) else value
