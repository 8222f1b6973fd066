"""Builders for the pure ranking: facts, stories and what is stored of their members."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from tests.stages.cluster.builders import NOON, PICTURE, ROOT, VISION, article, enrichment
from topicwire.model.article import Article, ArticleKind
from topicwire.model.ids import Domain, StoryId
from topicwire.model.story import Member, MemberRole, Story
from topicwire.model.topic import TopicMatch
from topicwire.stages.rank.facts import Facts
from topicwire.stages.rank.ranking import Dossier

BOTH = (
    TopicMatch(topic_id=VISION.id, keyword="camera", field="title"),
    TopicMatch(topic_id=ROOT.id, keyword=None, field="root"),
)


def facts(**changes: Any) -> Facts:
    """Build an unknown publisher's thin article; everything is a field."""
    thin: dict[str, Any] = {
        "kind": ArticleKind.ARTICLE,
        "title": "A quiet day",
        "excerpt": "",
        "text": "",
        "word_count": 80,
        "host": "www.unknown.example",
        "domain": Domain("unknown.example"),
        "is_known": False,
        "is_followed": False,
        "picture": None,
        "has_amp": False,
        "has_byline": False,
        "is_paywalled": False,
        "is_copy": False,
        "age": timedelta(hours=1),
        "topics": (VISION, ROOT),
    }
    return Facts(**(thin | changes))


def good(name: str = "good", **changes: Any) -> Article:
    """Build a known publisher's article with a picture, a topic in the title and 250 words."""
    fields = {"title": f"AI camera {name}", "picture": PICTURE, "text": " ".join(["word"] * 249 + [name])}
    return article(name, **(fields | changes))


def dossier(of: Article, copy_of: Article | None = None, path: str | None = None) -> Dossier:
    """Build what is stored of one member."""
    role = MemberRole.COPY if copy_of else MemberRole.COVERAGE
    member = Member(
        article_id=of.id,
        joined_at=NOON,
        role=role,
        similarity=1.0,
        ties=(),
        copy_of=copy_of.id if copy_of else None,
    )
    return Dossier(member=member, article=of, enrichment=enrichment(of, topics=BOTH), path=path)


def story(dossiers: Sequence[Dossier], revision: int = 1) -> Story:
    """Build the story of these members."""
    members = tuple(one.member for one in dossiers)
    times = [one.article.published.at for one in dossiers]
    return Story(
        id=StoryId("5" * 16),
        revision=revision,
        members=members,
        first_at=min(times),
        last_at=max(times),
        changed_at=NOON,
    )
