"""Full-text search on SQLite's FTS5. Foreign words reach it as quoted words of letters and digits, never as syntax."""

from collections.abc import Iterator

from topicwire.model.ids import Domain, StoryId
from topicwire.model.search import FoundStories, ListedStory, Searchable, Wanted, Words
from topicwire.store.rows import list_from_json, to_json, to_micros
from topicwire.store.sqlite.connection import Database, Values
from topicwire.store.sqlite.spelling import Spelling
from topicwire.text.searchwords import search_words

WEIGHTS = "12.0, 5.0, 4.0, 3.0, 3.0, 3.0, 1.0"
"""Of the columns of search_text, in their order; tuned on known-item search (docs/decisions/0023-search.md)."""
FRESH = "1.0 + 0.5 / (1.0 + ((SELECT max(published_at) FROM search_story) - published_at) / 7776000000000.0)"
"""Newer stories first among equals: a quarter of a year halves what freshness adds."""
ENOUGH = 100
KEEP = """
INSERT INTO search_story (story_id, digest, published_at, payload) VALUES (?, ?, ?, ?) RETURNING number
"""
KEEP_TEXT = """
INSERT INTO search_text (rowid, title, headlines, topics, outlets, authors, excerpt, texts)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
LIST_SOURCES = """
SELECT value, max(name), count(*) FROM search_label WHERE kind = 'source' GROUP BY value ORDER BY value
"""
TEXT_LIMIT = 40_000
"""Characters of one article's text that are indexed."""


class SqliteSearch:
    """Implements `ports.search.SearchIndex`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._spelling = Spelling(database)

    def list_digests(self) -> dict[StoryId, str]:
        """Give the digest of every story in the index."""
        return dict(self._database.rows("SELECT story_id, digest FROM search_story"))

    def keep(self, story: Searchable) -> None:
        """Insert, or replace what was kept of the story before."""
        listed = story.listed
        with self._database.transaction():
            self.drop(listed.id)
            values = (listed.id, story.digest, to_micros(listed.published), to_json(listed))
            number = int(self._database.value(KEEP, values))
            self._database.run(KEEP_TEXT, (number, *_columns(story)))
            self._database.run_many("INSERT INTO search_label (kind, value, number, name) VALUES (?, ?, ?, ?)",
                                    _labels(story, number))  # fmt: skip

    def drop(self, story_id: StoryId) -> None:
        """Take a story out."""
        with self._database.transaction():
            number = self._database.value("SELECT number FROM search_story WHERE story_id = ?", (story_id,))
            if number is not None:
                self._database.run("DELETE FROM search_text WHERE rowid = ?", (number,))
                self._database.run("DELETE FROM search_label WHERE number = ?", (number,))
                self._database.run("DELETE FROM search_story WHERE number = ?", (number,))
            self._spelling.forget()

    def find(self, wanted: Wanted, limit: int, offset: int = 0) -> FoundStories:
        """Find stories that have all that is wanted."""
        asked = _expression(wanted)
        source, order, start = "search_story", "published_at DESC, story_id", list[str]()
        values: list[object] = []
        if asked:
            source = "search_text JOIN search_story ON number = search_text.rowid"
            order = f"bm25(search_text, {WEIGHTS}) * ({FRESH}), published_at DESC, story_id"
            start, values = ["search_text MATCH ?"], [asked]
        conditions, more = _conditions(wanted)
        where = " AND ".join((*start, *conditions)) or "1"
        told = (*values, *more)
        total = int(self._database.value(f"SELECT count(*) FROM {source} WHERE {where}", told))  # noqa: S608 - ours
        if not total:
            return FoundStories(total=0, stories=())
        inner = f"SELECT number FROM {source} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - ours
        numbers = [number for (number,) in self._database.rows(inner, (*told, limit, offset))]
        return FoundStories(total=total, stories=self._listed(numbers))

    def count_with(self, start: str) -> int:
        """Count the stories that have a word which begins so, up to ENOUGH."""
        asked = _word((start,))
        sql = "SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH ? LIMIT ?)"
        return int(self._database.value(sql, (asked, ENOUGH)))

    def list_similar(self, word: str, edits: int, limit: int) -> tuple[str, ...]:
        """List known words near it."""
        return self._spelling.near(word, edits)[:limit]

    def list_sources(self) -> tuple[tuple[Domain, str, int], ...]:
        """List every outlet."""
        return tuple((Domain(domain), name, count) for domain, name, count in self._database.rows(LIST_SOURCES))

    def _listed(self, numbers: list[int]) -> tuple[ListedStory, ...]:
        one = "SELECT payload FROM search_story WHERE number = ?"
        return tuple(list_from_json(ListedStory, [self._database.value(one, (number,)) for number in numbers]))


def _columns(story: Searchable) -> tuple[str, ...]:
    listed = story.listed
    texts = (
        (listed.title,),
        listed.headlines,
        (topic.name for topic in listed.topics),
        (f"{name} {domain}" for domain, name in story.outlets),
        story.authors,
        (listed.excerpt,),
        (text[:TEXT_LIMIT] for text in story.texts),
    )
    return tuple(" ".join(word for text in found for word in search_words(text)) for found in texts)


def _labels(story: Searchable, number: int) -> Iterator[Values]:
    yield from (("topic", topic, number, "") for topic in story.topics)
    yield from (("source", domain, number, name) for domain, name in dict(story.outlets).items())


def _expression(wanted: Wanted) -> str:
    """Write what must occur in FTS5's language; empty for no words."""
    return " AND ".join((*map(_word, wanted.words), *map(_phrase, wanted.phrases)))


def _word(spellings: Words) -> str:
    """Ask for a word as it is (which counts more), as the start of another, or in another spelling."""
    first, *others = spellings
    start = [f'"{first}" *'] if len(first) > 1 or not first.isascii() else []
    return f"({' OR '.join((_phrase((first,)), *start, *(_phrase((other,)) for other in others)))})"


def _phrase(words: Words) -> str:
    return f'"{" ".join(words)}"'


def _conditions(wanted: Wanted) -> tuple[list[str], list[object]]:
    """Write the filters as SQL with a place for each value."""
    conditions, values = list[str](), list[object]()
    for phrase in wanted.without:
        conditions.append("number NOT IN (SELECT rowid FROM search_text WHERE search_text MATCH ?)")
        values.append(_phrase(phrase))
    for kind, group in (*(("topic", (topic,)) for topic in wanted.topics), *(("source", g) for g in wanted.sources)):
        marks = ", ".join("?" for _ in group)
        sql = f"number IN (SELECT number FROM search_label WHERE kind = ? AND value IN ({marks}))"  # noqa: S608 - marks
        conditions.append(sql)
        values += (kind, *group)
    for sign, at in ((">=", wanted.since), ("<", wanted.until)):
        if at is not None:
            conditions.append(f"published_at {sign} ?")
            values.append(to_micros(at))
    return conditions, values
