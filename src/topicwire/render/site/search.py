"""The search page, with the static index behind it, or with answers from the server's."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from minijinja import safe

from topicwire.model.hub import Hub
from topicwire.model.ids import TopicId
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import SEARCH
from topicwire.render.site.frame import Frame, Head, page_bytes
from topicwire.render.site.links import page_of_topic
from topicwire.render.site.listing import Listing
from topicwire.render.site.search_index import IndexFile, index_sheets
from topicwire.render.site.site import Site
from topicwire.render.site.stories import Chip
from topicwire.render.wording import Wording
from topicwire.text.clean import one_line
from topicwire.text.searchwords import Span

SOURCES = 200
"""Outlets in the menu, those with most stories; any other is found by `source:`."""
_SCRIPT = {
    "none": "search_none", "noneFiltered": "search_none_filtered", "mostly": "search_mostly",
    "similar": "search_similar", "waiting": "search_waiting", "failed": "search_failed", "title": "search_title",
    "story": "story",
}  # fmt: skip
"""Words that the page's script needs, by its names for them."""
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An entry of a menu."""

    value: str
    name: str
    depth: int = 0  # of a topic in its tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What stands in the form, as the address says it."""

    q: str = ""
    topic: str = ""
    source: str = ""
    since: str = ""  # a day, e.g. 2026-03-01
    until: str = ""

    @property
    def is_filtered(self) -> bool:
        """Tell whether anything but words was asked for."""
        return bool(self.topic or self.source or self.since or self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """A story that was found. Texts are in pieces, those asked for marked."""

    page: str
    title: tuple[Span, ...]
    excerpt: tuple[Span, ...]
    other: tuple[Span, ...]  # another outlet's headline that has words asked for
    text: tuple[Span, ...]  # of a full text that has them
    outlet: str
    language: str
    sources: int
    at: datetime
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer, as the served page shows it."""

    hits: tuple[HitView, ...]
    total: int
    is_mostly: bool  # True: not all words occur
    is_similar: bool  # True: similar spellings were counted
    mean: str  # a better spelling of the query; empty: none
    mean_query: str  # what its address asks, e.g. `q=robot&topic=arms`
    previous: str  # the same for the page before; empty: none
    next: str


def search_sheets(site: Site) -> Iterator[Sheet]:
    """Give the files of the index, then the page that loads them."""
    sheets, files = index_sheets(site.listing)
    yield from sheets
    sources = listed_sources(site.listing)
    facts = (*(repr(file) for file in files), *(repr(choice) for choice in sources))
    yield site.sheet(SEARCH, facts, partial(search_page, site.frame, files, sources))


def search_page(
    frame: Frame,
    files: Sequence[IndexFile],
    sources: Sequence[Choice],
    fields: Fields = Fields(),
    found: Found | None = None,
    *,
    is_served: bool = False,
) -> bytes:
    """Render the page; `found` is None when nothing was asked."""
    words = frame.wording.words
    name = words["search"]
    title = frame.wording.say("search_title", query=fields.q) if fields.q else f"{name} · {frame.hub.title}"
    head = Head(path=SEARCH, title=title, description=f"{words['search_label']}: {frame.hub.title}", active=SEARCH)
    return page_bytes(
        frame,
        head,
        "search.html",
        plain_title=f"{name} · {frame.hub.title}",
        parts=embedded([file.as_row() for file in files]),
        script_words=embedded(_script_words(frame.wording)),
        topics=topic_choices(frame.hub),
        sources=_with(sources, fields.source),
        fields=fields,
        found=found,
        is_served=is_served,
    )


def listed_sources(listing: Listing) -> tuple[Choice, ...]:
    """List the outlets of published stories for the menu, by name."""
    counted = Counter({domain: len(found) for domain, found in listing.by_domain.items()})
    most = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))[:SOURCES]
    return by_name(Choice(value=domain, name=one_line(listing.names[domain]) or domain) for domain, _ in most)


def by_name(choices: Iterator[Choice]) -> tuple[Choice, ...]:
    """Sort the entries of a menu."""
    return tuple(sorted(choices, key=lambda choice: (choice.name.casefold(), choice.value)))


def topic_choices(hub: Hub) -> tuple[Choice, ...]:
    """List the child topics as their tree stands; what hangs from no root is left out."""
    roots = [topic.id for topic in hub.topics if topic.parent is None]
    return tuple(choice for root in roots for choice in _below(hub, root, 0))


def embedded(value: object) -> str:
    """Give JSON that stays JSON inside a page, whatever the words say."""
    return safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED))


def _below(hub: Hub, parent: TopicId, depth: int) -> Iterator[Choice]:
    for topic in hub.topics:
        if topic.parent == parent and page_of_topic(topic.id) and depth < 12:
            yield Choice(value=topic.id, name=topic.name, depth=depth)
            yield from _below(hub, topic.id, depth + 1)


def _with(sources: Sequence[Choice], chosen: str) -> tuple[Choice, ...]:
    """Give the menu with the outlet that was asked for, also when it is not among those with most stories."""
    is_there = not chosen or any(choice.value == chosen for choice in sources)
    return tuple(sources) if is_there else (*sources, Choice(value=chosen, name=chosen))


def _script_words(wording: Wording) -> Mapping[str, object]:
    said: dict[str, object] = {name: wording.words[key] for name, key in _SCRIPT.items()}
    return {**said, "language": wording.language, **{key: wording.forms[key] for key in ("n_result", "n_source")}}
