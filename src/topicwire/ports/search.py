"""Full-text search over published stories; part of `ports.store.Store`, with the same verbs.

Speaks no dialect: an index takes folded words and gives stories, best first. It may tokenize and rank as its database
does best, as long as the contract tests (tests/contract/test_store_search.py) hold.
"""

from typing import Protocol

from topicwire.model.ids import Domain, StoryId
from topicwire.model.search import FoundStories, Searchable, Wanted


class SearchIndex(Protocol):
    """What can be found. Kept in step with the newest edition by the publish stage."""

    def list_digests(self) -> dict[StoryId, str]:
        """Give the digest of every story in the index."""
        ...

    def keep(self, story: Searchable) -> None: ...
    def drop(self, story_id: StoryId) -> None:
        """Take a story out; nothing when it is not in."""
        ...

    def find(self, wanted: Wanted, limit: int, offset: int = 0) -> FoundStories:
        """Find stories that have all that is wanted: best first when there are words, else newest first.

        A word in a headline counts most, then other headlines, topics, outlets and authors, excerpt, full text; of
        equally good stories the newer one comes first.
        """
        ...

    def count_with(self, start: str) -> int:
        """Count the stories that have a word which begins so; may stop counting at 100."""
        ...

    def list_similar(self, word: str, edits: int, limit: int) -> tuple[str, ...]:
        """List known words at most that many typing errors away, the likeliest first; the word itself left out."""
        ...

    def list_sources(self) -> tuple[tuple[Domain, str, int], ...]:
        """List domain, name and number of stories of every outlet in the index, by domain."""
        ...
