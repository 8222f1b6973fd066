"""Rotation, cut off anywhere: nothing is lost, nothing is under a wrong key, and it goes on to its end."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest

from tests.sealing.makers import environment_of, fields_for, keep_sealed, make_hub, opened, publish
from tests.store import nouns
from topicwire.errors import HubBusyError, KeyRingError
from topicwire.formats.record import write_record
from topicwire.model.ids import ArticleId, digest
from topicwire.newsroom import rotation
from topicwire.newsroom.keys import VARIABLE, find_site_id, list_keys, new_ring, open_ring, open_sealer, ring_path
from topicwire.newsroom.rotation import rotate
from topicwire.newsroom.sealed_values import check_values, list_holdings, sealed_text
from topicwire.pipeline.lock import hub_lock
from topicwire.sealing.keys import KeyState
from topicwire.sealing.shape import parse_sealed

NAMES = [f"a{number}" for number in range(7)]
LEGACY = "A" * 342 + "==;" + "A" * 22 + "=="
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Make a hub with a ring, seven sealed and published records, one of them edited by hand since."""
    folder = make_hub(tmp_path / "hub")
    with opened(folder) as room:
        new_ring(room, environment_of(folder))
        keep_sealed(room, NAMES)
        publish(room)
    edited = folder / "_news/2026-03-02-a1.md"
    edited.write_text(edited.read_text().replace("Sensors read", "Sensors were seen to read"))
    (folder / "_news/2019-01-01-old.md").write_text(
        f'---\ntitle: "Old"\npublishedDateTime: 2019-01-01T00:00:00Z\n\nsecured: "{LEGACY}"\n---\n\n'
    )
    return folder


def states(folder: Path) -> list[str]:
    """List the states of the ring's keys."""
    ring = open_ring(folder, environment_of(folder))
    assert ring is not None
    return [key.state.value for key in ring.keys]


def verify(folder: Path, *, is_ended: bool) -> None:
    """Check what has to hold at every moment, and what only at the end."""
    ring = open_ring(folder, environment_of(folder))
    assert ring is not None
    with opened(folder) as room:
        assert room.store.check() == ()
        sealer = open_sealer(room, environment_of(folder))
        for name in NAMES:
            path = f"_news/2026-03-02-{name}.md"
            in_file, ranked = sealed_text((folder / path).read_bytes(), path), room.store.ranked.get(ArticleId(name))
            for text in (in_file, ranked.record.sealed):
                assert text is not None
                assert sealer.open_record(ArticleId(name), text) == fields_for(name)
                assert not is_ended or parse_sealed(text).key_id == ring.active.id
            assert not is_ended or in_file == ranked.record.sealed
        found = check_values(room, ring)
        assert (found.legacy, found.troubles) == (1, ())
    assert "were seen to" in (folder / "_news/2026-03-02-a1.md").read_text()
    assert f'secured: "{LEGACY}"' in (folder / "_news/2019-01-01-old.md").read_text()
    if is_ended:
        assert [path.name for path in ring_path(folder, ring.site, environment_of(folder)).parent.iterdir()] == [
            f"{ring.site}.json"
        ]
        assert not (folder / ".topicwire/rotation.part").exists()


def test_rotation_seals_everything_again_and_changes_nothing_else(hub: Path) -> None:
    """Each file differs in its sealed line alone, and the old key ends with nothing under it."""
    before = {path: path.read_text().splitlines() for path in sorted((hub / "_news").glob("*.md"))}
    with opened(hub) as room:
        done = rotate(room, environment_of(hub))
        listed = list_keys(room, environment_of(hub))
    assert (done.resealed, done.legacy, len(done.retired), done.troubles, done.is_resumed) == (7, 1, 1, (), False)
    assert [(key.state, key.in_files, key.in_store) for key in listed.keys] == [("retired", 0, 0), ("active", 7, 7)]
    assert listed.keys[1].seals == 7
    assert listed.legacy == 1
    for path, lines in before.items():
        now = path.read_text().splitlines()
        assert len(now) == len(lines)
        differing = [old for old, new in zip(lines, now, strict=True) if old != new]
        assert [line.startswith("secured: ") for line in differing] == ([] if "old" in path.name else [True])
    verify(hub, is_ended=True)


def test_publishing_after_a_rotation_finds_its_files_as_they_should_be(hub: Path) -> None:
    """A file sealed again is no hand edit, and one that was edited by hand still is."""
    with opened(hub) as room:
        rotate(room, environment_of(hub))
        written = publish(room)
    assert (written.written, written.removed) == (0, 0)
    assert [(kept.path, kept.why) for kept in written.kept] == [("_news/2026-03-02-a1.md", "edited by hand")]


