"""Ranks one story: scores its members, finds the lead, makes every member's record. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.hub import Hub
from topicwire.model.ids import ArticleId
from topicwire.model.record import Adopted, RankedArticle, Record, Related
from topicwire.model.ruling import RulingKind
from topicwire.model.score import ScoreCard
from topicwire.model.story import Member, MemberRole, Story
from topicwire.stages.rank.adopted import (
    LED_OUTSIDE,
    adopted_quality,
    beyond_story,
    engagement,
    heat_as_adopted,
    is_as_adopted,
    is_led_from_outside,
    related_of,
    shown_as_adopted,
    verdict_as_adopted,
)
from topicwire.stages.rank.cards import card, part
from topicwire.stages.rank.default_card import default_card
from topicwire.stages.rank.facts import Facts, Sights, gather, usual_words
from topicwire.stages.rank.law import NOT_LEADING, UNDECIDED, Entrant, heat_card, in_rank, verdict
from topicwire.stages.rank.precedence import held_back, precedence_of
from topicwire.stages.rank.records import Names, Subject, as_record, as_related, sealed_by_digest
from topicwire.stages.rank.reference_card import reference_card
from topicwire.stages.rank.ruled import (
    FIGURES,
    Force,
    decided,
    number,
    ruled_article,
    ruled_enrichment,
    ruled_story,
    with_listed,
)
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
    adopted: Adopted | None = None  # the record it was taken over with
    force: Force = field(default_factory=dict)  # what editors decided on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a story stands, the same for all its members."""

    story: Story
    entrants: Sequence[Entrant]  # in rank, without those that are hidden unless all are
    heat: ScoreCard
    is_led: bool  # False: by an article that has no record here
    threshold: int  # of heat: of the lead's first topic, else the hub's


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
    """Rank the members of a story; the lead first, then by quality. What editors decided holds."""
    forces = {dossier.article.id: dossier.force for dossier in dossiers if dossier.force}
    if not forces:
        return _rank(story, dossiers, rules)
    made = _rank(story, [_ruled(dossier, rules) for dossier in dossiers], rules)
    return tuple(sealed_by_digest(replace(one, digest="")) for one in ruled_story(made, forces))


def _ruled(dossier: Dossier, rules: Rules) -> Dossier:
    """Lay what editors decided over the facts that figures are made from."""
    enrichment = ruled_enrichment(dossier.enrichment, dossier.force, rules.names.topics)
    return replace(dossier, article=ruled_article(dossier.article, dossier.force), enrichment=enrichment)


def _rank(story: Story, dossiers: Sequence[Dossier], rules: Rules) -> tuple[RankedArticle, ...]:
    subjects = _subjects(dossiers, rules)
    ranked = in_rank([subject.entrant for subject in subjects.values()])
    in_order = [subjects[entrant.article_id] for entrant in ranked]
    are_figures_ruled = any(not FIGURES.isdisjoint(dossier.force) for dossier in dossiers)
    if not are_figures_ruled and is_as_adopted([_unread(subject) for subject in in_order], list(subjects)):
        return tuple(_as_adopted(subject, story, rules) for subject in in_order)
    seen = [subject for subject in in_order if not subject.entrant.decided.is_hidden] or in_order
    lists = _ruled_lists(seen, rules)
    is_led = seen[0].entrant.decided.pinned_at is not None or not _is_led_from_outside(seen)
    heat, entrants = _heat(seen, lists[0], rules.settings), [subject.entrant for subject in seen]
    threshold = heat_threshold(seen[0].enrichment, rules)
    standing = Standing(story=story, entrants=entrants, heat=heat, is_led=is_led, threshold=threshold)
    # One that is hidden lists the others, and they do not list it.
    lists += [_ruled_lists([*seen, hidden], rules)[-1] for hidden in in_order[len(seen) :]]
    return tuple(_ranked(subject, lists[place], standing, rules) for place, subject in enumerate(in_order))


def heat_threshold(lead: Enrichment, rules: Rules) -> int:
    """Give the heat that shows a story: what the lead's first topic says, else the hub's own."""
    first = next((topic for match in lead.topics if (topic := rules.names.topics.get(match.topic_id))), None)
    return rules.settings.threshold if first is None or first.threshold is None else first.threshold


def _unread(subject: Subject) -> Adopted | None:
    """Give the record an article was taken over with, None when its page was read since."""
    adopted = subject.adopted
    return adopted if adopted and adopted.revision == subject.article.revision else None


def _ruled_lists(in_order: Sequence[Subject], rules: Rules) -> list[tuple[Related, ...]]:
    made = zip(_lists(in_order, rules), in_order, strict=True)
    return [with_listed(related, subject.entrant.decided) for related, subject in made]


def _lists(in_order: Sequence[Subject], rules: Rules) -> list[tuple[Related, ...]]:
    """Give what the record of each member lists."""
    related = {subject.article.id: as_related(subject, rules.names) for subject in in_order}
    if not any(subject.adopted for subject in in_order):
        every = list(related.values())
        return [(*every[:place], *every[place + 1 :]) for place in range(len(every))]
    known, beyond = _known(in_order), _beyond(in_order)
    return [
        related_of(one.adopted, {key: item for key, item in related.items() if key != one.article.id}, beyond, known)
        for one in in_order
    ]


def _known(subjects: Sequence[Subject]) -> frozenset[str]:
    return frozenset(address for subject in subjects for address in subject.article.addresses)


def _beyond(subjects: Sequence[Subject]) -> tuple[Related, ...]:
    return beyond_story([one.adopted.record for one in subjects if one.adopted], _known(subjects))


