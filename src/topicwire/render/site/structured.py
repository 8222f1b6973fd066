"""Facts for machines: schema.org in JSON-LD, safe inside a page whatever the words say."""

from dataclasses import dataclass
from typing import Any

from minijinja import safe

from topicwire.model.hub import Hub
from topicwire.render.plain_json import json_bytes
from topicwire.render.site.links import absolute
from topicwire.render.site.moments import machine
from topicwire.render.site.notes import Correction, Notes
from topicwire.render.site.sharing import Shared
from topicwire.render.site.standing import Standing
from topicwire.render.site.stories import Report, StoryView

_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_LISTED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFacts:
    """What a story's page tells machines."""

    view: StoryView
    standing: Standing
    notes: Notes
    picture: Shared | None
    is_paywalled: bool  # the lead


def story_facts(facts: StoryFacts, hub: Hub) -> str:
    """Say what a story page is: the hub's article, made from what others reported, each as its own publisher's.

    The lead is what it is based on, the others are cited; a copy is no source of its own and is left out.
    """
    view, standing = facts.view, facts.standing
    copy = absolute(hub, view.picture.file) if view.picture else ""
    pictures = [facts.picture.address if facts.picture else "", copy]
    page = {
        "@type": "NewsArticle",
        "headline": view.lead.title,
        "description": view.excerpt,
        "url": absolute(hub, view.page),
        "mainEntityOfPage": absolute(hub, view.page),
        "image": list(dict.fromkeys(filter(None, pictures))),
        "datePublished": machine(view.first_at),
        "dateModified": machine(standing.updated_at),
        "inLanguage": view.lead.language,
        "articleSection": view.chips[0].name if view.chips else "",
        "keywords": [chip.name for chip in view.chips],
        "author": _hub(hub),
        "publisher": _hub(hub),
        "isPartOf": _site(hub),
        "isBasedOn": {**_article(view.lead), **({"isAccessibleForFree": False} if facts.is_paywalled else {})},
        "citation": [_article(report) for report in view.coverage[:_LISTED]],
        "correction": [_correction(one) for one in facts.notes.corrections],
    }
    return _embedded(page)


def list_facts(views: tuple[StoryView, ...], hub: Hub, name: str, path: str) -> str:
    """Say which stories a page lists, in its order."""
    entries = [{"@type": "CreativeWork", "name": view.lead.title, "url": absolute(hub, view.page)} for view in views]
    page = {
        "@type": "CollectionPage",
        "name": name,
        "url": absolute(hub, path),
        "isPartOf": _site(hub),
        "mainEntity": _list([_without_empty(entry) for entry in entries[:_LISTED]]),
    }
    return _embedded(page)


def _list(entries: list[dict[str, Any]]) -> dict[str, Any]:
    places = [{"@type": "ListItem", "position": place, "item": entry} for place, entry in enumerate(entries, 1)]
    return {"@type": "ItemList", "numberOfItems": len(places), "itemListElement": places}


def _article(report: Report) -> dict[str, Any]:
    facts = {
        "@type": "VideoObject" if report.is_video else "NewsArticle",
        "headline": report.title,
        "url": report.address,
        "datePublished": machine(report.at) if report.at else "",
        "inLanguage": report.language,
        "author": [{"@type": "Person", "name": name} for name in report.authors],
        "publisher": {"@type": "Organization", "name": report.outlet},
    }
    return _without_empty(facts)


def _correction(correction: Correction) -> dict[str, Any]:
    day = correction.day.isoformat() if correction.day else ""
    return _without_empty({"@type": "CorrectionComment", "text": correction.words, "datePublished": day})


def _hub(hub: Hub) -> dict[str, Any]:
    return _without_empty({"@type": "Organization", "name": hub.title, "url": hub.url and f"{hub.url}/"})


def _site(hub: Hub) -> dict[str, Any]:
    return _without_empty({"@type": "WebSite", "name": hub.title, "url": hub.url and f"{hub.url}/"})


def _without_empty(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}


def _embedded(facts: dict[str, Any]) -> str:
    """Write JSON in which no character can end the script element or the JSON string."""
    text = json_bytes({"@context": "https://schema.org", **_without_empty(facts)}, is_dense=True).decode("utf-8")
    return safe(text.translate(_ESCAPED))
