"""Taking over an existing hub: every file, once, without a byte lost."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fakes import FixedClock
from tests.newsroom.adoptable import NOW, QUIET, RECORDS, adopt, cycle, record, write_hub
from tests.newsroom.hubs import stamps
from topicwire.config.loading import load_hub
from topicwire.errors import HubBusyError, SettingsError
from topicwire.formats.record import read_record, write_record
from topicwire.newsroom.building import would_change
from topicwire.newsroom.room import Room, open_room
from topicwire.pipeline.lock import hub_lock


@contextmanager
def opened(folder: Path) -> Iterator[Room]:
    """Open the hub without asking for pictures."""
    settings = folder / "hub.toml"
    if "pictures" not in settings.read_text():
        settings.write_text(f"{settings.read_text()}\n[publishing]\npictures = false\n")
    with open_room(folder, {}, FixedClock(NOW)) as room:
        yield room


def news(folder: Path) -> dict[str, tuple[str, int]]:
    """List the record files with digests and times."""
    return stamps(folder / "_news")


def test_a_hub_is_taken_over_where_it_lies(tmp_path: Path) -> None:
    """Records, topics, organizations and the site's settings become a hub of ours; nothing there before changes."""
    hub = write_hub(tmp_path / "hub")
    before = stamps(hub)
    done = adopt(hub)
    after = stamps(hub)
    assert (done.files, done.taken, done.identical, done.troubles) == (5, 5, 5, ())
    assert done.untouched == {"_learning": 1, "_people": 1}
    assert all(after[path] == stamp for path, stamp in before.items() if path != ".gitignore")
    assert (hub / ".gitignore").read_text() == "_site\n/.topicwire/\n/public\n"
    config = load_hub(hub, {}).hub
    assert (config.title, config.url, config.locale) == (
        'Cameras ${HOME} "daily"',
        "https://old.example/cameras",
        "en-us",
    )
    assert [topic.id for topic in config.topics] == ["cameras", "lenses"]
    assert [one.domain for one in config.organizations] == ["known.example"]


def test_publishing_after_the_import_writes_no_record(tmp_path: Path) -> None:
    """The files are taken for ours as they are: no byte, no time changes, and the site is there."""
    hub = write_hub(tmp_path / "hub")
    adopt(hub)
    before = news(hub)
    with opened(hub) as room:
        assert [path for path in would_change(room) if path.startswith("_news")] == []
        cycle(room)
        cycle(room)
        assert room.store.check() == ()
        assert room.store.ranked.count() == 5
    assert news(hub) == before
    assert (hub / "public" / "api" / "news" / "index.json").is_file()


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    """The second time every record is known; a file that was added since is taken over alone."""
    hub = write_hub(tmp_path / "hub")
    adopt(hub)
    before = {path: stamp for path, stamp in stamps(hub).items() if not path.startswith(".topicwire")}
    again = adopt(hub)
    assert (again.taken, again.known, again.made) == (0, 5, ())
    assert {path: stamp for path, stamp in stamps(hub).items() if not path.startswith(".topicwire")} == before
    added = record("added", 30, 80)
    (hub / added.path).write_bytes(write_record(added))
    assert (adopt(hub).taken, adopt(hub).taken) == (1, 0)


def test_a_dry_run_tells_all_and_writes_nothing(tmp_path: Path) -> None:
    """In place and with another folder: the same figures as the import itself, and not a file."""
    hub, into = write_hub(tmp_path / "hub"), tmp_path / "new"
    before = stamps(tmp_path)
    told, elsewhere = adopt(hub, dry_run=True), adopt(hub, into, dry_run=True)
    assert stamps(tmp_path) == before
    assert not into.exists()
    assert adopt(hub, into) == elsewhere
    assert (told.taken, told.links, told.fit, told.made) == (5, elsewhere.links, elsewhere.fit, elsewhere.made)


DAMAGED = {
    "unclosed.md": (b"---\ntitle: 'x\n", "_news/unclosed.md:1"),
    "brackets.md": (b"---\ntitle: " + b"[" * 64_000 + b"\n---\n\n", "_news/brackets.md:2"),
    "anchor.md": (b"---\ntitle: a\nexcerpt: &a x\n---\n\n", "_news/anchor.md:3"),
    "bytes.md": (b"---\ntitle: \xff\n---\n\n", "_news/bytes.md:2"),
    "date.md": (b"---\ntitle: a\npublishedDateTime: soon\n---\n\n", "_news/date.md:3"),
    "Capital.md": (write_record(QUIET), "_news/Capital.md"),
    "empty.md": (b"", "_news/empty.md:1"),
}


