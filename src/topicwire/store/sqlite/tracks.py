"""What report cards count of every article: a small row beside its large revisions."""

from datetime import datetime

from topicwire.model.article import Article
from topicwire.model.dates import DateOrigin
from topicwire.model.ids import ArticleId
from topicwire.model.track import Track, followed, track_of
from topicwire.store.rows import from_micros, list_from_json, to_micros
from topicwire.store.sqlite.connection import Database, Row

COLUMNS = (
    "article_id, first_seen_at, read_at, published_at, dated_by, confidence, is_disputed, is_future, extractor, words,"
    " changed_at, redated_at"
)
KEEP = f"INSERT OR REPLACE INTO article_track ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
FIND = f"SELECT {COLUMNS} FROM article_track WHERE article_id = ?"  # noqa: S608
LIST = f"SELECT {COLUMNS} FROM article_track WHERE first_seen_at >= ? ORDER BY article_id"  # noqa: S608
REVISIONS = "SELECT payload FROM article_revision WHERE article_id = ? ORDER BY sequence"


def keep_track(database: Database, article: Article) -> None:
    """Begin the article's track, or go on with it; called for each revision as it is kept."""
    rows = database.rows(FIND, (article.id,))
    track = followed(_read(rows[0]), article) if rows else track_of(article)
    _write(database, track)


def list_tracks(database: Database, since: datetime) -> tuple[Track, ...]:
    """List the tracks of articles first seen at or after that time, by article id."""
    return tuple(map(_read, database.rows(LIST, (to_micros(since),))))


def fill_tracks(database: Database) -> None:
    """Make the tracks of all articles kept before there were any, from their revisions."""
    for (article_id,) in database.rows("SELECT id FROM article ORDER BY id"):
        payloads = [payload for (payload,) in database.rows(REVISIONS, (article_id,))]
        first, *later = list_from_json(Article, payloads)
        track = track_of(first)
        for article in later:
            track = followed(track, article)
        _write(database, track)


def _write(database: Database, track: Track) -> None:
    database.run(
        KEEP,
        (
            track.article_id,
            *map(to_micros, (track.first_seen_at, track.read_at, track.published_at)),
            track.dated_by.value,
            track.confidence,
            track.is_disputed,
            track.is_future,
            track.extractor,
            track.words,
            *(at and to_micros(at) for at in (track.changed_at, track.redated_at)),
        ),
    )


def _read(row: Row) -> Track:
    article_id, seen, read, published, dated_by, confidence, disputed, future, extractor, words, changed, redated = row
    return Track(
        article_id=ArticleId(article_id),
        first_seen_at=from_micros(seen),
        read_at=from_micros(read),
        published_at=from_micros(published),
        dated_by=DateOrigin(dated_by),
        confidence=confidence,
        is_disputed=bool(disputed),
        is_future=bool(future),
        extractor=extractor,
        words=words,
        changed_at=None if changed is None else from_micros(changed),
        redated_at=None if redated is None else from_micros(redated),
    )
