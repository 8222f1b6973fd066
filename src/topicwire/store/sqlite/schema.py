"""The schema: whose file it is, which version, and how it gets to the newest."""

from collections.abc import Callable
from importlib.resources import files

from topicwire.errors import StoreUnsafeError
from topicwire.store.sqlite.connection import Database
from topicwire.store.sqlite.tracks import fill_tracks

APPLICATION_ID = 0x74776972  # "twir"
MIGRATIONS = (
    ("0001_nouns.sql", 1),
    ("0002_adopted.sql", 2),
    ("0003_rulings.sql", 3),
    ("0004_story_life.sql", 4),
    ("0005_fronts.sql", 5),
    ("0006_poll_days.sql", 6),
    ("0007_newsletter.sql", 7),
    ("0008_search.sql", 8),
)
"""Each file with its version. Versions only grow, and a number may be missing; a released file is never changed."""
FILLED: dict[int, Callable[[Database], None]] = {6: fill_tracks}
"""What is derived from rows that were there before a migration, right after it."""
NEWEST = MIGRATIONS[-1][1]


def bring_up_to_date(database: Database) -> None:
    """Refuse a file that is not ours or is newer than this program, then run the migrations it lacks."""
    refuse_foreign(database)
    if lacking(database):
        with database.transaction():
            migrate(database)


def migrate(database: Database) -> None:
    """Run the migrations that the file lacks, inside the open transaction: all or nothing."""
    for name, version in lacking(database):
        database.run(files(__package__).joinpath("migrations", name).read_text(encoding="utf-8"))
        database.run("INSERT INTO schema_version (version) VALUES (?)", (version,))
        if version in FILLED:
            FILLED[version](database)


def lacking(database: Database) -> tuple[tuple[str, int], ...]:
    """List the migrations that never ran on the file, in order; all for an empty one."""
    ran = list_versions(database)
    return tuple((name, version) for name, version in MIGRATIONS if version not in ran)


def find_version(database: Database) -> int:
    """Give the version of the schema in the file; 0 for an empty file."""
    return max(list_versions(database), default=0)


def list_versions(database: Database) -> frozenset[int]:
    """List the migrations the file has had; none for an empty file."""
    if not database.first("SELECT 1 FROM sqlite_schema WHERE name = 'schema_version'"):
        return frozenset()
    return frozenset(version for (version,) in database.rows("SELECT version FROM schema_version"))


def refuse_foreign(database: Database) -> None:
    """Raise StoreUnsafeError for another program's file or a newer schema; touches nothing."""
    owner = database.value("PRAGMA application_id")
    is_empty = not database.value("SELECT count(*) FROM sqlite_schema")
    if owner != APPLICATION_ID and not (owner == 0 and is_empty):
        raise StoreUnsafeError("this is not a store of topicwire", subject=database.path, remedy="name another file")
    version = find_version(database)
    if version > NEWEST:
        raise StoreUnsafeError(
            f"it was written by a newer topicwire (schema {version}, this one knows {NEWEST})",
            subject=database.path,
            remedy="upgrade topicwire",
        )
