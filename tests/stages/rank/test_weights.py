"""What an editor may set, and what no article can exceed."""

import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.stages.cluster.builders import ROOT, VISION
from tests.stages.rank.dossiers import facts
from topicwire.model.article import ArticleKind
from topicwire.model.ids import Domain
from topicwire.model.source import Picture
from topicwire.stages.rank.default_card import default_card
from topicwire.stages.rank.facts import Facts
from topicwire.stages.rank.phrases.languages import TABLES
from topicwire.stages.rank.settings import RankSettings
from topicwire.stages.rank.weights import KEYS, LIMIT, Weights, part_name

PAGE = Path(__file__).parents[3] / "docs" / "scores.md"
PHRASES = [phrase for table in TABLES.values() for field in fields(table) for phrase in getattr(table, field.name)]
texts = st.lists(st.sampled_from(PHRASES) | st.text(max_size=20), max_size=8).map(" ".join)
sizes = st.none() | st.integers(0, 5000)
articles = st.builds(
    facts,
    kind=st.sampled_from(ArticleKind),
    title=texts,
    excerpt=texts,
    text=texts,
    word_count=st.integers(0, 100_000),
    domain=st.sampled_from([Domain("unknown.example"), Domain("prnewswire.com")]),
    is_known=st.booleans(),
    is_followed=st.booleans(),
    picture=st.none() | st.builds(Picture, url=st.just("p"), width=sizes, height=sizes),
    has_amp=st.booleans(),
    has_byline=st.booleans(),
    is_paywalled=st.booleans(),
    is_copy=st.booleans(),
    age=st.timedeltas(timedelta(days=-999), timedelta(days=9999)),
    topics=st.sampled_from([(), (ROOT,), (VISION, ROOT)]),
    language=st.sampled_from(["und", "xx", *TABLES]),
    outlet=st.text(max_size=12),
    author=st.text(max_size=12),
    is_first=st.booleans(),
    is_read=st.booleans(),
)
weights = st.builds(
    Weights,
    **{field.name: st.integers(0, LIMIT) if field.default > 0 else st.integers(-LIMIT, 0) for field in fields(Weights)},
)


@settings(max_examples=200, deadline=None)
@given(articles, weights, st.dictionaries(st.just("unknown.example"), st.integers(-999, 999)))
def test_no_part_of_any_article_lies_outside_its_weight(
    one: Facts, given_weights: Weights, bonus: dict[str, int]
) -> None:
    """Each counts between 0 and what the editor gave it, once, with its reason, and the total is their sum."""
    card = default_card(one, RankSettings(weights=given_weights, host_bonus=bonus))
    bounds = {part_name(key): getattr(given_weights, key) for key in KEYS} | {"host bonus": LIMIT}
    for part in card.parts:
        assert min(0, bounds[part.name]) <= part.points <= max(0, bounds[part.name]) or part.name == "host bonus"
        assert abs(part.points) <= LIMIT
        assert part.why
    assert len({part.name for part in card.parts}) == len(card.parts)
    least = sum(min(0, points) for points in bounds.values()) - LIMIT
    most = sum(max(0, points) for points in bounds.values())
    assert least <= card.total <= most


def test_another_weight_counts_at_once_and_in_proportion() -> None:
    """Half a picture is half of whatever a picture counts; a part of no weight says that it counts nothing."""
    small = facts(picture=Picture(url="p", width=300, height=200), has_amp=True)
    made = default_card(small, RankSettings(weights=Weights(lead_picture=30, amp=0)))
    points = {part.name: part.points for part in made.parts}
    assert (points["lead picture"], points["AMP"]) == (16, 0)


@pytest.mark.parametrize(("key", "points"), [("byline", -1), ("copy", 1), ("depth", 101), ("stub", -101)])
def test_a_bonus_stays_a_bonus(key: str, points: int) -> None:
    """No weight turns a merit into a fault, or outweighs everything else."""
    with pytest.raises(ValidationError):
        Weights(**{key: points})


def test_the_page_for_editors_names_every_part_with_its_points() -> None:
    """The documentation follows the code."""
    rows = dict(re.findall(r"^\| `(\w+)` \| (-?\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert rows == {field.name: str(field.default) for field in fields(Weights)}