def test_damaged_files_are_named_and_cost_no_other(tmp_path: Path) -> None:
    """Each with file, line and reason; they stay where they are, and the rest is taken over."""
    hub = write_hub(tmp_path / "hub")
    for name, (raw, _) in DAMAGED.items():
        (hub / "_news" / name).write_bytes(raw)
    (hub / "_news" / "link.md").symlink_to("/etc/passwd")
    done = adopt(hub)
    assert {trouble.where for trouble in done.troubles} == {where for _, where in DAMAGED.values()} | {"_news/link.md"}
    assert all(trouble.why for trouble in done.troubles)
    assert (done.files, done.taken) == (13, 5)
    with opened(hub) as room:
        cycle(room)
    assert all((hub / "_news" / name).read_bytes() == raw for name, (raw, _) in DAMAGED.items())


def test_crlf_files_are_read_and_written_with_lf(tmp_path: Path) -> None:
    """The next publishing gives them LF and changes nothing else."""
    hub = write_hub(tmp_path / "hub")
    file = hub / QUIET.path
    plain = file.read_bytes()
    file.write_bytes(plain.replace(b"\n", b"\r\n"))
    assert adopt(hub).rewritten == 1
    with opened(hub) as room:
        cycle(room)
    assert file.read_bytes() == plain


def test_a_file_in_another_form_stays_until_its_article_changes(tmp_path: Path) -> None:
    """Other quotes and another order are read, and no publishing rewrites them for that alone."""
    hub = write_hub(tmp_path / "hub")
    file = hub / QUIET.path
    file.write_bytes(file.read_bytes().replace(b'"Camera quiet"', b"'Camera quiet'"))
    own = file.read_bytes()
    assert adopt(hub).kept == 1
    with opened(hub) as room:
        cycle(room)
    assert file.read_bytes() == own
    assert read_record(own, QUIET.path) == QUIET


def test_everything_but_links_and_the_repository_is_copied(tmp_path: Path) -> None:
    """Other collections arrive byte for byte; the old folder is not touched; what is there already stays."""
    hub, into = write_hub(tmp_path / "hub"), tmp_path / "new"
    (hub / "secret").symlink_to("/etc/passwd")
    (hub / ".git" / "hooks").mkdir(parents=True)
    (into / "_people").mkdir(parents=True)
    (into / "_people" / "ada.md").write_text("mine")
    before = stamps(hub)
    done = adopt(hub, into)
    assert stamps(hub) == before
    assert (into / "_learning/a/b.md").read_bytes() == b"x"
    assert (into / "_people/ada.md").read_text() == "mine"
    assert {trouble.where for trouble in done.troubles} == {"secret", ".git"}
    assert not os.path.lexists(into / "secret")
    assert news(into).keys() == news(hub).keys()
    assert done.taken == len(RECORDS)


def test_a_folder_that_is_no_hub_is_refused(tmp_path: Path) -> None:
    """With what is missing, before anything is written."""
    with pytest.raises(SettingsError, match="neither _news nor _data"):
        adopt(tmp_path)
    (tmp_path / "_news").mkdir()
    with pytest.raises(SettingsError, match="there are no topics"):
        adopt(tmp_path)
    hub = write_hub(tmp_path / "hub")
    with pytest.raises(SettingsError, match="lie in each other"):
        adopt(hub, hub / "below")
    assert not (hub / "hub.toml").exists()


def test_a_hub_that_runs_is_not_taken_over_at_the_same_time(tmp_path: Path) -> None:
    """One process at a time."""
    hub = write_hub(tmp_path / "hub")
    adopt(hub)
    with hub_lock(hub / ".topicwire" / "lock"), pytest.raises(HubBusyError):
        adopt(hub)


def test_settings_that_are_there_already_hold(tmp_path: Path) -> None:
    """A hub.toml is never overwritten; what the records suggest is told."""
    hub = write_hub(tmp_path / "hub")
    own = '[hub]\ntitle = "Mine"\nroot_topic = "cameras"\n'
    (hub / "hub.toml").write_text(own)
    done = adopt(hub)
    assert (hub / "hub.toml").read_text() == own
    assert "hub.toml" not in done.made
    assert done.fit.scored == 5
