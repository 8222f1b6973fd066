"""Facts of fetched pages."""

from topicwire.model.ids import TipId
from topicwire.model.page import Page
from topicwire.store.rows import from_json, to_json
from topicwire.store.sqlite.connection import Database


class SqlitePages:
    """Implements `ports.store.Pages`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, page: Page) -> None:
        """Keep the newest page of its tip."""
        self._database.run("INSERT OR REPLACE INTO page (tip_id, payload) VALUES (?, ?)", (page.tip_id, to_json(page)))

    def find(self, tip_id: TipId) -> Page | None:
        """Find the newest page of a tip."""
        payload = self._database.value("SELECT payload FROM page WHERE tip_id = ?", (tip_id,))
        return None if payload is None else from_json(Page, payload)
