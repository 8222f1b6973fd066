"""The sealed values of real hubs: shape only, nothing is opened."""

import re
from pathlib import Path

import pytest

from topicwire.newsroom.sealed_values import sealed_text, with_sealed_text
from topicwire.sealing.shape import Legacy, parse

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
VALUE = re.compile(r'^secured: "([^"]*)"', re.MULTILINE)

pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not REFERENCE.exists(), reason="needs ../shared/reference, which is not beside this checkout"),
]


def files() -> list[Path]:
    """List every file that may carry a sealed value."""
    return sorted([*REFERENCE.rglob("*.md"), *(REFERENCE / "seeds").glob("*.txt")])


def test_every_value_of_the_real_hubs_is_legacy_and_comes_back_as_it_was() -> None:
    """So none of them can be lost or taken for ours."""
    values = [value for path in files() for value in VALUE.findall(path.read_text(encoding="utf-8"))]
    assert len(values) > 1000
    for value in values:
        found = parse(value)
        assert isinstance(found, Legacy)
        assert found.text == value


def test_putting_a_value_into_a_real_record_changes_nothing_else() -> None:
    """Every byte before and after it stays, whatever the line ends."""
    new = "A" * 64 + ";" + "B" * 22 + "=="
    for path in files()[::25]:
        raw = path.read_bytes()
        old = sealed_text(raw, path.name)
        if old is None:
            continue
        before, _, after = raw.partition(old.encode())
        assert with_sealed_text(raw, path.name, old, new) == before + new.encode() + after
