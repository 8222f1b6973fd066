"""A hub made for a host: its workflow says what GitHub needs, no more, and every command in it is one of ours."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from topicwire import __version__
from topicwire.cli.main import app
from topicwire.config.hosted_hub import Host, Hosting
from topicwire.config.loading import load_hub
from topicwire.config.new_hub import new_hub_files, write_new_hub
from topicwire.errors import SettingsError

HOSTING = Hosting(host=Host.GITHUB, repository="Some-One/ai-hub")


def workflow(hosting: Hosting = HOSTING, title: str = "AI, watched") -> dict[str, Any]:
    """Read the workflow of a new hub."""
    raw = dict(new_hub_files(title, hosting))[".github/workflows/topicwire.yml"]
    found: dict[str, Any] = yaml.safe_load(raw)
    return found


def steps() -> list[dict[str, Any]]:
    """List the steps of its one job."""
    return list(workflow()["jobs"]["hub"]["steps"])


def test_the_workflow_runs_every_two_hours_and_by_hand() -> None:
    """YAML reads the key `on` as true; GitHub does not. A hub has its own minute, never the full hour."""
    on = workflow()[True]
    assert on["workflow_dispatch"] == {}
    assert re.fullmatch(r"([1-9]|[1-5]\d) \*/2 \* \* \*", on["schedule"][0]["cron"])
    minutes = {workflow(title=f"Hub {number}")[True]["schedule"][0]["cron"] for number in range(40)}
    assert len(minutes) > 15


def test_the_workflow_may_do_what_it_needs_and_nothing_else() -> None:
    """Nothing for all jobs; for the one: commit, publish, prove itself. Never two at once."""
    found = workflow()
    assert found["permissions"] == {}
    assert found["jobs"].keys() == {"hub"}
    assert found["jobs"]["hub"]["permissions"] == {"contents": "write", "pages": "write", "id-token": "write"}
    assert found["concurrency"] == {"group": "topicwire", "cancel-in-progress": False}
    assert found["jobs"]["hub"]["timeout-minutes"] <= 60
    assert found["jobs"]["hub"]["environment"]["name"] == "github-pages"


def test_actions_are_githubs_own_by_their_versions() -> None:
    """No other party gets to run anything beside the hub."""
    used = [step["uses"] for step in steps() if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z/-]+@(v\d+|[0-9a-f]{40})", name) for name in used)
    assert {name.partition("@")[0] for name in used} == {
        "actions/checkout", "actions/setup-python", "actions/configure-pages", "actions/cache/restore",
        "actions/cache/save", "actions/upload-pages-artifact", "actions/deploy-pages",
    }  # fmt: skip


def test_what_the_hub_knew_comes_back_and_is_kept_only_when_its_records_are_in_the_repository() -> None:
    """Saved after the push: else the hub would know of records that are nowhere."""
    names = [step.get("uses", step.get("run", "")) for step in steps()]
    at = {key: next(n for n, name in enumerate(names) if name.startswith(key)) for key in (
        "actions/cache/restore", "test -f .topicwire/hub.db", "topicwire run", "git push", "actions/cache/save",
        "actions/upload-pages-artifact", "actions/deploy-pages", "topicwire announce",
    )}  # fmt: skip
    assert list(at.values()) == sorted(at.values())
    restore, save = (next(step for step in steps() if step.get("uses", "").startswith(f"actions/cache/{name}"))
                     for name in ("restore", "save"))  # fmt: skip
    assert restore["with"]["path"] == save["with"]["path"]
    assert restore["with"]["key"] == save["with"]["key"]
    assert restore["with"]["key"].startswith(restore["with"]["restore-keys"])
    kept = restore["with"]["path"].split()
    assert not any("key" in path or path in {".topicwire", ".", "_news", ".git"} for path in kept)


def test_every_command_of_the_workflow_is_one_of_ours() -> None:
    """And takes what it is given."""
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    said = [found for step in steps() for found in re.findall(r"topicwire (\w+)([^|&]*)", step.get("run", ""))]
    assert [name for name, _ in said] == ["import", "run", "build", "announce"]
    for name, rest in said:
        known[name].make_context(name, rest.split())


def test_the_public_address_comes_from_the_host(tmp_path: Path) -> None:
    """Where it runs there, its own word; elsewhere what the repository's name says."""
    write_new_hub(tmp_path / "hub", 'AI, "watched" $title ${X}', HOSTING)
    assert load_hub(tmp_path / "hub", {}).hub.url == "https://some-one.github.io/ai-hub"
    given = {"TOPICWIRE_URL": "https://news.example.org"}
    assert load_hub(tmp_path / "hub", given).hub.url == "https://news.example.org"
    assert all(
        step["env"]["TOPICWIRE_URL"] == "${{ steps.pages.outputs.base_url }}"
        for step in steps()
        if re.search(r"topicwire (run|build|announce)", step.get("run", ""))
    )
    settings = load_hub(tmp_path / "hub", {}).settings.git
    assert (settings.name, settings.push) == ("github-actions[bot]", False)


@pytest.mark.parametrize(
    ("repository", "url"),
    [
        ("me/hub", "https://me.github.io/hub"),
        ("Me/me.github.io", "https://me.github.io"),
        ("", "http://localhost:8000"),
    ],
)
def test_the_address_follows_from_the_repository(repository: str, url: str) -> None:
    """As GitHub Pages gives it."""
    assert Hosting(host=Host.GITHUB, repository=repository).url == url


@pytest.mark.parametrize("repository", ["hub", "me/", "me/hub/x", "https://github.com/me/hub", 'me/h"ub', "-me/hub"])
def test_what_is_no_repository_is_refused(repository: str) -> None:
    """Before anything is written."""
    with pytest.raises(SettingsError, match="no repository"):
        Hosting(host=Host.GITHUB, repository=repository)


def test_the_hub_installs_the_version_it_was_made_with_and_says_what_is_left_to_do() -> None:
    """Nothing in the files is left open."""
    made = dict(new_hub_files("AI @TITLE@ @MINUTE@", HOSTING))
    assert f"topicwire=={__version__}" in made["requirements.txt"].decode()
    readme = made["README.md"].decode()
    assert "https://some-one.github.io/ai-hub" in readme
    assert [line[:2] for line in readme.splitlines() if re.match(r"\d\.", line)] == ["1.", "2.", "3."]
    assert not re.search(r"@[A-Z]+@", readme + made[".github/workflows/topicwire.yml"].decode())
    assert {"/.topicwire/", "/public"} <= set(made[".gitignore"].decode().splitlines())


def test_a_readme_that_is_there_stays(tmp_path: Path) -> None:
    """A repository made on a host often has one."""
    (tmp_path / "README.md").write_text("Mine\n")
    write_new_hub(tmp_path, "A hub", HOSTING)
    assert (tmp_path / "README.md").read_text() == "Mine\n"


def test_a_hub_without_a_host_has_none_of_it() -> None:
    """Nobody gets files they did not ask for."""
    assert not {path for path in dict(new_hub_files("A hub")) if path.startswith(".github") or path == "README.md"}
