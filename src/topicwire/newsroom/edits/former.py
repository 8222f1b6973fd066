"""Record files that are as we committed them: in a fresh checkout, as workflows make one for every run.

Figures (heat, quality, `isCached`) wait for a commit that has another reason (docs/decisions/0010-git.md), so a
checkout has older ones than we last wrote. Nobody decided that. A person who takes an edit back with git did decide.
"""

from collections.abc import Mapping, Sequence

from topicwire.model.ruling import RulingKind
from topicwire.newsroom.room import Room
from topicwire.outbox.git_changes import Kind, change_of
from topicwire.outbox.git_reading import blob_id
from topicwire.outbox.judging import Row
from topicwire.outbox.records import RECORDS

_FIGURES = {RulingKind.QUALITY, RulingKind.HEAT}


def is_former(room: Room, committed: Mapping[str, Row], path: str, raw: bytes | None, rows: Sequence[Row]) -> bool:
    """Tell whether a file is the one we committed, and differs from what we last wrote in its figures alone.

    Args:
        room: the hub.
        committed: path -> (id in git, "") of what we committed.
        path: of the file.
        raw: its bytes; None when it is gone.
        rows: what we know to have written there, the newest first.
    """
    oid = committed.get(path, ("", ""))[0]
    if raw is None or not rows or oid != blob_id(raw, "sha1" if len(oid) == 40 else "sha256"):
        return False
    written = room.store.files.find_bytes(RECORDS, path, rows[0][1])
    if written is None or change_of(path, raw, written).kind is not Kind.FIGURES:
        return False
    ranked = room.store.ranked.find_by_path(path)
    rulings = room.store.rulings.list_for(ranked.article_id) if ranked else ()
    return not any(one.kind in _FIGURES and one.undone_at is None for one in rulings)
