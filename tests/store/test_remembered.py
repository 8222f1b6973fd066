"""Nouns are read once and never out of date."""

from collections.abc import Sequence

from topicwire.store.sqlite import remembered
from topicwire.store.sqlite.remembered import TOGETHER, Remembered


class Reader:
    """Reads numbers and counts how many."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, payloads: Sequence[str]) -> list[int]:
        self.read.extend(payloads)
        return [int(payload) for payload in payloads]


def test_only_what_changed_is_read_again() -> None:
    """A second look reads the new texts alone, and gives all in the order asked for."""
    reader = Reader()
    kept = Remembered(reader)
    texts = [str(number) for number in range(TOGETHER * 2 + 3)]
    assert list(kept.read_all(texts)) == [*range(TOGETHER * 2 + 3)]
    reader.read.clear()
    assert list(kept.read_all(["7", "5000", *texts, "7"])) == [7, 5000, *range(TOGETHER * 2 + 3), 7]
    assert reader.read == ["5000"]


def test_what_is_gone_is_forgotten() -> None:
    """A text that is asked for no more is not kept."""
    reader = Reader()
    kept = Remembered(reader)
    list(kept.read_all(["1", "2"]))
    list(kept.read_all(["2"]))
    reader.read.clear()
    list(kept.read_all(["1", "2"]))
    assert reader.read == ["1"]


def test_a_look_at_the_first_forgets_nothing() -> None:
    """Whoever stops early costs the next reader nothing."""
    reader = Reader()
    kept = Remembered(reader)
    texts = [str(number) for number in range(TOGETHER * 3)]
    list(kept.read_all(texts))
    assert next(kept.read_all(texts)) == 0
    reader.read.clear()
    list(kept.read_all(texts))
    assert reader.read == []


def test_a_large_hub_is_not_kept_in_memory() -> None:
    """Beyond the bound everything is read anew."""
    reader = Reader()
    kept = Remembered(reader)
    texts = [str(number) for number in range(remembered.MOST + 1)]
    list(kept.read_all(texts))
    reader.read.clear()
    list(kept.read_all(texts[:3]))
    assert reader.read == ["0", "1", "2"]
