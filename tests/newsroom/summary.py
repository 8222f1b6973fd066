"""The outcome of the demo in plain values: what the golden file holds."""

import json
from pathlib import Path
from typing import Any

from topicwire.model.record import RankedArticle
from topicwire.newsroom.room import Room

GOLDEN = Path(__file__).with_name("golden.json")


def summarize(room: Room) -> dict[str, Any]:
    """Say how every article and every tip ended."""
    counted = room.store.ledger.count_tips()
    return {
        "ledger": {f"{line.state.value} {line.reason}".strip(): line.count for line in counted},
        "articles": {found.record.path: _article(found) for found in _by_path(room)},
    }


def _by_path(room: Room) -> list[RankedArticle]:
    return sorted(room.store.ranked.iterate(), key=lambda found: found.record.path)


def _article(found: RankedArticle) -> dict[str, Any]:
    record = found.record
    return {
        "role": "lead" if found.is_lead else "copy" if found.is_copy else "related",
        "heat": record.heat,
        "quality": record.quality,
        "published": record.is_published,
        "topics": list(record.topics),
        "related": [related.title for related in record.related],
    }


def as_text(summary: dict[str, Any]) -> str:
    """Write a summary so that a difference of two reads well."""
    return json.dumps(summary, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
