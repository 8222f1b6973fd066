"""How the hub's sources are, in a word that does not change with the hour; pages say it in their language."""

from topicwire.newsroom.room import Room
from topicwire.stages.poll.health import Health, health_of

ILL = {Health.SILENT, Health.FAILING, Health.STOPPED}
"""States a person should look at."""


def source_notes(room: Room) -> dict[str, str]:
    """Give the state of every feed in one word, by feed id; the same word as long as the state is the same."""
    now = room.clock.now()
    return {state.feed_id: health_of(state, now).value for state in room.store.feeds.list_states()}
