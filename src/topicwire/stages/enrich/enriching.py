"""What is derived from one article. Pure: the same article and hub give the same enrichment."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.hub import Hub
from topicwire.model.ids import Domain, TopicId, digest
from topicwire.model.record import Record
from topicwire.model.source import Organization
from topicwire.model.topic import TopicMatch
from topicwire.ports.embedder import Embedder
from topicwire.stages.enrich.reasons import words_of
from topicwire.stages.enrich.settings import EnrichSettings
from topicwire.stages.enrich.topics import TopicFinder
from topicwire.text.cosines import packed
from topicwire.text.languages import chosen_language
from topicwire.text.sketches import SKETCH_VERSION, sketch, text_hash
from topicwire.text.tokens import words

CODE_VERSION = "2"
"""Raised whenever the same article would be enriched otherwise, so that a re-run finds what is stale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What an article is compared with: made once for a hub."""

    version: str  # of code, settings, topics, organizations and sketches
    finder: TopicFinder
    organizations: dict[Domain, Organization]
    settings: EnrichSettings
    names: dict[str, TopicId]  # of topics, as records say them


def lexicon(hub: Hub, settings: EnrichSettings, embedder: str = "") -> Lexicon:
    """Prepare the hub's topics and organizations; `embedder` names what gives vectors."""
    known = {organization.domain: organization for organization in hub.organizations}
    names = [f"{domain} {known[domain].name}" for domain in sorted(known)]
    rules = digest(*map(repr, hub.topics), "organizations", *names, _rules_of(settings))
    return Lexicon(
        version=" ".join(filter(None, ("enrich", CODE_VERSION, SKETCH_VERSION, rules, embedder))),
        finder=topic_finder(hub, settings),
        organizations=known,
        settings=settings,
        names={topic.name: topic.id for topic in hub.topics},
    )


def topic_finder(hub: Hub, settings: EnrichSettings) -> TopicFinder:
    """Prepare what finds the hub's topics."""
    return TopicFinder(hub.topics, hyphen_is_space=settings.hyphen_is_space, title_counts=settings.title_counts)


def _rules_of(settings: EnrichSettings) -> str:
    """Spell the settings that topics depend on."""
    return f"{settings.match} {settings.gate} {settings.hyphen_is_space} {settings.title_counts}"


def enrich(article: Article, lexicon: Lexicon, feed_languages: Iterable[str | None], is_focused: bool) -> Enrichment:
    """Derive everything from one revision of an article.

    `feed_languages` is what the feeds that named it say, first to last; `is_focused` that one of them carries
    nothing off topic.
    """
    fields, settings = words_of(article), lexicon.settings
    found = lexicon.finder.find(fields)
    organization = lexicon.organizations.get(article.domain)
    return Enrichment(
        article_id=article.id,
        revision=article.revision,
        version=lexicon.version,
        language=chosen_language((article.language, *feed_languages), " ".join(fields.values())),
        topics=lexicon.finder.give(found, settings.match),
        is_on_topic=is_focused or lexicon.finder.names_a_topic(found, settings.gate, settings.match),
        provider_name=organization.name if organization else article.site_name or article.domain,
        is_known_provider=organization is not None,
        text_hash=text_hash(article.text),
        sketch=sketch(article.text),
        sketch_version=SKETCH_VERSION,
        word_count=len(words(article.text)),
    )


def with_vector(made: Enrichment, article: Article, earlier: Enrichment | None, embedder: Embedder) -> Enrichment:
    """Add the vector of title and excerpt; one that was made of the same words by the same model is kept."""
    if earlier and earlier.vector and (earlier.vector_model, earlier.revision) == (embedder.name, article.revision):
        return replace(made, vector=earlier.vector, vector_model=earlier.vector_model)
    vector = embedder.embed([f"{article.title}. {article.excerpt}"])[0]
    return replace(made, vector=packed(vector), vector_model=embedder.name)


RECORD = "record"
"""Where the topics of an article taken over stand."""


def as_adopted(made: Enrichment, record: Record, lexicon: Lexicon) -> Enrichment:
    """Give an article taken over the topics its record says, in that order; it is on topic, as the hub had it.

    A topic that the rule gives too keeps its keyword; a name that is no topic of the hub stays in the record alone.
    """
    found = {match.topic_id: match for match in made.topics}
    named = (lexicon.names[name] for name in record.topics if name in lexicon.names)
    topics = tuple(found.get(one, TopicMatch(topic_id=one, keyword=None, field=RECORD)) for one in named)
    return replace(made, topics=topics, is_on_topic=True)
