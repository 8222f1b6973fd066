"""Refuses edits that no record may carry, with the file and line. Pure."""

from topicwire.config.files import line_with
from topicwire.errors import RecordError
from topicwire.formats.dates import read_date
from topicwire.model.record import RecordPicture
from topicwire.model.ruling import RulingKind
from topicwire.newsroom.edits.comparing import KEYS, Change, Edit
from topicwire.text.urls import normal

ADDRESSES = frozenset({RulingKind.ORIGINAL_URL, RulingKind.WEB_URL, RulingKind.AMP_URL, RulingKind.AMP_CACHE_URL})
LEAST_HEAT = -1


def check_edit(edit: Edit, raw: bytes, path: str) -> None:
    """Check every changed value.

    Raises:
        RecordError: one cannot be taken; its subject is `FILE:LINE`. The whole file is then left as it is.
    """
    changes = [*edit.changes, *(change for _, change in edit.retold)]
    for change in changes:
        if what := _refused(change):
            key = KEYS.get(change.kind, change.kind.value)
            where = f"{path}:{line_with(raw, f'{key}:')}"
            raise RecordError(f"{key}: {what}", subject=where, remedy="the file is left as it is")
    for item in edit.added:
        if item.web_url is not None and normal(item.web_url) is None:
            what = f"related: not a web address: {item.web_url[:80]!r}"
            raise RecordError(what, subject=f"{path}:{line_with(raw, 'related:')}", remedy="the file is left as it is")


def _refused(change: Change) -> str:
    value = change.value
    if change.kind in ADDRESSES and value is not None:
        return "" if normal(str(value)) else f"not a web address: {str(value)[:80]!r}"
    if change.kind is RulingKind.DATE:
        return "" if read_date(value).at else f"not a date: {str(value)[:80]!r}"
    if change.kind is RulingKind.TITLE and not str(value).strip():
        return "is empty"
    if change.kind is RulingKind.PICTURES and isinstance(value, tuple):
        urls = [one.url for one in value if isinstance(one, RecordPicture)]
        bad = next((url for url in urls if not url.startswith("/") and normal(url) is None), None)
        return f"not a web address: {bad[:80]!r}" if bad is not None else ""
    if change.kind is RulingKind.HEAT and isinstance(value, int) and value < LEAST_HEAT:
        return f"{value} is below {LEAST_HEAT}"
    return ""