def test_a_dry_run_tells_and_changes_nothing(hub: Path) -> None:
    """Neither ring nor store nor files."""
    before = {path: path.read_bytes() for path in hub.rglob("*.md")}
    with opened(hub) as room:
        told = rotate(room, environment_of(hub), dry_run=True)
    assert (told.resealed, told.legacy, told.active, told.is_resumed) == (7, 1, "", False)
    assert states(hub) == ["active"]
    assert {path: path.read_bytes() for path in hub.rglob("*.md")} == before


def test_a_value_that_does_not_open_keeps_its_key_until_it_is_mended(hub: Path) -> None:
    """It is told by path, left as it is, and the rotation ends once it is gone."""
    first, second = hub / "_news/2026-03-02-a0.md", hub / "_news/2026-03-02-a2.md"
    good = first.read_text()
    value, other = (sealed_text(path.read_bytes(), path.name) for path in (first, second))
    moved = good.replace(str(value), str(other))
    first.write_text(moved)
    with opened(hub) as room:
        done = rotate(room, environment_of(hub))
        ring = open_ring(hub, environment_of(hub))
        assert ring is not None
        assert [trouble.path for trouble in check_values(room, ring).troubles] == ["_news/2026-03-02-a0.md"]
    assert ([trouble.path for trouble in done.troubles], done.retired) == (["_news/2026-03-02-a0.md"], ())
    assert first.read_text() == moved
    assert states(hub) == ["read-only", "active"]
    first.write_text(good)
    with opened(hub) as room:
        again = rotate(room, environment_of(hub))
    assert (again.is_resumed, again.resealed, len(again.retired), again.troubles) == (True, 1, 1, ())
    assert states(hub) == ["retired", "active"]
    verify(hub, is_ended=True)


