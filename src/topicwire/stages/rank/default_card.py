"""Our own quality card. Pure. What each part is for and counts: weights.py; for editors: docs/judgement.md.

The scale: from 70 an article is published alone. A known publisher's article of 300 words with a large picture and a
topic in its title has 82, one from a source the hub follows 72, from an unknown publisher 52; there reporting of its
own, told at length, earns the rest. What may lead a story whatever its figure is no matter of points: precedence.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import log

from topicwire.model.article import ArticleKind
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.stages.rank import boilerplate
from topicwire.stages.rank.cards import card, part
from topicwire.stages.rank.facts import Facts, host_bonus
from topicwire.stages.rank.originality import MOST_QUOTES, count_quotes, firsthand, second_hand
from topicwire.stages.rank.reading import Reading, folded, read
from topicwire.stages.rank.settings import RankSettings
from topicwire.stages.rank.weights import LIMIT, Weights, part_name
from topicwire.text.phrases import has_phrase
from topicwire.text.tokens import IS_UNSPACED, words

PRESET = "default"
LARGE_SIZE, SMALL_SIZE, SMALL_PICTURE = (600, 300), (200, 100), 8 / 15
FEWEST_WORDS, ENOUGH_WORDS, STUB_WORDS = 50, 800, 30
"""Words from which depth begins to count, and from which it counts in full; and those of a stub."""
UNKNOWN_DEPTH = 0.65
"""Of an article known by its record only: what 300 words have."""
SIGNS = 2
"""Different signs of reporting of its own that count in full."""
UNNAMED_BYLINE = 0.6
TOPICS_IN_TITLE = (0.6, 0.8, 1.0)
STALE_SHARES = ((timedelta(days=7), 1.0), (timedelta(days=3), 1 / 3))
TITLE_LENGTH, TITLE_STEP, TITLE_STEPS = 90, 4, 10
OWN_WORDS = frozenset({"press_release", "market_report", "sponsored"})
REPORTING = frozenset({"original_reporting", "quotes", "first", "second_hand"})
"""What a company says of itself is no reporting, however many it quotes: beside OWN_WORDS these parts do not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A part that counts for an article."""

    key: str  # of weights.py
    share: float = 1.0  # of its weight, 0 to 1
    why: str


def default_card(facts: Facts, settings: RankSettings) -> ScoreCard:
    """Give the quality of one article by the default card."""
    reading = read(facts)
    fired = [one for judge in _JUDGES for one in judge(reading)]
    keys = {one.key for one in fired}
    if not keys.isdisjoint(OWN_WORDS):
        fired = [one for one in fired if one.key not in REPORTING]
    parts = [_weighed(one, settings.weights) for one in fired]
    if (bonus := host_bonus(facts, settings.host_bonus)) and "market_report" not in keys:
        held = max(-LIMIT, min(LIMIT, bonus))
        parts.append(part("host bonus", held, f"host_bonus in hub.toml names {facts.host or facts.domain}"))
    return card("quality", PRESET, parts)


def _weighed(fired: Fired, weights: Weights) -> ScorePart:
    return part(part_name(fired.key), round(getattr(weights, fired.key) * fired.share), fired.why)


def _start(_: Reading) -> Iterator[Fired]:
    yield Fired(key="start", why="every article starts with it")


def _publisher(reading: Reading) -> Iterator[Fired]:
    facts = reading.facts
    if facts.is_known:
        yield Fired(key="known_organization", why=f"{facts.domain} is in _data/organizations")
    elif facts.is_followed:
        yield Fired(key="followed_source", why=f"the hub follows a source of {facts.domain}")


def _form(reading: Reading) -> Iterator[Fired]:
    facts = reading.facts
    if facts.picture:
        share, why = _picture(facts.picture.width, facts.picture.height)
        yield Fired(key="lead_picture", share=share, why=why)
    if facts.has_amp:
        yield Fired(key="amp", why="it has an AMP copy")
    if facts.has_byline:
        yield _byline(reading)


def _picture(width: int | None, height: int | None) -> tuple[float, str]:
    if not width or not height:
        return SMALL_PICTURE, "its lead picture is of unknown size"
    size = f"its lead picture has {width}×{height} pixels"
    if width >= LARGE_SIZE[0] and height >= LARGE_SIZE[1]:
        return 1.0, size
    if width >= SMALL_SIZE[0] and height >= SMALL_SIZE[1]:
        return SMALL_PICTURE, f"{size}, below {LARGE_SIZE[0]}×{LARGE_SIZE[1]}"
    return 0.0, f"{size}, too small to show"


def _byline(reading: Reading) -> Fired:
    """Judge who signs: a person in full, a desk, an agency or the outlet itself less."""
    author = folded(reading.facts.author)
    desks = {desk for table in reading.tables for desk in table.desks}
    if author and (author == reading.outlet or not desks.isdisjoint({author, *words(author)})):
        return Fired(key="byline", share=UNNAMED_BYLINE, why=f"“{reading.facts.author}” signs it, no person by name")
    return Fired(key="byline", why="it names who wrote it")


def _depth(reading: Reading) -> Iterator[Fired]:
    facts = reading.facts
    if facts.kind is ArticleKind.VIDEO:
        yield Fired(key="video", why="it is a video")
    elif not facts.is_read:
        yield Fired(key="depth", share=UNKNOWN_DEPTH, why="its text is not known: as a usual report")
    elif facts.word_count < STUB_WORDS:
        if not facts.is_paywalled:
            yield Fired(key="stub", why="no text of its own could be read")
    elif facts.word_count > FEWEST_WORDS:
        share = min(1.0, log(facts.word_count / FEWEST_WORDS) / log(ENOUGH_WORDS / FEWEST_WORDS))
        yield Fired(key="depth", share=share, why=f"its text has {facts.word_count} words")


def _origin(reading: Reading) -> Iterator[Fired]:
    """Judge where it knows things from. Beside a credit, one sign of its own reporting may be the other outlet's."""
    signs, credit = firsthand(reading), second_hand(reading)
    is_own = len(signs) >= (SIGNS if credit else 1)
    if is_own:
        why = f"it found out for itself: {', '.join(f'“{sign}”' for sign in signs[:3])}"
        yield Fired(key="original_reporting", share=min(len(signs), SIGNS) / SIGNS, why=why)
    if quotes := count_quotes(reading):
        why = f"it quotes people: {quotes} quotation{'s' if quotes > 1 else ''} of those looked at"
        yield Fired(key="quotes", share=quotes / MOST_QUOTES, why=why)
    if reading.facts.is_first:
        yield Fired(key="first", why="it was first on its story, and others followed")
    if credit:
        share, rest = (0.5, ", beside reporting of its own") if is_own else (1.0, "")
        yield Fired(key="second_hand", share=share, why=f"it retells another outlet: “{credit}”{rest}")


