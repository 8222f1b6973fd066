"""Tries a change on the last days, in memory; the store and the files stay as they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from topicwire.config.files import SETTINGS
from topicwire.config.loading import HubConfig, load_hub, settings_files
from topicwire.errors import SettingsError
from topicwire.model.ids import ArticleId
from topicwire.model.story import Story
from topicwire.newsroom.lab.asked import Asked
from topicwire.newsroom.lab.comparing import Comparison, compare
from topicwire.newsroom.lab.drafting import draft
from topicwire.newsroom.lab.judging import Side, as_stored, enrich_all, on_topic, rank_all
from topicwire.newsroom.lab.last_run import find_settings
from topicwire.newsroom.lab.reading import Archive, read_archive
from topicwire.newsroom.lab.regrouping import form_stories, groups_by
from topicwire.newsroom.room import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A change, and what it would do."""

    since: datetime
    until: datetime  # the newest article
    articles: int  # looked at
    taken_over: int  # of them: their topics are what their records name
    files: tuple[str, ...]  # that the change is in, under the hub folder
    is_regrouped: bool  # stories were formed anew on both sides, as the change may reach them
    agreement: float | None  # share of articles whose story came out as it is in the store; None when not regrouped
    has_baseline: bool  # False: no run has noted its settings, so that an edit of the files cannot be compared
    is_edited: bool  # the files were edited since the last run, apart from this change
    found: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """Settings before and after."""

    before: HubConfig
    after: HubConfig
    drafted: Mapping[str, bytes]  # files that the change is in


def try_out(room: Room, asked: Asked, days: float, *, is_afresh: bool = False) -> Trial:
    """Compare the last days by the settings before and after a change.

    Without a change of its own the files as they are now are compared with those the last run went by.

    Args:
        room: the hub.
        asked: the change.
        days: how many, up to the newest article.
        is_afresh: judge articles taken over with their records as if the hub had found them itself.

    Raises:
        SettingsError: the change names what there is not, or makes a file that cannot be read.
    """
    if asked.topic and not asked.is_about_a_topic:
        remedy = "add --add, --drop, --exclude, --least, --match or --threshold"
        raise SettingsError("no change of the topic is asked for", subject=f"--topic {asked.topic}", remedy=remedy)
    last = find_settings(room)
    sides = _asked_for(room, asked) if not asked.is_empty else _edited(room, last)
    archive = read_archive(room, days, _warm_up(sides), is_afresh=is_afresh)
    before, after, is_regrouped = _judge(room, archive, sides)
    return Trial(
        since=archive.since,
        until=archive.until,
        articles=sum(map(archive.is_told_of, archive.articles)),
        taken_over=sum(map(archive.is_as_taken_over, archive.articles)),
        files=tuple(sides.drafted),
        is_regrouped=is_regrouped,
        agreement=_agreement(archive, before) if is_regrouped else None,
        has_baseline=last is not None,
        is_edited=last is not None and _rules(last) != _rules(room.config),
        found=compare(archive, before, after),
    )


def drafted_files(room: Room, asked: Asked) -> dict[str, bytes]:
    """Give the files that the change is in, as they would be, by path under the hub folder.

    Raises:
        SettingsError: the change names what there is not, or makes a file that cannot be read.
    """
    return dict(_asked_for(room, asked).drafted)


def _asked_for(room: Room, asked: Asked) -> _Sides:
    files = settings_files(room.folder)
    drafted = draft(files, asked)
    try:
        after = load_hub(room.folder, room.environment, drafted)
    except SettingsError as error:
        raise SettingsError(error.what, subject=_who_says(asked, error), remedy=error.remedy) from error
    changed = {path: raw for path, raw in drafted.items() if raw != files[path]}
    return _Sides(before=room.config, after=after, drafted=changed)


def _who_says(asked: Asked, error: SettingsError) -> str:
    """Name the option at fault: the line of a file that is not written yet helps nobody."""
    return "--set" if f"{SETTINGS}:" in error.subject else f"--topic {asked.topic}"


def _edited(room: Room, last: HubConfig | None) -> _Sides:
    return _Sides(before=last or room.config, after=room.config, drafted={})


def _rules(config: HubConfig) -> tuple[object, ...]:
    settings = config.settings
    return config.hub.topics, settings.topics, settings.stories, settings.scores


def _warm_up(sides: _Sides) -> timedelta:
    """Give how long before the first day stories must have begun for it to find them."""
    return timedelta(hours=max(one.settings.stories.window_hours for one in (sides.before, sides.after)))


def _judge(room: Room, archive: Archive, sides: _Sides) -> tuple[Side, Side, bool]:
    """Judge both sides; stories are formed anew only where the change may reach them, else they are the store's."""
    configs = (sides.before, sides.after)
    enriched = [enrich_all(archive, config) for config in configs]
    lists = [on_topic(archive, one) for one in enriched]
    is_regrouped = lists[0] != lists[1] or groups_by(sides.before) != groups_by(sides.after)
    grouped: list[tuple[Story, ...]] = [archive.stories, archive.stories]
    if is_regrouped:
        grouped = [
            form_stories(
                room.store,
                [(archive.articles[one].article, found[one]) for one in ids],
                config,
                archive.stories_taken_over(),
                archive.pairs,
            )
            for config, found, ids in zip(configs, enriched, lists, strict=True)
        ]
    before = rank_all(archive, sides.before, enriched[0], grouped[0], as_stored(archive, room.config))
    return before, rank_all(archive, sides.after, enriched[1], grouped[1], before), is_regrouped


def _agreement(archive: Archive, before: Side) -> float | None:
    """Give the share of articles that have the same company in the store and in the stories formed anew."""
    stored, formed = _company(archive.stories), _company(before.stories.values())
    both = [one for one in stored if one in formed and archive.is_told_of(one)]
    return sum(stored[one] == formed[one] for one in both) / len(both) if both else None


def _company(stories: Iterable[Story]) -> dict[ArticleId, frozenset[ArticleId]]:
    found: dict[ArticleId, frozenset[ArticleId]] = {}
    for story in stories:
        members = frozenset(member.article_id for member in story.members)
        found |= dict.fromkeys(members, members)
    return found
