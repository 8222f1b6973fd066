"""What editors decided: listed for people, and undone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from topicwire.config.files import LOCK
from topicwire.errors import NotStoredError
from topicwire.model.ids import RulingId
from topicwire.model.record import Provider, RecordPicture, Related
from topicwire.model.ruling import PAIRS, Ruling, RulingKind, RulingValue, in_force, other_of
from topicwire.newsroom.edits.taking import rank_touched
from topicwire.newsroom.room import Room
from topicwire.outbox.records import DELETED
from topicwire.pipeline.lock import hub_lock
from topicwire.stages.rank.conflicts import find_conflicts


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingLine:
    """One ruling, as people see it."""

    ruling: Ruling
    path: str  # of the article's record; empty when it has none
    title: str  # of the article, as readers see it
    words: str  # what was decided
    is_in_force: bool  # False: undone, or a later one says otherwise
    conflict: str  # what the publisher says instead since then; empty when nothing


def list_rulings(room: Room, *, has_all: bool = False) -> tuple[RulingLine, ...]:
    """List the rulings in force, latest first; with `has_all` those undone or overruled too."""
    rulings = room.store.rulings.list_all()
    lines = explain_rulings(room, rulings)
    return tuple(line for line in reversed(lines) if has_all or line.is_in_force)


def explain_rulings(room: Room, rulings: Iterable[Ruling]) -> tuple[RulingLine, ...]:
    """Say of each ruling what it decides, whether it counts, and what goes against it."""
    return tuple(_line(room, one, _counts(room, one)) for one in rulings)


def _counts(room: Room, ruling: Ruling) -> bool:
    """Say whether no later ruling on the same article, or the same two, takes its place."""
    if ruling.undone_at is not None:
        return False
    said = room.store.rulings.list_for(ruling.article_id)
    if ruling.kind not in PAIRS:
        return in_force(said)[ruling.kind].id == ruling.id
    two = {ruling.article_id, other_of(ruling)}
    same = [one for one in said if one.kind in PAIRS and {one.article_id, other_of(one)} == two]
    return [one.id for one in same if one.undone_at is None][-1:] == [ruling.id]


def _line(room: Room, ruling: Ruling, counts: bool) -> RulingLine:
    ranked = room.store.ranked.find(ruling.article_id)
    revisions = room.store.articles.list_revisions(ruling.article_id)
    found = find_conflicts([ruling], revisions) if counts and revisions else ()
    return RulingLine(
        ruling=ruling,
        path=ranked.record.path if ranked else "",
        title=ranked.record.title if ranked else "",
        words=_words(room, ruling),
        is_in_force=counts,
        conflict=f"the publisher now says “{found[0].publisher}”" if found else "",
    )


def _words(room: Room, ruling: Ruling) -> str:
    if ruling.kind in PAIRS:
        other = room.store.ranked.find(other_of(ruling))
        name = f"“{other.record.title}”" if other else other_of(ruling)
        return f"in one story with {name}" if ruling.kind is RulingKind.MERGE else f"not in one story with {name}"
    said = _SAID.get((ruling.kind, ruling.value if isinstance(ruling.value, bool) else None))
    return said or f"{ruling.kind.value}: {spell(ruling.value)}"


_SAID: dict[tuple[RulingKind, bool | None], str] = {
    (RulingKind.PUBLISHED, True): "published, and leads its story",
    (RulingKind.PUBLISHED, False): "hidden",
    (RulingKind.LEAD, True): "leads its story",
    (RulingKind.LEAD, False): "does not lead its story",
    (RulingKind.DELETED, True): "hidden, its file removed",
}


def spell(value: RulingValue) -> str:
    """Spell a value in a few words."""
    if isinstance(value, tuple):
        return ", ".join(map(_spell_part, value)) or "none"
    return value.name if isinstance(value, Provider) else "none" if value in {None, ""} else str(value)


def _spell_part(part: object) -> str:
    if isinstance(part, RecordPicture):
        return part.url
    if isinstance(part, Related):
        return part.title
    return part if isinstance(part, str) else str(getattr(part, "text", part))


def find_ruling(room: Room, name: str) -> Ruling:
    """Find a ruling by its id, or by the beginning of it.

    Raises:
        NotStoredError: there is none, or more than one.
    """
    found = [one for one in room.store.rulings.list_all() if name and one.id.startswith(name)]
    if len(found) != 1:
        what = "no such ruling" if not found else f"{len(found)} rulings begin so"
        raise NotStoredError(what, subject=name, remedy="topicwire rulings list --all")
    return found[0]


def undo_ruling(room: Room, name: str, *, dry_run: bool = False) -> RulingLine:
    """Take a ruling back: what would be without it is in the records at once, in files and site at the next run.

    Undoing one that is not in force changes nothing.

    Raises:
        NotStoredError: there is no such ruling.
        HubBusyError: the hub runs.
    """
    ruling = find_ruling(room, name)
    (line,) = explain_rulings(room, [ruling])
    if dry_run or ruling.undone_at is not None:
        return line
    with hub_lock(room.folder / LOCK), room.store.transaction():
        room.store.rulings.undo(RulingId(ruling.id), room.clock.now())
        if ruling.kind is RulingKind.DELETED and line.path:
            room.store.files.drop(DELETED, line.path)
        touched = {ruling.article_id} | ({other_of(ruling)} if ruling.kind in PAIRS else set())
        rank_touched(room, touched)
    return replace(line, is_in_force=False)
