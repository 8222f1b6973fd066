"""An explanation as lines for a terminal."""

from collections.abc import Iterator

from topicwire.cli.output import instant
from topicwire.model.article import Article
from topicwire.model.enrichment import Enrichment
from topicwire.model.record import RankedArticle
from topicwire.model.score import ScoreCard
from topicwire.model.story import Member, Signal
from topicwire.newsroom.explaining import Explanation, Sighting

Line = tuple[str, str]
"""Words and their style."""


def explanation_lines(found: Explanation) -> Iterator[Line]:
    """Tell the whole way of an article, from tip to page."""
    yield from _verdict(found)
    yield from _origin(found)
    if found.article:
        yield from _dates(found.article)
    if found.enrichment:
        yield from _topics(found.enrichment)
        yield from _topics_not_given(found)
    yield from _story(found)
    if found.ranked:
        yield from _scores(found.ranked)
        yield from _place(found)
    yield from _rulings(found)


def _head(words: str) -> Iterator[Line]:
    yield "", ""
    yield words, "bold"


def _verdict(found: Explanation) -> Iterator[Line]:
    if found.ranked:
        yield found.ranked.record.title, "bold"
        yield f"{found.ranked.record.path}", "dim"
        yield found.ranked.verdict, "green" if found.ranked.record.is_visible else "yellow"
        return
    titles = [sighting.tip.title or sighting.tip.raw_url for sighting in found.sightings]
    yield (found.article.title if found.article else next(iter(titles), "an unknown tip")), "bold"
    last = [verdict for sighting in found.sightings for verdict in sighting.verdicts][-1:]
    for verdict in last:
        yield f"Not on the page: {verdict.stage.value} ended in {verdict.kind.value} {verdict.reason}", "yellow"
    if not last:
        yield "Not on the page yet: it waits to be fetched.", "yellow"


def _origin(found: Explanation) -> Iterator[Line]:
    yield from _head("Where it came from")
    for sighting in found.sightings:
        yield from _sighting(sighting)
    if found.article:
        yield f"  address    {found.article.original_url}", ""
        yield f"  known as   {', '.join(one for one in found.article.addresses if not one.startswith('text:'))}", "dim"
        yield f"  revisions  {found.revisions}, read by {found.article.extractor}", "dim"


def _sighting(sighting: Sighting) -> Iterator[Line]:
    names = ", ".join(feed.title for feed in sighting.feeds) or "a feed no longer followed"
    yield f"  tip        {sighting.tip.url or sighting.tip.raw_url or '(no address)'}", ""
    yield f"  named by   {names}, first seen {instant(sighting.tip.first_seen_at)} UTC", ""
    for verdict in sighting.verdicts:
        detail = f": {verdict.detail}" if verdict.detail else ""
        reason = f" ({verdict.reason})" if verdict.reason else ""
        yield f"    {verdict.stage.value:8} {verdict.kind.value}{reason}{detail}, {verdict.took_ms} ms", "dim"


def _dates(article: Article) -> Iterator[Line]:
    chosen = article.published
    yield from _head("When it was published")
    sure = f"{chosen.confidence:.0%} sure"
    yield f"  {instant(chosen.at)} UTC, by {chosen.origin.value}, {sure}{'; ' + chosen.note if chosen.note else ''}", ""
    for claim in article.claims:
        read = instant(claim.at) if claim.at else "unreadable"
        yield f"    {claim.origin.value:10} {read:17} as “{claim.raw}”", "dim"


def _topics(enrichment: Enrichment) -> Iterator[Line]:
    yield from _head("What it is about")
    known = "a known organization" if enrichment.is_known_provider else "not among the known organizations"
    yield (
        f"  by {enrichment.provider_name} ({known}), {enrichment.word_count} words, language {enrichment.language}",
        "",
    )
    for match in enrichment.topics:
        by = {"record": "its record says so", "child": f"its child topic {match.by}", "ruling": "an editor gave it"}
        given = by.get(match.field, "the hub's root topic")
        why = f"“{match.keyword}” in the {match.field}" if match.keyword else given
        yield f"    {match.topic_id:22} {why}", "dim"


def _topics_not_given(found: Explanation) -> Iterator[Line]:
    given = {match.topic_id for match in found.enrichment.topics} if found.enrichment else set()
    for answer in found.topics:
        if answer.has_sign and answer.topic_id not in given:
            yield f"    not {answer.topic_id:18} {answer.why}", "dim"


def _story(found: Explanation) -> Iterator[Line]:
    if not found.story or not found.member:
        return
    yield from _head("Which story")
    yield f"  {found.story.id}, {len(found.story.members)} articles; {_joining(found.member)}", ""
    if found.closest:
        yield f"    likest to “{found.closest}”{_signals(found.member.signals)}", "dim"
    for other in found.others:
        mark = "leads  " if other.is_lead else "copy   " if other.is_copy else "related"
        yield f"    {mark} {other.quality.total:4}  {other.record.provider.name}: {other.record.title}", "dim"
    for words in found.life:
        yield f"    {words}", "dim"
    yield from _near_miss(found)


def _joining(member: Member) -> str:
    if member.copy_of:
        return f"a copy of {member.copy_of}, {member.similarity:.0%} of the text"
    if member.similarity >= 1 and not member.ties:
        return "founded it"
    ties = f", tied by {', '.join(member.ties)}" if member.ties else ""
    return f"{member.similarity:.0%} sure on average that it is one event with the others{ties}"


def _near_miss(found: Explanation) -> Iterator[Line]:
    miss = found.near_miss
    if miss is None:
        return
    lacked = miss.threshold - miss.similarity
    yield f"  nearest story it did not join: {miss.story_id}, {miss.similarity:.2f}; needed {miss.threshold:.2f}", "dim"
    lacking = f"lacked {lacked:.2f}" if lacked > 0 else "reached it, but the story it joined was nearer"
    if found.missed:
        yield f"    {lacking}; likest to “{found.missed}”{_signals(miss.signals)}", "dim"


def _signals(signals: tuple[Signal, ...]) -> str:
    """Spell what spoke for and against one event, in log-odds."""
    return f": {', '.join(f'{one.name} {one.points:+.1f}' for one in signals)}" if signals else ""


def _scores(ranked: RankedArticle) -> Iterator[Line]:
    yield from _head("How it scores")
    yield from _card(ranked.quality)
    if ranked.heat:
        yield from _card(ranked.heat)
        sign = "≥" if ranked.heat.total >= ranked.threshold else "<"
        yield f"  heat {ranked.heat.total} {sign} threshold {ranked.threshold}", "bold"
    else:
        yield "  heat -1: another article leads its story", ""


def _place(found: Explanation) -> Iterator[Line]:
    if found.place and found.ranked and found.ranked.is_lead:
        yield from _head("Where it stands")
        for words in found.place:
            yield f"  {words}", ""


def _card(card: ScoreCard) -> Iterator[Line]:
    yield f"  {card.name} {card.total} ({card.preset})", ""
    for part in card.parts:
        yield f"    {part.points:+4}  {part.name}: {part.why}", "dim"


def _rulings(found: Explanation) -> Iterator[Line]:
    if not found.rulings:
        return
    yield from _head("What editors decided")
    for line in found.rulings:
        state = "" if line.is_in_force else " (undone)" if line.ruling.undone_at else " (overruled)"
        when = f"{instant(line.ruling.at)} UTC, by {line.ruling.by}"
        yield f"  {line.ruling.id}  {line.words}{state}; {when}", "" if line.is_in_force else "dim"
        if line.conflict:
            yield f"    {line.conflict}; the editor's word stays", "yellow"
