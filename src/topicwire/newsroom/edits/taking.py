"""Takes the edits of record files: rulings, the records they lead to, and what we know of the files, all at once.

Whatever cuts this off, either all of it holds or nothing, and the next run finds the same edits again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import structlog

from topicwire.errors import RecordError
from topicwire.model.ids import ArticleId, RevisionId
from topicwire.model.record import Related
from topicwire.model.ruling import PAIRS, Ruling, RulingKind, ruling_id
from topicwire.model.work import StageName
from topicwire.newsroom.edits.authors import BY_FILE, find_authors
from topicwire.newsroom.edits.finding import Findings, Found, find_changed
from topicwire.newsroom.edits.understanding import Meaning, Proposal, Reader
from topicwire.newsroom.ranking import rank_stage
from topicwire.newsroom.room import Room
from topicwire.outbox.records import DELETED, RECORDS
from topicwire.stages.cluster.bonding import regroup_around
from topicwire.stages.publish.stage import INPUTS
from topicwire.stages.rank.conflicts import said, word_of

TAKEN = "edited"
"""The key of a file whose bytes a person made and we know: unlike any key of a sheet, so that it is written anew."""

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Taken:
    """What a look at the record files came to."""

    rulings: list[Ruling] = field(default_factory=list)
    files: list[str] = field(default_factory=list)  # that were understood, also where nothing is decided
    troubles: list[str] = field(default_factory=list)  # `FILE:LINE: why`; those files are left alone
    lost: int = 0  # files gone, too many at once to be decisions: they are written again


def take_edits(room: Room) -> Taken:
    """Find what a person changed in the record files since we last knew them, and make it binding.

    For the one process that has the hub. The records follow at once; the files when the next edition is published.
    """
    findings, taken = find_changed(room), Taken()
    meanings = _understand(room, findings, taken)
    arrived = _arrived(room)
    if not (meanings or findings.gone or findings.lost or findings.ours or findings.former or arrived):
        return taken
    authors = find_authors(room, [meaning.found.path for meaning in meanings])
    with room.store.transaction():
        _keep_bytes(room, findings)
        touched = _keep_rulings(room, meanings, authors, taken)
        touched |= _keep_deleted(room, findings.gone, taken)
        touched |= _keep_proposals(room, arrived, BY_FILE, taken)
        if touched or taken.files or findings.lost:
            rank_touched(room, touched)
        _keep_manifest(room, meanings, findings.lost)
        _keep_former(room, findings.former)
    _tell(meanings, findings, taken)
    return taken


def rank_touched(room: Room, article_ids: Iterable[ArticleId]) -> None:
    """Bring stories and records in line with the rulings on these articles. Inside a transaction.

    Ranking stays due as well: the next run seals what goes with the new figures.
    """
    touched = sorted(set(article_ids))
    stories = set(regroup_around(room.store, touched, room.clock.now()))
    stories |= {story.id for one in touched if (story := room.store.stories.find_for(one))}
    stage = rank_stage(room)
    for story_id in sorted(stories):
        stage.rank_at_once(story_id)
        room.store.work.add(StageName.RANK, story_id, room.clock.now())
    room.store.learned.keep(INPUTS, b"")  # publish, whatever the records came to


def _understand(room: Room, findings: Findings, taken: Taken) -> list[Meaning]:
    reader, meanings = Reader(room), list[Meaning]()
    for found in findings.changed:
        try:
            meaning = reader.read(found)
        except RecordError as error:
            taken.troubles.append(str(error))
            log.warning("edit not understood", url=found.path, why=str(error))
            continue
        if meaning:
            meanings.append(meaning)
    return meanings


def _arrived(room: Room) -> list[Proposal]:
    """Find listed articles that the hub did not have and has now: they belong to the story."""
    reader, proposals = Reader(room), list[Proposal]()
    for ranked_id, ruling in _listed(room).items():
        items = ruling.value if isinstance(ruling.value, tuple) else ()
        found = {item: reader.find_article(item) for item in items if isinstance(item, Related)}
        known = [article_id for article_id in found.values() if article_id and article_id != ranked_id]
        if known:
            rest = tuple(item for item, article_id in found.items() if article_id is None)
            proposals += [Proposal(kind=RulingKind.MERGE, article_id=ranked_id, value=one) for one in known]
            proposals.append(Proposal(kind=RulingKind.LISTED, article_id=ranked_id, value=rest, replaced=ruling.value))
    return proposals


def _listed(room: Room) -> dict[ArticleId, Ruling]:
    rulings = room.store.rulings.list_all()
    return {one.article_id: one for one in rulings if one.kind is RulingKind.LISTED and one.undone_at is None}


def _keep_bytes(room: Room, findings: Findings) -> None:
    room.store.files.keep_bytes(RECORDS, findings.ours)
    raws = {one.path: one.raw for one in (*findings.changed, *findings.former) if one.raw is not None}
    room.store.files.keep_bytes(RECORDS, raws)


def _keep_rulings(room: Room, meanings: Sequence[Meaning], authors: dict[str, str], taken: Taken) -> set[ArticleId]:
    """Keep what files say of other articles first, so that what an article's own file says is the later word."""
    now, touched = room.clock.now(), set[ArticleId]()
    for meaning in meanings:
        taken.files.append(meaning.found.path)
        for one in room.store.rulings.list_for(meaning.article_id):
            if one.kind in meaning.ended and one.undone_at is None:
                room.store.rulings.undo(one.id, now)
                touched.add(meaning.article_id)
    for is_retold in (True, False):
        for meaning in meanings:
            proposals = [one for one in meaning.proposals if one.is_retold == is_retold]
            touched |= _keep_proposals(room, proposals, authors.get(meaning.found.path, BY_FILE), taken)
    return touched


