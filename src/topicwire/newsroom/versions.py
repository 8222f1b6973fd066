"""Versions of the parts that decide whether data are safe."""

from topicwire.store.sqlite import library_version


def versions() -> dict[str, str]:
    """Name the store's library and its version."""
    return {"sqlite": library_version()}
