"""In which order readers see stories, and why each stands where it does: one answer for the site and its tellings.

Nothing here reads a clock. On the front page a story counts `heat × 2^(−age / half-life)`, its age that of the article
which leads it; the points of a related article that came later age from its own date. The logarithm of the sum is
`log2(Σ points × 2^(published / half-life)) − now / half-life`, and the last term is the same for every story: so the
order does not depend on when one looks, and an edition renders to the same bytes for ever.

Diversity is a share that a story loses for each of the WINDOW stories right above it by the same publisher, and for
each on the same topic but the first two. A fixed share is a fixed step in the logarithm, so this order does not depend
on the clock either. Places are given from the top, each to the story that then counts most; so the first five are the
same whether one asks for five or for fifty.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from math import log2

from topicwire.model.hub import Hub
from topicwire.model.record import RankedArticle

RELATED = "related"
"""The part of a story's heat that its related articles bring (stages/rank/law.py)."""
WINDOW = 5
"""Stories above that a story is compared with: about as many as are seen at once."""
MOST_PLACED = 200
"""Places given with diversity: more than a front page shows. What comes later stands by heat and age alone."""
FREE_TOPICS = 2
"""Stories on the same topic among those above that cost nothing: most hubs have more of a topic than from a house."""
WHOLE_STEP = 1e6
"""The step where diversity is 1, in place of infinity: larger than any standing apart, small enough to add up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPlace:
    """Where a story stands, and what decided it."""

    article: RankedArticle  # the one that leads it
    place: int  # from 1
    standing: float  # by heat and age; 1 more is worth twice the heat, or one half-life
    same_publisher: int  # of the WINDOW stories above it
    same_topic: int  # of the WINDOW stories above it
    lowered: float  # what diversity took off the standing, 0 or more


def standing(heat: int | None, published_at: datetime, half_life_hours: float) -> float:
    """Weigh heat against age: a story as hot as another and one half-life newer stands exactly 1 higher.

    Args:
        heat: None and anything below 1 count as 1, the coldest a story can be.
        published_at: of the article that leads.
        half_life_hours: above 0.
    """
    return log2(max(heat or 1, 1)) + published_at.timestamp() / (half_life_hours * 3600)


def story_standing(lead: RankedArticle, half_life_hours: float) -> float:
    """Weigh a story: its heat ages from the lead's date, the points of later related articles from their own.

    So a better report makes the story new, and a report after it lifts the story as far as it counts.
    """
    added = sum(part.points for part in lead.heat.parts if part.name == RELATED) if lead.heat else 0
    said = tuple(related.published for related in lead.record.related) if added else ()
    return _standing(lead.record.heat, lead.published_at, added, said, half_life_hours)


@lru_cache(maxsize=32_768)
def _standing(
    heat: int | None, published_at: datetime, added: int, said: tuple[str, ...], half_life_hours: float
) -> float:
    """Weigh a story; remembered, as the front page, its topics, its day and its month all ask for the same."""
    if not said:
        return standing(heat, published_at, half_life_hours)
    others = [_published_at(one, published_at) for one in said]
    own = max((heat or 1) - added, 1)
    shares = [(own, published_at), *((added / len(others), max(at, published_at)) for at in others)]
    # The greatest is taken out of the sum: 2^(seconds since 1970 / half-life) is no number a float can hold.
    ages = [at.timestamp() / (half_life_hours * 3600) for _, at in shares]
    newest = max(ages)
    worth = sum(points * 2 ** (age - newest) for (points, _), age in zip(shares, ages, strict=True))
    return log2(worth) + newest


def _published_at(said: str, otherwise: datetime) -> datetime:
    """Read a date as records write it; `otherwise` where one taken over says something else."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return otherwise
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def front_order(leads: Iterable[RankedArticle], hub: Hub, most: int | None = None) -> tuple[RankedArticle, ...]:
    """Order leads as the front page shows them: by heat, age and diversity; ties by article id.

    `most` are given, all when None; those given are the same whatever it is.
    """
    return tuple(place.article for place in islice(_places(leads, hub), most))


def front_place(leads: Iterable[RankedArticle], hub: Hub, story_id: str) -> FrontPlace | None:
    """Give the place of one story; None when no lead is of that story."""
    return next((place for place in front_places(leads, hub) if place.article.story_id == story_id), None)


def front_places(leads: Iterable[RankedArticle], hub: Hub) -> tuple[FrontPlace, ...]:
    """Give every lead its place, from the top.

    Takes time for sorting, and for MOST_PLACED places a look at the few next in line.
    """
    return tuple(_places(leads, hub))