def _is_led_from_outside(in_order: Sequence[Subject]) -> bool:
    records = [subject.adopted.record for subject in in_order if subject.adopted]
    return is_led_from_outside(records, _beyond(in_order), in_order[0].entrant)


def _heat(in_order: Sequence[Subject], listed: Sequence[Related], settings: RankSettings) -> ScoreCard:
    lead = _unread(in_order[0])
    return heat_card(
        [subject.entrant for subject in in_order],
        settings,
        beyond=len(listed) - (len(in_order) - 1),
        engagement=engagement(lead.record, settings) if lead else 0,
    )


def quality_card(facts: Facts, settings: RankSettings) -> ScoreCard:
    """Give the quality by the card the hub chose."""
    return reference_card(facts, settings) if settings.card == "reference" else default_card(facts, settings)


def _subjects(dossiers: Sequence[Dossier], rules: Rules) -> dict[ArticleId, Subject]:
    """Give the members by id, in the order given, with figures by which none leads that must not."""
    first = first_of(dossiers)
    made = [_subject(dossier, rules, is_first=dossier.article.id == first) for dossier in dossiers]
    if rules.settings.card != "reference":
        held = held_back([subject.entrant for subject in made])
        made = [replace(subject, entrant=entrant) for subject, entrant in zip(made, held, strict=True)]
    return {subject.article.id: subject for subject in made}


def first_of(dossiers: Sequence[Dossier]) -> ArticleId | None:
    """Name the member that came before all others; None unless another publisher followed in words of its own."""
    own = [one.article for one in dossiers if one.member.role is not MemberRole.COPY]
    if len({article.domain for article in own}) < 2:
        return None
    first, second = sorted(own, key=lambda article: article.published.at)[:2]
    return first.id if first.published.at < second.published.at else None


def _subject(dossier: Dossier, rules: Rules, *, is_first: bool) -> Subject:
    article, member = dossier.article, dossier.member
    facts = gather(article, dossier.enrichment, member.role is MemberRole.COPY, rules.sights, is_first=is_first)
    computed = quality_card(facts, rules.settings)
    quality, is_fixed = _quality(dossier, computed)
    entrant = Entrant(
        article_id=article.id,
        title=article.title,
        published_at=article.published.at,
        quality=quality,
        copy_of=member.copy_of,
        precedence=precedence_of(computed),
        is_fixed=is_fixed,
        decided=decided(dossier.force) if dossier.force else UNDECIDED,
    )
    path = dossier.path or record_path(article.published.at, article.title, article.id)
    return Subject(
        member=member,
        article=article,
        enrichment=dossier.enrichment,
        entrant=entrant,
        path=path,
        adopted=dossier.adopted,
    )


def _quality(dossier: Dossier, computed: ScoreCard) -> tuple[ScoreCard, bool]:
    """Give the card that holds, and whether an editor or the record it was taken over with fixed its figure."""
    adopted = dossier.adopted
    is_unread = adopted is not None and adopted.revision == dossier.article.revision
    made = adopted_quality(computed, adopted.record.quality) if adopted and is_unread else computed
    figure = number(dossier.force, RulingKind.QUALITY)
    if figure is None:
        return made, is_unread
    by_editor = part("editor", figure - made.total, "an editor decided on it")
    return card("quality", made.preset, [*made.parts, by_editor]), True


def _ranked(subject: Subject, related: Sequence[Related], standing: Standing, rules: Rules) -> RankedArticle:
    is_lead = standing.is_led and subject.entrant is standing.entrants[0]
    heat, threshold = standing.heat, standing.threshold
    word = subject.entrant.decided
    is_published = is_lead and not word.is_hidden and (word.is_shown or heat.total >= threshold)
    shown = heat.total if is_lead else NOT_LEADING
    return _with(
        subject,
        standing.story,
        record=as_record(subject, related, shown, is_published, rules.names),
        heat=heat if is_lead else None,
        threshold=threshold,
        verdict=verdict(subject.entrant, standing.entrants, heat.total, threshold) if standing.is_led else LED_OUTSIDE,
    )


def _as_adopted(subject: Subject, story: Story, rules: Rules) -> RankedArticle:
    """Give the record to the letter."""
    assert subject.adopted is not None
    threshold = heat_threshold(subject.enrichment, rules)
    record = shown_as_adopted(subject.adopted, replace(rules.settings, threshold=threshold))
    return _with(
        subject,
        story,
        record=record,
        heat=heat_as_adopted(record, rules.settings),
        threshold=threshold,
        verdict=verdict_as_adopted(record, threshold),
    )


def _with(
    subject: Subject, story: Story, *, record: Record, heat: ScoreCard | None, threshold: int, verdict: str
) -> RankedArticle:
    return sealed_by_digest(
        RankedArticle(
            article_id=subject.article.id,
            story_id=story.id,
            story_revision=story.revision,
            record=record,
            published_at=subject.article.published.at,
            first_seen_at=subject.article.first_seen_at,
            updated_at=subject.article.updated_at,
            authors=subject.article.authors,
            language=subject.enrichment.language,
            is_lead=record.heat != NOT_LEADING,
            is_copy=subject.member.role is MemberRole.COPY,
            quality=subject.entrant.quality,
            heat=heat,
            threshold=threshold,
            verdict=verdict,
            digest="",
            word_count=_word_count(subject),
            is_paywalled=subject.article.is_paywalled,
        )
    )


def _word_count(subject: Subject) -> int | None:
    """Count the words of a text that was read; a stub has none to count."""
    counted = usual_words(subject.enrichment.word_count, subject.enrichment.language)
    return counted if subject.article.text else None
