"""What the reports of a story are to each other: who found out, who followed up, who comments, who speaks for itself.

Read off the quality card of each report, its time, its address and its title; of one known only from a record, from
what the record says. For readers: docs/story-page.md.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from topicwire.render.site.coverage_signs import EXPLAINS, OFFICIAL_DOMAIN, OPINION_FOLDER, OPINION_LABEL
from topicwire.render.site.listing import Listing
from topicwire.render.site.stories import Report, StoryView
from topicwire.render.wording import Wording
from topicwire.text.phrases import folded_phrase, has_phrase
from topicwire.text.tokens import WORD

FOLLOWS_AFTER = timedelta(hours=24)
"""From this long after the first report a later one follows up: the event itself is told by then."""
SHORTEST_NAME, SHORTEST_LABEL = 4, 6
"""Letters of an outlet's name, or of its domain's, that must stand in the headline to make it a party to the story."""
OWN_WORDS = frozenset({"press release", "sponsored", "market report"})
FOUND_OUT = frozenset({"original reporting"})
"""Names of parts of a quality card."""


class Kind(StrEnum):
    """What a report is in its story, in the order pages show them."""

    ORIGINAL = "original"
    REPORT = "report"
    FOLLOW_UP = "follow_up"
    OPINION = "opinion"
    OFFICIAL = "official"
    VIDEO = "video"
    COPY = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A report as a story's page lists it."""

    report: Report
    language: str  # its name in the reader's language; empty where it is the hub's, or unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Reports of one kind, best first; never empty."""

    kind: Kind
    lines: tuple[Line, ...]


def grouped(view: StoryView, listing: Listing, wording: Wording, hub_language: str) -> tuple[Group, ...]:
    """Sort the other reports of a story by what they are; copies come last."""
    found: dict[Kind, list[Line]] = {}
    for report in (*view.coverage, *view.copies):
        line = Line(report=report, language=_language_name(report.language, wording, hub_language))
        found.setdefault(kind_of(report, view, listing), []).append(line)
    return tuple(Group(kind=kind, lines=tuple(found[kind])) for kind in Kind if kind in found)


def kind_of(report: Report, view: StoryView, listing: Listing) -> Kind:
    """Tell what one report of a story is; the surest sign decides."""
    known = listing.by_id.get(report.article_id) if report.article_id else None
    parts = frozenset(part.name for part in known.quality.parts) if known else frozenset[str]()
    if report.is_copy:
        return Kind.COPY
    if report.is_video:
        return Kind.VIDEO
    if _is_official(report, view, parts):
        return Kind.OFFICIAL
    if _is_opinion(report):
        return Kind.OPINION
    if not parts.isdisjoint(FOUND_OUT):
        return Kind.ORIGINAL
    is_late = report.at is not None and report.at - view.first_at > FOLLOWS_AFTER
    return Kind.FOLLOW_UP if is_late else Kind.REPORT


def _is_official(report: Report, view: StoryView, parts: AbstractSet[str]) -> bool:
    """Tell whether those speak whom the story is about: their own words, a state's, or the outlet in the headline."""
    if not OWN_WORDS.isdisjoint(parts) or OFFICIAL_DOMAIN.search(report.domain):
        return True
    return not report.is_lead and _is_named(report, folded_phrase(view.lead.title))


def _is_named(report: Report, headline: str) -> bool:
    """Tell whether a headline names the outlet: by its name, or by words that together are its domain's."""
    name, label = folded_phrase(report.outlet), report.domain.partition(".")[0].replace("-", "")
    if len(name) >= SHORTEST_NAME and has_phrase(headline, name):
        return True
    told = WORD.findall(headline)
    runs = ("".join(told[at : at + length]) for at in range(len(told)) for length in (1, 2, 3))
    return len(label) >= SHORTEST_LABEL and label in runs


def _is_opinion(report: Report) -> bool:
    title = report.title
    return bool(OPINION_LABEL.search(title) or EXPLAINS.search(title) or OPINION_FOLDER.match(report.address))


def _language_name(language: str, wording: Wording, hub_language: str) -> str:
    code = language.split("-", maxsplit=1)[0].lower()
    if not code or code == hub_language.split("-", maxsplit=1)[0].lower():
        return ""
    return str(wording.locale.languages.get(code, language))