def _topics(reading: Reading) -> Iterator[Fired]:
    titled = _named_in(reading.facts, reading.facts.title)
    if titled:
        share = TOPICS_IN_TITLE[min(len(titled), len(TOPICS_IN_TITLE)) - 1]
        yield Fired(key="topic_in_title", share=share, why=f"its title says {', '.join(titled)}")
    elif mentioned := _named_in(reading.facts, reading.facts.excerpt):
        yield Fired(key="topic_in_excerpt", why=f"its excerpt says {', '.join(mentioned)}")


def _named_in(facts: Facts, text: str) -> list[str]:
    """List, for each given topic that the text names, the first of its keywords that stands there as whole words.

    A word that several topics share is one word, and listed once.
    """
    found = folded(text)
    firsts = (
        next((word for word in topic.keywords if has_phrase(found, folded(word))), None) for topic in facts.topics
    )
    return list({folded(first): first for first in firsts if first}.values())


def _boilerplate(reading: Reading) -> Iterator[Fired]:
    for key, judge, why in _SIGNS:
        if sign := judge(reading):
            yield Fired(key=key, why=why.format(sign=sign))


_SIGNS: tuple[tuple[str, Callable[[Reading], str], str], ...] = (
    ("market_report", boilerplate.market_report, "it advertises a report: {sign}"),
    ("press_release", boilerplate.press_release, "the company's own words: {sign}"),
    ("sponsored", boilerplate.sponsored, "somebody paid for it: “{sign}”"),
    ("deal", boilerplate.deal, "it sells: “{sign}”"),
    ("roundup", boilerplate.roundup, "many events in one: “{sign}”"),
    ("listicle", boilerplate.listicle, "it counts things: “{sign}”"),
    ("clickbait", boilerplate.clickbait, "{sign}"),
)


def _drawbacks(reading: Reading) -> Iterator[Fired]:
    facts = reading.facts
    if facts.is_paywalled:
        yield Fired(key="paywall", why="readers must pay to read on")
    if stale := next((share for age, share in STALE_SHARES if facts.age > age), 0.0):
        yield Fired(key="stale", share=stale, why=f"it was {facts.age.days} days old when the hub first saw it")
    if facts.is_copy:
        yield Fired(key="copy", why="its text is that of another article")
    length = len(facts.title) + len(IS_UNSPACED.findall(facts.title))
    if steps := min((length - TITLE_LENGTH) // TITLE_STEP, TITLE_STEPS) if length > TITLE_LENGTH else 0:
        why = f"{length} letters wide, {TITLE_LENGTH} are free"
        yield Fired(key="long_title", share=steps / TITLE_STEPS, why=why)


_JUDGES: tuple[Callable[[Reading], Iterator[Fired]], ...] = (
    _start,
    _publisher,
    _form,
    _depth,
    _origin,
    _topics,
    _boilerplate,
    _drawbacks,
)
