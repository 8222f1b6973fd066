"""rulings list and undo."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.newsroom.edited import edited_hub
from tests.newsroom.hubs import overhear
from topicwire.cli.explanation import explanation_lines
from topicwire.cli.rulings import app
from topicwire.newsroom.explaining import explain


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Give a hub with one decision that a publisher went against, and one that was overruled."""
    with edited_hub(tmp_path / "hub") as opened:
        article = opened.arrive("one")
        opened.run()
        for title in ("A first title", "An editor's title [bold]"):
            opened.save(article, title=title)
            opened.run()
        opened.revise(article, title="The publisher's new AI title")
        opened.run()
        found = explain(opened.room, article.id)
        assert found
        text = "\n".join(words for words, _ in explanation_lines(found))
        assert "What editors decided" in text
        assert "(overruled)" in text
        assert "the publisher now says “The publisher's new AI title”" in text
    return tmp_path / "hub"


def say(*words: str | Path) -> tuple[int, str]:
    """Run a command, and give its exit code and what it printed."""
    with overhear():
        said = CliRunner().invoke(app, [str(word) for word in words])
    return said.exit_code, said.output


def test_decisions_are_listed_with_what_goes_against_them(hub: Path) -> None:
    """Those in force, or all; for people and for programs."""
    assert say("list", "--hub", hub)[0] == 0
    lines = json.loads(say("list", "--hub", hub, "--json")[1])
    assert [(line["words"], line["is_in_force"]) for line in lines] == [("title: An editor's title [bold]", True)]
    assert "The publisher's new AI title" in lines[0]["conflict"]
    every = json.loads(say("list", "--hub", hub, "--all", "--json")[1])
    assert [line["is_in_force"] for line in every] == [True, False]
    assert every[1]["conflict"] == ""


def test_a_decision_is_taken_back(hub: Path) -> None:
    """Rehearsed first; then what was decided before it counts again."""
    ruling = json.loads(say("list", "--hub", hub, "--json")[1])[0]["ruling"]["id"]
    assert say("undo", ruling[:6], "--hub", hub, "--dry-run")[0] == 0
    assert len(json.loads(say("list", "--hub", hub, "--json")[1])) == 1
    code, text = say("undo", ruling[:6], "--hub", hub, "--json")
    assert (code, json.loads(text)["is_in_force"]) == (0, False)
    left = json.loads(say("list", "--hub", hub, "--json")[1])
    assert [line["words"] for line in left] == ["title: A first title"]


@pytest.mark.parametrize("name", ["nothing", ""])
def test_an_unknown_decision_is_an_error(hub: Path, name: str) -> None:
    """Exit code 1, and nothing changes."""
    assert say("undo", name, "--hub", hub)[0] == 1
