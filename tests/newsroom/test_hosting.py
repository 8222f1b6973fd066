"""A hub that a host runs: every run begins with a fresh checkout, and what the hub knew may be lost."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.newsroom.hubs import copy_hub, overhear, run_again
from tests.outbox.git_hubs import isolated
from topicwire.config.hosted_hub import Host, Hosting, hosting_files
from topicwire.demo.clock import DemoClock
from topicwire.demo.server import RUNS
from topicwire.net.clock import SystemClock
from topicwire.newsroom.importing import import_hub


def entries(hub: Path, name: str) -> list[dict[str, Any]]:
    """List the entries of one of the hub's feeds."""
    return list(json.loads((hub / "public" / "feeds" / f"{name}.json").read_bytes())["items"])


def lose(hub: Path) -> None:
    """Leave of a hub what a checkout has: all that the hub knew is gone."""
    shutil.rmtree(hub / ".topicwire")
    (hub / "public").unlink()


def test_a_hub_that_lost_all_it_knew_begins_from_its_records_and_floods_nobody(hub: Path, own_hub: Path) -> None:
    """After `import .` and a run: the same records, no new story, every entry of the day it was."""
    records = {path.name for path in (own_hub / "_news").glob("*.md")}
    lose(own_hub)
    with overhear():
        done = import_hub(own_hub, None, {}, clock=DemoClock(RUNS[-1], SystemClock()))
    assert (done.taken, done.made) == (len(records), ())
    run_again(own_hub)
    assert {path.name for path in (own_hub / "_news").glob("*.md")} == records
    before, after = ({one["url"]: one for one in entries(folder, "all")} for folder in (hub, own_hub))
    assert after.keys() <= before.keys()
    assert len(after) >= len(before) - 1
    # By the day: of an article that named no time of day the record says another than the hub had reckoned with.
    said = {url: (before[url]["date_published"][:10], after[url]["date_published"][:10]) for url in after}
    assert {url: at for url, at in said.items() if at[0] != at[1]} == {}
    assert len({one["id"] for one in after.values()} - {one["id"] for one in before.values()}) <= 1
    newest = max(one["date_published"] for one in before.values())
    assert all(one["date_modified"] <= max(newest, "2026-03-06T08:00:00Z") for one in entries(own_hub, "stories"))
    # Records do not say which reports are copies: a story may count as hot, in its own time, that was not.
    hot = {one["title"]: one["date_published"] for one in entries(own_hub, "hot")}
    assert {one["title"] for one in entries(hub, "hot")} <= hot.keys()
    assert all(at <= newest for at in hot.values())


def test_every_command_of_the_workflow_works_in_order(own_hub: Path, tmp_path: Path) -> None:
    """On a checkout, with what the hub knew brought back; then on another checkout where it was lost."""
    environment = runner(tmp_path)
    files = dict(hosting_files("Face Value", Hosting(host=Host.GITHUB, repository="me/face-value")))
    for path, raw in files.items():
        (own_hub / path).parent.mkdir(parents=True, exist_ok=True)
        (own_hub / path).write_bytes(raw)
    origin = tmp_path / "origin.git"
    for words in (
        ["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "A hub"],
        ["init", "-q", "-b", "main", "--bare", str(origin)],
        ["remote", "add", "origin", str(origin)], ["push", "-qu", "origin", "main"],
    ):  # fmt: skip
        subprocess.run(["git", *words], cwd=own_hub, env=environment, check=True)
    for is_lost in (False, True):
        checkout = tmp_path / f"checkout-{is_lost}"
        subprocess.run(["git", "clone", "-q", str(origin), str(checkout)], env=environment, check=True)
        if not is_lost:
            (checkout / ".topicwire").mkdir()
            shutil.copy(own_hub / ".topicwire/hub.db", checkout / ".topicwire/hub.db")
            copy_hub(own_hub / ".topicwire/pages", checkout / ".topicwire/pages")
        was = {path.name for path in (checkout / "_news").glob("*.md")}
        for command in commands(files):
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command], cwd=checkout, env=environment,
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        assert {path.name for path in (checkout / "_news").glob("*.md")} == was
        assert (checkout / "public/index.html").is_file()
        assert "https://me.github.io/face-value/" in (checkout / "public/feeds/all.atom").read_text(encoding="utf-8")


def commands(files: dict[str, bytes]) -> list[str]:
    """List what the workflow has a shell do, but for installing."""
    job = yaml.safe_load(files[".github/workflows/topicwire.yml"])["jobs"]["hub"]
    return [step["run"] for step in job["steps"] if "run" in step and "pip install" not in step["run"]]


def runner(tmp_path: Path) -> dict[str, str]:
    """Give the environment of a machine where topicwire is installed."""
    programs = tmp_path / "bin"
    programs.mkdir()
    source = Path(__file__).parents[2] / "src"
    program = programs / "topicwire"
    call = "from topicwire.cli.main import main; main()"
    program.write_text(f"#!/bin/sh\nPYTHONPATH='{source}' exec '{sys.executable}' -c '{call}' \"$@\"\n")
    program.chmod(0o755)
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "TOPICWIRE"))}
    plain |= isolated(tmp_path / "home")
    return plain | {"PATH": f"{programs}:{os.environ['PATH']}", "TOPICWIRE_URL": "https://me.github.io/face-value"}


@pytest.fixture(autouse=True)
def _address(own_hub: Path) -> None:
    """Have the hub take its address from where it runs, as a hub made for a host does."""
    settings = own_hub / "hub.toml"
    text = settings.read_text(encoding="utf-8")
    assert 'url = "http://localhost:8000"' in text
    named = text.replace('url = "http://localhost:8000"', 'url = "${TOPICWIRE_URL:-http://localhost:8000}"')
    settings.write_text(named, encoding="utf-8")
