"""Where fetched bytes are kept, so that extraction can be re-run without fetching."""

from datetime import datetime
from typing import Protocol

from topicwire.model.page import PagePlace
from topicwire.ports.web import Response


class PageStore(Protocol):
    """An append-only archive of responses."""

    def append(self, response: Response, at: datetime) -> PagePlace:
        """Append one response and give its place; durable after `flush`."""
        ...

    def flush(self) -> None:
        """Make everything appended so far durable. Called once a batch, before the store's transaction."""
        ...

    def read(self, place: PagePlace) -> bytes:
        """Give the decoded body back; raises StoreError when it is not there or damaged."""
        ...
