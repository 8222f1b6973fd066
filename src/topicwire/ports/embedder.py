"""A model that turns sentences into vectors. A hub may have one; everything works with none."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Gives texts of like meaning vectors of like direction."""

    @property
    def name(self) -> str:
        """Name of the model with its version: vectors of different names cannot be compared."""
        ...

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Give each text's vector, in order, of length one; zeros for a text without a word."""
        ...
