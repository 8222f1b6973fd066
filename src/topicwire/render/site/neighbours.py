"""Which stories came before, and after, on the same matter: by the rare terms and names that headlines share. Pure.

Every story looks back only, and what it is told by is how rare its words were in the weeks before it. So a new story
changes nothing about older ones but that it is named on two of them at most: a rebuild stays small. An index by term
and short lists in it keep the effort in step with the number of stories.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from topicwire.model.ids import StoryId
from topicwire.model.record import RankedArticle
from topicwire.render.site.listing import Listing
from topicwire.text.commonwords import CALENDAR, COMMON_WORDS
from topicwire.text.tokens import terms

WINDOW = timedelta(days=42)
"""How far back a story looks."""
EARLIER, LATER, TOLD = 5, 3, 2
"""Earlier stories named on a page; later ones; and on how many earlier pages a story is named as a later one."""
COMMON = 16
"""A term in so many of the stories before tells nothing."""
WEIGHT, LEAST, NAME, TOPIC, ENOUGH = 48, 8, 2, 12, 36
"""Weight of a term, shared among the earlier stories that have it and one more, as few stories prove nothing; the least
of it, as a long affair wears its own words out; how much more a name tells; what a shared topic adds; and what the sum
must reach. Tuned by eye on the demo and on two hubs taken over: docs/decisions/0021-story-page.md."""
MOST_TERMS, MOST_TIES, TITLE_CASE = 24, 8, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The stories around one, each by the article that leads it."""

    earlier: tuple[RankedArticle, ...]  # newest first
    later: tuple[RankedArticle, ...]  # newest first


NONE = Neighbours(earlier=(), later=())


def neighbours_of(listing: Listing) -> dict[StoryId, Neighbours]:
    """Find for every published story the stories around it; those with none are left out."""
    in_time = sorted(listing.leads, key=lambda lead: (lead.published_at, lead.story_id))
    earlier = dict(_earlier(in_time, listing))
    later: dict[StoryId, list[RankedArticle]] = defaultdict(list)
    for lead in in_time:
        for before in earlier.get(lead.story_id, [])[:TOLD]:
            later[before.story_id].append(lead)
    return {
        lead.story_id: Neighbours(
            earlier=tuple(sorted(earlier.get(lead.story_id, []), key=_newest_first)),
            later=tuple(sorted(later.get(lead.story_id, []), key=_newest_first)[:LATER]),
        )
        for lead in in_time
        if lead.story_id in earlier or lead.story_id in later
    }


def _earlier(in_time: list[RankedArticle], listing: Listing) -> Iterator[tuple[StoryId, list[RankedArticle]]]:
    """Give each story with the earlier ones nearest to it, the nearest first."""
    index: dict[str, list[int]] = defaultdict(list)
    by_story = {lead.story_id: lead for lead in in_time}
    teller = _Teller(listing)
    for place, lead in enumerate(in_time):
        shared: dict[int, list[int]] = defaultdict(list)
        for term, worth in teller.terms_of(lead).items():
            places = _recent(index[term], in_time, lead)
            if len(places) < COMMON:
                for other in places:
                    shared[other].append(max(WEIGHT // (len(places) + 1), LEAST) * worth)
            index[term].append(place)
        found = [in_time[other] for other in _nearest(shared, lead, in_time)]
        if lineage := _lineage(lead, listing, by_story):
            found = [lineage, *(one for one in found if one is not lineage)]
        if found:
            yield lead.story_id, found[:EARLIER]


def _recent(places: list[int], in_time: list[RankedArticle], lead: RankedArticle) -> list[int]:
    """Give the last places of a list that lie in the window, COMMON at most; forgets those before."""
    since = lead.published_at - WINDOW
    recent = [place for place in places[-COMMON:] if in_time[place].published_at >= since]
    places[:] = recent
    return recent


def _nearest(shared: Mapping[int, list[int]], lead: RankedArticle, in_time: list[RankedArticle]) -> list[int]:
    """List the places that share enough, most first, then the latest."""
    scores = {place: _score(weights, lead, in_time[place]) for place, weights in shared.items()}
    found = sorted((-score, -place) for place, score in scores.items() if score >= ENOUGH)
    return [-place for _, place in found[:EARLIER]]


def _score(weights: list[int], lead: RankedArticle, other: RankedArticle) -> int:
    """Add up; one word alone says nothing, not even a name (a town has many stories), unless a topic is shared too."""
    is_on_topic = not set(lead.record.topics[:-1]).isdisjoint(other.record.topics[:-1])
    return sum(weights) + TOPIC * is_on_topic if len(weights) > 1 or is_on_topic else 0


class _Teller:
    """Tells what a story is about; the words of the hub's topics, which every story has, are not among it."""

    def __init__(self, listing: Listing) -> None:
        self._stories = listing.edition.stories
        self._keywords = tuple(word for topic in listing.edition.hub.topics for word in (*topic.keywords, topic.name))

    def terms_of(self, lead: RankedArticle) -> dict[str, int]:
        """Give the words and names of a story's headline, and what ties its reports, with how much each is worth."""
        common = _common(self._keywords, lead.language)
        found = dict(_read(lead.record.title, lead.language, common))
        story = self._stories.get(lead.story_id)
        members = story.members[:MOST_TIES] if story and len(story.members) > 1 else ()
        for tie in [tie for member in members for tie in member.ties][:MOST_TIES]:
            for term in _tied(tie, lead.language):
                if term not in common:
                    found.setdefault(term, 1)
        return found


@lru_cache(maxsize=1 << 15)
def _read(title: str, language: str, common: frozenset[str]) -> tuple[tuple[str, int], ...]:
    """Give the terms of a headline with their worth; a run that watches asks for the same ones every time."""
    capitals = _capitals(title)
    told = dict.fromkeys(term for term in terms(title, language)[:MOST_TERMS] if term not in common)
    return tuple((term, NAME if f" {term}" in capitals else 1) for term in told)


def _capitals(title: str) -> str:
    """Give the words that are written like names, folded; none where most words are, as some publishers write.

    A look at capitals only: `text.names` knows more and costs more than all the rest of a page's key.
    """
    words = title.split()
    found = [word for word in words[1:] if word[0].isupper() or word[0].isdigit()]
    return f" {' '.join(found)}".casefold() if len(found) <= TITLE_CASE * len(words) else ""


@lru_cache(maxsize=1 << 15)
def _tied(tie: str, language: str) -> tuple[str, ...]:
    """Give the terms of what ties a report: stories of one matter share them."""
    return tuple(terms(tie, language))


@lru_cache(maxsize=64)
def _common(keywords: tuple[str, ...], language: str) -> frozenset[str]:
    """Give the terms that tell nothing here: of the hub's topics, and of everyday words."""
    everyday = COMMON_WORDS.get(language, frozenset())
    told = (term for words in (*keywords, *everyday, *CALENDAR) for term in terms(words, language))
    return frozenset((*told, *map(str, range(100))))


def _lineage(lead: RankedArticle, listing: Listing, by_story: Mapping[StoryId, RankedArticle]) -> RankedArticle | None:
    """Give the story it was parted from, or what that one leads on to."""
    story = listing.edition.stories.get(lead.story_id)
    if story is None or story.parted_from is None:
        return None
    origin = listing.edition.successors.get(story.parted_from, story.parted_from)
    return by_story.get(origin) if origin != lead.story_id else None


def _newest_first(lead: RankedArticle) -> tuple[float, str]:
    return -lead.published_at.timestamp(), lead.story_id
