"""Builders for the pure model: newcomers and a placer."""

from datetime import datetime, timedelta
from typing import Any

from tests.stages.cluster.builders import NOON, prose
from topicwire.model.ids import ArticleId
from topicwire.stages.cluster.copies import Fingerprint
from topicwire.stages.cluster.memory import Memory, Newcomer
from topicwire.stages.cluster.placing import Placement, Placer
from topicwire.stages.cluster.rarity import Rarity
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.words import read_words
from topicwire.text.sketches import SKETCH_VERSION, sketch, text_hash

ROBOT = "Robot surgeon operates on first patient"
TAX = "Parliament votes on new tax for carbon"


def fingerprint(name: str, text: str = "", at: datetime = NOON, version: str = SKETCH_VERSION) -> Fingerprint:
    """Build the fingerprint of an article with that text."""
    return Fingerprint(
        article_id=ArticleId(name), at=at, text_hash=text_hash(text), sketch=sketch(text), sketch_version=version
    )


def newcomer(
    name: str, title: str, hours: float = 0.0, text: str = "", language: str = "en", excerpt: str = ""
) -> Newcomer:
    """Build an article published some hours after noon."""
    at = NOON + timedelta(hours=hours)
    return Newcomer(
        id=ArticleId(name),
        at=at,
        language=language,
        publisher=f"{name}.example",
        words=read_words(title, excerpt, language),
        fingerprint=fingerprint(name, text, at),
    )


def placer(**settings: Any) -> Placer:
    """Build a placer that has learned from fifty unrelated articles of long ago."""
    built = Placer(Memory(rarity=Rarity()), ClusterSettings(**settings))
    for number in range(50):
        built.place(newcomer(f"old{number:02}", prose(f"old{number}", 8), hours=-9000), NOON)
    return built


def place(by: Placer, *newcomers: Newcomer) -> list[Placement]:
    """Place articles one after the other."""
    return [by.place(one, NOON) for one in newcomers]
