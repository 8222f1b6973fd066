"""The figures of a report card in words: each with how it is counted and from how many."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from topicwire.model.report_card import DAYS, SURE, Delay, ReportCard, Share
from topicwire.render.wording import Wording

LEAST = 5
"""Cases from which a share is given: of fewer it would say more than anybody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure as a page shows it."""

    name: str
    value: str
    told: str  # how it is counted, from how many; or that they are too few
    is_known: bool = True  # False: too few cases to say
    order: float = -1.0  # what to sort by; -1: unknown


def share_figure(wording: Wording, key: str, share: Share) -> Figure:
    """Say a share; the catalogue has its name under `card_KEY` and its sentence under `card_KEY_told`."""
    name = wording.words[f"card_{key}"]
    if share.whole < LEAST:
        return _too_few(wording, name, share.whole)
    limits: dict[str, str | int] = {"days": DAYS, "sure": wording.percent(SURE)}
    return Figure(
        name=name,
        value=wording.percent(share.part / share.whole),
        told=wording.say(f"card_{key}_told", part=share.part, whole=share.whole, **limits),
        order=share.part / share.whole,
    )


def delay_figure(wording: Wording, key: str, delay: Delay) -> Figure:
    """Say a median length of time."""
    name = wording.words[f"card_{key}"]
    if delay.cases < LEAST:
        return _too_few(wording, name, delay.cases)
    span = wording.span(timedelta(minutes=delay.minutes)) or wording.words["card_at_once"]
    return Figure(name=name, value=span, told=wording.say(f"card_{key}_told", cases=delay.cases), order=delay.minutes)


def _too_few(wording: Wording, name: str, cases: int) -> Figure:
    told = wording.say("card_few_told", cases=cases, least=LEAST)
    return Figure(name=name, value=wording.words["card_too_few"], told=told, is_known=False)


def answered(wording: Wording, card: ReportCard) -> Figure:
    """Say how many polls were answered well."""
    return share_figure(wording, "answered", card.polling.answered)


def of_stories(wording: Wording, card: ReportCard) -> tuple[Figure, ...]:
    """Say how much is its own, and how much follows or copies others."""
    whole = card.originals + card.follow_ups + card.copies
    parts = {"originals": card.originals, "follow_ups": card.follow_ups, "copies": card.copies}
    return tuple(share_figure(wording, key, Share(part=part, whole=whole)) for key, part in parts.items())


def of_firsts(wording: Wording, card: ReportCard) -> tuple[Figure, ...]:
    """Say how often it was first, and how far behind where it was not."""
    return share_figure(wording, "first", card.first), delay_figure(wording, "lag", card.lag)


def of_edits(wording: Wording, card: ReportCard) -> tuple[Figure, ...]:
    """Say how often it changes what it published, and how soon."""
    return share_figure(wording, "edited", card.edited), delay_figure(wording, "edited_after", card.edited_after)


def of_dates(wording: Wording, card: ReportCard) -> tuple[Figure, ...]:
    """Say how reliable its dates are; in one line where there are too few."""
    dating = card.dating
    if dating.articles < LEAST:
        return (share_figure(wording, "sure", Share(part=dating.sure, whole=dating.articles)),)
    parts = {
        "sure": dating.sure,
        "disputed": dating.disputed,
        "undated": dating.undated,
        "future": dating.future,
        "redated": dating.redated,
    }
    return tuple(share_figure(wording, key, Share(part=part, whole=dating.articles)) for key, part in parts.items())


def of_showing(wording: Wording, card: ReportCard) -> tuple[Figure, ...]:
    """Say how much of it readers see, and how much leads."""
    shown = share_figure(wording, "shown", Share(part=card.shown, whole=card.articles))
    return shown, share_figure(wording, "led", Share(part=card.led, whole=card.articles))


def said_day(wording: Wording, day: date) -> str:
    """Write a day."""
    return wording.day(at_noon(day))


def at_noon(day: date) -> datetime:
    """Give a time in the middle of a day (UTC)."""
    return datetime.combine(day, time(12), UTC)
