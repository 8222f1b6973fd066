"""Takes over an existing hub, in its own folder or a copy of it. Doing it again takes over what is new, no more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from topicwire.config.files import LOCK, PRIVATE, RECORDS, STORE
from topicwire.config.organizations import read_organizations
from topicwire.config.topics import read_topics
from topicwire.errors import SettingsError
from topicwire.model.source import Organization
from topicwire.model.topic import MatchField, Topic
from topicwire.newsroom.importing.copying import Copied, copy_hub
from topicwire.newsroom.importing.fitting import Fit, best_match, best_threshold, fit
from topicwire.newsroom.importing.planning import Links, Plan, plan
from topicwire.newsroom.importing.reading import Found, Trouble, read_records
from topicwire.newsroom.importing.scoring import scored_of
from topicwire.newsroom.importing.settings import files_beside, read_site, root_topic, settings_text
from topicwire.newsroom.importing.storing import store_plan
from topicwire.newsroom.room import PASSABLE, open_room
from topicwire.outbox.files import write_whole
from topicwire.pipeline.lock import hub_lock
from topicwire.ports.clock import Clock
from topicwire.ports.store import Store
from topicwire.stages.enrich.topics import TopicFinder
from topicwire.stages.rank.settings import RankSettings
from topicwire.store.sqlite import open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What taking over a hub did, or would do."""

    folder: Path  # the hub that is ours now
    files: int  # record files found
    taken: int  # of them taken over this time
    known: int  # of them in the hub already
    identical: int  # files that are to the byte as we write them
    rewritten: int  # files with CRLF line ends, which publishing writes with LF
    kept: int  # files in another form, left as they are until their article changes
    stories: int  # made this time, of one article or more
    grouped: int  # of them with more than one article
    links: Links
    fit: Fit
    match: MatchField
    threshold: int
    made: tuple[str, ...]  # files of ours beside the records
    untouched: dict[str, int]  # other collections with their files
    copied: int
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """Everything read, before anything is written."""

    start: Path  # where the records lie
    title: str
    topics: tuple[Topic, ...]
    organizations: tuple[Organization, ...]
    found: tuple[Found, ...]
    fit: Fit
    match: MatchField
    threshold: int
    text: str  # of a new hub.toml
    troubles: tuple[Trouble, ...]


def import_hub(
    start: Path, into: Path | None, environment: Mapping[str, str], *, dry_run: bool = False, clock: Clock | None = None
) -> Import:
    """Take over the hub in `start`, or a copy of it in `into`.

    Raises:
        SettingsError: this is no hub, or its topics, organizations or settings cannot be read.
        HubBusyError: another process has the hub.
    """
    if not any((start / name).is_dir() for name in (RECORDS, "_data")):
        raise SettingsError(f"this is no hub: it has neither {RECORDS} nor _data", subject=str(start))
    folder = into or start
    read = _read(start)
    copied = copy_hub(start, into, dry_run=dry_run) if into else Copied()
    beside = tuple(files_beside(folder if folder.is_dir() else start, read.text, read.title))
    if dry_run:
        planned, known = _plan(folder, read.found)
    else:
        for name, raw in beside:
            write_whole(folder / name, raw)
        planned, known = _store(folder, read.found, environment, clock)
    return _told(folder, read, planned, known, copied, [name for name, _ in beside])


def _read(start: Path) -> _Reading:
    site = read_site(start)
    root = root_topic(start, site)
    topics, organizations = read_topics(start, root), read_organizations(start)
    found, troubles = read_records(start)
    records = [one.record for one in found]
    fitted = fit(list(scored_of(records, topics, {one.domain for one in organizations})), RankSettings())
    named = [(one.title, one.excerpt or "", frozenset(filter(None, one.topics))) for one in records]
    match = best_match(named, TopicFinder(topics), {topic.id: topic.name for topic in topics})
    threshold = best_threshold([(one.heat, one.is_published) for one in records], RankSettings().threshold)
    return _Reading(
        start=start,
        title=site.title or start.resolve().name,
        topics=topics,
        organizations=organizations,
        found=found,
        fit=fitted,
        match=match,
        threshold=threshold,
        text=settings_text(start, site, root, fitted, match, threshold),
        troubles=troubles,
    )


def _plan(folder: Path, found: Sequence[Found]) -> tuple[Plan, int]:
    """Plan without a hub being there yet; what it would know already is asked of its store if it has one."""
    if not (folder / STORE).is_file():
        return plan(found), 0
    store = open_store(str(folder / STORE))
    try:
        return _plan_new(store, found)
    finally:
        store.close()


def _plan_new(store: Store, found: Sequence[Found]) -> tuple[Plan, int]:
    """Plan those records that the hub does not know yet, and count the others."""
    new = [one for one in found if not _is_known(store, one.record.path)]
    return plan(new, frozenset(store.articles.list_ids())), len(found) - len(new)


def _is_known(store: Store, path: str) -> bool:
    return store.adopted.has_path(path) or store.ranked.find_by_path(path) is not None


def _store(
    folder: Path, found: Sequence[Found], environment: Mapping[str, str], clock: Clock | None
) -> tuple[Plan, int]:
    (folder / PRIVATE).mkdir(mode=PASSABLE, exist_ok=True)
    with hub_lock(folder / LOCK), open_room(folder, environment, clock) as room:
        planned, known = _plan_new(room.store, found)
        if planned.taken:
            store_plan(room, planned)
        return planned, known


def _told(
    folder: Path, read: _Reading, planned: Plan, known: int, copied: Copied, made: Iterable[str]
) -> Import:  # fmt: skip
    found = read.found
    identical, rewritten = sum(one.is_same for one in found), sum(one.has_cr for one in found)
    return Import(
        folder=folder,
        files=len(found) + len([one for one in read.troubles if one.where.startswith(RECORDS)]),
        taken=len(planned.taken),
        known=known,
        identical=identical,
        rewritten=rewritten,
        kept=len(found) - identical - rewritten,
        stories=len(planned.stories),
        grouped=sum(len(story) > 1 for story in planned.stories),
        links=planned.links,
        fit=read.fit,
        match=read.match,
        threshold=read.threshold,
        made=tuple(made),
        untouched=_others(read.start),
        copied=copied.files,
        troubles=(*copied.troubles, *read.troubles),
    )


def _others(start: Path) -> dict[str, int]:
    """Count the files of the hub's other collections."""
    folders = (path for path in sorted(start.glob("_*")) if path.is_dir() and not path.is_symlink())
    counts = {path.name: sum(1 for one in path.rglob("*") if one.is_file()) for path in folders}
    return {name: count for name, count in counts.items() if name not in {RECORDS, "_data"} and count}
