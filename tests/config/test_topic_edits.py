"""A topic's file is changed in one place, and nowhere else."""

import pytest

from topicwire.config.topic_edits import with_items, with_scalar
from topicwire.errors import SettingsError
from topicwire.formats.safe_yaml import read_mapping

TEXT = """taxonomy: topic
_id: vision
name: Vision   # as readers see it
keywords:
  - camera
  # the old name
  - "a.i. lens"
  - 2024
hashtags:
  - "#Vision"
own: kept"""


def test_keywords_are_added_and_dropped_in_place() -> None:
    """Comments and other keys stay; a file without a last line end gets none."""
    changed = with_items(TEXT, "keywords", ["robot*", "c++", "a: b", "Camera"], ["A.I.  lens"])
    assert changed == TEXT.replace('  - "a.i. lens"\n', "").replace(
        "  - 2024\n", '  - 2024\n  - robot*\n  - c++\n  - "a: b"\n'
    )


def test_a_list_that_is_not_there_follows_the_keywords() -> None:
    """With the items as a block."""
    changed = with_items(TEXT, "exclude", ["camera phone"])
    assert "  - 2024\nexclude:\n  - camera phone\nhashtags:" in changed


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [
        ("keywords: [a, b]  # two", "keywords: [b, c]  # two"),
        ("keywords: []", "keywords:\n  - c"),
        ("keywords:", "keywords:\n  - c"),
        ("keywords: ~", "keywords:\n  - c"),
        ("keywords:\n- a\n- b", "keywords:\n- b\n- c"),
        ("keywords:\n    - a\n    - b\n", "keywords:\n    - b\n    - c\n"),
    ],
)
def test_lists_are_written_in_many_ways(keywords: str, expected: str) -> None:
    """Each stays as it was written."""
    assert with_items(f"_id: x\n{keywords}", "keywords", ["c"], ["a"]) == f"_id: x\n{expected}"


def test_a_list_may_become_empty() -> None:
    """It stays a list."""
    changed = with_items("_id: x\nkeywords:\n  - a\nname: X\n", "keywords", [], ["a"])
    assert read_mapping(changed.encode()) == {"_id": "x", "keywords": [], "name": "X"}


def test_line_ends_stay_as_they_are() -> None:
    """A file from another system is not rewritten."""
    changed = with_items(TEXT.replace("\n", "\r\n"), "keywords", ["lens"])
    assert changed == TEXT.replace("  - 2024\n", "  - 2024\n  - lens\n").replace("\n", "\r\n")


def test_what_cannot_be_changed_by_itself_is_left_to_the_editor() -> None:
    """A list over several lines in brackets is not taken apart."""
    with pytest.raises(SettingsError, match="by hand"):
        with_items("_id: x\nkeywords: [a,\n  b]\n", "keywords", ["c"])


def test_a_plain_value_is_set() -> None:
    """In place, its comment kept, or behind the keywords."""
    assert "name: Sight   # as readers see it\n" in with_scalar(TEXT, "name", "Sight")
    assert "  - 2024\nleast: 2\nhashtags:" in with_scalar(TEXT, "least", 2)
    assert with_scalar("_id: x\n", "match", "title+excerpt") == "_id: x\nmatch: title+excerpt\n"
