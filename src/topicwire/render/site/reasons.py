"""Why a story stands where it does, in one sentence each, and the figures behind it."""

from dataclasses import dataclass

from topicwire.model.record import RankedArticle
from topicwire.model.score import ScoreCard
from topicwire.render.site.stories import Report, StoryView
from topicwire.render.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What the page says about why the story is here."""

    leads: str  # why this article leads
    shows: str  # why it is on the page: the verdict of rank, else the plain rule
    shows_language: str  # of that sentence where it is not the interface's; else empty
    heat: int | None
    threshold: int
    cards: tuple[ScoreCard, ...]  # heat, then quality; a card without parts is left out
    cards_language: str  # of the names and reasons of their parts, as `shows_language`
    tied: tuple[Report, ...]  # reports of which the ties are known
    record_path: str
    api_item: str


RANKS_LANGUAGE = "en"
"""What the rank stage speaks."""


def why(lead: RankedArticle, view: StoryView, wording: Wording) -> Why:
    """Gather the sentences and figures that explain a story."""
    cards = (card for card in (lead.heat, lead.quality) if card and card.parts)
    others = [report.quality for report in (*view.coverage, *view.copies) if report.quality is not None]
    name = lead.record.path.rpartition("/")[2].removesuffix(".md")
    foreign = "" if wording.language.split("-")[0] == RANKS_LANGUAGE else RANKS_LANGUAGE
    return Why(
        leads=why_it_leads(wording, view.reports, lead.record.quality, max(others, default=None)),
        shows=lead.verdict or why_it_shows(wording, lead.record.heat, lead.threshold),
        shows_language=foreign if lead.verdict else "",
        heat=lead.record.heat,
        threshold=lead.threshold,
        cards=tuple(cards),
        cards_language=foreign,
        tied=tuple(report for report in (*view.coverage, *view.copies) if report.ties),
        record_path=lead.record.path,
        api_item=f"api/news/{name}/index.json",
    )


def why_it_leads(wording: Wording, reports: int, quality: int | None, best_other: int | None) -> str:
    """Say why the lead leads.

    Args:
        wording: the language to say it in.
        reports: articles in the story, the lead counted.
        quality: of the lead; None when its record came without figures.
        best_other: highest quality among the others; None when none has one.
    """
    if reports == 1:
        return wording.words["why_alone"]
    told = wording.count(reports, "n_report")
    if quality is None:
        return wording.say("why_named", reports=told)
    if best_other is not None and best_other > quality:
        return wording.say("why_named_though", quality=best_other)
    return wording.say("why_best", reports=told, points=wording.count(quality, "n_point"))


def why_it_shows(wording: Wording, heat: int | None, threshold: int) -> str:
    """Say how its heat stands to the hub's threshold."""
    if heat is None:
        return wording.words["why_unfigured"]
    return wording.say("why_hot_enough" if heat >= threshold else "why_too_cold", heat=heat, threshold=threshold)
