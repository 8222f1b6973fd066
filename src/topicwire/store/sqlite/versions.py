"""Which SQLite libraries may touch a hub. Pure."""

WAL_RESET_FIRST = (3, 7, 0)
WAL_RESET_FIXED = (3, 51, 3)
WAL_RESET_BACKPORTS = {(3, 44): 6, (3, 50): 7}
"""Branch -> the first patch release with the fix."""


def explain_unsafe(version: tuple[int, int, int]) -> str | None:
    """Say why this SQLite must not be used, or None when it may.

    Source: sqlite.org, "The WAL-reset bug": a checkpoint racing a commit may corrupt the file in 3.7.0 to 3.51.2,
    fixed in 3.51.3 and in 3.44.6 and 3.50.7 of their branches. Older ones have no WAL at all.
    """
    if version < WAL_RESET_FIRST:
        return "it has no write-ahead log"
    if version >= WAL_RESET_FIXED:
        return None
    patch = WAL_RESET_BACKPORTS.get(version[:2])
    if patch is not None and version[2] >= patch:
        return None
    return "it can corrupt a store when a checkpoint races a commit (WAL-reset bug)"


def parse_version(text: str) -> tuple[int, int, int]:
    """Read `3.54.1` as numbers; missing parts are 0, a fourth is ignored."""
    numbers = [int(part) for part in text.split(".")[:3]]
    major, minor, patch = (*numbers, 0, 0)[:3]
    return major, minor, patch
