"""How alike two stored vectors are."""

import numpy as np
import pytest

from topicwire.text.cosines import cosine, cosines, packed


def unit(*numbers: float) -> bytes:
    """Pack a vector of length one."""
    vector = np.array(numbers, dtype=np.float32)
    return packed(vector / np.linalg.norm(vector))


def test_a_cosine_is_kept_by_what_is_stored() -> None:
    """Half precision is enough."""
    assert cosine(unit(1, 2, 3), unit(1, 2, 3)) == pytest.approx(1, abs=0.001)
    assert cosine(unit(1, 0), unit(1, 1)) == pytest.approx(0.7071, abs=0.001)
    assert cosine(unit(1, 0), unit(-1, 0)) == -1
    assert len(unit(1, 0)) == 4


def test_vectors_that_are_missing_or_do_not_fit_have_none() -> None:
    """An article from before the model was set up is compared by its words alone."""
    one = unit(1, 0)
    assert cosine(None, one) is None
    assert cosine(one, None) is None
    assert cosine(one, b"") is None
    assert cosines(one, [None, unit(1, 0, 0), unit(0, 1), one]) == [None, None, 0, 1]
    assert cosines(one, []) == []
