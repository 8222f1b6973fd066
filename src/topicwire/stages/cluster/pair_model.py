"""How surely two articles tell of one event, from their signals: a weighted sum, learned on labelled stories.

The weights lie in `pair_model.json`, to be read by people; `benchmarks/learn_pairs.py` makes them anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import orjson

from topicwire.errors import FormatError
from topicwire.model.story import Signal
from topicwire.stages.cluster.shelf import Compared
from topicwire.stages.cluster.signals import SIGNALS, Floats

WHOLE = 10_000
"""Probabilities are kept as whole ten-thousandths: sums of them are exact in any order."""
MOST_SIGNALS = 6
FORM = "topicwire pair model 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A weighted sum that gives log-odds."""

    start: float  # of two articles that share nothing, published at once
    weights: tuple[float, ...]  # in the order of SIGNALS


@dataclass(frozen=True, slots=True, kw_only=True)
class PairModel:
    """Two scales: one for words alone, one that knows what sentences mean."""

    plain: Scale
    meaning: Scale

    def probabilities(self, compared: Compared) -> list[int]:
        """Give for each compared article the probability of one event, in ten-thousandths."""
        odds = np.where(compared.has_vectors, self._odds(self.meaning, compared), self._odds(self.plain, compared))
        found: Floats = WHOLE / (1 + np.exp(-odds))
        return [round(one) for one in found.tolist()]

    def _odds(self, scale: Scale, compared: Compared) -> Floats:
        odds: Floats = scale.start + compared.signals @ np.array(scale.weights)
        return odds

    def reasons(self, compared: Compared, row: int) -> tuple[Signal, ...]:
        """Say what each signal added for one compared article, strongest first; those that say nothing left out."""
        scale = self.meaning if compared.has_vectors[row] else self.plain
        points = zip(SIGNALS, scale.weights, compared.signals[row].tolist(), strict=True)
        found = (Signal(name=name, points=round(weight * value, 2)) for name, weight, value in points)
        return tuple(sorted((one for one in found if one.points), key=_strength)[:MOST_SIGNALS])


def _strength(signal: Signal) -> tuple[float, str]:
    return -abs(signal.points), signal.name


@cache
def shipped_model() -> PairModel:
    """Read the model that comes with topicwire."""
    return read_model(files(__package__).joinpath("pair_model.json").read_bytes())


def read_model(raw: bytes) -> PairModel:
    """Read a model; raises FormatError when it is none, or of another version."""
    try:
        found = orjson.loads(raw)
        if found["form"] != FORM:
            raise FormatError(f"the pair model is of another form than “{FORM}”", subject="pair_model.json")
        return PairModel(plain=_scale(found["plain"]), meaning=_scale(found["meaning"]))
    except (ValueError, KeyError, TypeError) as error:
        raise FormatError("the pair model cannot be read", subject="pair_model.json") from error


def _scale(found: Mapping[str, float]) -> Scale:
    return Scale(start=float(found["start"]), weights=tuple(float(found.get(name, 0.0)) for name in SIGNALS))


def written(plain: Scale, meaning: Scale, made_from: Mapping[str, object]) -> bytes:
    """Write a model for `read_model`, and for people."""
    scales = {"plain": _named(plain), "meaning": _named(meaning)}
    return orjson.dumps({"form": FORM, "made_from": made_from, **scales}, option=orjson.OPT_INDENT_2) + b"\n"


def _named(scale: Scale) -> dict[str, float]:
    pairs: Sequence[tuple[str, float]] = list(zip(SIGNALS, scale.weights, strict=True))
    return {"start": round(scale.start, 3), **{name: round(weight, 3) for name, weight in pairs if weight}}