def test_a_file_that_changes_meanwhile_is_left_to_the_next_try(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody writes between reading and renaming is never overwritten."""
    path = hub / "_news/2026-03-02-a3.md"
    real = rotation._tell_store

    def meddle(*arguments: Any) -> Any:
        path.write_text(path.read_text().replace("An excerpt.", "Another excerpt."))
        return real(*arguments)

    with monkeypatch.context() as patched, opened(hub) as room:
        patched.setattr(rotation, "_tell_store", meddle)
        done = rotate(room, environment_of(hub))
    assert [(trouble.path, done.retired) for trouble in done.troubles] == [("_news/2026-03-02-a3.md", ())]
    with opened(hub) as room:
        assert rotate(room, environment_of(hub)).troubles == ()
    assert 'excerpt: "Another excerpt."' in path.read_text()
    verify(hub, is_ended=True)


def test_records_that_only_the_store_or_only_a_file_knows_are_sealed_again_too(hub: Path) -> None:
    """A deleted file, and a file of a store that was begun anew."""
    (hub / "_news/2026-03-02-a4.md").unlink()
    with opened(hub) as room:
        plain = room.store.ranked.get(ArticleId("a5"))
        room.store.ranked.drop(ArticleId("a5"))
        done = rotate(room, environment_of(hub))
        listed = list_keys(room, environment_of(hub))
        # The id of a5 is none that its address gives, so its file cannot be opened without the store.
        assert [trouble.path for trouble in done.troubles] == ["_news/2026-03-02-a5.md"]
        assert (listed.keys[1].in_files, listed.keys[1].in_store) == (5, 6)
        room.store.ranked.keep(plain)
        assert rotate(room, environment_of(hub)).troubles == ()


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Give a way to rotate in a process of its own."""
    root = Path(__file__).parents[2]
    with Popen(
        [sys.executable, "-m", "tests.sealing.rotating"], stdin=PIPE, stdout=PIPE, text=True, cwd=root
    ) as server:
        assert server.stdin
        assert server.stdout

        def order(folder: Path, point: int | None) -> dict[str, Any]:
            server.stdin.write(json.dumps({"folder": str(folder), "point": point}) + "\n")  # type: ignore[union-attr]
            server.stdin.flush()  # type: ignore[union-attr]
            answer: dict[str, Any] = json.loads(server.stdout.readline())  # type: ignore[union-attr]
            return answer

        yield order
        server.stdin.close()


def copy_of(hub: Path, name: str) -> Path:
    """Copy a hub and its ring."""
    for suffix in ("", "-settings"):
        shutil.copytree(f"{hub}{suffix}", hub.with_name(f"{name}{suffix}"), symlinks=True)
    return hub.with_name(name)


@pytest.mark.faults
def test_a_rotation_killed_at_any_point_goes_on_and_ends(hub: Path, ask: Ask) -> None:
    """After each kill every value opens, and the next rotation brings all of it under the new key."""
    whole = ask(copy_of(hub, "whole"), None)
    assert whole["status"] == 0
    names = json.loads(whole["said"])["points"].split()
    assert {"commit", "rename", "fsync", "write", "unlink"} <= set(names)
    for point in range(0, len(names), 3):  # even ones die before the call, odd ones after it
        if point % 2 and names[point] in {"mkdir", "unlink"}:
            continue  # what is there, or gone, already is an error to these, and nobody dies after it
        folder = copy_of(hub, f"killed-{point}")
        assert ask(folder, point)["status"] == -9, (point, names[point])
        verify(folder, is_ended=False)
        with opened(folder) as room:
            if point % 4:  # often the hub runs on before anybody rotates again
                assert [kept.why for kept in publish(room).kept] == ["edited by hand"], (point, names[point])
            done = rotate(room, environment_of(folder))
            assert (done.troubles, len(done.retired)) == ((), 1), (point, names[point])
            assert [kept.why for kept in publish(room).kept] == ["edited by hand"], (point, names[point])
        verify(folder, is_ended=True)
        assert states(folder)[-1] == KeyState.ACTIVE.value
        assert KeyState.READ_ONLY.value not in states(folder)


def test_a_hub_that_runs_is_not_rotated(hub: Path) -> None:
    """Two engines never hold the keys at once."""
    with opened(hub) as room, hub_lock(hub / ".topicwire/lock"), pytest.raises(HubBusyError):
        rotate(room, environment_of(hub))


def test_a_ring_is_made_once_outside_the_hub_and_never_over_values_it_cannot_open(hub: Path) -> None:
    """The hub's id stays; a lost ring is begun anew only when asked."""
    environment = environment_of(hub)
    site = find_site_id(hub)
    assert site is not None
    path = ring_path(hub, site, environment)
    with opened(hub) as room:
        with pytest.raises(KeyRingError, match="sealed with another ring"):
            new_ring(room, environment)
        with pytest.raises(KeyRingError, match="already"):
            new_ring(room, environment, is_lost=True)
        with pytest.raises(KeyRingError, match="outside"):
            new_ring(room, {VARIABLE: str(hub / ".topicwire" / "ring.json")}, is_lost=True)
        path.unlink()
        assert open_ring(hub, environment) is None
        assert open_sealer(room, environment).ring is None
        ring, there = new_ring(room, environment, is_lost=True)
    assert (ring.site, there, find_site_id(hub)) == (site, path, site)


def test_an_operator_may_name_the_ring_and_then_it_has_to_be_there(hub: Path, tmp_path: Path) -> None:
    """A file, or a folder with a file for each hub; a missing mount stops the run instead of leaving fields out."""
    site = str(find_site_id(hub))
    usual = ring_path(hub, site, environment_of(hub))
    assert open_ring(hub, {VARIABLE: str(usual)}) == open_ring(hub, {VARIABLE: str(usual.parent)})
    with pytest.raises(KeyRingError, match="no key ring"):
        open_ring(hub, {VARIABLE: str(tmp_path / "nowhere.json")})
    os.chmod(usual, 0o644)  # noqa: PTH101 - as an operator would
    with pytest.raises(KeyRingError, match="others may read"):
        open_ring(hub, {VARIABLE: str(usual)})


def test_a_clone_without_its_store_still_checks_its_values(hub: Path) -> None:
    """Ids come from addresses, so a clone with the ring opens what it was given."""
    record = nouns.ranked("a9").record
    record_id = ArticleId(digest(str(record.original_url)))
    with opened(hub) as room:
        sealer = open_sealer(room, environment_of(hub))
        text = sealer.seal_record(record_id, fields_for("a9"), None)
        (hub / record.path).write_bytes(write_record(replace(record, sealed=text)))
        holding = next(found for found in list_holdings(room) if found.path == record.path)
        assert (holding.ranked, holding.record_ids) == (None, (record_id,))
        assert sealer.ring is not None
        assert check_values(room, sealer.ring).troubles == ()
        assert rotate(room, environment_of(hub)).resealed == 8
