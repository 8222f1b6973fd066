"""Ranking of articles taken over from an existing hub: as their records say, until their story changes. Pure.

There is no page to score them by, so their own figures hold. A story that nobody joined or left keeps its records to
the letter. When an article joins, the story law goes on from these figures: whoever leads is chosen anew, and what the
records listed beyond the story stays listed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from topicwire.model.ids import ArticleId
from topicwire.model.record import Adopted, Record, Related
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.stages.rank.cards import card, part
from topicwire.stages.rank.law import NOT_LEADING, Entrant
from topicwire.stages.rank.settings import RankSettings
from topicwire.text.urls import address_key

ENGAGEMENT = 2
"""Most points of heat beyond the law (record-format.md section 3)."""

LED_OUTSIDE = "Does not lead: an article that the hub has no record of, listed as related, has a higher quality."


def adopted_quality(computed: ScoreCard, quality: int | None) -> ScoreCard:
    """Give the quality the record says; a record without one has the computed one.

    Where the hub's card is that of the records, its parts stay and one more says what is left.
    """
    if quality is None:
        return computed
    rest = quality - computed.total
    kept = computed.parts if computed.preset == "reference" else ()
    points = rest if kept else quality
    parts = [*kept, *([part("adopted", points, f"the record says {quality}")] if points or not kept else [])]
    return card("quality", computed.preset, parts)


def is_as_adopted(adopted: Sequence[Adopted | None], members: Sequence[ArticleId]) -> bool:
    """Say whether the story is as it was taken over. `adopted` are the members' records, None for a newer article."""
    return all(one is not None and {one.article_id, *one.companions} == set(members) for one in adopted)


def heat_as_adopted(record: Record, settings: RankSettings) -> ScoreCard | None:
    """Give the heat the record says, in parts; None where it does not lead or says none."""
    if record.heat is None or record.heat == NOT_LEADING:
        return None
    quality, related = record.quality or 0, len(record.related)
    parts = [part("quality", quality, "the quality of the article that leads")]
    if related:
        points = settings.per_related * related
        parts.append(part("related", points, f"{related} related, {settings.per_related} each"))
    return card("heat", "law", [*parts, *_rest(record.heat - sum(one.points for one in parts))])


def _rest(points: int) -> list[ScorePart]:
    return [part("adopted", points, "the record says so")] if points else []


def shown_as_adopted(adopted: Adopted, settings: RankSettings) -> Record:
    """Give the record to the letter; only another threshold than then decides anew what readers see."""
    record = adopted.record
    if record.heat is None or settings.threshold == adopted.threshold:
        return record
    return replace(record, is_published=record.heat >= settings.threshold)


def verdict_as_adopted(record: Record, threshold: int) -> str:
    """Say in words why readers do, or do not, see it."""
    if record.heat is None:
        return "Taken over with its record, which gives no figures."
    if record.heat == NOT_LEADING:
        return "Taken over with its record: another article leads its story."
    reach = "reaches" if record.heat >= threshold else "is below"
    return f"Taken over with its record: its heat of {record.heat} {reach} the threshold of {threshold}."


def engagement(record: Record, settings: RankSettings) -> int:
    """Give the points of heat a leading record had beyond the law, which it keeps as long as it leads."""
    if record.heat is None or record.heat == NOT_LEADING:
        return 0
    rest = record.heat - (record.quality or 0) - settings.per_related * len(record.related)
    return rest if 0 < rest <= ENGAGEMENT else 0


def beyond_story(records: Sequence[Record], known: frozenset[str]) -> tuple[Related, ...]:
    """List what the records of a story list that is no article of this hub, each once, in their order.

    `known` are the addresses of the story's members: what has become one of them is left out.
    """
    found = {_name(related): related for record in records for related in record.related if _is_foreign(related, known)}
    return tuple(found.values())


def _is_foreign(related: Related, known: frozenset[str]) -> bool:
    return related.article_id is None and known.isdisjoint(_keys(related))


def _keys(related: Related) -> Iterator[str]:
    return (address_key(address) for address in (related.web_url, related.amp_url) if address)


def _name(related: Related) -> str:
    return next(_keys(related), related.title)


def is_led_from_outside(records: Sequence[Record], beyond: Sequence[Related], best: Entrant) -> bool:
    """Say whether an article that has no record here leads: no record ever led, and a better one is listed."""
    if not records or any(record.heat != NOT_LEADING for record in records):
        return False
    return any(related.quality is not None and related.quality > best.quality.total for related in beyond)


def related_of(
    adopted: Adopted | None, members: Mapping[ArticleId, Related], beyond: Sequence[Related], known: frozenset[str]
) -> tuple[Related, ...]:
    """List what a record of a changed story lists.

    Args:
        adopted: the record as taken over; None for an article that joined since.
        members: the others of the story, in rank.
        beyond: what the story's records list that is no article of this hub.
        known: the addresses of the members.
    """
    if adopted is None:
        return (*members.values(), *beyond)
    kept = [related for related in adopted.record.related if _stays(related, adopted, members, known)]
    listed = {related.article_id for related in kept}
    return (*kept, *(related for article_id, related in members.items() if article_id not in listed))


def _stays(related: Related, adopted: Adopted, members: Mapping[ArticleId, Related], known: frozenset[str]) -> bool:
    """Say whether a listed article stays listed: all but one that left the story, or is a member by now."""
    if related.article_id is None:
        return known.isdisjoint(_keys(related))
    return related.article_id in members or related.article_id not in adopted.companions
