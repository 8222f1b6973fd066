"""lab: a change tried, saved and applied from the terminal."""

from pathlib import Path

import pytest

from tests.cli.conftest import Cli


def test_a_change_is_tried_and_nothing_is_written(cli: Cli, hub: Path) -> None:
    """Sums first, then examples with their reasons, for people; all of it for programs."""
    settings = (hub / "hub.toml").read_bytes()
    said = cli("lab", "--hub", hub, "--set", "scores.threshold=90", "--examples", "1")
    assert said.code == 0
    assert "Disappear from the site" in said.out
    assert "below the threshold of 90" in said.out
    assert "Nothing was changed." in said.out
    assert (hub / "hub.toml").read_bytes() == settings
    found = cli("lab", "--hub", hub, "--set", "scores.threshold=90", "--json").json
    assert found["saved"] == []
    assert found["trial"]["found"]["disappears"]


def test_a_topic_is_changed_saved_and_applied(cli: Cli, hub: Path) -> None:
    """The file has the keyword, and the archive is due."""
    said = cli("lab", "-C", hub, "-t", "robotics", "--add", "robot*", "--exclude", "toy robot", "--apply")
    assert said.code == 0
    assert "Saved: _data/topics/08-robotics.yaml." in said.out
    assert "`topicwire run` does them" in said.out
    text = (hub / "_data/topics/08-robotics.yaml").read_text()
    assert "  - robot*\n" in text
    assert "exclude:\n  - toy robot\n" in text


def test_a_move_is_told_in_words(cli: Cli, hub: Path) -> None:
    """Which article leaves which story."""
    said = cli("lab", "-C", hub, "--set", "stories.threshold=0.9", "--set", "scores.card=reference", "--days", "30")
    assert "and stand" in said.out
    assert "Scores that change most" in said.out


@pytest.mark.parametrize(
    "words", [("--set", "scores.nothing=1"), ("-t", "nothing", "--add", "x"), ("--set", "x"), ("--add", "x")]
)
def test_a_mistake_ends_with_two(cli: Cli, hub: Path, words: tuple[str, ...]) -> None:
    """As every command does."""
    said = cli("lab", "-C", hub, *words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("topicwire: ")


def test_nothing_to_tell_is_said(cli: Cli, hub: Path) -> None:
    """No change of the files, a change without effect, days without articles."""
    assert "It changes nothing in these days." in cli("lab", "-C", hub).out
    assert "It changes nothing" in cli("lab", "-C", hub, "-t", "robotics", "--add", "zzz").out
    assert cli("lab", "-C", hub, "--help").out.count("Example: topicwire lab") == 1
