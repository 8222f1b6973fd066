"""run, build, serve, explain, ledger."""

import signal
import sys
import urllib.request
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from subprocess import PIPE, Popen
from time import monotonic, sleep

import pytest

from tests.cli.conftest import ROOT, Cli
from topicwire.pipeline.lock import hub_lock
from topicwire.store.sqlite import open_store

SENATE = "http://meridianpost.example/2026/03/01/senate-passes-face-data-act/"
PROGRAM = [sys.executable, "-c", "from topicwire.cli.main import main; main()"]


def bytes_below(folder: Path) -> dict[str, str]:
    """List all files of a hub but those a reader of the store may touch."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("hub.db"))
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_run_reports_in_one_document(cli: Cli, new_hub: Path) -> None:
    """Every stage is counted, and nothing else is printed."""
    said = cli("run", "--hub", new_hub, "--json")
    assert said.code == 0
    report = said.json
    assert report["run"]["number"] == 1
    polled = next(line for line in report["stages"] if line["stage"] == "poll")
    assert polled["done"] == 23
    assert report["run"]["tips_new"] > 50
    assert (new_hub / "public" / "index.html").is_file()


def test_a_run_can_be_rehearsed(cli: Cli, new_hub: Path) -> None:
    """It says what is due; nobody is asked and nothing is written."""
    cli("ledger", "--hub", new_hub)
    before = bytes_below(new_hub)
    assert set(cli("run", "--hub", new_hub, "--dry-run", "--json").json) == {
        "poll", "fetch", "extract", "enrich", "cluster", "rank", "publish",
    }  # fmt: skip
    assert "Nothing was changed." in cli("run", "--hub", new_hub, "--dry-run").out
    assert bytes_below(new_hub) == before
    assert cli("ledger", "--hub", new_hub, "--json").json["runs"] == []


def test_one_stage_can_be_run_alone(cli: Cli, new_hub: Path) -> None:
    """After `--stage poll` the tips are known and wait to be fetched."""
    report = cli("run", "--hub", new_hub, "--stage", "poll", "--json").json
    assert {line["stage"] for line in report["stages"] if line["done"]} == {"poll"}
    ledger = cli("ledger", "--hub", new_hub, "--json").json
    assert {(line["state"], line["reason"]) for line in ledger["lines"]} == {("waiting", "fetch")}
    assert not (new_hub / "public").exists()


def test_a_quiet_run_says_nothing(cli: Cli, hub: Path) -> None:
    """Good for a timer that mails what is printed."""
    said = cli("run", "--hub", hub, "--quiet")
    assert (said.code, said.out, said.err) == (0, "", "")


def test_a_busy_hub_is_left_alone(cli: Cli, hub: Path) -> None:
    """A second run ends with three and says who has the hub; reading it goes on."""
    with hub_lock(hub / ".topicwire" / "lock"):
        for words in (("run",), ("run", "--json"), ("build",)):
            said = cli(*words, "--hub", hub)
            assert said.code == 3, words
            assert said.out == "", words
            assert "runs this hub" in said.err
        assert cli("ledger", "--hub", hub).code == 0
        assert cli("explain", SENATE, "--hub", hub).code == 0


def test_building_can_be_rehearsed(cli: Cli, hub: Path) -> None:
    """After a change of the hub's title it lists what would be written, and writes nothing."""
    assert cli("build", "--hub", hub, "--dry-run", "--json").json == []
    settings = hub / "hub.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Face Value", "Other Value"), encoding="utf-8")
    before = bytes_below(hub)
    changed = cli("build", "--hub", hub, "--dry-run", "--json").json
    assert "index.html" in changed
    assert bytes_below(hub) == before
    assert cli("build", "--hub", hub, "--json").json["run"]["finished_at"]
    assert "Other Value" in (hub / "public" / "index.html").read_text(encoding="utf-8")
    assert cli("build", "--hub", hub, "--dry-run", "--json").json == []


def test_an_explanation_is_for_people_and_programs(cli: Cli, hub: Path) -> None:
    """The same facts both ways; the unknown is an error."""
    found = cli("explain", SENATE, "--hub", hub, "--json").json
    assert found["article"]["original_url"] == SENATE
    record = found["ranked"]["record"]["path"]
    said = cli("explain", record, cwd=hub)
    assert "How it scores" in said.out
    unknown = cli("explain", "http://nobody.example/", "--hub", hub, "--json")
    assert (unknown.code, unknown.out) == (1, "")
    assert "never heard" in unknown.err


def test_the_ledger_adds_up_for_people_and_programs(cli: Cli, hub: Path) -> None:
    """Exit code 0 says that it does."""
    report = cli("ledger", "--hub", hub, "--json")
    assert report.code == 0
    assert report.json["total"] == report.json["tips"] == sum(line["count"] for line in report.json["lines"])
    said = cli("ledger", "--hub", hub)
    assert f"{report.json['total']} counted = {report.json['tips']} tips" in said.out


def test_hostile_words_are_only_words_on_a_terminal(cli: Cli, hub: Path) -> None:
    """Markup of the terminal library in an address is printed as it is."""
    said = cli("explain", "[bold red]x[/nothing]", "--hub", hub)
    assert said.code == 1
    assert "[bold red]x[/nothing]" in said.err


def start(*words: str | Path) -> Popen[str]:
    """Start the real program."""
    return Popen([*PROGRAM, *map(str, words)], stdout=PIPE, stderr=PIPE, text=True, cwd=ROOT)


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, half a minute at most."""
    end = monotonic() + 30
    while not holds():
        assert monotonic() < end
        sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_cleanly(cli: Cli, new_hub: Path, number: signal.Signals) -> None:
    """Ctrl+C in the midst of it: what is under way is kept, the hub is sound and free, and the next run goes on."""
    with start("run", "--hub", new_hub) as program:
        wait_until(lambda: (new_hub / ".topicwire" / "pages").exists() or program.poll() is not None)
        program.send_signal(number)
        _, err = program.communicate(timeout=30)
    assert program.returncode == 0
    assert "Traceback" not in err
    store = open_store(str(new_hub / ".topicwire" / "hub.db"))
    assert store.check() == ()
    assert [run.finished_at is None for run in store.ledger.list_runs(5)] == [False]
    store.close()
    assert cli("run", "--hub", new_hub, "--json").code == 0
    assert cli("ledger", "--hub", new_hub).code == 0


def test_serving_answers_and_stops_when_told(hub: Path) -> None:
    """Port 0 takes a free one and names it; Ctrl+C ends it without a traceback."""
    with start("serve", "--hub", hub, "--port", "0") as program:
        assert program.stdout
        address = program.stdout.readline().split()[1]
        for path, word in (("", b"Face Value"), ("healthz", b"ok"), ("readyz", b"true")):
            with urllib.request.urlopen(address + path, timeout=10) as answer:
                assert word in answer.read()
        program.send_signal(signal.SIGINT)
        _, err = program.communicate(timeout=30)
    assert program.returncode in {0, 130}
    assert "Traceback" not in err


def test_a_port_in_use_is_a_plain_error(cli: Cli, hub: Path) -> None:
    """The remedy is named."""
    with start("serve", "--hub", hub, "--port", "0") as program:
        assert program.stdout
        port = program.stdout.readline().split()[1].rstrip("/").rsplit(":", 1)[1]
        said = cli("serve", "--hub", hub, "--port", port)
        program.terminate()
        program.communicate(timeout=30)
    assert said.code == 1
    assert "--port" in said.err
