"""Lines of a record file that are not ours: found when it is read, put back where they stood when it is written."""

from collections.abc import Iterator, Mapping, Sequence

from topicwire.formats.front_matter import FrontMatter, key_lines
from topicwire.model.record import Extra

KEYS = (
    *("category", "title", "excerpt", "publishedDateTime", "originalUrl", "webUrl", "ampWebUrl", "cdnAmpWebUrl"),
    *("type", "quality", "heat", "published", "featuredContent", "provider", "topics", "images", "related", "secured"),
)
"""The top-level keys of a record, in the order they are written."""
BELOW, EMPTY_LINE = "---", "\n"
"""Where words under the front matter stand, and what stands there in a record of ours."""


def find_extras(found: FrontMatter) -> tuple[Extra, ...]:
    """List the unknown keys with all they hold, the comments between keys and the words below the fence."""
    below = () if found.below == EMPTY_LINE else (Extra(after=BELOW, text=found.below),)
    if found.values.keys() <= set(KEYS) and "#" not in found.text:
        return below
    return (*_between(found.text.split("\n")[:-1], key_lines(found.text)), *below)


def _between(lines: Sequence[str], keys: Sequence[tuple[int, str]]) -> Iterator[Extra]:
    after = ""
    ends = [*(line for line, _ in keys[1:]), len(lines)]
    gap = lines[: keys[0][0]] if keys else lines
    for (start, key), end in zip(keys, ends, strict=True):
        stop = _end_of_value(lines, start, end)
        if key not in KEYS:
            yield Extra(after=after, text="\n".join((*gap, *lines[start:stop])))
        else:
            yield from _comments(gap, after)
            after = key
        gap = lines[stop:end]
    yield from _comments(gap, after)


def _end_of_value(lines: Sequence[str], start: int, end: int) -> int:
    """Leave the empty lines and comments behind a value to what follows it."""
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _comments(gap: Sequence[str], after: str) -> Iterator[Extra]:
    """Keep comments with the empty lines before them; the empty lines behind are the writer's."""
    last = max((at for at, line in enumerate(gap) if line.strip()), default=-1)
    if last >= 0:
        yield Extra(after=after, text="\n".join(gap[: last + 1]))


def with_extras(groups: Sequence[Mapping[str, Sequence[str]]], extras: Sequence[Extra]) -> list[str]:
    """Give all lines between the fences: the groups with an empty line between them, and the extras in their places.

    `groups` map each key to its lines, none for a key that is left out.
    """
    written: list[str] = _behind("", extras)
    is_first = True
    for group in groups:
        is_open = False
        for key, lines in group.items():
            if lines and not is_open:
                written += [] if is_first else [""]
                is_first, is_open = False, True
            written += lines
            written += _behind(key, extras)
    return written


def _behind(key: str, extras: Sequence[Extra]) -> list[str]:
    return [line for extra in extras if extra.after == key for line in extra.text.split("\n")]


def words_below(extras: Sequence[Extra]) -> str:
    """Give what stands below the front matter."""
    return next((extra.text for extra in extras if extra.after == BELOW), EMPTY_LINE)