def _places(leads: Iterable[RankedArticle], hub: Hub) -> Iterator[FrontPlace]:
    """Give the places one by one: a page shows the first of thousands."""
    runners = _in_line(leads, hub)
    publisher_step = -log2(1 - hub.diversity) if hub.diversity < 1 else WHOLE_STEP
    placed: list[FrontPlace] = []
    while runners and len(placed) < MOST_PLACED and publisher_step:
        best = _best(runners, placed[-WINDOW:], publisher_step)
        placed.append(best[1])
        del runners[best[0]]
        yield best[1]
    yield from (_plain(runner, number) for number, runner in enumerate(runners, len(placed) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Runner:
    """A lead that waits for its place."""

    article: RankedArticle
    standing: float
    topic: str | None  # its first topic below the root

    @property
    def domain(self) -> str:
        """Name the publisher."""
        return self.article.record.provider.domain


def _in_line(leads: Iterable[RankedArticle], hub: Hub) -> list[_Runner]:
    roots = {topic.name for topic in hub.topics if topic.parent is None}
    runners = [
        _Runner(
            article=lead,
            standing=story_standing(lead, hub.half_life_hours),
            topic=first_topic(lead, roots),
        )
        for lead in leads
    ]
    return sorted(runners, key=lambda runner: (-runner.standing, runner.article.article_id))


def first_topic(lead: RankedArticle, roots: Iterable[str]) -> str | None:
    """Name the first of a record's topics that is no root of the hub, as all records share that one."""
    return next((name for name in lead.record.topics if name not in roots), None)


def _best(runners: Sequence[_Runner], above: Sequence[FrontPlace], step: float) -> tuple[int, FrontPlace]:
    """Give the index and place of the runner that counts most; the first in line among equals."""
    best: tuple[int, FrontPlace] | None = None
    for index, runner in enumerate(runners):
        if best and runner.standing <= best[1].standing - best[1].lowered:
            break
        place = _beside(runner, above, step)
        if best is None or place.standing - place.lowered > best[1].standing - best[1].lowered:
            best = index, place
    assert best is not None
    return best


def _beside(runner: _Runner, above: Sequence[FrontPlace], step: float) -> FrontPlace:
    same_publisher = sum(place.article.record.provider.domain == runner.domain for place in above)
    same_topic = sum(runner.topic in place.article.record.topics for place in above) if runner.topic else 0
    return FrontPlace(
        article=runner.article,
        place=(above[-1].place if above else 0) + 1,
        standing=runner.standing,
        same_publisher=same_publisher,
        same_topic=same_topic,
        lowered=step * (same_publisher + max(0, same_topic - FREE_TOPICS)),
    )


def _plain(runner: _Runner, place: int) -> FrontPlace:
    return FrontPlace(
        article=runner.article, place=place, standing=runner.standing, same_publisher=0, same_topic=0, lowered=0.0
    )


def tell_place(places: Sequence[FrontPlace], story_id: str, hub: Hub) -> tuple[str, ...]:
    """Say in a few sentences why a story stands where it does; none when it is not among `places`, which are all.

    Ages are told against the newest story, not against now: the order knows no now.
    """
    found = next((place for place in places if place.article.story_id == story_id), None)
    if found is None:
        return ()
    newest = max(place.article.published_at for place in places)
    return (
        f"Place {found.place} of {len(places)} on the front page.",
        _told_standing(found, newest, hub.half_life_hours),
        *_told_diversity(found, hub.diversity),
        *_told_next(places, found),
    )


def _told_standing(found: FrontPlace, newest: datetime, half_life_hours: float) -> str:
    """Tell heat and what is left of it."""
    heat = max(found.article.record.heat or 1, 1)
    hours = (newest - found.article.published_at).total_seconds() / 3600
    worth = 2 ** (found.standing - newest.timestamp() / (half_life_hours * 3600))
    return (
        f"Its heat of {heat} counts half for every {half_life_hours:g} hours: led by an article {hours:.0f} hours "
        f"older than the newest that leads, and with what was reported since, it counts {worth:.1f}."
    )


def _told_diversity(found: FrontPlace, diversity: float) -> Iterable[str]:
    if not found.lowered:
        return
    shared = []
    if found.same_publisher:
        shared.append(f"{found.same_publisher} by the same publisher")
    if found.same_topic:
        shared.append(f"{found.same_topic} on the same topic")
    kept = 100 * 2**-found.lowered
    yield (
        f"Of the {WINDOW} stories above it {' and '.join(shared)}: "
        f"at a diversity of {diversity:g} {kept:.0f} % of that is left."
    )


def _told_next(places: Sequence[FrontPlace], found: FrontPlace) -> Iterable[str]:
    if found.place > 1:
        yield f"Above it: “{places[found.place - 2].article.record.title}”."
