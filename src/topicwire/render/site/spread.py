"""Which of the editor's groups of sources have a story, and which have not.

The groups are the outermost folders of `sources.opml`: country, language, trade press or vendors, as the editor sorts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from topicwire.model.hub import Hub
from topicwire.model.ids import Domain
from topicwire.render.site.stories import StoryView
from topicwire.text.urls import registrable_domain


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGroups:
    """The groups of a hub."""

    names: tuple[str, ...]  # in the order of their names; fewer than two: nothing to spread over
    by_domain: Mapping[str, str]  # provider -> group


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of a story one group has."""

    name: str
    reports: int
    outlets: tuple[str, ...]  # by name
    percent: int  # of the largest group's reports: the length of its bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A story over the groups."""

    having: tuple[Share, ...]  # most reports first
    lacking: tuple[str, ...]
    beyond: int  # reports of outlets that no group has


def source_groups(hub: Hub) -> SourceGroups:
    """Read the groups off the feeds; a provider in several folders counts for the first by name."""
    found: dict[str, str] = {}
    if len({feed.folder[0] for feed in hub.feeds if feed.folder}) < 2:
        return SourceGroups(names=(), by_domain=found)
    for feed in sorted(hub.feeds, key=lambda feed: feed.folder):
        if feed.folder:
            for url in (feed.site_url, feed.url):
                if url:
                    found.setdefault(registrable_domain(url), feed.folder[0])
    return SourceGroups(names=tuple(sorted(set(found.values()), key=str.casefold)), by_domain=found)


def spread_of(view: StoryView, groups: SourceGroups) -> Spread | None:
    """Count a story's reports over the groups; None when the hub has fewer than two, or only one outlet has it."""
    if len(groups.names) < 2 or not view.is_wide:
        return None
    reports = (view.lead, *view.coverage, *view.copies)
    found: dict[str, list[str]] = {}
    for report in reports:
        if group := group_of(report.domain, groups):
            found.setdefault(group, []).append(report.outlet)
    if not found:
        return None
    most = max(map(len, found.values()))
    having = [
        Share(
            name=name,
            reports=len(outlets),
            outlets=tuple(sorted(set(outlets))),
            percent=round(100 * len(outlets) / most),
        )
        for name, outlets in found.items()
    ]
    return Spread(
        having=tuple(sorted(having, key=lambda share: (-share.reports, share.name.casefold()))),
        lacking=tuple(name for name in groups.names if name not in found),
        beyond=len(reports) - sum(map(len, found.values())),
    )


def group_of(domain: Domain, groups: SourceGroups) -> str:
    """Name the group of a provider; empty when no folder has it."""
    return groups.by_domain.get(domain, "")
