"""How a hub works, in figures: its settings and tables as its readers and the webmasters it asks may see them."""

from dataclasses import dataclass

from topicwire.model.topic import MatchField


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A named figure of a table."""

    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How sources are asked."""

    agent: str  # the User-Agent that is sent
    token: str  # the name to use in robots.txt
    floor_minutes: float
    ceiling_hours: float
    retry_after_days: float
    move_days: float
    host_gap_seconds: float
    requests_per_host: int
    asks_robots: bool
    measures_pictures: bool  # by their first bytes
    redirects: int
    total_seconds: float
    attempts: int  # tries for a page
    page_mib: float
    picture_mib: float
    max_age_days: float
    silent_gaps: int  # of its own gaps after which a feed counts as silent
    silent_days: int  # and at least so many


@dataclass(frozen=True, slots=True, kw_only=True)
class Forming:
    """How stories form."""

    window_hours: float
    span_days: float
    quiet_hours: float
    threshold: float
    copy_threshold: float
    start: float  # log-odds of two articles that share nothing
    signals: tuple[Named, ...]  # most a sign can add to the log-odds, or take; strongest first
    has_meaning: bool  # a model compares what sentences mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """How articles are scored."""

    card: str
    parts: tuple[Named, ...]  # of the card, with their points in full; in the order of the card
    per_related: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What readers get of it."""

    excerpt_characters: int
    keeps_pictures: bool
    picture_width: int
    editions: int  # past editions kept
    front_stories: int
    feed_entries: int
    api_items: int  # on a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Methods:
    """Everything together."""

    asking: Asking
    trust: tuple[Named, ...]  # in a date, by where it stood; most first
    forming: Forming
    scoring: Scoring
    showing: Showing
    match: MatchField  # words of an article that topics are matched on
    gate: MatchField  # words in which a general source's article must name a topic
