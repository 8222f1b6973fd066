"""The words of the interface, in one place. Longer prose stands in `templates/about.html`.

A translation is another table with the same names. Nothing from outside may enter here.
"""

from typing import Final

LANGUAGE: Final = "en"
"""BCP 47 of the words below."""

WORDS: Final[dict[str, str]] = {
    "about": "About the figures",
    "all_topics": "All topics",
    "also": "Also reported by",
    "amp_copy": "AMP copy",
    "api_item": "API item",
    "archive": "Archive",
    "articles": "Articles",
    "articles_read": "Articles read",
    "as_of": "As of",
    "by": "by",
    "contact": "Contact",
    "copies": "Copies of the same text",
    "copies_count": "Copies",
    "copies_note": "Folded away: these outlets carry a text that another report already has.",
    "copy_short": "Copy",
    "coverage": "Coverage",
    "coverage_note": "Other outlets on the same event, in their own words.",
    "coverage_short": "Related",
    "details": "Details",
    "earlier": "Earlier",
    "edition": "Edition",
    "example": "For example",
    "excerpt": "In the publisher’s words",
    "feed": "Feed",
    "feeds": "Feeds",
    "feeds_followed": "Feeds we follow",
    "first_report": "First report",
    "front": "Front page",
    "heat": "Heat",
    "json_api": "JSON API",
    "keywords": "Followed by these words",
    "last_report": "latest",
    "latest_report": "Latest report",
    "latest": "Latest",
    "latest_note": "Every story by the time its leading report was published, newest first. All times are UTC.",
    "lead": "Lead",
    "leads_because": "Why it leads",
    "leads_here": "Stories it leads",
    "made_with": "Made with",
    "main_menu": "Sections",
    "missing": "There is no page at this address",
    "missing_note": "It may never have existed, or the story it showed is no longer published.",
    "most_covered": "Most covered",
    "no_status": "not polled yet",
    "no_stories": "Nothing has been published here yet.",
    "opml": "Sources as OPML",
    "originals": "Own reports",
    "outlet": "Outlet",
    "part": "Part",
    "picture": "Picture",
    "points": "Points",
    "published_from": "Published from",
    "publishers": "Publishers in published stories",
    "quality": "Quality",
    "read_at": "Read it at",
    "record": "Record",
    "records": "Records and figures",
    "road": "Where you are",
    "similarity": "Likeness",
    "site_foot": "About this site",
    "skip": "Skip to the stories",
    "sources": "Sources",
    "story": "Story",
    "story_page": "story page",
    "subtopics": "Subtopics",
    "theme": "Colours: as the device says, light, or dark",
    "theme_auto": "Auto",
    "theme_dark": "Dark",
    "theme_light": "Light",
    "ties": "Tied by",
    "ties_note": "Terms that tied each report to the story when it joined, strongest first.",
    "timeline": "Who reported when",
    "timeline_note": "The first report of each outlet. All times are UTC.",
    "top_stories": "Top stories",
    "topics": "Topics",
    "topics_note": "Every topic of this hub, and how many published stories each has.",
    "total": "Total",
    "undated": "undated",
    "video": "Video",
    "whole_archive": "The whole archive",
    "whole_story": "Whole story",
    "why": "Why is this here?",
    "why_points": "Why",
}

PLURALS: Final[dict[str, tuple[str, str]]] = {
    "article": ("article", "articles"),
    "copy": ("copy", "copies"),
    "feed": ("feed", "feeds"),
    "more": ("more report", "more reports"),
    "more_outlet": ("more outlet", "more outlets"),
    "outlet": ("outlet", "outlets"),
    "point": ("point", "points"),
    "report": ("report", "reports"),
    "source": ("source", "sources"),
    "story": ("story", "stories"),
}

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def count(number: int, name: str) -> str:
    """Say a number of things, e.g. `3 sources`; thousands are set apart by a narrow space."""
    return f"{grouped(number)} {noun(number, name)}"


def noun(number: int, name: str) -> str:
    """Choose the form of a noun for a number."""
    one, many = PLURALS[name]
    return one if number == 1 else many


def grouped(number: int) -> str:
    """Write a number with narrow spaces between thousands and a true minus."""
    return f"{number:,}".replace(",", "\u202f").replace("-", "\u2212")


def signed(number: int) -> str:
    """Write points with their sign, e.g. `+20`, `−3`, `0`."""
    return f"+{grouped(number)}" if number > 0 else grouped(number)


def percent(share: float) -> str:
    """Write a share of 0 to 1 as whole percent."""
    return f"{round(share * 100)} %"


def why_it_leads(reports: int, quality: int | None, best_other: int | None) -> str:
    """Say in one sentence why the lead leads.

    Args:
        reports: articles in the story, the lead counted.
        quality: of the lead; None when its record came without figures.
        best_other: highest quality among the others; None when none has one.
    """
    if reports == 1:
        return "It is the only report of this event that this hub has, so it leads."
    if quality is None:
        return f"Its record names it as the lead of {count(reports, 'report')}; it came without figures."
    if best_other is not None and best_other > quality:
        return f"Its record names it as the lead, though another report has a quality of {grouped(best_other)}."
    return f"None of the {count(reports, 'report')} has a higher quality than its {count(quality, 'point')}."


def why_it_shows(heat: int | None, threshold: int) -> str:
    """Say in one sentence how its heat stands to the hub's threshold."""
    if heat is None:
        return "Its record came without figures; such records count as published."
    side = "at or above" if heat >= threshold else "below"
    return f"Its heat is {grouped(heat)}, {side} the {grouped(threshold)} from which this hub publishes."
