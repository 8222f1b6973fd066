"""Rulings: decisions of an editor that bind every later run, and how they are folded.

A ruling is a fact: it is kept for good, and undoing it only notes when. What holds is worked out from all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from topicwire.model.ids import ArticleId, RevisionId, RulingId, digest
from topicwire.model.record import Extra, Provider, RecordPicture, Related


class RulingKind(StrEnum):
    """What is decided. Those up to `listed` set a field of the record to exactly the ruling's value."""

    TITLE = "title"
    EXCERPT = "excerpt"  # empty text: none
    CATEGORY = "category"
    DATE = "date"  # of publication, in the editor's own words
    TYPE = "type"
    ORIGINAL_URL = "original-url"  # None, as for all addresses: the key is left out
    WEB_URL = "web-url"
    AMP_URL = "amp-url"
    AMP_CACHE_URL = "amp-cache-url"
    EMBED = "embed"
    PROVIDER = "provider"
    TOPICS = "topics"
    PICTURES = "pictures"
    EXTRAS = "extras"  # lines of the file that are not ours
    LISTED = "listed"  # exactly these are listed as related beside the members of its story
    PUBLISHED = "published"  # True: it leads its story and is shown, whatever the heat; False: readers never see it
    LEAD = "lead"  # True: it leads its story, whatever its quality; False: only if no other can
    QUALITY = "quality"
    HEAT = "heat"  # as long as it leads
    DELETED = "deleted"  # its file was removed: hidden, and the file stays away
    MERGE = "merge"  # with the article whose id is the value: they are in one story
    SPLIT = "split"  # from the article whose id is the value: they are never in one story


PAIRS = frozenset({RulingKind.MERGE, RulingKind.SPLIT})
"""Kinds that tie two articles; every other kind is about one."""

RulingValue = (
    str
    | bool
    | int
    | tuple[str, ...]
    | tuple[RecordPicture, ...]
    | tuple[Extra, ...]
    | tuple[Related, ...]
    | Provider
    | None
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One decision on one article."""

    id: RulingId  # derived from what it says, about what, when
    kind: RulingKind
    article_id: ArticleId
    value: RulingValue
    replaced: RulingValue  # what the file said before; None where nothing is replaced
    at: datetime  # when we learned of it: aware, UTC
    by: str  # who, as far as known: "file", or a name from the repository's history
    revision: RevisionId | None  # of the article, when it was decided
    undone_at: datetime | None = None  # None: in force


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """Two articles that must, or must not, be in one story."""

    first: ArticleId  # the smaller id
    second: ArticleId
    is_one_story: bool
    at: datetime


def ruling_id(kind: RulingKind, article_id: ArticleId, value: RulingValue, at: datetime) -> RulingId:
    """Derive the id of a ruling: the same decision learned of twice is one."""
    return RulingId(digest("ruling", kind.value, article_id, repr(value), at.isoformat()))


def in_force(rulings: Iterable[Ruling]) -> dict[RulingKind, Ruling]:
    """Give the ruling that counts for each kind that is about one article.

    Args:
        rulings: of one article, oldest first: the latest that was not undone wins.
    """
    return {one.kind: one for one in rulings if one.undone_at is None and one.kind not in PAIRS}


def bonds(rulings: Iterable[Ruling]) -> tuple[Bond, ...]:
    """List what ties or parts two articles, latest first; of rulings on the same two, the latest counts.

    Args:
        rulings: of any articles, oldest first.
    """
    found: dict[tuple[ArticleId, ArticleId], Bond] = {}
    for one in rulings:
        if one.kind in PAIRS and one.undone_at is None:
            first, second = sorted((one.article_id, other_of(one)))
            found.pop((first, second), None)
            is_one = one.kind is RulingKind.MERGE
            found[first, second] = Bond(first=first, second=second, is_one_story=is_one, at=one.at)
    return tuple(reversed(found.values()))


def other_of(ruling: Ruling) -> ArticleId:
    """Give the other article of a ruling on two."""
    return ArticleId(str(ruling.value))


def is_hidden(force: Mapping[RulingKind, Ruling]) -> bool:
    """Say whether an editor took the article from the readers; the latest of the rulings that speak of it counts."""
    shown, deleted = force.get(RulingKind.PUBLISHED), force.get(RulingKind.DELETED)
    if deleted and (shown is None or shown.at <= deleted.at):
        return True
    return shown is not None and shown.value is False


def pinned_at(force: Mapping[RulingKind, Ruling]) -> datetime | None:
    """Give when an editor chose the article to lead: by saying so, or by publishing it. None: nobody did."""
    chosen = [force[kind] for kind in (RulingKind.LEAD, RulingKind.PUBLISHED) if kind in force]
    last = max(chosen, key=lambda one: one.at, default=None)
    return last.at if last and last.value is True else None


def is_passed_over(force: Mapping[RulingKind, Ruling]) -> bool:
    """Say whether an editor decided that the article does not lead as long as another can."""
    lead = force.get(RulingKind.LEAD)
    return lead is not None and lead.value is False and pinned_at(force) is None
