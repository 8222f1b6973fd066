"""What stands around every page: the hub's name, its tabs, its feeds. Nothing here changes with the news."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from minijinja import safe

from topicwire.model.hub import Hub
from topicwire.model.ids import TopicId
from topicwire.model.topic import Topic
from topicwire.render.addresses import FRONT, LATEST, SEARCH, TOPICS, relative
from topicwire.render.digests import key_of
from topicwire.render.site.feed_list import ALL, HOT, STORIES, FeedLink, hub_feeds, links_to
from topicwire.render.site.links import absolute, base_path, contact_address, language_of, page_of_topic
from topicwire.render.site.templates import render, sources_digest
from topicwire.render.wording import Wording, language_for, wording_of

TABS, TABS_WIDTH = 9, 76
"""Topics named in the top row, and the letters there is room for; the others are in its fold."""
ASSETS = "assets/site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A link in the top row."""

    name: str
    page: str
    is_foreign: bool = False  # True: the name is the hub's word, not the interface's
    below: tuple["Tab", ...] = ()  # subtopics


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """What is the same on every page of a hub."""

    hub: Hub
    wording: Wording  # our own words
    interface: str  # their language, with the hub's region where it is the same
    language: str  # of the hub's words; empty when its locale is no language tag
    tabs: tuple[Tab, ...]
    named: frozenset[str]  # pages that the menu may mark as the one shown
    branches: tuple[Tab, ...]  # every topic just below the root, with what is below it
    feeds: tuple[FeedLink, ...]  # of all stories, in every format
    more_feeds: tuple[FeedLink, ...]  # the hub's other feeds, each in one format
    contact: str  # safe address, empty: none
    version: str
    has_newsletter: bool  # True: there are pages of the newsletter to link to
    stamp: str  # changes with the assets, so that no browser keeps an old style for a new page
    key: str  # digest of all of this


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What one page says about itself."""

    path: str  # under the site's root
    title: str
    description: str
    active: str = ""  # page of the tab it belongs to
    image: str = ""  # public address of its picture, empty: none
    kind: str = "website"  # Open Graph type
    feeds: tuple[FeedLink, ...] = ()  # its own, beside the hub's
    is_listed: bool = True  # False: search engines are asked to leave it out
    is_anywhere: bool = False  # True: served under addresses of any depth, so its links start at the server's root


def frame_of(hub: Hub, version: str, *, has_newsletter: bool = False) -> Frame:
    """Build the frame; its key is part of every page's key."""
    language = language_of(hub.locale)
    wording = wording_of(language_for(language))
    branches = _branches(hub)
    feeds = hub_feeds(hub, wording)
    is_ours = language.split("-")[0].lower() == wording.language.split("-")[0]
    return Frame(
        hub=hub,
        wording=wording,
        interface=language if is_ours else wording.language,
        language=language,
        tabs=_tabs(branches, wording),
        named=frozenset({FRONT, LATEST, SEARCH, TOPICS, *_pages(branches)}),
        branches=branches,
        feeds=links_to(feeds[ALL]),
        more_feeds=(*links_to(feeds[STORIES], ("atom",)), *links_to(feeds[HOT], ("atom",))),
        contact=contact_address(hub.contact),
        version=version,
        has_newsletter=has_newsletter,
        stamp=sources_digest()[:10],
        key=key_of(sources_digest(), version, *_facts(hub), *(["newsletter"] if has_newsletter else [])),
    )


def page_bytes(frame: Frame, head: Head, template: str, **view: object) -> bytes:
    """Render one page inside the frame."""
    root = base_path(frame.hub) if head.is_anywhere else relative("", head.path)
    canonical = "" if head.is_anywhere else absolute(frame.hub, head.path)
    fixed = {
        "frame": frame,
        "head": head,
        "root": safe(root),
        "canonical": canonical,
        "assets": ASSETS,
        "menu": _menu(frame, root, _here(frame, head), head.active),
    }
    return render(frame.wording, template, {**fixed, "linked": None, **view})


def _here(frame: Frame, head: Head) -> str:
    """Give the page's path where the menu names it; else nothing, so that all such pages share one menu."""
    return head.path if head.path in frame.named else ""


@lru_cache(maxsize=256)
def _menu(frame: Frame, root: str, here: str, active: str) -> str:
    """Render the menu: it is the same on thousands of pages."""
    open_branch = next((branch for branch in frame.branches if branch.page == active and branch.below), None)
    view = {"frame": frame, "root": safe(root), "here": here, "active": active, "open_branch": open_branch}
    return safe(render(frame.wording, "menu.html", {**view, "search": SEARCH, "topics": TOPICS}).decode("utf-8"))


def _branches(hub: Hub) -> tuple[Tab, ...]:
    """List the topics just below a root, each with those below it."""
    below: dict[TopicId | None, list[Topic]] = {}
    for topic in hub.topics:
        if page_of_topic(topic.id):
            below.setdefault(topic.parent, []).append(topic)
    tops = [topic for root in hub.topics if root.parent is None for topic in below.get(root.id, [])]
    return tuple(_topic_tab(topic, [_topic_tab(found) for found in below.get(topic.id, [])]) for topic in tops)


def _pages(branches: Iterable[Tab]) -> Iterable[str]:
    return (tab.page for branch in branches for tab in (branch, *branch.below))


def _topic_tab(topic: Topic, below: Iterable[Tab] = ()) -> Tab:
    return Tab(name=topic.name, page=page_of_topic(topic.id), is_foreign=True, below=tuple(below))


def _tabs(branches: tuple[Tab, ...], wording: Wording) -> tuple[Tab, ...]:
    """Choose the tabs that fit into one row."""
    fixed = (Tab(name=wording.words["front"], page=FRONT), Tab(name=wording.words["latest"], page=LATEST))
    chosen, room = list[Tab](), TABS_WIDTH
    for branch in branches[:TABS]:
        room -= _width(branch.name) + 3
        if room < 0:
            break
        chosen.append(branch)
    return (*fixed, *chosen)


def _width(name: str) -> int:
    """Count letters as they take room: those of Chinese, Japanese and Korean take two."""
    return sum(2 if letter >= "\u2e80" else 1 for letter in name)


def _facts(hub: Hub) -> tuple[str, ...]:
    named = (hub.title, hub.description, hub.url, hub.locale, hub.contact)
    figures = (str(hub.threshold), str(hub.half_life_hours), str(hub.diversity))
    topics = (f"{topic.id}\x1f{topic.name}\x1f{topic.position}\x1f{topic.parent}" for topic in hub.topics)
    return (*named, *figures, *topics)
