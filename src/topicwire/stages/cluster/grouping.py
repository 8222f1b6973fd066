"""Which of a few articles tell of one event: those whose kinship is high on average go together. Pure.

Average-link grouping: the two groups with the highest mean probability are joined, again and again, until none reaches
the threshold. The mean over all pairs, with pairs never compared counting as 0, is what keeps chains short: an article
must resemble the whole story, not its last member. Source: Sokal and Michener, 1958 (group averages).
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from topicwire.model.ids import ArticleId

Kin = Mapping[ArticleId, Mapping[ArticleId, int]]
"""Probability of one event of two articles, in ten-thousandths, under both ids; those not there count as 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Articles that stay together."""

    articles: tuple[ArticleId, ...]
    first_at: datetime
    last_at: datetime
    is_settled: bool = False  # a whole story that is not taken apart, and joins no other such story


@dataclass(slots=True)
class _Group:
    blocks: list[int]
    size: int
    first_at: datetime
    last_at: datetime
    is_settled: bool
    sums: dict[int, int]  # to other groups


def group(blocks: Sequence[Block], kin: Kin, needed: int, span: timedelta) -> list[list[int]]:
    """Group blocks.

    Args:
        blocks: the earliest first: of equal means the earlier groups are joined.
        kin: of the articles in them.
        needed: the least mean probability, in ten-thousandths.
        span: the longest time between the first and last article of a group.

    Returns:
        Groups of places in `blocks`, each in order, by their first block.
    """
    groups = dict(enumerate(_singles(blocks, kin)))
    queue = [_entry(groups, at, other) for at, one in groups.items() for other in one.sums if at < other]
    heapq.heapify(queue)
    while queue:
        mean, at, other = heapq.heappop(queue)
        if -mean < needed:
            break
        is_current = at in groups and other in groups and _entry(groups, at, other)[0] == mean
        if is_current and _may_join(groups[at], groups[other], span):
            _join(groups, at, other)
            for near in groups[at].sums:
                heapq.heappush(queue, _entry(groups, *sorted((at, near))))
    return [sorted(groups[at].blocks) for at in sorted(groups)]


def _singles(blocks: Sequence[Block], kin: Kin) -> list[_Group]:
    place = {article: at for at, block in enumerate(blocks) for article in block.articles}
    made = [
        _Group([at], len(block.articles), block.first_at, block.last_at, block.is_settled, {})
        for at, block in enumerate(blocks)
    ]
    for at, block in enumerate(blocks):
        sums = made[at].sums
        for article in block.articles:
            for other, probability in kin.get(article, {}).items():
                there = place.get(other, at)
                if there != at:
                    sums[there] = sums.get(there, 0) + probability
    return made


def _entry(groups: Mapping[int, _Group], at: int, other: int) -> tuple[float, int, int]:
    one = groups[at]
    return -one.sums.get(other, 0) / (one.size * groups[other].size), at, other


def _may_join(one: _Group, other: _Group, span: timedelta) -> bool:
    if one.is_settled and other.is_settled:
        return False
    return max(one.last_at, other.last_at) - min(one.first_at, other.first_at) <= span


def _join(groups: dict[int, _Group], at: int, gone: int) -> None:
    one, other = groups[at], groups.pop(gone)
    one.blocks += other.blocks
    one.size += other.size
    one.first_at, one.last_at = min(one.first_at, other.first_at), max(one.last_at, other.last_at)
    one.is_settled = one.is_settled or other.is_settled
    for near, probability in other.sums.items():
        if near != at:
            one.sums[near] = one.sums.get(near, 0) + probability
            groups[near].sums[at] = one.sums[near]
            del groups[near].sums[gone]
    one.sums.pop(gone, None)
