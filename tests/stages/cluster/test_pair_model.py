"""How surely two articles tell of one event."""

from math import log

import numpy as np
import orjson
import pytest

from topicwire.errors import FormatError
from topicwire.model.ids import ArticleId
from topicwire.stages.cluster.pair_model import FORM, WHOLE, read_model, shipped_model, written
from topicwire.stages.cluster.shelf import Compared
from topicwire.stages.cluster.signals import SIGNALS

LIKENESSES = ("words", "title", "excerpt", "across", "names", "figures", "letters")


def compared(has_vector: bool = False, **signals: float) -> Compared:
    """Build a comparison with one article."""
    row = [[signals.get(name, 0.0) for name in SIGNALS]]
    return Compared([ArticleId("a")], np.array(row), np.array([has_vector]))


@pytest.mark.parametrize("raw", [b"", b"nonsense", b"[]", b"{}", b"null", orjson.dumps({"form": FORM, "plain": {}})])
def test_a_damaged_model_is_refused(raw: bytes) -> None:
    """Half a file is no model."""
    with pytest.raises(FormatError):
        read_model(raw)


def test_a_model_of_another_form_is_refused() -> None:
    """A newer file is not read as if it were ours; the message names the form."""
    raw = written(shipped_model().plain, shipped_model().meaning, {}).replace(b"model 1", b"model 2")
    with pytest.raises(FormatError, match="another form"):
        read_model(raw)


def test_a_written_model_is_read_as_it_was() -> None:
    """What the script wrote is what the hub goes by."""
    model = shipped_model()
    assert read_model(written(model.plain, model.meaning, {"pairs": 1})) == model


@pytest.mark.parametrize("name", LIKENESSES)
@pytest.mark.parametrize("has_vector", [False, True])
def test_more_in_common_is_never_less_sure(name: str, has_vector: bool) -> None:
    """Each likeness alone makes one event surer, or says nothing."""
    found = [shipped_model().probabilities(compared(has_vector, **{name: at / 5}))[0] for at in range(6)]
    assert found == sorted(found)


def test_a_longer_pause_is_less_sure() -> None:
    """Time between two reports counts against one event."""
    found = [shipped_model().probabilities(compared(words=0.5, pause=at / 5, days=at / 5))[0] for at in range(6)]
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize("has_vector", [False, True])
def test_reasons_sum_up_to_the_odds(has_vector: bool) -> None:
    """What an editor is shown is what was decided by."""
    model = shipped_model()
    it = compared(has_vector, words=0.3, title=0.2, pause=0.4, across=0.25, meaning=0.5)
    scale = model.meaning if has_vector else model.plain
    odds = scale.start + sum(reason.points for reason in model.reasons(it, 0))
    probability = model.probabilities(it)[0] / WHOLE
    assert odds == pytest.approx(log(probability / (1 - probability)), abs=0.03)
    strengths = [abs(reason.points) for reason in model.reasons(it, 0)]
    assert strengths == sorted(strengths, reverse=True)
    assert model.reasons(compared(), 0) == ()
