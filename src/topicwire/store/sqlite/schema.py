"""The schema: whose file it is, which version, and how it gets to the newest."""

from importlib.resources import files

from topicwire.errors import StoreUnsafeError
from topicwire.store.sqlite.connection import Database

APPLICATION_ID = 0x74776972  # "twir"
MIGRATIONS = (
    ("0001_nouns.sql", 1),
    ("0002_adopted.sql", 2),
    ("0003_rulings.sql", 3),
    ("0004_story_life.sql", 4),
    ("0005_fronts.sql", 5),
    ("0008_search.sql", 8),
)
"""Each file with the version it leads to, in order. A released one is never changed: add the next. Numbers may be
left out, and filled in later: a store runs those it has not had."""
NEWEST = MIGRATIONS[-1][1]


def bring_up_to_date(database: Database) -> None:
    """Refuse a file that is not ours or is newer than this program, then run the migrations it lacks."""
    refuse_foreign(database)
    if has_missing(database):
        with database.transaction():
            migrate(database)


def migrate(database: Database) -> None:
    """Run what the file has not had, in order, inside the open transaction: all or nothing."""
    had = list_versions(database)
    for name, leads_to in MIGRATIONS:
        if leads_to not in had:
            database.run(files(__package__).joinpath("migrations", name).read_text(encoding="utf-8"))
            database.run("INSERT INTO schema_version (version) VALUES (?)", (leads_to,))


def has_missing(database: Database) -> bool:
    """Tell whether there is a migration that the file has not had."""
    return not {version for _, version in MIGRATIONS} <= list_versions(database)


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
