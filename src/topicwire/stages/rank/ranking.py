"""Ranks one story: scores its members, finds the lead, makes every member's record. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.hub import Hub
from topicwire.model.record import RankedArticle, Related
from topicwire.model.score import ScoreCard
from topicwire.model.story import Member, MemberRole, Story
from topicwire.stages.rank.boilerplate import is_market_report
from topicwire.stages.rank.default_card import default_card
from topicwire.stages.rank.facts import Facts, Sights, gather
from topicwire.stages.rank.law import NOT_LEADING, Entrant, heat_card, in_rank, verdict
from topicwire.stages.rank.records import Names, Subject, as_record, as_related, sealed_by_digest
from topicwire.stages.rank.reference_card import reference_card
from topicwire.stages.rank.settings import RankSettings
from topicwire.text.slugs import record_path
from topicwire.text.urls import registrable_domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What stories are ranked with: made once for a hub."""

    sights: Sights
    names: Names
    settings: RankSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is stored of one member."""

    member: Member
    article: Article
    enrichment: Enrichment
    path: str | None  # of its record, when it has one


def rules(hub: Hub, settings: RankSettings) -> Rules:
    """Prepare the hub's organizations, topics and the domains of its sources."""
    addresses = [address for feed in hub.feeds for address in (feed.site_url, feed.url) if address]
    organizations = {organization.domain: organization for organization in hub.organizations}
    topics = {topic.id: topic for topic in hub.topics}
    return Rules(
        sights=Sights(known=organizations, followed={registrable_domain(one) for one in addresses}, topics=topics),
        names=Names(organizations=organizations, topics=topics),
        settings=settings,
    )


def rank(story: Story, dossiers: Sequence[Dossier], rules: Rules) -> tuple[RankedArticle, ...]:
    """Rank the members of a story; the lead first, then by quality."""
    subjects = {dossier.article.id: _subject(dossier, rules) for dossier in dossiers}
    ranked = in_rank([subject.entrant for subject in subjects.values()])
    in_order = [subjects[entrant.article_id] for entrant in ranked]
    heat = heat_card(ranked, rules.settings)
    related = [as_related(subject, rules.names) for subject in in_order]
    return tuple(
        _ranked(subject, ranked, [*related[:place], *related[place + 1 :]], heat, story, rules)
        for place, subject in enumerate(in_order)
    )


def quality_card(facts: Facts, settings: RankSettings) -> ScoreCard:
    """Give the quality by the card the hub chose."""
    return reference_card(facts, settings) if settings.card == "reference" else default_card(facts, settings)


def _subject(dossier: Dossier, rules: Rules) -> Subject:
    article, member = dossier.article, dossier.member
    facts = gather(article, dossier.enrichment, member.role is MemberRole.COPY, rules.sights)
    entrant = Entrant(
        article_id=article.id,
        title=article.title,
        published_at=article.published.at,
        quality=quality_card(facts, rules.settings),
        copy_of=member.copy_of,
        is_spam=bool(is_market_report(facts)),
    )
    path = dossier.path or record_path(article.published.at, article.title, article.id)
    return Subject(member=member, article=article, enrichment=dossier.enrichment, entrant=entrant, path=path)


def _ranked(
    subject: Subject,
    entrants: Sequence[Entrant],
    related: Sequence[Related],
    heat: ScoreCard,
    story: Story,
    rules: Rules,
) -> RankedArticle:
    is_lead = subject.entrant is entrants[0]
    threshold = rules.settings.threshold
    is_published = is_lead and heat.total >= threshold
    shown = heat.total if is_lead else NOT_LEADING
    return sealed_by_digest(
        RankedArticle(
            article_id=subject.article.id,
            story_id=story.id,
            story_revision=story.revision,
            record=as_record(subject, related, shown, is_published, rules.names),
            published_at=subject.article.published.at,
            first_seen_at=subject.article.first_seen_at,
            updated_at=subject.article.updated_at,
            authors=subject.article.authors,
            language=subject.enrichment.language,
            is_lead=is_lead,
            is_copy=subject.member.role is MemberRole.COPY,
            quality=subject.entrant.quality,
            heat=heat if is_lead else None,
            threshold=threshold,
            verdict=verdict(subject.entrant, entrants, heat.total, threshold),
            digest="",
        )
    )
