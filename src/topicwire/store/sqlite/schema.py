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
)
"""Each file with the version it leads to, in order. A released one is never changed: add the next."""
NEWEST = MIGRATIONS[-1][1]


def bring_up_to_date(database: Database) -> None:
    """Refuse a file that is not ours or is newer than this program, then run the migrations it lacks."""
    refuse_foreign(database)
    if find_version(database) < NEWEST:
        with database.transaction():
            migrate(database, find_version(database))


def migrate(database: Database, version: int) -> None:
    """Run what comes after `version`, inside the open transaction: all or nothing."""
    for name, leads_to in MIGRATIONS:
        if leads_to > version:
            database.run(files(__package__).joinpath("migrations", name).read_text(encoding="utf-8"))
            database.run("INSERT INTO schema_version (version) VALUES (?)", (leads_to,))


def find_version(database: Database) -> int:
    """Give the version of the schema in the file; 0 for an empty file."""
    if not database.first("SELECT 1 FROM sqlite_schema WHERE name = 'schema_version'"):
        return 0
    return int(database.value("SELECT max(version) FROM schema_version") or 0)


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
