"""Keeps Python's search for cycles of garbage out of the way while an edition is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_collecting() -> Iterator[None]:
    """Pause the search for cycles; on again at the end if it was on.

    An edition is a million objects that all stay, and nothing that renders it makes cycles: looking through them again
    and again took a quarter of the time. What is no longer used goes at once all the same, by its count.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
