"""Makes work due again that other settings, or another version, would do differently."""

from topicwire import __version__
from topicwire.model.ids import digest
from topicwire.model.work import StageName
from topicwire.newsroom.room import Room

_RANKED_BY = "rank.inputs"
"""Name of the digest of what stories were last ranked by, in the store's learned states."""


def refresh(room: Room, enriched_by: str) -> tuple[int, int]:
    """Ask for what is stale: articles enriched by another version, stories ranked by other settings.

    Args:
        room: the hub; must not be run by anybody else.
        enriched_by: version of the enrich stage with its settings.

    Returns:
        How many articles and stories were made due.
    """
    now = room.clock.now()
    with room.store.transaction():
        stale = room.store.enrichments.list_stale(enriched_by)
        for article_id in stale:
            room.store.work.add(StageName.ENRICH, article_id, now)
        return len(stale), _rank_again(room)


def _rank_again(room: Room) -> int:
    hub, learned = room.config.hub, room.store.learned
    known = (hub.organizations, hub.topics, sorted((feed.url, feed.site_url or "") for feed in hub.feeds))
    inputs = digest(__version__, repr(room.config.settings.scores), repr(known)).encode()
    if learned.find(_RANKED_BY) == inputs:
        return 0
    learned.keep(_RANKED_BY, inputs)
    stories = room.store.stories.list_all()
    for story in stories:
        room.store.work.add(StageName.RANK, story.id, room.clock.now())
    return len(stories)
