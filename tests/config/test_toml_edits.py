"""One value of hub.toml is changed, and nothing else."""

import tomllib
from typing import Any

import pytest

from topicwire.config.toml_edits import read_assignment, with_value
from topicwire.errors import SettingsError

TEXT = """# The hub's settings.
[hub]
title = "A = b # c"    # its name

[stories]
# window_hours = 96
threshold = 0.12

[scores]
card = "default"                   # or "reference"
threshold = 70                     # heat
weights = [
  1,  # one
  2,
]  # all

# Why these hosts:
[scores.host_bonus]
"a.example" = 50
"""


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("scores", "threshold"), 60, "threshold = 60                     # heat"),
        (("scores", "card"), "reference", 'card = "reference"                 # or "reference"'),
        (("hub", "title"), 'Say "x" # y', 'title = "Say \\"x\\" # y" # its name'),
        (("scores", "host_bonus", "a.example"), 5, '"a.example" = 5'),
        (("scores", "host_bonus", "b.example"), 9, '"b.example" = 9'),
        (("stories", "window_hours"), 48.5, "window_hours = 48.5"),
        (("scores", "is_new"), True, "is_new = true"),
        (("scores", "weights"), [3], "weights = [3]  # all"),
        (("topics", "match"), "text", 'match = "text"'),
        (("scores", "parts", "b c"), 1, '"b c" = 1'),
        (("scores", "host"), {"x": 1}, "host = { x = 1 }"),
    ],
)
def test_a_value_is_set_where_it_belongs(path: tuple[str, ...], value: Any, line: str) -> None:
    """Comments stay, also beside the value; all else reads as before."""
    changed = with_value(TEXT, path, value)
    assert line in changed.splitlines()
    gone = [row for row in TEXT.splitlines() if "#" in row and "one" not in row]
    assert sum(row.rpartition("#")[2] in changed for row in gone) == len(gone)
    table: Any = tomllib.loads(changed)
    for name in path:
        table = table[name]
    assert table == value


def test_a_key_in_a_comment_shows_where_the_value_goes() -> None:
    """What an example line says is set right below it."""
    assert "# window_hours = 96\nwindow_hours = 48\n" in with_value(TEXT, ("stories", "window_hours"), 48)


def test_a_new_key_stands_before_the_comments_of_the_next_table() -> None:
    """They belong to that table."""
    assert "]  # all\noffset = 3\n\n# Why these hosts:" in with_value(TEXT, ("scores", "offset"), 3)


def test_line_ends_stay_as_they_are() -> None:
    """A file from another system is not rewritten."""
    text = TEXT.replace("\n", "\r\n")
    changed = with_value(text, ("scores", "threshold"), 60)
    assert changed.count("\r\n") == text.count("\r\n")
    assert changed.replace("\r\n", "").count("\n") == 0


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('scores = { card = "default" }\n', ("scores", "threshold")),
        ("[scores]\nthreshold = 3\n", ("scores", "threshold", "x")),
        ("[scores]\nhost_bonus = { a = 1 }\n", ("scores", "host_bonus", "b")),
    ],
)
def test_what_cannot_be_changed_by_itself_is_left_to_the_editor(text: str, path: tuple[str, ...]) -> None:
    """An inline table is not taken apart."""
    with pytest.raises(SettingsError):
        with_value(text, path, 1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("scores.threshold=60", (("scores", "threshold"), 60)),
        ("scores.card = reference", (("scores", "card"), " reference")),
        ("topics.match=title+excerpt", (("topics", "match"), "title+excerpt")),
        ('scores.host_bonus."a.example"=5', (("scores", "host_bonus", "a.example"), 5)),
        ("scores.on=true", (("scores", "on"), True)),
        ("scores.x={a = 1}", (("scores", "x"), {"a": 1})),
    ],
)
def test_an_assignment_is_read_as_typed(words: str, expected: tuple[tuple[str, ...], Any]) -> None:
    """A word that is no TOML value is text."""
    path, value = read_assignment(words)
    assert (path, value.strip() if isinstance(value, str) else value) == (
        expected[0],
        expected[1].strip() if isinstance(expected[1], str) else expected[1],
    )


@pytest.mark.parametrize("words", ["threshold=60", "scores.threshold", "=", "a b.c=1"])
def test_an_assignment_names_a_table_and_a_key(words: str) -> None:
    """The remedy shows how."""
    with pytest.raises(SettingsError, match=r"scores\.threshold=60"):
        read_assignment(words)
