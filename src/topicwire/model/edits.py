"""What publishers changed in an article after its first reading, small enough to be frozen into an edition."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from topicwire.model.ids import ArticleId


class EditedField(StrEnum):
    """Which of an article's words changed."""

    TITLE = "title"
    EXCERPT = "excerpt"
    TEXT = "text"


class PieceKind(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    GAP = "gap"  # words left out here


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a difference, in reading order."""

    kind: PieceKind
    words: str  # empty for a gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of one field. Titles and excerpts are told in full, of a text only some words around the change."""

    at: datetime  # when the publisher says so, else when we read it
    field: EditedField
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """All edits of one article that was read in more than one revision."""

    article_id: ArticleId
    revisions: int  # that were looked at: when there are more by now, it is to be told anew
    edits: tuple[Edit, ...]  # oldest first; empty: nothing that readers would notice
