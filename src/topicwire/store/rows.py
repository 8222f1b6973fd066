"""Nouns to JSON and back, exactly. What comes back is validated once, here, and trusted afterwards."""

from base64 import urlsafe_b64encode
from collections.abc import Hashable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeVar, cast

import orjson
from pydantic import ConfigDict, TypeAdapter, ValidationError

from topicwire.errors import StoreError

T = TypeVar("T")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def to_json(noun: object) -> str:
    """Write a frozen dataclass as JSON text.

    Raises:
        TypeError: a value has no JSON form, or text holds lone surrogates: a bug where data entered.
    """
    return orjson.dumps(noun, default=_spell).decode("utf-8")


def from_json(kind: type[T], payload: str) -> T:
    """Read one noun back; raises StoreError when the text is not one."""
    return list_from_json(kind, (payload,))[0]


def list_from_json(kind: type[T], payloads: Sequence[str]) -> list[T]:
    """Read many nouns of one kind back, in order: faster than one by one."""
    try:
        nouns: list[T] = _reader(cast("Hashable", kind)).validate_json("[" + ",".join(payloads) + "]")
    except ValidationError as error:
        raise StoreError(f"a stored {kind.__name__} cannot be read: {error.errors()[0]['msg']}") from error
    return nouns


def to_micros(at: datetime) -> int:
    """Give an aware time as microseconds since 1970, exactly, so that SQL can order and compare it."""
    return (at - EPOCH) // MICROSECOND


def from_micros(micros: int) -> datetime:
    """Turn `to_micros` around: aware, UTC."""
    return EPOCH + micros * MICROSECOND


@cache
def _reader(kind: Hashable) -> TypeAdapter[Any]:
    # A dataclass takes no config of its own here; a list of it hands the config down.
    return TypeAdapter(
        list[kind],  # type: ignore[valid-type]
        config=ConfigDict(val_json_bytes="base64"),
    )


def _spell(value: object) -> str:
    """Write what orjson does not know: bytes as URL-safe base64, a duration as ISO 8601."""
    if isinstance(value, bytes):
        return urlsafe_b64encode(value).decode("ascii")
    if isinstance(value, timedelta):
        sign, rest = ("-", -value) if value < timedelta(0) else ("", value)
        return f"{sign}P{rest.days}DT{rest.seconds}.{rest.microseconds:06}S"
    raise TypeError(f"no JSON form for {type(value).__name__}")
