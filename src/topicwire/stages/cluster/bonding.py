"""Brings the stories of the store in line with the rulings that tie or part articles."""

from collections.abc import Iterable
from datetime import datetime

from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.ruling import Ruling, bonds, other_of
from topicwire.model.story import Member, Story
from topicwire.model.work import StageName
from topicwire.ports.store import Store
from topicwire.stages.cluster.regrouping import Circle, regroup

REGROUPED = "cluster/regrouped"
"""Name of the count of regroupings in the store's learned states: what is in memory is read anew when it moved on."""


def regroup_around(store: Store, article_ids: Iterable[ArticleId], now: datetime) -> tuple[StoryId, ...]:
    """Move articles as the rulings say, and make ranking due for the stories that changed. Inside a transaction.

    Args:
        store: the hub's.
        article_ids: those whose rulings, or whose story, changed; what they are tied to is found from there.
        now: when the stories change.

    Returns:
        The stories that were made or changed.
    """
    pairs = store.rulings.list_pairs()
    if not pairs:
        return ()
    stories = _circle(store, article_ids, pairs)
    members = [member for story in stories for member in story.members]
    circle = Circle(
        stories=stories,
        bonds=bonds(pairs),
        times={member.article_id: _published(store, member) for member in members},
        is_taken=lambda story_id: store.stories.find(story_id) is not None,
        first=_leads(store, members),
    )
    found = regroup(circle, now)
    for story_id in found.dropped:
        store.stories.drop(story_id)
    for story in found.kept:
        store.stories.keep(story)
        store.work.add(StageName.RANK, story.id, now)
    if found.kept or found.dropped:
        note_regrouped(store)
    return tuple(story.id for story in found.kept)


def note_regrouped(store: Store) -> None:
    """Count one more regrouping, so that what is in memory is read anew."""
    store.learned.keep(REGROUPED, str(int(store.learned.find(REGROUPED) or b"0") + 1).encode())


def _circle(store: Store, article_ids: Iterable[ArticleId], pairs: Iterable[Ruling]) -> list[Story]:
    """List the stories that the articles are in, and all that a ruling or a home leads to from there, by first news."""
    tied: dict[ArticleId, set[ArticleId]] = {}
    for one in pairs:  # undone ones too: what they moved has to go back
        tied.setdefault(one.article_id, set()).add(other_of(one))
        tied.setdefault(other_of(one), set()).add(one.article_id)
    found: dict[StoryId, Story] = {}
    ahead = set(article_ids)
    seen = set[ArticleId]()
    while ahead - seen:
        article_id = min(ahead - seen)
        seen.add(article_id)
        ahead |= tied.get(article_id, set())
        for story in _stories_of(store, article_id):
            if story.id not in found:
                found[story.id] = story
                ahead |= {member.article_id for member in story.members}
    return sorted(found.values(), key=lambda story: (story.first_at, story.id))


def _stories_of(store: Store, article_id: ArticleId) -> list[Story]:
    """Give the story an article is in, and those it would be in without an editor's word."""
    story = store.stories.find_for(article_id)
    if story is None:
        return []
    homes = {member.home for member in story.members} | {story.parted_from}
    return [story, *(home for one in homes if one and (home := store.stories.find(one)))]


def _published(store: Store, member: Member) -> datetime:
    """Give the publication as clustering sees it: of the first revision, never after it joined."""
    return min(store.articles.list_revisions(member.article_id)[0].published.at, member.joined_at)


def _leads(store: Store, members: Iterable[Member]) -> list[ArticleId]:
    """List those that lead now, the best first."""
    ranked = [known for member in members if (known := store.ranked.find(member.article_id)) and known.is_lead]
    return [one.article_id for one in sorted(ranked, key=lambda one: (-one.quality.total, one.article_id))]
