"""Which stretch of time each part of the static search index holds. Pure; what stands in a part: search_index.py."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from topicwire.model.record import RankedArticle

Naming = Callable[[RankedArticle], str]
Groups = list[tuple[str, list[RankedArticle]]]
MOST = 400
"""Stories in a part, unless one day alone has more. About 130 kB on the wire: small enough to be read at once, large
enough that years of stories are a few dozen files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Stories that stand in one file of the index."""

    name: str  # the stretch it covers: a year, a month, or the first day of some days
    leads: tuple[RankedArticle, ...]  # newest first, at least one


def cut_parts(leads: Iterable[RankedArticle]) -> tuple[Part, ...]:
    """Cut stories, newest first, into parts of at most MOST, newest first.

    A year is one part while it fits, else each month is, else halves, quarters … of its days. The borders are fixed
    by the calendar, so a changed story changes its own part only, and a new one at most splits it.
    """
    years = _grouped(leads, lambda lead: f"{lead.published_at.astimezone(UTC):%Y}")
    return tuple(part for name, found in years for part in _year(name, found))


def _year(name: str, leads: Sequence[RankedArticle]) -> Iterator[Part]:
    if len(leads) <= MOST:
        yield Part(name=name, leads=tuple(leads))
        return
    for month, found in _grouped(leads, lambda lead: f"{lead.published_at.astimezone(UTC):%Y-%m}"):
        if len(found) <= MOST:
            yield Part(name=month, leads=tuple(found))
        else:
            yield from _days(month, found, 1, 32)


def _days(month: str, leads: Sequence[RankedArticle], first: int, end: int) -> Iterator[Part]:
    """Give the days of [first, end), the later half first."""
    if not leads:
        return
    if len(leads) <= MOST or end - first == 1:
        yield Part(name=f"{month}-{first:02}", leads=tuple(leads))
        return
    middle = (first + end) // 2
    later = [lead for lead in leads if lead.published_at.astimezone(UTC).day >= middle]
    earlier = [lead for lead in leads if lead.published_at.astimezone(UTC).day < middle]
    yield from _days(month, later, middle, end)
    yield from _days(month, earlier, first, middle)


def _grouped(leads: Iterable[RankedArticle], name_of: Naming) -> Groups:
    found: dict[str, list[RankedArticle]] = defaultdict(list)
    for lead in leads:
        found[name_of(lead)].append(lead)
    return sorted(found.items(), reverse=True)
