"""How a store of an older topicwire gets what it lacks."""

from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from tests.fakes import NOON
from tests.store.nouns import article
from topicwire.model.ids import RevisionId
from topicwire.model.track import followed, track_of
from topicwire.store.sqlite import open_store, schema


def versions(path: Path) -> list[int]:
    """List the migrations that ran on a file."""
    connection = apsw.Connection(str(path))
    found = [version for (version,) in connection.execute("SELECT version FROM schema_version ORDER BY version")]
    connection.close()
    return found


def test_versions_only_grow(tmp_path: Path) -> None:
    """A number may be missing; none comes twice, and none before a smaller one."""
    known = [version for _, version in schema.MIGRATIONS]
    assert known == sorted(set(known))
    open_store(str(tmp_path / "hub.db")).close()
    assert versions(tmp_path / "hub.db") == known


def test_an_older_store_gets_tracks_of_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles kept before there were report cards are counted too."""
    path = tmp_path / "hub.db"
    first = article()
    changed = replace(first, revision=RevisionId("r2"), text="Other words.", read_at=NOON.replace(hour=18))
    store = open_store(str(path))
    for one in (first, changed):
        store.articles.keep(one)
    store.close()
    old = apsw.Connection(str(path))
    old.execute("DELETE FROM schema_version WHERE version = 6; DROP TABLE article_track; DROP TABLE poll_day")
    old.close()
    again = open_store(str(path))
    assert again.articles.list_tracks(NOON.replace(year=2000)) == (followed(track_of(first), changed),)
    assert again.check() == ()
    again.close()


def test_a_migration_that_came_in_between_is_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that has a later one, but not an earlier one, gets just that."""
    path = tmp_path / "hub.db"
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", tuple(one for one in schema.MIGRATIONS if one[1] != 2))
        open_store(str(path)).close()
    assert 2 not in versions(path)
    open_store(str(path)).close()
    assert versions(path) == [version for _, version in schema.MIGRATIONS]
