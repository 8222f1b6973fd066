"""Brings the placer's state back from the store, and writes what cannot be computed anew: the term counts."""

from collections.abc import Iterable
from datetime import datetime

import numpy as np

from topicwire.errors import FormatError
from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.ids import ArticleId
from topicwire.model.ruling import bonds
from topicwire.model.story import Story
from topicwire.ports.store import Learned, Store
from topicwire.stages.cluster.copies import Fingerprint
from topicwire.stages.cluster.memory import Memory, Newcomer
from topicwire.stages.cluster.placing import Placer
from topicwire.stages.cluster.rarity import Rarity, restored
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.words import Common, read_words, told
from topicwire.text.cosines import STORED

COUNTS, STANDING, PLACE = "cluster/counts", "cluster/standing", "cluster/place"
"""Names of what is learned: counts of terms, the copy that weights are read from, and how far we are."""


def recall(store: Store, settings: ClusterSettings, common: Common) -> Placer:
    """Rebuild the placer as it was when the last batch was kept."""
    _, front = read_place(store.learned)
    memory = Memory(rarity=known_rarity(store.learned), common=common, bound=bound_articles(store))
    placer = Placer(memory, settings, front, is_taken=lambda story_id: store.stories.find(story_id) is not None)
    since = placer.remembers_since
    put(memory, store, store.stories.list_active(since) if since else ())
    return placer


def put(memory: Memory, store: Store, stories: Iterable[Story]) -> None:
    """Remember stored stories, in a memory that is empty."""
    for kinship in store.stories.list_kinships():
        memory.keep_kin(kinship)
    for story in stories:
        memory.put(story, newcomers(store, story))
    memory.forget_strangers()


def bound_articles(store: Store) -> frozenset[ArticleId]:
    """List the articles an editor tied to, or parted from, another."""
    found = bonds(store.rulings.list_pairs())
    return frozenset(article for bond in found for article in (bond.first, bond.second))


def read_place(learned: Learned) -> tuple[int, datetime | None]:
    """Read how many articles the last kept batch had learned, and the newest publication among them."""
    raw = learned.find(PLACE)
    if raw is None:
        return 0, None
    articles, front = raw.decode("ascii").split()
    return int(articles), datetime.fromisoformat(front)


def keep_learned(learned: Learned, placer: Placer, is_standing_new: bool) -> None:
    """Keep what the store could not give back otherwise. Called once a batch, in its transaction."""
    rarity = placer.memory.rarity
    if placer.front is None:
        return
    learned.keep(COUNTS, rarity.counts_as_bytes())
    if is_standing_new:
        learned.keep(STANDING, rarity.standing_as_bytes())
    learned.keep(PLACE, f"{rarity.articles} {placer.front.isoformat()}".encode("ascii"))


def newcomers(store: Store, story: Story) -> list[Newcomer]:
    """Read the members of a story as clustering saw them, in the order they joined."""
    return [newcomer(store, member.article_id, member.joined_at) for member in story.members]


def newcomer(store: Store, article_id: ArticleId, joined_at: datetime) -> Newcomer:
    """Read an article as clustering sees it.

    Its words are those of its first revision, for good: a retitled article must not shift what its story is about,
    and a restart must find the same words.
    """
    article = store.articles.list_revisions(article_id)[0]
    return as_newcomer(article, store.enrichments.get(article_id), joined_at)


def as_newcomer(article: Article, enrichment: Enrichment, joined_at: datetime) -> Newcomer:
    """Give an article as clustering sees it; a publication after `joined_at` counts as of then."""
    at = min(article.published.at, joined_at)
    return Newcomer(
        id=article.id,
        at=at,
        language=enrichment.language,
        publisher=article.domain,
        words=read_words(article.title, told(article.excerpt, article.text), enrichment.language),
        vector=np.frombuffer(enrichment.vector, STORED).astype(np.float32) if enrichment.vector else None,
        vector_model=enrichment.vector_model,
        fingerprint=Fingerprint(
            article_id=article.id,
            at=at,
            text_hash=enrichment.text_hash,
            sketch=enrichment.sketch,
            sketch_version=enrichment.sketch_version,
        ),
    )


def known_rarity(learned: Learned) -> Rarity:
    """Restore the counts; damaged or older ones are learned anew, as no article depends on them."""
    counts, standing = learned.find(COUNTS), learned.find(STANDING)
    if counts is None or standing is None:
        return Rarity()
    try:
        return restored(counts, standing)
    except FormatError:
        return Rarity()
