"""What is kept of editors' decisions; part of `ports.store.Store`, with the same verbs."""

from datetime import datetime
from typing import Protocol

from topicwire.model.ids import ArticleId, RulingId
from topicwire.model.ruling import Ruling


class Rulings(Protocol):
    """What editors decided."""

    def keep(self, ruling: Ruling) -> None:
        """Keep a new ruling; one with the same id stays as it is, undone or not."""
        ...

    def find(self, ruling_id: RulingId) -> Ruling | None: ...
    def list_for(self, article_id: ArticleId) -> tuple[Ruling, ...]:
        """List the rulings on an article, and those on another that name it, oldest first; undone ones too."""
        ...

    def list_all(self) -> tuple[Ruling, ...]:
        """List all, oldest first; undone ones too."""
        ...

    def list_pairs(self) -> tuple[Ruling, ...]:
        """List those that tie or part two articles, oldest first; undone ones too."""
        ...

    def undo(self, ruling_id: RulingId, at: datetime) -> None:
        """Note that it is no longer in force; raises NotStoredError for an unknown one."""
        ...
