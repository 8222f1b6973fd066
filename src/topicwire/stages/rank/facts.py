"""What the quality cards look at: plain facts of one article in its story. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from topicwire.model.article import Article, ArticleKind
from topicwire.model.enrichment import Enrichment
from topicwire.model.ids import Domain, TopicId
from topicwire.model.source import Picture
from topicwire.model.topic import Topic
from topicwire.text.languages import UNSURE
from topicwire.text.urls import host

CHARACTERS_A_WORD = {"zh": 1.6, "ja": 2.2, "th": 4.5, "lo": 4.5, "km": 5.0, "my": 5.0}
"""How many characters say what one English word does: usual ratios of translators, rounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One article as the cards see it."""

    kind: ArticleKind
    title: str
    excerpt: str
    text: str  # empty for a stub
    word_count: int  # of the text; in scripts without spaces a count of words of usual length
    host: str  # of the publisher's address
    domain: Domain
    is_known: bool  # the domain is in _data/organizations
    is_followed: bool  # the domain is that of a source the hub follows
    picture: Picture | None
    has_amp: bool
    has_byline: bool  # it names an author, be it a desk
    is_paywalled: bool
    is_copy: bool
    age: timedelta  # between publication and the hub's first sight
    topics: tuple[Topic, ...]  # given ones, children first, the root last
    language: str = UNSURE  # ISO 639-1
    outlet: str = ""  # the publisher's name as readers know it; empty when nobody says it
    author: str = ""  # the first one named
    is_first: bool = False  # it came before all others of its story, and another publisher followed
    is_read: bool = True  # False: only its record is known, so that nothing is said of the length of its text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sights:
    """What of the hub the facts are gathered with."""

    known: Collection[Domain]
    followed: Collection[str]
    topics: Mapping[TopicId, Topic]


def gather(article: Article, enrichment: Enrichment, is_copy: bool, sights: Sights, *, is_first: bool = False) -> Facts:
    """Gather the facts of one article; topics the hub no longer has are left out."""
    given = (sights.topics.get(match.topic_id) for match in enrichment.topics)
    return Facts(
        kind=article.kind,
        title=article.title,
        excerpt=article.excerpt,
        text=article.text,
        word_count=usual_words(enrichment.word_count, enrichment.language),
        host=host(article.original_url),
        domain=article.domain,
        is_known=article.domain in sights.known,
        is_followed=article.domain in sights.followed,
        picture=article.picture,
        has_amp=article.amp_url is not None,
        has_byline=bool(article.authors),
        is_paywalled=article.is_paywalled,
        is_copy=is_copy,
        age=article.first_seen_at - article.published.at,
        topics=tuple(topic for topic in given if topic),
        language=enrichment.language,
        outlet=enrichment.provider_name if enrichment.provider_name != article.domain else "",
        author=article.authors[0] if article.authors else "",
        is_first=is_first,
    )


def usual_words(counted: int, language: str) -> int:
    """Turn a count of characters into words: in scripts without spaces each pair of characters was counted as one."""
    return round(counted / CHARACTERS_A_WORD.get(language, 1))


def host_bonus(facts: Facts, bonuses: Mapping[str, int]) -> int:
    """Give the editor's bonus: for the host if it is named, else for the domain; 0 for others."""
    return bonuses.get(facts.host, bonuses.get(facts.domain, 0))
