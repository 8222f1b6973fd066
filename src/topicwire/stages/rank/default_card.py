"""Our own quality card. Pure. Every part and its reason, for editors: docs/scores.md.

The scale: from 70 an article is published alone. A known publisher's article of 250 words with a large picture and a
topic in its title has 82, one from a source the hub follows 72, from an unknown publisher 52. No market report reaches
what any other article has, so that it never leads over coverage.
"""

from collections.abc import Iterator
from datetime import timedelta

from topicwire.model.article import ArticleKind
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.stages.rank.boilerplate import is_clickbait, is_market_report, is_press_release
from topicwire.stages.rank.cards import card, part
from topicwire.stages.rank.facts import Facts, host_bonus
from topicwire.stages.rank.settings import RankSettings
from topicwire.text.phrases import folded_phrase, has_phrase

PRESET = "default"
START = 10
KNOWN, FOLLOWED = 30, 20
LARGE_PICTURE, PICTURE = 15, 8
LARGE_SIZE, SMALL_SIZE = (600, 300), (200, 100)
AMP, BYLINE, VIDEO = 3, 5, 10
DEPTHS = ((600, 18), (250, 12), (100, 5))
"""Words from which a text earns the points."""
TOPIC_IN_TITLE, MORE_TOPICS, MOST_MORE, TOPIC_IN_EXCERPT = 15, 5, 10, 5
STUB_WORDS = 30
STUB, PAYWALL, STALE, COPY, CLICKBAIT, RELEASE = -15, -10, -15, -40, -10, -25
MARKET_REPORT = -225
"""Below everything: the best report has 106 - 225, the worst other article 10 with every other deduction, -115."""
STALE_AGE = timedelta(days=7)
TITLE_LENGTH, TITLE_STEP, LONGEST_TITLE = 90, 4, 10


def default_card(facts: Facts, settings: RankSettings) -> ScoreCard:
    """Give the quality of one article by the default card."""
    parts = (_publisher, _form, _depth, _topics, _deductions)
    start = part("start", START, "every article starts with it")
    return card("quality", PRESET, [start, *(one for parts_of in parts for one in parts_of(facts, settings))])


def _publisher(facts: Facts, settings: RankSettings) -> Iterator[ScorePart]:
    if facts.is_known:
        yield part("known organization", KNOWN, f"{facts.domain} is in _data/organizations")
    elif facts.is_followed:
        yield part("followed source", FOLLOWED, f"the hub follows a source of {facts.domain}")
    if (bonus := host_bonus(facts, settings.host_bonus)) and not is_market_report(facts):
        yield part("host bonus", bonus, f"host_bonus in hub.toml names {facts.host or facts.domain}")


def _form(facts: Facts, _: RankSettings) -> Iterator[ScorePart]:
    if facts.picture:
        width, height = facts.picture.width, facts.picture.height
        points, why = _picture(width, height)
        yield part("lead picture", points, why)
    if facts.has_amp:
        yield part("AMP", AMP, "it has an AMP copy")
    if facts.has_byline:
        yield part("byline", BYLINE, "it names who wrote it")


def _picture(width: int | None, height: int | None) -> tuple[int, str]:
    if not width or not height:
        return PICTURE, "its lead picture is of unknown size"
    size = f"its lead picture has {width}×{height} pixels"
    if width >= LARGE_SIZE[0] and height >= LARGE_SIZE[1]:
        return LARGE_PICTURE, size
    if width >= SMALL_SIZE[0] and height >= SMALL_SIZE[1]:
        return PICTURE, f"{size}, below {LARGE_SIZE[0]}×{LARGE_SIZE[1]}"
    return 0, f"{size}, too small to show"


def _depth(facts: Facts, _: RankSettings) -> Iterator[ScorePart]:
    if facts.kind is ArticleKind.VIDEO:
        yield part("video", VIDEO, "it is a video")
        return
    points = next((points for least, points in DEPTHS if facts.word_count >= least), 0)
    if points:
        yield part("depth", points, f"its text has {facts.word_count} words")
    elif facts.word_count < STUB_WORDS:
        yield part("stub", STUB, "no text of its own could be read")


def _topics(facts: Facts, _: RankSettings) -> Iterator[ScorePart]:
    titled = _named_in(facts, facts.title)
    if titled:
        more = min(MORE_TOPICS * (len(titled) - 1), MOST_MORE)
        yield part("topic in title", TOPIC_IN_TITLE + more, f"its title says {', '.join(titled)}")
    elif mentioned := _named_in(facts, facts.excerpt):
        yield part("topic in excerpt", TOPIC_IN_EXCERPT, f"its excerpt says {', '.join(mentioned)}")


def _named_in(facts: Facts, text: str) -> list[str]:
    """List, for each given topic that the text names, the first of its keywords that stands there as whole words."""
    folded = folded_phrase(text)
    firsts = (
        next((word for word in topic.keywords if has_phrase(folded, folded_phrase(word))), None)
        for topic in facts.topics
    )
    return [first for first in firsts if first]


def _deductions(facts: Facts, _: RankSettings) -> Iterator[ScorePart]:
    if sign := is_market_report(facts):
        yield part("market report", MARKET_REPORT, f"it advertises a report: {sign}")
    if sign := is_press_release(facts):
        yield part("press release", RELEASE, f"the company's own words: {sign}")
    if sign := is_clickbait(facts):
        yield part("clickbait", CLICKBAIT, sign)
    if facts.is_paywalled:
        yield part("paywall", PAYWALL, "readers must pay to read on")
    if facts.age > STALE_AGE:
        yield part("stale", STALE, f"it was {facts.age.days} days old when the hub first saw it")
    if facts.is_copy:
        yield part("copy", COPY, "its text is that of another article")
    if over := min(max(0, len(facts.title) - TITLE_LENGTH) // TITLE_STEP, LONGEST_TITLE):
        yield part("long title", -over, f"{len(facts.title)} characters, {TITLE_LENGTH} are free")
