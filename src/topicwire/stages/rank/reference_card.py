"""The quality rule measured on existing hubs. Pure.

Source: record-format.md section 4; exact for all but 2 of 674 records of one hub, see tests/reference/test_laws.py.
"""

from collections.abc import Iterator

from topicwire.model.score import ScoreCard, ScorePart
from topicwire.stages.rank.cards import card, part
from topicwire.stages.rank.facts import Facts, host_bonus
from topicwire.stages.rank.settings import RankSettings
from topicwire.text.phrases import STAR

PRESET = "reference"
PICTURE, AMP, KNOWN, KEYWORD, CHILD = 20, 20, 40, 15, 2
TITLE_LENGTH = 70
"""Characters of a title beyond which every two cost a point."""


def reference_card(facts: Facts, settings: RankSettings) -> ScoreCard:
    """Give the quality of one article by the reference rule."""
    return card("quality", PRESET, _parts(facts, settings))


def _parts(facts: Facts, settings: RankSettings) -> Iterator[ScorePart]:
    yield part("start", settings.offset, "every article of this hub starts with it")
    if facts.picture:
        yield part("lead picture", PICTURE, "it has a lead picture")
    if facts.has_amp:
        yield part("AMP", AMP, "it has an AMP copy")
    if facts.is_known:
        yield part("known organization", KNOWN, f"{facts.domain} is in _data/organizations")
    if bonus := host_bonus(facts, settings.host_bonus):
        yield part("host bonus", bonus, f"host_bonus in hub.toml names {facts.host or facts.domain}")
    if named := keywords_in_title(facts):
        yield part("topic in title", KEYWORD * len(named), f"its title says {', '.join(named)}")
    if children := [topic.name for topic in facts.topics if topic.parent is not None]:
        yield part("child topics", CHILD * len(children), ", ".join(children))
    if over := max(0, len(facts.title) - TITLE_LENGTH) // 2:
        yield part("long title", -over, f"{len(facts.title)} characters, {TITLE_LENGTH} are free")


def keywords_in_title(facts: Facts) -> list[str]:
    """List the keywords of the given topics that stand in the title, as parts of words too, twice if listed twice."""
    title = facts.title.casefold()
    keywords = (keyword for topic in facts.topics for keyword in topic.keywords)
    return [keyword for keyword in keywords if keyword.strip(STAR).casefold() in title]
