"""How the hub works: its rules with its own settings, and the score parts its articles really have."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from topicwire.model.methods import Methods
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.model.topic import Topic
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import ABOUT
from topicwire.render.site.amounts import HOUR, amounts, length, number
from topicwire.render.site.figures import LEAST
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.links import page_of_topic
from topicwire.render.site.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A part of a score card over all articles that have it."""

    name: str
    least: int
    most: int
    articles: int
    example: str  # the reason given where it weighs most


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A heading, and what is said under it."""

    name: str  # of the section, also its anchor
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A line of a small table."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """A topic with its rule."""

    topic: Topic
    page: str
    keywords: tuple[str, ...]  # each once
    threshold: int


def about_sheets(site: Site) -> Iterator[Sheet]:
    """Give the page about the hub's methods."""
    digests = (article.digest for article in site.edition.articles)
    facts = (str(len(site.hub.feeds)), repr(site.hub.methods), repr(site.hub.topics))
    yield site.sheet(ABOUT, (*facts, *digests), partial(_about, site))


def part_lines(cards: Iterable[ScoreCard]) -> tuple[PartLine, ...]:
    """Sum up the parts of many cards, most frequent first."""
    found: dict[str, list[ScorePart]] = {}
    for card in cards:
        for part in card.parts:
            found.setdefault(part.name, []).append(part)
    lines = (_part_line(name, parts) for name, parts in found.items())
    return tuple(sorted(lines, key=lambda line: (-line.articles, line.name)))


def passages(site: Site, told: Mapping[str, tuple[str, ...]], values: Mapping[str, str]) -> tuple[Passage, ...]:
    """Fill the sentences of each section; `told` gives their keys by the key of the heading."""
    return tuple(
        Passage(
            name=heading.partition("_")[2],
            heading=site.words[heading],
            paragraphs=tuple(site.words[key].format(**values) for key in keys),
        )
        for heading, keys in told.items()
    )


def _part_line(name: str, parts: list[ScorePart]) -> PartLine:
    telling = max(parts, key=lambda part: abs(part.points))
    points = [part.points for part in parts]
    return PartLine(name=name, least=min(points), most=max(points), articles=len(parts), example=telling.why)


def _about(site: Site) -> bytes:
    articles, methods = site.edition.articles, site.hub.methods
    title = site.words["methods"]
    head = Head(path=ABOUT, title=f"{title} · {site.hub.title}", description=site.words["methods_lead"], active=ABOUT)
    return page_bytes(
        site.frame,
        head,
        "about.html",
        passages=passages(site, _told(site, methods), _values(site, methods)) if methods else (),
        tally=_tally(site),
        trust=_trust(site, methods) if methods else (),
        signs=_signs(site, methods) if methods else (),
        parts=_parts(site, methods) if methods else (),
        quality_now=site.wording.say("how_quality_now", articles=site.wording.count(len(articles), "n_article")),
        quality=part_lines(article.quality for article in articles),
        heat=part_lines(article.heat for article in articles if article.heat),
        topics=_topics(site),
    )


def _values(site: Site, methods: Methods) -> dict[str, str]:
    hub, wording = site.hub, site.wording
    return {
        **amounts(methods, wording),
        "feeds": wording.grouped(len(hub.feeds)),
        "published": wording.grouped(hub.threshold),
        "half_life": length(hub.half_life_hours * HOUR, wording),
        "diversity": wording.percent(hub.diversity),
        "least": wording.grouped(LEAST),
    }


def _told(site: Site, methods: Methods) -> dict[str, tuple[str, ...]]:
    """List the sentences of each section, as this hub is set."""
    is_reference = methods.scoring.card == "reference"
    meaning = "how_stories_meaning" if methods.forming.has_meaning else "how_stories_words"
    return {
        "methods_asked": ("how_asked", "how_asked_manners", "how_asked_silent"),
        "methods_taken": ("how_taken", "how_taken_topic"),
        "methods_dates": ("how_dates", "how_dates_trust"),
        "methods_one": ("how_one",),
        "methods_stories": ("how_stories", meaning, "how_stories_copies", "how_stories_life", "how_stories_signs"),
        "methods_quality": ("how_lead", *(() if is_reference else ("how_lead_default",)), "how_quality"),
        "methods_heat": ("how_heat_reference" if is_reference else "how_heat",),
        "methods_front": ("how_front", "how_front_diversity" if site.hub.diversity else "how_front_plain"),
        "methods_topics": ("how_topics",),
        "methods_cards": ("how_cards",),
        "methods_editors": ("how_editors",),
        "methods_editions": ("how_editions", "how_editions_sizes"),
        "methods_languages": ("how_languages", "how_languages_privacy"),
    }


def _tally(site: Site) -> tuple[Pair, ...]:
    wording, hub = site.wording, site.hub
    values = {
        "tally_articles": wording.grouped(len(site.edition.articles)),
        "tally_stories": wording.grouped(len(site.listing.leads)),
        "tally_feeds": wording.grouped(len(hub.feeds)),
        "tally_threshold": wording.grouped(hub.threshold),
        "tally_half_life": length(hub.half_life_hours * HOUR, wording),
    }
    return tuple(Pair(name=site.words[key], value=value) for key, value in values.items())


def _trust(site: Site, methods: Methods) -> tuple[Pair, ...]:
    words, percent = site.words, site.wording.percent
    return tuple(
        Pair(name=words.get(f"origin_{one.name}", one.name), value=percent(one.value)) for one in methods.trust
    )


def _signs(site: Site, methods: Methods) -> tuple[Pair, ...]:
    signals = methods.forming.signals
    return tuple(
        Pair(name=site.words.get(f"signal_{one.name}", one.name), value=_signed(one.value, site)) for one in signals
    )


def _parts(site: Site, methods: Methods) -> tuple[Pair, ...]:
    return tuple(Pair(name=one.name, value=site.wording.signed(round(one.value))) for one in methods.scoring.parts)


def _signed(value: float, site: Site) -> str:
    return f"+{number(value, site.wording)}" if value > 0 else number(value, site.wording)


def _topics(site: Site) -> tuple[TopicLine, ...]:
    return tuple(
        TopicLine(
            topic=topic,
            page=page_of_topic(topic.id),
            keywords=tuple(dict.fromkeys(topic.keywords)),
            threshold=site.hub.threshold if topic.threshold is None else topic.threshold,
        )
        for topic in site.hub.topics
    )
