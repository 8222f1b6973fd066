"""Freezes what the store holds into one edition, and names it by its own contents."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from topicwire.model.hub import Edition, Hub, Thumbnail
from topicwire.model.ids import EditionId, StoryId
from topicwire.model.newsletter import PUBLIC, Issue, NewsletterOffer
from topicwire.model.record import RankedArticle
from topicwire.model.story import Story
from topicwire.ports.store import Store
from topicwire.stages.publish.cards import report_cards
from topicwire.stages.publish.evidence import gather
from topicwire.stages.publish.history import history_of
from topicwire.stages.publish.past import past_fronts

_NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)
"""As-of time of a hub that never had an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything of an edition that does not come from the store."""

    hub: Hub
    source_notes: Mapping[str, str]  # feed id -> status in words
    look: str  # version of everything that renders, with the settings it renders by
    newsletter: NewsletterOffer | None = None  # None: the hub has none
    past_days: int = 90  # for which all front pages of past editions are shown


def freeze(store: Store, inputs: Inputs, articles: tuple[RankedArticle, ...]) -> Edition:
    """Take the snapshot; its id depends on its contents alone, so the same contents give the same edition.

    The front pages of editions before it come along, but are no part of its contents: they were there before.

    `articles` are all that the store has ranked, in its order.
    """
    wanted = {article.story_id for article in articles if article.record.is_visible}
    stories = {story.id: story for story in store.stories.list_all() if story.id in wanted}
    shown = {picture.url for article in articles for picture in article.record.pictures}
    thumbnails = {found.picture_url: found for found in store.thumbnails.list_all() if found.picture_url in shown}
    as_of = store.ranked.newest_change() or _NOTHING_YET
    cards = report_cards(gather(store, inputs.hub, as_of, articles))
    history = history_of(store, stories, {one.article_id for one in articles if one.story_id in stories})
    issues = store.newsletter.issues.list_in(PUBLIC)
    derived = (*map(repr, cards.values()), *history.facts, *_newsletter_of(inputs, issues))
    edition_id = _edition_id(inputs, as_of, (*_articles_of(articles, stories), *_pictures_of(thumbnails), *derived))
    return Edition(
        id=edition_id,
        as_of=as_of,
        hub=inputs.hub,
        articles=articles,
        stories=stories,
        thumbnails=thumbnails,
        source_notes=dict(inputs.source_notes),
        past=past_fronts(store, edition_id, as_of, inputs.past_days),
        turns=history.turns,
        successors=history.successors,
        edits=history.edits,
        own_excerpts=history.own_excerpts,
        cards=cards,
        issues=issues,
        newsletter=inputs.newsletter,
    )


def fingerprint(store: Store, inputs: Inputs) -> str:
    """Digest what an edition would be made from, without loading it: equal fingerprints give equal editions.

    Report cards need no part of it: they count days that were over at the newest change, which is in it.
    """
    return _digest(
        (
            repr(inputs.hub),
            repr(sorted(inputs.source_notes.items())),
            inputs.look,
            repr(store.ranked.newest_change()),
            repr(store.ranked.count()),
            repr(store.articles.list_revised()),
            repr(sorted(found.file for found in store.thumbnails.list_all())),
            *_newsletter_of(inputs, store.newsletter.issues.list_in(PUBLIC)),
        )
    )


def _edition_id(inputs: Inputs, as_of: datetime, contents: Iterable[str]) -> EditionId:
    facts = (as_of.isoformat(), repr(inputs.hub), inputs.look, repr(sorted(inputs.source_notes.items())))
    return EditionId(_digest((*facts, *contents)))


def _articles_of(articles: Iterable[RankedArticle], stories: Mapping[StoryId, Story]) -> Iterator[str]:
    yield from (article.digest for article in articles)
    yield from (f"{story_id} {stories[story_id].revision}" for story_id in sorted(stories))


def _pictures_of(thumbnails: Mapping[str, Thumbnail]) -> Iterator[str]:
    yield from (repr(thumbnails[url]) for url in sorted(thumbnails))


def _newsletter_of(inputs: Inputs, issues: Iterable[Issue]) -> Iterator[str]:
    """Name what readers see of the newsletter; nothing for a hub without one."""
    if inputs.newsletter:
        yield repr(inputs.newsletter)
    for issue in issues:
        yield from issue.digest_parts


def _digest(parts: Iterable[str]) -> str:
    hashed = sha256()
    for part in parts:
        hashed.update(part.encode("utf-8", "surrogatepass") + b"\x1e")
    return hashed.hexdigest()
