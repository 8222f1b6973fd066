"""Finds the keywords of all topics in an article, in one pass over its words. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ahocorasick_rs import AhoCorasick

from topicwire.model.ids import TopicId
from topicwire.model.topic import Topic
from topicwire.text.phrases import Phrase, folded_phrase, read_phrase, spaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A keyword, or an excluded phrase, that stands in an article."""

    topic_id: TopicId
    keyword: str  # as the hub wrote it
    words: str  # the same, folded: equal for keywords that look for the same
    field: str  # title, excerpt or text
    is_exclusion: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owner:
    """Who looks for some words, and how whole they must be."""

    phrase: Phrase
    topic_id: TopicId
    keyword: str
    is_exclusion: bool


class KeywordFinder:
    """One automaton for all keywords and excluded phrases of all topics."""

    def __init__(self, topics: Sequence[Topic], *, hyphen_is_space: bool = False) -> None:
        """Build it; keywords without a letter are left out."""
        self._hyphen_is_space = hyphen_is_space
        named: dict[str, list[_Owner]] = {}
        for owner in (owner for topic in topics for owner in self._owners_of(topic)):
            if owner.phrase.words:
                named.setdefault(owner.phrase.words, []).append(owner)
        self._owners = list(named.values())
        self._automaton = AhoCorasick(list(named)) if named else None

    def _owners_of(self, topic: Topic) -> Iterator[_Owner]:
        for keywords, is_exclusion in ((topic.keywords, False), (topic.exclude, True)):
            for keyword in dict.fromkeys(keywords):
                phrase = read_phrase(keyword)
                words = spaced(phrase.words) if self._hyphen_is_space else phrase.words
                yield _Owner(
                    phrase=replace(phrase, words=words),
                    topic_id=topic.id,
                    keyword=keyword,
                    is_exclusion=is_exclusion,
                )

    def find(self, words: Mapping[str, str]) -> tuple[Found, ...]:
        """Find each keyword's first place in each field, as fields and words come.

        At one place the longest keyword of a topic counts and those inside it do not: "large language model" is one
        sign of its topic, not two.

        Args:
            words: field name -> text, in the order fields are searched.
        """
        return tuple(found for field, text in words.items() for found in self._find_in(field, text))

    def _find_in(self, field: str, text: str) -> Iterable[Found]:
        firsts: dict[tuple[TopicId, bool, str], Found] = {}
        reach: dict[tuple[TopicId, bool], int] = {}
        for end, owner in self._matches(self._folded(text)):
            kind = (owner.topic_id, owner.is_exclusion)
            if end <= reach.get(kind, 0):
                continue
            reach[kind] = end
            words = owner.phrase.words
            if (*kind, words) not in firsts:
                firsts[(*kind, words)] = Found(
                    topic_id=owner.topic_id,
                    keyword=owner.keyword,
                    words=words,
                    field=field,
                    is_exclusion=owner.is_exclusion,
                )
        return firsts.values()

    def _folded(self, text: str) -> str:
        folded = folded_phrase(text)
        return spaced(folded) if self._hyphen_is_space else folded

    def _matches(self, folded: str) -> list[tuple[int, _Owner]]:
        """List (end, who looks for it) of every match, by its beginning, the longer first."""
        if not self._automaton or not folded:
            return []
        matches = [
            (start, -end, owner)
            for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            for owner in self._owners[index]
            if owner.phrase.stands(folded, start, end)
        ]
        matches.sort(key=lambda match: match[:2])
        return [(-end, owner) for _, end, owner in matches]
