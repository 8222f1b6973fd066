"""The YAML between the `---` lines of a record, judged before any parser sees it.

Everything is text: which value is a number is for the reader of the key to say. Size, depth, aliases and tags are
refused first, by patterns that see more danger than there is and, where they see any, by walking the events, because
nested brackets crash PyYAML's C loader (64 kB of them end the process).
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from topicwire.errors import RecordError

MAX_BYTES, MAX_DEPTH = 16 * 1024 * 1024, 20

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"^([A-Za-z_][\w-]{0,60}):", re.MULTILINE)
_SUSPICIOUS = re.compile(
    r"^ {24}"  # deep block nesting
    r"|^[ ]*(?:[-?] +){4}"  # lists in lists on one line
    r"|(?:^|[\s,\[{:-])[&*!][^\s]"  # an anchor, alias or tag, or a word that starts so
    r"|^[ ]*[%?]"
    r"|\t",
    re.MULTILINE,
)
_QUOTES = frozenset("\"'|>")
NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class _Loader(yaml.CBaseLoader):
    """Builds text, lists and mappings only; a plain null is None, a key given twice is refused."""

    def construct_scalar(self, node: yaml.ScalarNode) -> Any:
        return None if node.style not in _QUOTES and node.value in NULLS else node.value

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        known = set[str]()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in known:
                raise yaml.constructor.ConstructorError(None, None, "a key stands twice or is no text", key.start_mark)
            known.add(key.value)
        return super().construct_mapping(node, deep=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What a file says between its fences, and where."""

    values: dict[str, Any]  # text, lists and mappings; None for null
    lines: dict[str, int]  # the line of the file each top-level key stands on
    text: str  # verbatim, line ends LF
    below: str  # verbatim, what follows the second fence


def read_front_matter(raw: bytes, path: str) -> FrontMatter:
    """Read the front matter of a file.

    Raises:
        RecordError: too large, not UTF-8, no front matter, or YAML that is broken or not taken; says file and line.
    """
    if len(raw) > MAX_BYTES:
        raise RecordError(f"larger than {MAX_BYTES} bytes", subject=f"{path}:1")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise RecordError("not UTF-8", subject=f"{path}:{line}", remedy="save the file as UTF-8") from error
    front, below = _front(text, path)
    _refuse_constructs(front, path)
    try:
        values = yaml.load(front, Loader=_Loader)  # noqa: S506 - a subclass of BaseLoader: text only
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _failure(error, path) from error
    if not isinstance(values, dict):
        raise RecordError("expected `key: value` lines", subject=f"{path}:2")
    lines = {found[1]: front.count("\n", 0, found.start()) + 2 for found in _KEY.finditer(front)}
    return FrontMatter(values=values, lines=lines, text=front, below=below)


def key_lines(front: str) -> list[tuple[int, str]]:
    """List the lines (from 0) on which the top-level keys of a front matter stand, in their order.

    Only for text that `read_front_matter` has taken: what its parser would refuse is not looked for again.
    """
    node = yaml.compose(front, Loader=yaml.CBaseLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [(key.start_mark.line, key.value) for key, _ in pairs]


def _front(text: str, path: str) -> tuple[str, str]:
    fences = _FENCE.finditer(text)
    first, second = next(fences, None), next(fences, None)
    if first is None or first.start() != 0:
        raise RecordError("no front matter: the first line is not `---`", subject=f"{path}:1")
    if second is None:
        raise RecordError("the front matter never ends: no second `---` line", subject=f"{path}:1")
    return text[first.end() + 1 : second.start()], text[second.end() + 1 :]


def _refuse_constructs(front: str, path: str) -> None:
    may_be_deep = front.count("[") + front.count("{") > MAX_DEPTH or _SUSPICIOUS.search(front)
    if not may_be_deep:
        return
    depth = 0
    try:
        for event in yaml.parse(front, Loader=yaml.CBaseLoader):
            depth += _depth_change(event)
            if what := _refused(event, depth):
                raise RecordError(what, subject=f"{path}:{_line(event)}")
    except (yaml.YAMLError, ValueError) as error:
        raise _failure(error, path) from error


def _depth_change(event: yaml.Event) -> int:
    if isinstance(event, yaml.CollectionStartEvent):
        return 1
    return -1 if isinstance(event, yaml.CollectionEndEvent) else 0


def _refused(event: yaml.Event, depth: int) -> str:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "anchors and aliases are not taken"
    if getattr(event, "tag", None):
        return "tags are not taken"
    return "nested too deeply" if depth > MAX_DEPTH else ""


def _line(event: yaml.Event) -> int:
    mark = getattr(event, "start_mark", None)
    return mark.line + 2 if mark is not None else 1


def _failure(error: Exception, path: str) -> RecordError:
    mark = getattr(error, "problem_mark", None)
    words = getattr(error, "problem", None) or next(iter(str(error).splitlines()), "not YAML")
    return RecordError(f"not YAML: {words}", subject=f"{path}:{mark.line + 2 if mark else 2}")
