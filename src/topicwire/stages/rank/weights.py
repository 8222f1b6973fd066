"""What each part of the default card may count: the `[scores.weights]` table of hub.toml, with its reasons.

The one list of parts: card, documentation and the test of bounds are made from it. A part counts a share of its weight,
never more: so no article's part lies outside 0 and the weight.
"""

from dataclasses import fields
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT

LIMIT = 100
"""The most points an editor can give or take with one part."""
Start = Annotated[int, Field(ge=-LIMIT, le=LIMIT)]
Bonus = Annotated[int, Field(ge=0, le=LIMIT)]
Deduction = Annotated[int, Field(ge=-LIMIT, le=0)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Weights:
    """Points of each part of the default card; a bonus counts from 0 to this, a deduction from this to 0."""

    start: Start = 10
    """Every article starts with it, so that the plainest is not nothing."""
    known_organization: Bonus = 30
    """Its domain is in `_data/organizations`: the editor vouches for the publisher."""
    followed_source: Bonus = 20
    """Not known, but of a source in `sources.opml`: naming a source is a smaller vouching."""
    original_reporting: Bonus = 15
    """It says that its writers asked, saw, tested or found out for themselves; half for one sign of it."""
    quotes: Bonus = 5
    """People are quoted and named in its text; a third for each of the first three quotes."""
    first: Bonus = 4
    """It came before all others of its story, and another publisher followed."""
    byline: Bonus = 5
    """A person answers for it; three fifths when a desk or an agency signs."""
    depth: Bonus = 18
    """Words of text, with diminishing returns: a quarter for each doubling from 50 to 800 words."""
    video: Bonus = 12
    """A video has no text to measure: it counts as a text of 300 words does."""
    lead_picture: Bonus = 15
    """A picture of at least 600×300 pixels; about half from 200×100 or of unknown size, none below."""
    amp: Bonus = 3
    """It has an AMP copy, which loads fast where readers still use it."""
    topic_in_title: Bonus = 25
    """A topic's keyword is in the title as whole words: three fifths for one topic, a fifth for each of two more."""
    topic_in_excerpt: Bonus = 5
    """No topic is in the title, but one is in the excerpt."""
    second_hand: Deduction = -15
    """It retells another outlet and says so; half when it adds reporting of its own."""
    copy: Deduction = -40
    """Its text is that of another article: the original should lead."""
    press_release: Deduction = -25
    """The company's own words: fine as a source, second to a report."""
    market_report: Deduction = -100
    """It advertises a study of a market, written for search engines."""
    sponsored: Deduction = -40
    """Somebody paid for it, and it says so."""
    deal: Deduction = -30
    """It sells: prices, coupons, best offers."""
    roundup: Deduction = -15
    """A briefing, a digest or a live page: many events in one, so no report on any."""
    listicle: Deduction = -15
    """“Ten things ...”: a list made to be clicked."""
    clickbait: Deduction = -20
    """A set phrase of the trade in the title, `!!`, or a title all in capitals."""
    stub: Deduction = -15
    """Fewer than 30 words could be read, without a wall as the reason: readers would find a headline only."""
    paywall: Deduction = -10
    """Most readers cannot read on."""
    stale: Deduction = -15
    """Old when the hub first saw it: a third from 3 days, all from 7. Found late is not news."""
    long_title: Deduction = -10
    """A tenth for every four letters over 90 (a character of Han, kana or Thai counts as two): it is cut everywhere."""


KEYS: tuple[str, ...] = tuple(field.name for field in fields(Weights))
"""Every part by its key in hub.toml, in the order a card tells them."""
_SPELLED = {"amp": "AMP"}


def part_name(key: str) -> str:
    """Give a part's name as cards show it: `topic_in_title` is "topic in title"."""
    return _SPELLED.get(key, key.replace("_", " "))
