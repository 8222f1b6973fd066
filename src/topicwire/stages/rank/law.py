"""The story law: who leads, how hot the story is, whether readers see it. Pure.

Source: record-format.md section 3, measured on three hubs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from topicwire.model.ids import ArticleId
from topicwire.model.record import Related
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.stages.rank.cards import card, part
from topicwire.stages.rank.settings import RankSettings

NOT_LEADING = -1
"""The heat of a record that does not lead its story."""


class Precedence(IntEnum):
    """How near to coverage an article is: one of a higher number never leads over one of a lower (precedence.py)."""

    COVERAGE = 0
    OWN_WORDS = 1  # a press release, or paid for
    MARKET_REPORT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What an editor decided on one member (stages/rank/ruled.py)."""

    is_hidden: bool = False  # readers never see it: it leads only when all are hidden
    is_shown: bool = False  # shown whatever its heat
    pinned_at: datetime | None = None  # chosen to lead, whatever its quality; the latest choice wins
    is_passed_over: bool = False  # leads only if no other can
    heat: int | None = None  # as long as it leads
    listed: tuple[Related, ...] | None = None  # what its record lists beside the members; None: as it would


UNDECIDED = Decided()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """One member of a story with its quality."""

    article_id: ArticleId
    title: str
    published_at: datetime
    quality: ScoreCard
    copy_of: ArticleId | None
    precedence: Precedence = Precedence.COVERAGE
    is_fixed: bool = False  # an editor set its quality, or it came with a record
    decided: Decided = UNDECIDED


def in_rank(entrants: Sequence[Entrant]) -> list[Entrant]:
    """List the members, highest quality first, then the earliest, then by id: the first leads.

    What an editor decided comes before quality.
    """
    return sorted(entrants, key=lambda one: (*_word(one.decided), -one.quality.total, one.published_at, one.article_id))


def _word(decided: Decided) -> tuple[bool, float, bool]:
    pinned = -decided.pinned_at.timestamp() if decided.pinned_at else 0.0
    return decided.is_hidden, pinned, decided.is_passed_over


def heat_card(ranked: Sequence[Entrant], settings: RankSettings, *, beyond: int = 0, engagement: int = 0) -> ScoreCard:
    """Give the heat of a story from its members in rank.

    `beyond` counts what the lead's record lists beside them, `engagement` what a record taken over had beyond the law.

    On the reference card every related article adds to it. On the default card only words of their own do: a text
    carried by ten papers is one report, and a market report is none.
    """
    lead, related = ranked[0], len(ranked) - 1 + beyond
    counted = related if settings.card == "reference" else _own_words(ranked) + beyond
    parts = [part("quality", lead.quality.total, "the quality of the article that leads")]
    if related:
        parts.append(part("related", settings.per_related * counted, _related_why(counted, related, settings)))
    if engagement:
        parts.append(part("engagement", engagement, "its record was taken over with it"))
    if lead.decided.heat is not None:
        parts.append(part("editor", lead.decided.heat - sum(one.points for one in parts), "an editor decided on it"))
    return card("heat", "law", [*parts, *_floor(sum(one.points for one in parts))])


def _own_words(ranked: Sequence[Entrant]) -> int:
    """Count the texts beside the lead's own; a copy and its original are one text."""
    texts = {one.copy_of or one.article_id for one in ranked if one.precedence is not Precedence.MARKET_REPORT}
    return len(texts - {ranked[0].copy_of or ranked[0].article_id})


def _related_why(counted: int, related: int, settings: RankSettings) -> str:
    words = f"{counted} related, {settings.per_related} each"
    left_out = related - counted
    return f"{words}; {left_out} more not counted: copies or market reports" if left_out else words


def _floor(total: int) -> list[ScorePart]:
    """Lift a heat below 0 to 0, as -1 means that an article does not lead."""
    return [part("floor", -total, "heat is not below 0")] if total < 0 else []


def verdict(entrant: Entrant, ranked: Sequence[Entrant], heat: int, threshold: int) -> str:
    """Say in words why readers do, or do not, see the article leading."""
    lead = ranked[0]
    if entrant.decided.is_hidden:
        return "Hidden: an editor decided that readers do not see it."
    if entrant is not lead:
        return _why_not_leading(entrant, lead, ranked)
    place = f"Leads a story of {len(ranked)}" if len(ranked) > 1 else "Alone on its story"
    chosen = " An editor decided that it leads." if lead.decided.pinned_at and len(ranked) > 1 else ""
    if heat >= threshold:
        return f"{place}: its heat of {heat} reaches the threshold of {threshold}.{chosen}"
    shown = " An editor decided that it is published all the same." if lead.decided.is_shown else ""
    return f"{place}: its heat of {heat} is below the threshold of {threshold}.{chosen}{shown}"


def _why_not_leading(entrant: Entrant, lead: Entrant, ranked: Sequence[Entrant]) -> str:
    original = next((one.title for one in ranked if one.article_id == entrant.copy_of), None)
    start = f"A copy of “{original}”. " if original else ""
    if lead.decided.pinned_at:
        return f"{start}Does not lead: an editor decided that “{lead.title}” does."
    if entrant.decided.is_passed_over:
        return f"{start}Does not lead: an editor decided so, and “{lead.title}” can."
    ours, theirs = entrant.quality.total, lead.quality.total
    if ours == theirs:
        return f"{start}Does not lead: “{lead.title}” has the same quality of {theirs} and came first."
    return f"{start}Does not lead: “{lead.title}” has a quality of {theirs}, this one {ours}."
