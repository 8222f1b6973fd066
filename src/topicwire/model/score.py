"""Score cards: a figure with its named parts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePart:
    """One named part of a figure."""

    name: str  # as documented in docs/scores.md, e.g. "known organization"
    points: int
    why: str  # in words, with the evidence: "biometricupdate.example is in _data/organizations"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCard:
    """A figure and its parts; the parts always add up to the total."""

    name: str  # "quality" or "heat"
    preset: str  # "reference", "default", or "law" for heat
    total: int
    parts: tuple[ScorePart, ...]