def _keep_proposals(room: Room, proposals: Iterable[Proposal], by: str, taken: Taken) -> set[ArticleId]:
    touched, now = set[ArticleId](), room.clock.now()
    for one in proposals:
        ruling = Ruling(
            id=ruling_id(one.kind, one.article_id, one.value, now),
            kind=one.kind,
            article_id=one.article_id,
            value=one.value,
            replaced=one.replaced,
            at=now,
            by=by,
            revision=_revision(room, one),
        )
        room.store.rulings.keep(ruling)
        taken.rulings.append(ruling)
        touched |= {one.article_id} | ({ArticleId(str(one.value))} if one.kind in PAIRS else set())
    return touched


def _revision(room: Room, proposal: Proposal) -> RevisionId | None:
    """Give the revision the person saw: the newest that says what was replaced, else the newest of all."""
    revisions = room.store.articles.list_revisions(proposal.article_id)
    seen = [one for one in revisions if word_of(proposal.kind, one) == said(proposal.replaced)]
    return next((one.revision for one in reversed(seen or revisions)), None)


def _keep_deleted(room: Room, gone: Sequence[Found], taken: Taken) -> set[ArticleId]:
    """Hide the articles whose files were removed, and remember what stood there in case they come back."""
    touched = set[ArticleId]()
    for found in gone:
        ranked = room.store.ranked.find_by_path(found.path)
        room.store.files.drop(RECORDS, found.path)
        if ranked is not None:
            room.store.files.keep(DELETED, found.path, *found.rows[0])
            taken.files.append(found.path)
            proposal = Proposal(kind=RulingKind.DELETED, article_id=ranked.article_id, value=True)
            touched |= _keep_proposals(room, [proposal], BY_FILE, taken)
    return touched


def _keep_manifest(room: Room, meanings: Sequence[Meaning], lost: Sequence[Found]) -> None:
    for meaning in meanings:
        room.store.files.keep(RECORDS, meaning.found.path, TAKEN, meaning.found.sha256)
        room.store.files.drop(DELETED, meaning.found.path)
    for found in lost:
        room.store.files.drop(RECORDS, found.path)


def _keep_former(room: Room, former: Sequence[Found]) -> None:
    """Have files that are as we once committed them written anew; nobody decided anything."""
    for found in former:
        room.store.files.keep(RECORDS, found.path, TAKEN, found.sha256)
    if former:
        room.store.learned.keep(INPUTS, b"")


def _tell(meanings: Sequence[Meaning], findings: Findings, taken: Taken) -> None:
    for meaning in meanings:
        for note in meaning.notes:
            log.warning("edit not taken", url=meaning.found.path, why=note)
    for ruling in taken.rulings:
        log.info("ruling", subject=ruling.article_id, what=ruling.kind.value, by=ruling.by)
    if taken_lost := len(findings.lost):
        why = "too many at once to be decisions: they are written again"
        log.warning("record files are gone", count=taken_lost, why=why)
        taken.lost = taken_lost
