"""init, doctor, schema, version, and what holds for every command."""

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from topicwire import __version__

COMMANDS = (
    "init", "add", "run", "build", "serve", "explain", "ledger", "lab", "doctor", "demo", "schema", "version",
    "vectors check", "sources list", "sources check", "sources remove", "sources import", "sources export",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(cli: Cli, command: str) -> None:
    """Its help has a line that can be typed."""
    said = cli(*command.split(), "--help")
    assert said.code == 0
    assert f"Example: topicwire {command}" in said.out


@pytest.mark.parametrize(
    "words", [("nonsense",), ("run", "--nonsense"), ("run", "--stage", "print"), ("explain",), ("sources", "x")]
)
def test_wrong_use_ends_with_two(cli: Cli, words: tuple[str, ...]) -> None:
    """The mistake is named on the error stream."""
    said = cli(*words)
    assert said.code == 2
    assert said.out == ""
    assert "Usage" in said.err


def test_a_new_hub_can_be_looked_at_at_once(cli: Cli, tmp_path: Path) -> None:
    """`init` says what to do next, and every reading command works in the folder, also from below it."""
    said = cli("init", "my-hub", "--title", "My {{ hub }} & <b>")
    assert said.code == 0
    assert "topicwire run" in said.out
    hub = tmp_path / "my-hub"
    assert tomllib.loads((hub / "hub.toml").read_text(encoding="utf-8"))["hub"]["title"] == "My {{ hub }} & <b>"
    assert len(cli("sources", "list", "--json", cwd=hub / "_data").json) > 10
    assert cli("ledger", "--json", cwd=hub).json["reconciles"] is True
    assert cli("doctor", cwd=hub).code == 0


def test_a_hub_is_never_made_over_another(cli: Cli, tmp_path: Path) -> None:
    """The second `init` leaves everything as it is."""
    assert cli("init", "hub").code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "hub").rglob("*") if path.is_file()}
    said = cli("init", "hub")
    assert said.code == 2
    assert "exists already" in said.err
    assert {path: path.read_bytes() for path in (tmp_path / "hub").rglob("*") if path.is_file()} == before


def test_init_can_be_rehearsed(cli: Cli, tmp_path: Path) -> None:
    """The files are listed and not written."""
    said = cli("init", "hub", "--dry-run")
    assert "hub/hub.toml" in said.out
    assert not (tmp_path / "hub").exists()


def test_without_a_hub_one_is_told_how_to_get_one(cli: Cli) -> None:
    """A command in the wrong folder names the remedy."""
    said = cli("run")
    assert said.code == 2
    assert "topicwire init" in said.err


def test_a_wrong_setting_is_named_by_file_line_and_remedy(cli: Cli, new_hub: Path) -> None:
    """An editor finds the line; nothing is run."""
    settings = new_hub / "hub.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, 1) if line.startswith("host_gap_seconds"))
    settings.write_text(
        "\n".join(lines).replace("host_gap_seconds = 0.01", 'host_gap_seconds = "soon"'), encoding="utf-8"
    )
    said = cli("run", "--hub", new_hub)
    assert said.code == 2
    assert f"hub.toml:{at}" in said.err
    assert "host_gap_seconds" in said.err
    assert said.out == ""
    assert not (new_hub / ".topicwire" / "hub.db").exists()


def test_a_file_that_is_no_toml_is_named_by_its_line(cli: Cli, new_hub: Path) -> None:
    """Also before any setting can be read."""
    (new_hub / "hub.toml").write_text("[hub]\ntitle = \n", encoding="utf-8")
    said = cli("doctor", "--hub", new_hub)
    assert said.code == 2
    assert "hub.toml:2" in said.err


def test_the_doctor_finds_a_healthy_hub_well(cli: Cli, hub: Path) -> None:
    """Notes do not make it fail."""
    found = cli("doctor", "--hub", hub, "--json")
    assert found.code == 0
    assert {"good", "note"} == {finding["grade"] for finding in found.json}
    assert "store: sound" in cli("doctor", "--hub", hub).out


def test_the_doctor_fails_with_a_remedy(cli: Cli, hub: Path) -> None:
    """A missing site is bad, and `build` is what helps."""
    (hub / "public").unlink()
    found = cli("doctor", "--hub", hub, "--json")
    assert found.code == 1
    (bad,) = [finding for finding in found.json if finding["grade"] == "bad"]
    assert bad["remedy"] == "topicwire build"
    assert cli("build", "--hub", hub).code == 0
    assert cli("doctor", "--hub", hub).code == 0


def test_the_doctor_sees_a_damaged_store(cli: Cli, hub: Path) -> None:
    """A file that is no store ends with four, and is left as it is."""
    store = hub / ".topicwire" / "hub.db"
    for name in ("hub.db-wal", "hub.db-shm"):
        (hub / ".topicwire" / name).unlink(missing_ok=True)
    store.write_bytes(b"not a store at all" * 500)
    said = cli("doctor", "--hub", hub)
    assert said.code == 4
    assert "hub.db" in said.err
    assert store.read_bytes().startswith(b"not a store")


def test_versions_and_schema_are_plain_json(cli: Cli) -> None:
    """Programs read them."""
    assert cli("version", "--json").json["topicwire"] == __version__
    assert f"topicwire {__version__}" in cli("version").out
    assert json.loads(cli("schema").out)["properties"]["hub"]
