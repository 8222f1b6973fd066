"""Settings as sentences say them: lengths of time, shares and plain numbers, in the language of the interface."""

from collections.abc import Mapping
from datetime import timedelta

from babel.numbers import format_decimal

from topicwire.model.methods import Asking, Forming, Methods, Showing
from topicwire.model.topic import MatchField
from topicwire.render.wording import Wording

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


def length(hours: float, wording: Wording) -> str:
    """Write a length of time in its two largest units."""
    return wording.span(timedelta(hours=hours)) or wording.words["card_at_once"]


def _of_asking(asking: Asking, wording: Wording) -> dict[str, str]:
    return {
        "token": asking.token,
        "floor": length(asking.floor_minutes / 60, wording),
        "ceiling": length(asking.ceiling_hours, wording),
        "retry_after": length(asking.retry_after_days * 24, wording),
        "moves": length(asking.move_days * 24, wording),
        "age": length(asking.max_age_days * 24, wording),
        "silent": length(asking.silent_days * 24, wording),
        "gaps": wording.grouped(asking.silent_gaps),
        "attempts": wording.grouped(asking.attempts),
        "at_once": wording.grouped(asking.requests_per_host),
        "gap": number(asking.host_gap_seconds, wording),
        "redirects": wording.grouped(asking.redirects),
        "total": number(asking.total_seconds, wording),
        "page_mib": number(asking.page_mib, wording),
        "picture_mib": number(asking.picture_mib, wording),
    }


def _of_forming(forming: Forming, wording: Wording) -> dict[str, str]:
    return {
        "window": length(forming.window_hours, wording),
        "span": length(forming.span_days * 24, wording),
        "quiet": length(forming.quiet_hours, wording),
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
