"""A weights file may lie: what it claims is checked."""

import numpy as np
import pytest

from tests.vectors.tiny import arrays, raw, safetensors
from topicwire.errors import FormatError
from topicwire.vectors.weights import LONGEST_HEADER, read_weights


def described(**changed: object) -> dict[str, object]:
    """Describe one array of two numbers, changed."""
    return {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]} | changed}


def test_arrays_come_back_by_name() -> None:
    """What was written is read; counts in whole numbers are left out."""
    given = arrays()
    read = read_weights(safetensors(given))
    assert read.keys() == given.keys()
    assert all(np.array_equal(read[name], array) for name, array in given.items())


def test_half_precision_is_widened() -> None:
    """Smaller files work too."""
    read = read_weights(safetensors({"a": np.array([0.5, 2], dtype=np.float16)}))
    assert read["a"].dtype == np.float32
    assert read["a"].tolist() == [0.5, 2]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"short",
        (1 << 60).to_bytes(8, "little") + b"{}",
        (LONGEST_HEADER + 1).to_bytes(8, "little") + b" " * (LONGEST_HEADER + 1),
        (3).to_bytes(8, "little") + b"{]}",
        raw([1]),
        raw({"a": 1}),
        raw(described(shape=[3]), bytes(8)),
        raw(described(shape=[-2]), bytes(8)),
        raw(described(shape=[True, 2]), bytes(8)),
        raw(described(shape=[1, 1, 1, 1, 2]), bytes(8)),
        raw(described(shape="2"), bytes(8)),
        raw(described(data_offsets=[0, 16]), bytes(8)),
        raw(described(data_offsets=[8, 0]), bytes(8)),
        raw(described(data_offsets=[0]), bytes(8)),
        raw(described(data_offsets=[0, 8.0]), bytes(8)),
        raw(described(), b"\xff" * 8),
    ],
)
def test_a_file_that_lies_is_refused(data: bytes) -> None:
    """Nothing outside the file is read, and no number that is none."""
    with pytest.raises(FormatError):
        read_weights(data)
