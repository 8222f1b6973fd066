"""How tables of words are written in the code: as lines, read once at import."""


def words(*lines: str) -> frozenset[str]:
    """Give the words of some lines as a set."""
    return frozenset(word for line in lines for word in line.split())
