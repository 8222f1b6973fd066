"""How a card is put together: its parts always add up to its total. Pure."""

from collections.abc import Iterable

from topicwire.model.score import ScoreCard, ScorePart


def card(name: str, preset: str, parts: Iterable[ScorePart]) -> ScoreCard:
    """Give the card of all parts that count for something; a part of 0 points stays when it says why it is 0."""
    kept = tuple(part for part in parts if part.points or part.why)
    return ScoreCard(name=name, preset=preset, total=sum(part.points for part in kept), parts=kept)


def part(name: str, points: int, why: str) -> ScorePart:
    """Give one named part."""
    return ScorePart(name=name, points=points, why=why)
