"""Stories, who is in which, and the nearest story of those who are in none."""

from datetime import datetime
from functools import partial

from topicwire.errors import NotStoredError
from topicwire.model.ids import ArticleId, StoryId
from topicwire.model.story import Kinship, NearMiss, Story, StoryEvent
from topicwire.store.rows import from_json, list_from_json, to_json, to_micros
from topicwire.store.sqlite.connection import Database
from topicwire.store.sqlite.remembered import Remembered

FIND_FOR = """
SELECT payload FROM story_member JOIN story ON story.id = story_member.story_id WHERE story_member.article_id = ?
"""


class SqliteStories:
    """Implements `ports.store.Stories`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._remembered = Remembered(partial(list_from_json, Story))

    def keep(self, story: Story) -> None:
        """Keep the story and make exactly its members belong to it; one that led on to another is itself again.

        A member that another story lists moves here; keep that other story's new revision too.
        """
        sql = "INSERT OR REPLACE INTO story (id, last_at, payload) VALUES (?, ?, ?)"
        members = [(member.article_id, story.id) for member in story.members]
        with self._database.transaction():
            self._database.run(sql, (story.id, to_micros(story.last_at), to_json(story)))
            self._database.run("DELETE FROM story_successor WHERE story_id = ?", (story.id,))
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
        rows = self._database.rows("SELECT payload FROM story ORDER BY id")
        return tuple(self._remembered.read_all([payload for (payload,) in rows]))

    def drop(self, story_id: StoryId) -> None:
        """Forget the story; its members belong to none."""
        with self._database.transaction():
            self._database.run("DELETE FROM story WHERE id = ?", (story_id,))
            self._database.run("DELETE FROM story_member WHERE story_id = ?", (story_id,))

    def keep_successor(self, story_id: StoryId, into: StoryId, at: datetime) -> None:
        """Note which story a story that is no more leads on to."""
        sql = "INSERT OR REPLACE INTO story_successor (story_id, into_id, at) VALUES (?, ?, ?)"
        self._database.run(sql, (story_id, into, to_micros(at)))

    def find_successor(self, story_id: StoryId) -> StoryId | None:
        """Find the story that a story which is no more leads on to, over all that came between."""
        seen = {story_id}
        into = self._next(story_id)
        while into is not None and into not in seen:
            seen.add(into)
            further = self._next(into)
            if further is None:
                return into
            into = further
        return None

    def _next(self, story_id: StoryId) -> StoryId | None:
        found = self._database.value("SELECT into_id FROM story_successor WHERE story_id = ?", (story_id,))
        return None if found is None else StoryId(str(found))

    def list_successors(self) -> tuple[tuple[StoryId, StoryId], ...]:
        """List every story that is no more with the one it leads on to in the end, by id."""
        rows = list(self._database.rows("SELECT story_id FROM story_successor ORDER BY story_id", ()))
        found = ((StoryId(str(one)), self.find_successor(StoryId(str(one)))) for (one,) in rows)
        return tuple((story_id, into) for story_id, into in found if into is not None)

    def keep_event(self, event: StoryEvent) -> None:
        """Keep one turn in the life of a story."""
        sql = "INSERT INTO story_event (story_id, payload) VALUES (?, ?)"
        self._database.run(sql, (event.story_id, to_json(event)))

    def list_events(self, story_id: StoryId) -> tuple[StoryEvent, ...]:
        """List the turns in the life of a story, oldest first."""
        sql = "SELECT payload FROM story_event WHERE story_id = ? ORDER BY sequence"
        payloads = [payload for (payload,) in self._database.rows(sql, (story_id,))]
        return tuple(list_from_json(StoryEvent, payloads))

    def list_all_events(self) -> tuple[StoryEvent, ...]:
        """List the turns in the lives of all stories, oldest first, in one query."""
        rows = self._database.rows("SELECT payload FROM story_event ORDER BY sequence")
        return tuple(list_from_json(StoryEvent, [payload for (payload,) in rows]))

    def keep_kinship(self, kinship: Kinship, at: datetime) -> None:
        """Keep how near an article is to others; `at` is its publication."""
        sql = "INSERT OR REPLACE INTO kinship (article_id, at, payload) VALUES (?, ?, ?)"
        self._database.run(sql, (kinship.article_id, to_micros(at), to_json(kinship)))

    def find_kinship(self, article_id: ArticleId) -> Kinship | None:
        """Find how near an article is to others; None when it was never compared, or long ago."""
        payload = self._database.value("SELECT payload FROM kinship WHERE article_id = ?", (article_id,))
        return None if payload is None else from_json(Kinship, payload)

    def list_kinships(self) -> tuple[Kinship, ...]:
        """List all that are kept, those kept last at the end."""
        payloads = [payload for (payload,) in self._database.rows("SELECT payload FROM kinship ORDER BY sequence", ())]
        return tuple(list_from_json(Kinship, payloads))

    def drop_kinships(self, before: datetime) -> None:
        """Forget the kinships of articles published before that time."""
        self._database.run("DELETE FROM kinship WHERE at < ?", (to_micros(before),))

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
