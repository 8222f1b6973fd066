"""topicwire keys new, list, rotate, check."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.sealing.makers import CANARY, environment_of, keep_sealed, make_hub, opened, publish
from topicwire.cli.keys import app
from topicwire.newsroom.keys import open_ring


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Make a hub without keys."""
    return make_hub(tmp_path / "hub")


def run(hub: Path, *arguments: str) -> Result:
    """Run one command on the hub."""
    return CliRunner().invoke(app, [*arguments, "--hub", str(hub)], env={**environment_of(hub), "TOPICWIRE_KEYS": ""})


def fill(hub: Path) -> None:
    """Seal and publish three records."""
    with opened(hub) as room:
        keep_sealed(room, ["a1", "a2", "a3"])
        publish(room)


def test_the_life_of_a_key(hub: Path) -> None:
    """Made, listed, rotated away from, retired; and no command ever says a byte of it."""
    said = [run(hub, "list").output, run(hub, "new").output]
    fill(hub)
    first = open_ring(hub, environment_of(hub))
    assert first is not None
    said += [run(hub, *line.split()).output for line in ("list", "rotate --dry-run", "rotate", "list --json", "check")]
    listed = json.loads(said[5])
    assert [(key["state"], key["in_files"]) for key in listed["keys"]] == [("retired", 0), ("active", 3)]
    assert "No key ring here" in said[0]
    assert "3 records would be sealed again. Nothing was changed." in said[3]
    assert "history" in said[4]
    assert "6 values open" in said[6] or "3 values open" in said[6]
    ring = open_ring(hub, environment_of(hub))
    assert ring is not None
    for key in ring.keys:
        assert key.secret.reveal().hex() not in "".join(said)
    assert CANARY not in "".join(said)


def test_making_keys_twice_fails_and_keeps_the_first(hub: Path) -> None:
    """Nothing is overwritten."""
    made = json.loads(run(hub, "new", "--json").output)
    assert Path(made["path"]).stat().st_mode & 0o777 == 0o600
    again = run(hub, "new")
    assert again.exit_code == 1
    ring = open_ring(hub, environment_of(hub))
    assert ring is not None
    assert ring.active.id.hex() == made["id"]


def test_check_names_what_does_not_open_and_fails(hub: Path) -> None:
    """So that a job can watch over it."""
    run(hub, "new")
    fill(hub)
    assert run(hub, "check").exit_code == 0
    path = hub / "_news/2026-03-02-a2.md"
    path.write_text(path.read_text().replace('secured: "', 'secured: "A', 1))
    found = run(hub, "check", "--json")
    assert found.exit_code == 1
    assert [trouble["path"] for trouble in json.loads(found.output)["troubles"]] == ["_news/2026-03-02-a2.md"]
    assert run(hub, "check").exit_code == 1


def test_without_a_ring_there_is_nothing_to_check_or_rotate(hub: Path) -> None:
    """And the message says what to do."""
    for command in ("check", "rotate"):
        found = run(hub, command)
        assert found.exit_code == 1
        assert "topicwire keys new" in str(found.exception)
