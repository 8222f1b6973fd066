"""How the hub's sources are, in words that do not change with the hour."""

from topicwire.newsroom.room import Room
from topicwire.stages.poll.health import Health, health_of

_NOTES = {
    Health.NEW: "not asked yet",
    Health.OK: "answers, with news",
    Health.SILENT: "answers, but has gone silent",
    Health.WAITING: "asked us to wait",
    Health.FAILING: "failing",
    Health.STOPPED: "gone for good",
}
ILL = {Health.SILENT, Health.FAILING, Health.STOPPED}
"""States a person should look at."""


def source_notes(room: Room) -> dict[str, str]:
    """Give the state of every feed in words, by feed id; the same words as long as the state is the same."""
    now = room.clock.now()
    return {state.feed_id: _NOTES[health_of(state, now)] for state in room.store.feeds.list_states()}
