"""What may be wrong with a store file, in words."""

from collections.abc import Iterator

from topicwire.errors import StoreError
from topicwire.store.sqlite.connection import Database
from topicwire.store.sqlite.schema import NEWEST, find_version

LOST = (
    (
        "tips whose article is not there",
        "tip WHERE article_id IS NOT NULL AND article_id NOT IN (SELECT id FROM article)",
    ),
    ("sightings of tips that are not there", "sighting WHERE tip_id NOT IN (SELECT id FROM tip)"),
    ("pages of tips that are not there", "page WHERE tip_id NOT IN (SELECT id FROM tip)"),
    ("enrichments of articles that are not there", "enrichment WHERE article_id NOT IN (SELECT id FROM article)"),
    ("members of stories that are not there", "story_member WHERE story_id NOT IN (SELECT id FROM story)"),
    ("members that are no articles", "story_member WHERE article_id NOT IN (SELECT id FROM article)"),
    ("rulings on articles that are not there", "ruling WHERE article_id NOT IN (SELECT id FROM article)"),
    ("articles without a track", "article WHERE id NOT IN (SELECT article_id FROM article_track)"),
    (
        "articles without their newest revision",
        "article WHERE NOT EXISTS (SELECT 1 FROM article_revision WHERE article_id = id AND sequence = newest)",
    ),
)
"""What to call the rows that point nowhere, and where to find them."""


def list_faults(database: Database) -> tuple[str, ...]:
    """List all that is wrong; empty when the store is sound. A file too damaged to read gives one line."""
    try:
        return (*pages_faults(database), *setup_faults(database), *lost_rows(database))
    except StoreError as error:
        return (str(error),)


def pages_faults(database: Database) -> Iterator[str]:
    """Read every page and index of the file."""
    yield from (f"integrity: {line}" for (line,) in database.rows("PRAGMA integrity_check(20)") if line != "ok")


def setup_faults(database: Database) -> Iterator[str]:
    """Compare version and journal with what they have to be."""
    version = find_version(database)
    if version != NEWEST:
        yield f"schema {version} instead of {NEWEST}"
    mode = database.value("PRAGMA journal_mode")
    if mode not in ("wal", "memory"):
        yield f"journal mode {mode} instead of wal"


def lost_rows(database: Database) -> Iterator[str]:
    """Count the rows that name something that is not there."""
    for what, rows in LOST:
        count = database.value(f"SELECT count(*) FROM {rows}")  # noqa: S608 - the constants above
        if count:
            yield f"{count} {what}"
