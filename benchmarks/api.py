"""Is the API equal to what a hub published? Takes the hub over into a scratch folder and renders its API from there.

    python -m benchmarks.api DIR [--json]

Every list below `DIR/api/news` is compared value for value: fields, order, pages and where each points next; and the
files of single records where the hub has them. What an older generation of hubs wrote otherwise (record-format.md,
section 6) is set aside, counted and listed.
"""

import argparse
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from benchmarks.figures import quiet, show
from topicwire.newsroom.importing import import_hub
from topicwire.newsroom.publishing import inputs_of
from topicwire.newsroom.room import open_room
from topicwire.render.api import api_sheets
from topicwire.stages.publish.freezing import freeze

SHOWN = 20


def published(hub: Path) -> dict[str, Any]:
    """Read every file of the hub's API of news, by path."""
    return {
        path.relative_to(hub).as_posix(): orjson.loads(path.read_bytes()) for path in hub.glob("api/news/**/*.json")
    }


def rendered(hub: Path) -> dict[str, Any]:
    """Take the hub over and render its API."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "hub"
        import_hub(hub, place, os.environ)
        with open_room(place, os.environ) as room:
            edition = freeze(room.store, inputs_of(room), tuple(room.store.ranked.iterate()))
            size = room.config.settings.publishing.page_size
            return {sheet.path: orjson.loads(sheet.make()) for sheet in api_sheets(edition, size)}


def known_difference(key: str, theirs: object, ours: object, is_video: bool) -> str:
    """Name what the older generation wrote otherwise; empty when it is no such difference."""
    if key == "content" and isinstance(theirs, str) and not theirs.strip() and ours == "":
        return "content of line ends"
    if key == "sourceUrl" and isinstance(theirs, str) and ours is None:
        return "sourceUrl set"
    if key == "webUrl" and is_video and isinstance(theirs, str) and ours is None:
        return "webUrl of a video"
    if key in {"publishedDateTime", "updatedDateTime"} and _is_same_instant(theirs, ours):
        return f"{key} with another offset"
    return ""


def _is_same_instant(theirs: object, ours: object) -> bool:
    if not isinstance(theirs, str) or not isinstance(ours, str):
        return False
    try:
        return datetime.fromisoformat(theirs) == datetime.fromisoformat(ours)
    except (ValueError, TypeError):
        return False


def compare_item(theirs: Any, ours: Any, known: Counter[str]) -> Iterator[str]:
    """Name the fields of an item that differ; known differences are counted instead."""
    for key in sorted(theirs.keys() | ours.keys()):
        old, new = theirs.get(key, "(missing)"), ours.get(key, "(missing)")
        if old == new:
            continue
        if why := known_difference(key, old, new, ours.get("type") == "video"):
            known[why] += 1
        else:
            yield f"{key}: {str(old)[:60]!r} became {str(new)[:60]!r}"


def compare_page(theirs: Any, ours: Any, known: Counter[str]) -> Iterator[str]:
    """Name what differs in a list or in the file of one record."""
    if "value" not in theirs:
        yield from compare_item(theirs, ours, known)
        return
    for key in ("page", "nextPage"):
        if theirs.get(key) != ours.get(key):
            yield f"{key}: {theirs.get(key)} became {ours.get(key)}"
    if len(theirs["value"]) != len(ours["value"]):
        yield f"{len(theirs['value'])} items became {len(ours['value'])}"
    for old, new in zip(theirs["value"], ours["value"], strict=False):
        yield from compare_item(old, new, known)


def measure(hub: Path) -> tuple[dict[str, float | int | bool | str], list[str], Counter[str]]:
    """Give the figures, what is unequal in words, and what was set aside."""
    theirs, ours, known = published(hub), rendered(hub), Counter[str]()
    single = {page["path"]: page for page in ours.values() if "value" not in page}
    unequal = []
    for path, page in sorted(theirs.items()):
        if path not in ours and page.get("path") in single:
            known["file of a record at another place"] += 1
            unequal += [f"{path}: {words}" for words in compare_page(page, single[page["path"]], known)]
        elif path not in ours:
            unequal += [f"{path}: missing"] * max(1, len(page.get("value", ())))
        else:
            unequal += [f"{path}: {words}" for words in compare_page(page, ours[path], known)]
    lists = [page for page in theirs.values() if "value" in page]
    figures: dict[str, float | int | bool | str] = {
        "pages": len(lists),
        "items": sum(len(page["value"]) for page in lists),
        "records": len(theirs) - len(lists),
        "unequal": len(unequal),
        "set_aside": known.total(),
    }
    return figures, unequal, known


def main() -> None:
    """Run the benchmark."""
    quiet()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures, unequal, known = measure(asked.folder)
    for words in unequal[:SHOWN]:
        print(f"  {words}")
    for words, count in known.most_common():
        print(f"  set aside: {words}, {count} times")
    show(figures, asked.json)


if __name__ == "__main__":
    main()
