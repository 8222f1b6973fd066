"""The page about the figures: the rules of this hub, and the score parts its articles really have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from topicwire.model.score import ScoreCard, ScorePart
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import ABOUT
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A part of a score card over all articles that have it."""

    name: str
    least: int
    most: int
    articles: int
    example: str  # the reason given where it weighs most


def about_sheets(site: Site) -> Iterator[Sheet]:
    """Give the page about the figures."""
    digests = (article.digest for article in site.edition.articles)
    yield site.sheet(ABOUT, (str(len(site.hub.feeds)), *digests), partial(_about, site))


def part_lines(cards: Iterable[ScoreCard]) -> tuple[PartLine, ...]:
    """Sum up the parts of many cards, most frequent first."""
    found: dict[str, list[ScorePart]] = {}
    for card in cards:
        for part in card.parts:
            found.setdefault(part.name, []).append(part)
    lines = (_part_line(name, parts) for name, parts in found.items())
    return tuple(sorted(lines, key=lambda line: (-line.articles, line.name)))


def _part_line(name: str, parts: list[ScorePart]) -> PartLine:
    telling = max(parts, key=lambda part: abs(part.points))
    points = [part.points for part in parts]
    return PartLine(name=name, least=min(points), most=max(points), articles=len(parts), example=telling.why)


def _about(site: Site) -> bytes:
    articles = site.edition.articles
    head = Head(
        path=ABOUT,
        title=f"{site.words['about']} · {site.hub.title}",
        description=f"{site.words['about']} · {site.hub.title}",
        active=ABOUT,
    )
    return page_bytes(
        site.frame,
        head,
        "about.html",
        quality=part_lines(article.quality for article in articles),
        heat=part_lines(article.heat for article in articles if article.heat),
        presets=sorted({article.quality.preset for article in articles}),
        articles=len(articles),
        shown=len(site.listing.leads),
        feeds=len(site.hub.feeds),
        half_life=f"{site.hub.half_life_hours:g}",
        diversity=f"{site.hub.diversity * 100:g}" if site.hub.diversity else "",
    )
