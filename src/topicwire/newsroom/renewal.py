"""Makes due again what was derived by other settings, or by other code, than those in force now."""

from hashlib import sha256

from topicwire import __version__
from topicwire.model.work import StageName
from topicwire.newsroom.keys import open_ring
from topicwire.newsroom.room import Room

RULES = "rank.rules"
"""Name of the digest of what records were last ranked by, in the store's learned states."""


def renew_stale(room: Room, enrich_version: str) -> int:
    """Make stale articles due for `enrich`, and every story for `rank` when what ranking goes by has changed.

    What comes out the same as before goes no further, so a change of one topic costs a look at each article, no more.

    Returns:
        How many pieces of work were added.
    """
    store, now = room.store, room.clock.now()
    with store.transaction():
        stale = store.enrichments.list_stale(enrich_version)
        for article_id in stale:
            store.work.add(StageName.ENRICH, article_id, now)
        return len(stale) + _renew_ranking(room)


def _renew_ranking(room: Room) -> int:
    store, rules = room.store, _rules(room)
    if store.learned.find(RULES) == rules:
        return 0
    stories = store.stories.list_all()
    for story in stories:
        store.work.add(StageName.RANK, story.id, room.clock.now())
    store.learned.keep(RULES, rules)
    return len(stories)


def is_ranked_by(room: Room) -> bool:
    """Say whether records were last ranked by what the hub's files say now."""
    return room.store.learned.find(RULES) == _rules(room)


def _rules(room: Room) -> bytes:
    hub = room.config.hub
    followed = tuple((feed.url, feed.site_url) for feed in hub.feeds)
    has_keys = open_ring(room.folder, room.environment) is not None
    parts = (__version__, room.config.settings.scores, hub.topics, hub.organizations, followed, has_keys)
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest().encode()
