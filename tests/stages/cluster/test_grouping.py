"""Which articles go together."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stages.cluster.builders import NOON
from topicwire.model.ids import ArticleId
from topicwire.model.story import Kinship
from topicwire.stages.cluster.grouping import Block, Kin, group
from topicwire.stages.cluster.memory import Memory
from topicwire.stages.cluster.rarity import Rarity

SPAN = timedelta(hours=100)
Pairs = dict[str, int]


def block(articles: str, hours: float = 0.0, is_settled: bool = False) -> Block:
    """Build a block of articles named by one letter each."""
    at = NOON + timedelta(hours=hours)
    return Block(articles=tuple(ArticleId(one) for one in articles), first_at=at, last_at=at, is_settled=is_settled)


def kin(pairs: Pairs) -> Kin:
    """Build kinship from pairs of letters, under both of each."""
    found: dict[ArticleId, dict[ArticleId, int]] = {}
    for (one, other), probability in pairs.items():
        found.setdefault(ArticleId(one), {})[ArticleId(other)] = probability
        found.setdefault(ArticleId(other), {})[ArticleId(one)] = probability
    return found


def grouped(blocks: Sequence[Block], pairs: Pairs, needed: int = 5000) -> list[list[int]]:
    """Group with the span of these tests."""
    return group(blocks, kin(pairs), needed, SPAN)


def test_the_mean_over_all_pairs_decides() -> None:
    """An article like the last of a chain only does not join it; one like the whole does."""
    chain = {"ab": 9000, "bc": 8000}
    assert grouped([block("a"), block("b"), block("c")], chain) == [[0, 1], [2]]
    assert grouped([block("a"), block("b"), block("c")], {**chain, "ac": 2000}) == [[0, 1, 2]]


def test_the_threshold_itself_is_enough() -> None:
    """A mean that is exactly what is needed joins."""
    assert grouped([block("a"), block("b")], {"ab": 5000}) == [[0, 1]]
    assert grouped([block("a"), block("b")], {"ab": 4999}) == [[0], [1]]


def test_no_group_is_longer_than_the_span() -> None:
    """Whatever their kinship, what lies too far apart stays apart."""
    assert grouped([block("a"), block("b", 100)], {"ab": 9000}) == [[0, 1]]
    assert grouped([block("a"), block("b", 101)], {"ab": 9000}) == [[0], [1]]


def test_settled_blocks_never_join_each_other() -> None:
    """Each takes what is kin to it; no go-between joins the two."""
    blocks = [block("ab", is_settled=True), block("cd", is_settled=True), block("e")]
    alike = {"ac": 9000, "ad": 9000, "bc": 9000, "bd": 9000, "ae": 9000, "be": 9000, "ce": 8000, "de": 8000}
    assert grouped(blocks, alike) == [[0, 2], [1]]


def test_of_equal_means_the_earlier_groups_are_joined() -> None:
    """The order of blocks decides ties."""
    assert grouped([block("a"), block("b"), block("c")], {"ab": 6000, "bc": 6000}) == [[0, 1], [2]]
    assert grouped([block("c"), block("b"), block("a")], {"ab": 6000, "bc": 6000}) == [[0, 1], [2]]


def test_kinship_is_known_from_both_sides() -> None:
    """Who was compared when it came is as near as who was there before; anew takes the place of what was known."""
    memory = Memory(rarity=Rarity())
    a, b, c = (ArticleId(one) for one in "abc")
    memory.keep_kin(Kinship(article_id=a, others=((b, 10), (c, 20))))
    assert memory.kin == {a: {b: 10, c: 20}, b: {a: 10}, c: {a: 20}}
    memory.keep_kin(Kinship(article_id=a, others=((c, 30),)))
    assert memory.kin == {a: {c: 30}, b: {}, c: {a: 30}}


def naive(blocks: Sequence[Block], pairs: Pairs, needed: int) -> list[list[int]]:
    """Group by looking at every pair of groups again and again."""
    groups = [[at] for at in range(len(blocks))]

    def articles(places: list[int]) -> list[str]:
        return [one for place in places for one in blocks[place].articles]

    def mean(one: list[int], other: list[int]) -> float:
        between = [pairs.get("".join(sorted((a, b))), 0) for a in articles(one) for b in articles(other)]
        return sum(between) / len(between)

    def may_join(one: list[int], other: list[int]) -> bool:
        at = [blocks[place].first_at for place in (*one, *other)]
        is_settled = [any(blocks[place].is_settled for place in places) for places in (one, other)]
        return not all(is_settled) and max(at) - min(at) <= SPAN

    while True:
        found = [
            (-mean(one, other), min(one), min(other), one, other)
            for one, other in combinations(groups, 2)
            if may_join(one, other) and mean(one, other) >= needed and mean(one, other) > 0
        ]
        if not found:
            return [sorted(one) for one in sorted(groups, key=min)]
        *_, one, other = min(found, key=lambda it: it[:3])
        groups = [it for it in groups if it not in (one, other)] + [one + other]
        groups.sort(key=min)


@settings(deadline=None, max_examples=150)
@given(
    shapes=st.lists(st.tuples(st.integers(1, 3), st.integers(0, 150), st.booleans()), min_size=1, max_size=7),
    numbers=st.lists(st.sampled_from([0, 0, 2000, 4000, 6000, 8000, 9000]), min_size=231, max_size=231),
    needed=st.sampled_from([1000, 2400, 5000]),
)
def test_groups_are_those_of_the_plain_way(
    shapes: list[tuple[int, int, bool]], numbers: list[int], needed: int
) -> None:
    """The quick way gives what looking at everything anew each time gives."""
    letters = iter("abcdefghijklmnopqrstuvwxyz")
    blocks = [
        block("".join(next(letters) for _ in range(size)), hours, is_settled and size > 1)
        for size, hours, is_settled in shapes
    ]
    names = [one for it in blocks for one in it.articles]
    pairs = {"".join(pair): number for pair, number in zip(combinations(names, 2), numbers, strict=False) if number}
    assert grouped(blocks, pairs, needed) == naive(blocks, pairs, needed)
