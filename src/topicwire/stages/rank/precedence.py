"""What never leads a story over better company, whatever its figure: copies, press releases, market reports. Pure.

A card is a sum, and a sum can be outweighed: by a picture, a favoured host, other weights. So what must hold for every
card is a rule: an article of a lower rank is held back to one point below the best of a higher rank in the same story.
The record law stays true to the letter: the article of the highest quality leads (record-format.md section 3).
"""

from collections.abc import Sequence
from dataclasses import replace

from topicwire.model.score import ScoreCard
from topicwire.stages.rank.cards import card, part
from topicwire.stages.rank.law import Entrant, Precedence
from topicwire.stages.rank.weights import part_name

HELD_BACK = "held back"
_KEYS = {
    "market_report": Precedence.MARKET_REPORT,
    "press_release": Precedence.OWN_WORDS,
    "sponsored": Precedence.OWN_WORDS,
}
_WORDS = {
    Precedence.MARKET_REPORT: "a market report does",
    Precedence.OWN_WORDS: "a company's own words do",
    Precedence.COVERAGE: "this does",
}


def precedence_of(quality: ScoreCard) -> Precedence:
    """Read off an article's card how near to coverage it is: the parts that fired decide, whatever they weigh."""
    named = {one.name for one in quality.parts}
    return next((precedence for key, precedence in _KEYS.items() if part_name(key) in named), Precedence.COVERAGE)


def held_back(entrants: Sequence[Entrant]) -> list[Entrant]:
    """Hold back every entrant that must not lead over another, in the order given.

    A copy is what its original is. A figure that an editor set, or that came with a record, holds. What readers never
    see holds nobody back.
    """
    made = {one.article_id: one for one in entrants}
    for one in entrants:
        if original := made.get(one.copy_of) if one.copy_of else None:
            made[one.article_id] = replace(one, precedence=max(one.precedence, original.precedence))
    for one in sorted(made.values(), key=lambda one: (one.precedence, one.copy_of is not None)):
        made[one.article_id] = _held(one, list(made.values()))
    return list(made.values())


def _held(one: Entrant, others: Sequence[Entrant]) -> Entrant:
    """Lower an entrant below the best that goes before it, and below its original; those are settled by now."""
    if one.is_fixed:
        return one
    seen = [other for other in others if not other.decided.is_hidden]
    nearer = [other for other in seen if other.precedence < one.precedence]
    best = max(nearer, key=lambda other: other.quality.total, default=None)
    original = next((other for other in seen if other.article_id == one.copy_of), None)
    above = min((other for other in (best, original) if other), key=lambda other: other.quality.total, default=None)
    if above is None or one.quality.total < above.quality.total:
        return one
    points = above.quality.total - 1 - one.quality.total
    why = f"{_WORDS[one.precedence]} not lead over “{above.title}”, which has {above.quality.total}"
    if above is original:
        why = f"a copy does not lead over its original, which has {above.quality.total}"
    quality = card("quality", one.quality.preset, [*one.quality.parts, part(HELD_BACK, points, why)])
    return replace(one, quality=quality)
