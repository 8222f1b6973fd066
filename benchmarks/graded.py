"""Articles written for the quality benchmark, with the kind of article each is, as the cards see them.

What tells the kinds apart must be their words. So the form is taken out of it: every article is scored in every form
(publisher, picture, AMP), in turns, and none is favoured.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from topicwire.model.article import ArticleKind
from topicwire.model.ids import Domain, TopicId
from topicwire.model.source import Picture
from topicwire.model.topic import Topic
from topicwire.stages.rank.facts import Facts

FILE = Path(__file__).with_name("graded.toml")
LATER = Path(__file__).with_name("graded_later.toml")
"""Written when weights and phrases were fixed: what the card does on articles it was not set on."""
GRADES = {
    "original": 5,
    "report": 4,
    "flash": 3,
    "rewrite": 3,
    "stub": 2,
    "release": 2,
    "listicle": 2,
    "roundup": 2,
    "clickbait": 1,
    "sponsored": 1,
    "deal": 1,
    "copy": 1,
    "market": 0,
}
"""What an editor would rather show, the higher the better; kinds of one grade are not compared."""
LARGE, SMALL = Picture(url="p", width=1200, height=630), Picture(url="p", width=320, height=180)
FORMS: tuple[tuple[str, Picture | None, bool], ...] = (
    ("known", LARGE, True),
    ("unknown", None, False),
    ("followed", LARGE, False),
    ("known", None, False),
    ("unknown", LARGE, True),
    ("followed", SMALL, False),
)
"""What the editor knows of the publisher, the lead picture, whether there is an AMP copy."""
ROOT = Topic(id=TopicId("ai"), name="AI", position=0, parent=None, keywords=("AI", "KI", "IA", "robot"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One article in one form."""

    story: str
    kind: str
    grade: int
    facts: Facts


def read_graded(file: Path = FILE) -> list[list[Graded]]:
    """Read the articles once for each form, so that in each reading another article has it best."""
    articles = tomllib.loads(file.read_text(encoding="utf-8"))["article"]
    return [list(_in_turn(articles, turn)) for turn in range(len(FORMS))]


def _in_turn(articles: list[Mapping[str, Any]], turn: int) -> Iterator[Graded]:
    for number, article in enumerate(articles):
        facts = _facts(article, number, FORMS[(number + turn) % len(FORMS)])
        yield Graded(story=article["story"], kind=article["kind"], grade=GRADES[article["kind"]], facts=facts)


def _facts(article: Mapping[str, Any], number: int, form: tuple[str, Picture | None, bool]) -> Facts:
    tier, picture, has_amp = form
    return Facts(
        kind=ArticleKind.ARTICLE,
        title=article["title"],
        excerpt="",
        text=article["text"],
        word_count=article["words"],
        host=f"www.outlet{number}.example",
        domain=Domain(f"outlet{number}.example"),
        is_known=tier == "known",
        is_followed=tier == "followed",
        picture=picture,
        has_amp=has_amp,
        has_byline=bool(article["author"]),
        is_paywalled=False,
        is_copy=article["kind"] == "copy",
        age=timedelta(hours=1),
        topics=(ROOT,),
        language=article.get("language", "en"),
        outlet="The Tall Gazette",
        author=article["author"],
    )
