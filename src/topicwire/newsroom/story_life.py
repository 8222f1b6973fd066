"""What became of a story, told in sentences: merged, parted, opened again, led by another, settled."""

from collections.abc import Iterator
from datetime import timedelta

from topicwire.model.ids import ArticleId
from topicwire.model.story import Story, StoryEvent, StoryEventKind
from topicwire.newsroom.room import Room


def tell_life(room: Room, story: Story) -> tuple[str, ...]:
    """Tell the turns in the life of a story, oldest first, and whether it goes on."""
    return (*(_event(room, event) for event in room.store.stories.list_events(story.id)), *_standing(room, story))


def _event(room: Room, event: StoryEvent) -> str:
    titles = _titles(room, event.articles)
    words = {
        StoryEventKind.MERGED: f"another story ({event.other}) turned out to be this one: {titles}",
        StoryEventKind.PARTED: f"turned out to be another story ({event.other}): {titles}",
        StoryEventKind.REOPENED: f"opened again after it had settled: {titles}",
        StoryEventKind.LED: f"another article took the lead: {titles}",
    }
    return f"{event.at:%Y-%m-%d %H:%M} UTC, {words[event.kind]}"


def _titles(room: Room, articles: tuple[ArticleId, ...]) -> str:
    found = (room.store.articles.find(one) for one in articles)
    return "; ".join(f"“{article.title}”" for article in found if article)


def _standing(room: Room, story: Story) -> Iterator[str]:
    """Say whether the story goes on, or since when it has settled."""
    settles_at = story.last_at + timedelta(hours=room.config.settings.stories.quiet_hours)
    if settles_at <= room.clock.now():
        yield f"settled since {settles_at:%Y-%m-%d %H:%M} UTC: nobody reported on it for a while"
    else:
        yield f"developing: settles on {settles_at:%Y-%m-%d %H:%M} UTC if nobody reports on it before"
