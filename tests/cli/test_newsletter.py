"""The newsletter from the command line, to somebody else's mail server on loopback."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tests.cli.conftest import Cli
from tests.newsroom.newsletter.offices import address, fill, reopened, write_hub
from tests.render.site.robotics import robotics


class Mailbox(Message):
    """Keeps what comes."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Any] = []

    def handle_message(self, message: Any) -> None:
        self.mails.append(message)


@pytest.fixture
def mailbox() -> Iterator[tuple[int, Mailbox]]:
    """A mail server on a free port, and what it has taken."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    kept = Mailbox()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield port, kept
    controller.stop()


@pytest.fixture
def hub(tmp_path: Path, mailbox: tuple[int, Mailbox]) -> Path:
    """A hub with stories and a newsletter."""
    write_hub(tmp_path / "hub", port=mailbox[0])
    with reopened(tmp_path / "hub") as room:
        fill(room, robotics())
    (tmp_path / "hub" / "sources.opml").write_text(
        '<?xml version="1.0"?><opml version="2.0"><head/><body/></opml>', encoding="utf-8"
    )
    return tmp_path / "hub"


def test_an_issue_from_preview_to_mailbox(cli: Cli, hub: Path, mailbox: tuple[int, Mailbox]) -> None:
    """Looked at, tried, held, let go, and sent once."""
    env = {"TOPICWIRE_KEYS": str(hub.parent / "keys.json")}
    kept = mailbox[1]
    assert cli("subscribers", "add", address("ada"), "--confirmed", cwd=hub, **env).code == 0
    preview = cli("send", "--preview", "--json", cwd=hub, **env)
    assert preview.json["subject"].startswith("Orlen Dynamics")
    assert Path(preview.json["html"]).is_file()
    assert cli("send", "--test", "editor@mail.example", cwd=hub, **env).code == 0
    assert kept.mails[0]["X-RcptTo"] == "editor@mail.example"
    assert cli("send", "--dry-run", "--json", cwd=hub, **env).json["would_compose"].startswith("Orlen Dynamics")
    composed = cli("send", "--json", cwd=hub, **env)
    assert (composed.code, composed.json["counts"]) == (0, {})
    day = composed.json["composed"]
    assert cli("send", "--status", "--json", cwd=hub, **env).json["issues"][0]["state"] == "held"
    assert cli("send", "--approve", cwd=hub, **env).out.startswith(f"The issue {day} goes out")
    sent = cli("send", "--json", cwd=hub, **env)
    assert (sent.code, sent.json["counts"]) == (0, {"sent": 1})
    assert [mail["X-RcptTo"] for mail in kept.mails[1:]] == [address("ada")]
    assert cli("send", cwd=hub, **env).out == "Nothing is due.\n"
    assert (hub / "public" / "newsletters" / f"{day}.html").is_file()
    status = cli("send", "--status", cwd=hub, **env)
    assert "1 sent" in status.out


def test_subscribers_are_shown_masked(cli: Cli, hub: Path, tmp_path: Path) -> None:
    """Whole addresses are printed only when asked for."""
    env = {"TOPICWIRE_KEYS": str(hub.parent / "keys.json")}
    file = tmp_path / "list.txt"
    file.write_text(f"{address('ada')}\n{address('bea')}\nnot@an@address\n", encoding="utf-8")
    assert cli("subscribers", "import", file, "--confirmed", "--dry-run", cwd=hub, **env).out.endswith("changed.\n")
    done = cli("subscribers", "import", file, "--confirmed", "--json", cwd=hub, **env)
    assert done.json == {"asked": 0, "confirmed": 2, "unchanged": 0, "refused": 1}
    masked = cli("subscribers", "list", cwd=hub, **env)
    assert address("ada") not in masked.out
    assert "a…@m….example" in masked.out
    assert masked.out.endswith("2 confirmed\n")
    assert address("ada") in cli("subscribers", "list", "--show", cwd=hub, **env).out
    assert cli("subscribers", "remove", address("ada"), cwd=hub, **env).code == 0
    assert cli("subscribers", "remove", "nobody@mail.example", cwd=hub, **env).code == 1
    assert cli("subscribers", "list", "--json", cwd=hub, **env).json["counts"] == {"confirmed": 1, "unsubscribed": 1}
    assert cli("subscribers", "export", tmp_path / "out.csv", "--json", cwd=hub, **env).json["exported"] == 1
    assert cli("subscribers", "bounce", file, cwd=hub, **env).code == 1


def test_what_cannot_be_done_says_why(cli: Cli, hub: Path) -> None:
    """One line, and no address in it."""
    env = {"TOPICWIRE_KEYS": str(hub.parent / "keys.json")}
    assert cli("send", "--approve", "--refuse", cwd=hub, **env).code == 2
    nothing = cli("send", "--approve", cwd=hub, **env)
    assert (nothing.code, nothing.err.strip()) == (
        1,
        "topicwire: no issue waits for a word (topicwire send --status)",
    )
    bad = cli("subscribers", "add", "no-address@x", "--json", cwd=hub, **env)
    assert (bad.code, bad.json["refused"]) == (1, 1)
    settings = (hub / "hub.toml").read_text(encoding="utf-8").replace('host = "127.0.0.1"', "")
    (hub / "hub.toml").write_text(settings, encoding="utf-8")
    missing = cli("send", "--test", "editor@mail.example", cwd=hub, **env)
    assert (missing.code, missing.err.strip()) == (
        1,
        "topicwire: hub.toml names no mail server (set host in [mail])",
    )
