"""Every noun comes back from its row as it was, to the microsecond and the byte."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.nouns import tip
from topicwire.errors import StoreError
from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.hub import Thumbnail
from topicwire.model.page import Page
from topicwire.model.record import RankedArticle
from topicwire.model.source import Feed, FeedState
from topicwire.model.story import NearMiss, Story
from topicwire.model.tip import Tip
from topicwire.store.rows import from_json, from_micros, to_json, to_micros

NOUNS = (Feed, FeedState, Tip, Page, Article, Enrichment, Story, NearMiss, RankedArticle, Thumbnail)
TIMES = st.datetimes(min_value=datetime(1, 1, 2), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants it bare
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
INTEGERS = st.integers(-(2**63), 2**63 - 1)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """What no noun has yet, but one may."""

    raw: bytes
    wait: timedelta
    waits: tuple[timedelta, ...]


PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    datetime: TIMES,
    str: TEXTS,
    int: INTEGERS,
    float: FLOATS,
    bool: st.booleans(),
    bytes: st.binary(max_size=300),
    timedelta: st.timedeltas(),
    NoneType: st.none(),
}


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Give every value a field of that type may hold."""
    if kind in PLAIN:
        return PLAIN[kind]
    if hasattr(kind, "__supertype__"):  # a NewType
        return values_of(kind.__supertype__)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: values_of(hints[field.name]) for field in fields(kind)})
    if get_origin(kind) is tuple:
        return st.lists(values_of(get_args(kind)[0]), max_size=3).map(tuple)
    if get_args(kind):
        return st.one_of([values_of(one) for one in get_args(kind)])
    return st.sampled_from(kind)


@pytest.mark.parametrize("kind", [*NOUNS, Odd], ids=lambda kind: kind.__name__)
def test_a_noun_comes_back_as_it_was(kind: type) -> None:
    """Whatever a noun holds, reading it back gives an equal one with times in UTC."""

    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    @given(values_of(kind))
    def round_trip(noun: object) -> None:
        again = from_json(kind, to_json(noun))
        assert again == noun
        assert to_json(again) == to_json(noun)

    round_trip()


@given(TIMES)
@settings(derandomize=True, database=None)
def test_times_keep_every_microsecond(at: datetime) -> None:
    """A time in a column is exact and in order."""
    assert from_micros(to_micros(at)) == at
    assert from_micros(to_micros(at)).tzinfo is UTC


def test_a_row_that_is_no_noun_is_a_store_error() -> None:
    """A damaged payload is named, not guessed at."""
    with pytest.raises(StoreError, match="a stored Tip cannot be read"):
        from_json(Tip, '{"id": 5}')


def test_text_that_is_no_unicode_is_refused() -> None:
    """A lone surrogate is a bug where data entered: it must not reach the file."""
    with pytest.raises(TypeError):
        to_json(tip(title="\ud800"))
