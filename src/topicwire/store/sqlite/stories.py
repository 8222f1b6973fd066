"""Stories, who is in which, and the nearest story of those who are in none."""

from datetime import datetime

from topicwire.errors import NotStoredError
from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.story import NearMiss, Story
from topicwire.store.rows import from_json, list_from_json, to_json, to_micros
from topicwire.store.sqlite.connection import Database

FIND_FOR = """
SELECT payload FROM story_member JOIN story ON story.id = story_member.story_id WHERE story_member.article_id = ?
"""


class SqliteStories:
    """Implements `ports.store.Stories`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, story: Story) -> None:
        """Keep the story and make exactly its members belong to it.

        A member that another story lists moves here; keep that other story's new revision too.
        """
        sql = "INSERT OR REPLACE INTO story (id, last_at, payload) VALUES (?, ?, ?)"
        members = [(member.article_id, story.id) for member in story.members]
        with self._database.transaction():
            self._database.run(sql, (story.id, to_micros(story.last_at), to_json(story)))
            self._database.run("DELETE FROM story_member WHERE story_id = ?", (story.id,))
            self._database.run_many("INSERT OR REPLACE INTO story_member (article_id, story_id) VALUES (?, ?)", members)

    def get(self, story_id: StoryId) -> Story:
        """Get one story."""
        story = self.find(story_id)
        if story is None:
            raise NotStoredError("no such story", subject=story_id)
        return story

    def find(self, story_id: StoryId) -> Story | None:
        """Find one story."""
        payload = self._database.value("SELECT payload FROM story WHERE id = ?", (story_id,))
        return None if payload is None else from_json(Story, payload)

    def find_for(self, article_id: ArticleId) -> Story | None:
        """Find the story an article is in."""
        payload = self._database.value(FIND_FOR, (article_id,))
        return None if payload is None else from_json(Story, payload)

    def list_active(self, since: datetime) -> tuple[Story, ...]:
        """List stories whose last publication is at or after `since`, by id."""
        sql = "SELECT payload FROM story WHERE last_at >= ? ORDER BY id"
        return self._list(sql, (to_micros(since),))

    def list_all(self) -> tuple[Story, ...]:
        """List all stories by id."""
        return self._list("SELECT payload FROM story ORDER BY id", ())

    def drop(self, story_id: StoryId) -> None:
        """Forget the story; its members belong to none."""
        with self._database.transaction():
            self._database.run("DELETE FROM story WHERE id = ?", (story_id,))
            self._database.run("DELETE FROM story_member WHERE story_id = ?", (story_id,))

    def keep_near_miss(self, miss: NearMiss) -> None:
        """Keep the newest near miss of its article."""
        sql = "INSERT OR REPLACE INTO near_miss (article_id, payload) VALUES (?, ?)"
        self._database.run(sql, (miss.article_id, to_json(miss)))

    def find_near_miss(self, article_id: ArticleId) -> NearMiss | None:
        """Find the newest near miss of an article."""
        payload = self._database.value("SELECT payload FROM near_miss WHERE article_id = ?", (article_id,))
        return None if payload is None else from_json(NearMiss, payload)

    def _list(self, sql: str, values: tuple[int, ...]) -> tuple[Story, ...]:
        return tuple(list_from_json(Story, [payload for (payload,) in self._database.rows(sql, values)]))
