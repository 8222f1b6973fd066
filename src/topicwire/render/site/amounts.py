"""Settings as sentences say them: lengths of time, shares and plain numbers, in the language of the interface."""

from collections.abc import Mapping

from babel.numbers import format_decimal
from babel.units import format_unit

from topicwire.model.methods import Asking, Forming, Methods, Showing
from topicwire.model.topic import MatchField
from topicwire.render.wording import Wording

MINUTE, HOUR, DAY = 60, 3600, 86_400
UNITS = (("day", DAY, 2), ("hour", HOUR, 1), ("minute", MINUTE, 1))
"""Units with their seconds, and from how many they are used: one day is told as 24 hours."""
FIELDS = {
    MatchField.TITLE: "field_title",
    MatchField.TITLE_AND_EXCERPT: "field_title_excerpt",
    MatchField.TEXT: "field_text",
}


def amounts(methods: Methods, wording: Wording) -> Mapping[str, str]:
    """Give the value of every placeholder that a hub's own settings fill, by its name in the catalogue."""
    return {
        **_of_asking(methods.asking, wording),
        **_of_forming(methods.forming, wording),
        **_of_showing(methods.showing, wording),
        "related": wording.grouped(methods.scoring.per_related),
        "card": methods.scoring.card,
        "match": wording.words[FIELDS[methods.match]],
        "gate": wording.words[FIELDS[methods.gate]],
    }


def number(value: float, wording: Wording) -> str:
    """Write a number with at most three decimals and a true minus."""
    return str(format_decimal(value, "#,##0.###", wording.locale)).replace("-", "\u2212")


def length(seconds: float, wording: Wording) -> str:
    """Write a length of time in the largest unit that says it whole, e.g. `15 minutes`, `24 hours`, `7 days`."""
    for unit, size, least in UNITS:
        if seconds >= least * size and seconds % size == 0:
            return _unit(seconds / size, unit, wording)
    return _unit(seconds, "second", wording)


def _unit(value: float, unit: str, wording: Wording) -> str:
    whole = int(value) if value == int(value) else value
    return str(format_unit(whole, unit, length="long", format="#,##0.###", locale=wording.locale))


def _of_asking(asking: Asking, wording: Wording) -> dict[str, str]:
    return {
        "token": asking.token,
        "floor": length(asking.floor_minutes * MINUTE, wording),
        "ceiling": length(asking.ceiling_hours * HOUR, wording),
        "retry_after": length(asking.retry_after_days * DAY, wording),
        "moves": length(asking.move_days * DAY, wording),
        "age": length(asking.max_age_days * DAY, wording),
        "silent": length(asking.silent_days * DAY, wording),
        "gaps": wording.grouped(asking.silent_gaps),
        "attempts": wording.grouped(asking.attempts),
        "at_once": wording.grouped(asking.requests_per_host),
        "gap": length(asking.host_gap_seconds, wording),
        "redirects": wording.grouped(asking.redirects),
        "total": length(asking.total_seconds, wording),
        "page_mib": number(asking.page_mib, wording),
        "picture_mib": number(asking.picture_mib, wording),
    }


def _of_forming(forming: Forming, wording: Wording) -> dict[str, str]:
    return {
        "window": length(forming.window_hours * HOUR, wording),
        "span": length(forming.span_days * DAY, wording),
        "quiet": length(forming.quiet_hours * HOUR, wording),
        "threshold": number(forming.threshold, wording),
        "copies": wording.percent(forming.copy_threshold),
        "start": number(forming.start, wording),
    }


def _of_showing(showing: Showing, wording: Wording) -> dict[str, str]:
    return {
        "excerpt": wording.grouped(showing.excerpt_characters),
        "picture_width": wording.grouped(showing.picture_width),
        "front_stories": wording.grouped(showing.front_stories),
        "feed_entries": wording.grouped(showing.feed_entries),
        "api_items": wording.grouped(showing.api_items),
    }
