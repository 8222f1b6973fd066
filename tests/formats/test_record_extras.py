"""What a record file says beyond the format stays where it stood, letter for letter."""

from dataclasses import replace

import pytest

from tests.formats.test_record import PATH, WRITTEN
from topicwire.formats.record import read_record, write_record

NESTED = 'review:\n  by: Ada\n  notes:\n    - "one"\n    - two # both'


def placed(line: str, lines: str) -> str:
    """Give a whole record with lines behind the one that starts with `line`."""
    start = WRITTEN.index(f"\n{line}") + 1
    end = WRITTEN.index("\n", start) + 1
    return WRITTEN[:end] + lines + WRITTEN[end:]


@pytest.mark.parametrize(
    "text",
    [
        placed("category:", "layout: post\n"),
        WRITTEN.replace("---\n", "---\nfirst: 1\n", 1),
        placed("heat:", "pinned: yes\nslug: 'a'\n"),
        placed("published:", f"\n{NESTED}\n"),
        placed("published:", f"\n{NESTED}\n\nlater: ~\n"),
        placed("published:", "\n# a person's note\n"),
        placed("published:", "# directly below\n"),
        placed("  - AI", f"\n{NESTED}\n"),
        placed("secured:", f"\n{NESTED}\nlast: |\n  many\n\n  lines\n"),
        placed("secured:", "# the end\n"),
        f"{WRITTEN}Words below.\n\n---\nMore words.\n",
        WRITTEN.removesuffix("\n"),
    ],
    ids=range(12),
)
def test_a_file_with_more_in_it_is_written_back_to_the_same_bytes(text: str) -> None:
    """Unknown keys, comments and words below the front matter keep their text and place."""
    record = read_record(text.encode(), PATH)
    assert record.extras
    assert write_record(record).decode() == text


def test_an_unknown_key_survives_a_change_of_what_stands_before_it() -> None:
    """The key it stood behind may go, change or grow."""
    record = read_record(placed("heat:", "pinned: yes\n").encode(), PATH)
    written = write_record(replace(record, heat=None, is_published=None, related=()))
    assert b"quality: 70\npinned: yes\n" in written
    assert [extra.text for extra in read_record(written, PATH).extras] == ["pinned: yes"]


def test_a_line_inside_quotes_is_no_unknown_key() -> None:
    """Only keys that the YAML really has are carried, so that nothing is written twice."""
    raw = b'---\ntitle: "a\n  foo: b"\npublishedDateTime: 2026-03-02T10:00:00Z\nfoo: 1\n---\n\n'
    assert [extra.text for extra in read_record(raw, PATH).extras] == ["foo: 1"]
