"""The container: what its files say, and its entry script run outside of one. The image itself needs an engine."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    """List the instructions of the last stage, with lines joined and without comments."""
    last = CONTAINERFILE.rpartition("\nFROM ")[2]
    plain = "\n".join(line for line in f"FROM {last}".splitlines() if not line.startswith("#")).replace("\\\n", " ")
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in plain.splitlines()) if word]


def compose() -> dict[str, Any]:
    """Read the one service of compose.yaml."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    assert found["services"].keys() == {"hub"}
    assert found["volumes"] == {"hub": None}
    return found["services"]["hub"]


def test_the_container_has_one_volume_one_port_and_no_root() -> None:
    """And a base that is small."""
    said = dict(instructions())
    assert said["VOLUME"] == '["/hub"]'
    assert said["EXPOSE"] == "8000"
    assert said["USER"] == "10001:10001"
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", said["FROM"])
    assert "USER root" not in CONTAINERFILE


def test_packages_are_installed_by_version_and_hash() -> None:
    """As everywhere else: from constraints.txt, which has a hash for every file."""
    assert "--require-hashes --only-binary :all: -r constraints.txt" in CONTAINERFILE
    assert not re.search(r"pip install (?!--require-hashes|--no-deps)", CONTAINERFILE)


def test_nothing_but_the_program_gets_into_the_image() -> None:
    """Everything is left out, then what the image is copied from is let in."""
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    assert lines[0] == "*"
    let_in = {line[1:] for line in lines if line.startswith("!")}
    copied = set(re.findall(r"^COPY (?!--from)(?:--\S+ )*(.+) \S+$", CONTAINERFILE, re.MULTILINE))
    assert {name for names in copied for name in names.split()} == let_in
    assert all((ROOT / name).exists() for name in let_in)


def test_the_service_is_open_to_this_machine_alone_and_can_change_only_its_volume() -> None:
    """One volume, one port, no rights to gain."""
    service = compose()
    assert service["volumes"] == ["hub:/hub"]
    assert service["ports"] == ["127.0.0.1:8000:8000"]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["build"]["dockerfile"] == "Containerfile"


@pytest.mark.faults
def test_the_first_start_makes_a_hub_serves_it_and_is_healthy(tmp_path: Path) -> None:
    """The very commands of the image: its entry point on an empty folder, its check of health, its signal to stop."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = program(tmp_path) | {
        "HUB": str(tmp_path / "hub"), "HUB_TITLE": 'A "first" hub', "HOST": "127.0.0.1", "PORT": str(port),
    }  # fmt: skip
    (tmp_path / "hub").mkdir()
    start = ["sh", str(ROOT / "hosting/start-hub"), "serve"]
    for _ in range(2):  # the second start finds the hub of the first
        serving = subprocess.Popen(start, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", serving)
            assert subprocess.run(health(), env=environment, check=False).returncode == 0
        finally:
            serving.send_signal(signal.SIGTERM)
            serving.communicate(timeout=30)
        assert subprocess.run(health(), env=environment, check=False, stderr=subprocess.DEVNULL).returncode != 0
    assert 'title = "A \\"first\\" hub"' in (tmp_path / "hub/hub.toml").read_text(encoding="utf-8")
    told = subprocess.run(
        ["sh", str(ROOT / "hosting/start-hub"), "version", "--json"], env=environment, capture_output=True, check=True
    )
    assert b'"topicwire"' in told.stdout


def health() -> list[str]:
    """Give the check of health as the container runs it."""
    found = re.search(r'CMD \["python", "-c", "(.+)"\]', CONTAINERFILE)
    assert found
    return [sys.executable, "-c", found[1]]


def program(tmp_path: Path) -> dict[str, str]:
    """Give the environment of a machine where topicwire is installed."""
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin/topicwire"
    call = "from topicwire.cli.main import main; main()"
    script.write_text(f"#!/bin/sh\nPYTHONPATH='{ROOT / 'src'}' exec '{sys.executable}' -c '{call}' \"$@\"\n")
    script.chmod(0o755)
    return {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "HOME": str(tmp_path)}


def wait_for(url: str, serving: "subprocess.Popen[bytes]") -> None:
    """Wait until the server answers; it says why when it cannot."""
    for _ in range(300):
        assert serving.poll() is None, serving.communicate()[0].decode()
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("no answer")
