"""Reads a safetensors file: a length, a JSON header, raw arrays. What it claims is checked before it is used.

Source: the format's own page, huggingface.co/docs/safetensors.
"""

import math
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from topicwire.errors import FormatError

Weights = dict[str, NDArray[np.float32]]
LENGTH_BYTES = 8
LONGEST_HEADER = 1 << 20
"""Bytes; the header of a six-layer model has 11 thousand."""
MOST_DIMENSIONS = 4
FLOATS = {"F32": "<f4", "F16": "<f2"}
"""Number types that are read; arrays of others (positions, counted in whole numbers) are left out."""


def read_weights(data: bytes) -> Weights:
    """Read the arrays by name, as 32-bit floats that share the bytes where they can.

    Raises:
        FormatError: the header is none, or an array lies outside the file or is not as large as its shape.
    """
    header = _header(data)
    start = LENGTH_BYTES + int.from_bytes(data[:LENGTH_BYTES], "little")
    body = memoryview(data)[start:]
    described = {name: what for name, what in header.items() if name != "__metadata__"}
    return {name: _array(body, name, what) for name, what in described.items() if _is_float(name, what)}


def _header(data: bytes) -> dict[str, Any]:
    length = int.from_bytes(data[:LENGTH_BYTES], "little")
    if len(data) < LENGTH_BYTES or length > LONGEST_HEADER or length > len(data) - LENGTH_BYTES:
        raise FormatError("is no safetensors file: its header does not fit")
    try:
        header = orjson.loads(data[LENGTH_BYTES : LENGTH_BYTES + length])
    except orjson.JSONDecodeError as error:
        raise FormatError("is no safetensors file: its header is no JSON") from error
    if not isinstance(header, dict):
        raise FormatError("is no safetensors file: its header is no object")
    return header


def _is_float(name: str, what: object) -> bool:
    if not isinstance(what, dict):
        raise FormatError(f"says nothing usable of the array {name[:80]}")
    return what.get("dtype") in FLOATS


def _array(body: memoryview, name: str, what: dict[str, Any]) -> NDArray[np.float32]:
    dtype, shape, (start, end) = np.dtype(FLOATS[what["dtype"]]), _shape(what), _offsets(what)
    if not 0 <= start <= end <= len(body) or end - start != math.prod(shape) * dtype.itemsize:
        raise FormatError(f"has an array that is not where its header says: {name[:80]}")
    array = np.frombuffer(body[start:end], dtype=dtype).reshape(shape).astype(np.float32, copy=False)
    if not np.isfinite(array).all():
        raise FormatError(f"has an array with numbers that are none: {name[:80]}")
    return array


def _shape(what: dict[str, Any]) -> tuple[int, ...]:
    shape = what.get("shape")
    if not isinstance(shape, list) or len(shape) > MOST_DIMENSIONS or not all(map(_is_count, shape)):
        raise FormatError("has an array without a usable shape")
    return tuple(shape)


def _offsets(what: dict[str, Any]) -> tuple[int, int]:
    offsets = what.get("data_offsets")
    if not isinstance(offsets, list) or len(offsets) != 2 or not all(map(_is_count, offsets)):
        raise FormatError("has an array without usable offsets")
    return offsets[0], offsets[1]


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 40
