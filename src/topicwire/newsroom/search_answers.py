"""Answers of the full-text search as readers and other programs get them: a page, and JSON."""

from collections.abc import Mapping
from urllib.parse import urlencode

from topicwire import __version__
from topicwire.formats.questions import LONGEST, read_question
from topicwire.model.search import Answer, ListedStory
from topicwire.newsroom.room import Room
from topicwire.newsroom.searching import search, telling_headline, telling_text
from topicwire.render.addresses import story_page
from topicwire.render.site.frame import frame_of
from topicwire.render.site.links import page_of_topic
from topicwire.render.site.moments import machine
from topicwire.render.site.search import SOURCES, Choice, Fields, Found, HitView, by_name, search_page
from topicwire.render.site.stories import Chip
from topicwire.text.clean import valid
from topicwire.text.searchwords import fold, marked

PAGE, MOST, FURTHEST = 20, 100, 5000
"""Results on a page, at most in one JSON answer, and how far one may page."""


def fields_of(said: Mapping[str, str]) -> Fields:
    """Read the form as an address says it: whatever is asked, it is short, valid text."""
    q, topic, source = (valid(said.get(name, "")[:LONGEST]).strip() for name in ("q", "topic", "source"))
    since, until = (valid(said.get(name, "")[:10]).strip() for name in ("from", "to"))
    return Fields(q=q, topic=topic, source=source, since=since, until=until)


def answer(room: Room, fields: Fields, limit: int, offset: int = 0) -> Answer:
    """Answer what stands in the form."""
    question = read_question(fields.q, fields.topic, fields.source, fields.since, fields.until)
    return search(room, question, min(limit, MOST), min(offset, FURTHEST))


def answer_page(room: Room, fields: Fields, number: int) -> bytes:
    """Render one page of results, 1 the first, with the form above; the form alone when nothing was asked."""
    given = answer(room, fields, PAGE, (number - 1) * PAGE)
    found = None if given.question.is_empty else _found(room, given, fields, number)
    return search_page(frame_of(room.config.hub, __version__), (), _sources(room), fields, found, is_served=True)


def answer_dict(room: Room, fields: Fields, limit: int, offset: int) -> dict[str, object]:
    """Give an answer as other programs read it, and the search page's script (docs/search.md)."""
    given = answer(room, fields, limit, offset)
    return {
        "total": given.total,
        "mostly": given.is_mostly,
        "similar": given.is_similar,
        "mean": dict(given.mean),
        "terms": given.terms,
        "results": [_hit_as_dict(room, story, given) for story in given.stories],
    }


def _hit_as_dict(room: Room, story: ListedStory, given: Answer) -> dict[str, object]:
    return {
        "id": story.id,
        "page": story_page(story.id),
        "title": story.title,
        "excerpt": story.excerpt,
        "headlines": story.headlines,
        "text": telling_text(room, story, given.terms),
        "outlet": story.outlet,
        "sources": story.sources,
        "topics": [{"id": topic.id, "name": topic.name} for topic in story.topics],
        "published": machine(story.published),
        "language": story.language,
    }


def _found(room: Room, given: Answer, fields: Fields, number: int) -> Found:
    mean = _meant(fields.q, dict(given.mean))
    has_more = number * PAGE < min(given.total, FURTHEST)
    return Found(
        hits=tuple(_view(room, story, given) for story in given.stories),
        total=given.total,
        is_mostly=given.is_mostly,
        is_similar=given.is_similar,
        mean=mean,
        mean_query=_query(fields, 1, mean),
        previous=_query(fields, number - 1, fields.q) if number > 1 else "",
        next=_query(fields, number + 1, fields.q) if has_more else "",
    )


def _view(room: Room, story: ListedStory, given: Answer) -> HitView:
    terms = given.terms
    return HitView(
        page=story_page(story.id),
        title=marked(story.title, terms),
        excerpt=marked(story.excerpt, terms),
        other=marked(telling_headline(story, terms), terms),
        text=marked(telling_text(room, story, terms), terms),
        outlet=story.outlet,
        language=story.language,
        sources=story.sources,
        at=story.published,
        chips=tuple(Chip(name=topic.name, page=page_of_topic(topic.id)) for topic in story.topics),
    )


def _meant(q: str, better: Mapping[str, str]) -> str:
    """Write the query again with the spellings the hub knows; empty when that changes nothing."""
    meant = " ".join(better.get(fold(word), word) for word in q.split())
    return "" if meant == " ".join(q.split()) else meant


def _query(fields: Fields, number: int, q: str) -> str:
    named = {"q": q, "topic": fields.topic, "source": fields.source, "from": fields.since, "to": fields.until}
    named["page"] = str(number) if number > 1 else ""
    return urlencode({name: value for name, value in named.items() if value})


def _sources(room: Room) -> tuple[Choice, ...]:
    most = sorted(room.store.search.list_sources(), key=lambda entry: (-entry[2], entry[0]))[:SOURCES]
    return by_name(Choice(value=domain, name=name or domain) for domain, name, _ in most)
