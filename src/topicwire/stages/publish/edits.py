"""Tells what publishers changed in their articles. Pure. What is told and why: docs/decisions/0021-story-page.md.

Of a text, which is another's, only a few words around each change are kept, and none of it when only marks, spaces or
a counter's figures changed.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from pydantic import TypeAdapter

from topicwire.model.article import Article
from topicwire.model.edits import Edit, Edited, EditedField, Piece, PieceKind
from topicwire.model.ids import ArticleId
from topicwire.ports.store import Store
from topicwire.text.clean import paragraphs
from topicwire.text.differences import (
    GAP,
    GONE,
    NEW,
    Difference,
    around,
    count_words,
    difference,
    is_trivial,
)
from topicwire.text.tokens import WORD, fold

EDITS = "publish.edits-1"
"""Name in the store's learned states; the number changes when the same revisions would be told otherwise."""
MOST_EDITS = 20
"""Of one article, the newest ones: a live page changes all day."""
MOST_WORDS, NEAR = 40, 6
"""Words of a text quoted for one edit, and words kept on either side of a change."""
MOST_PARAGRAPHS, MOST_PAIRED = 200, 5
"""Paragraphs of a text that are looked at, and changed ones that are matched with what they were."""
SHORTEST_PARAGRAPH, LONGEST_COUNTER, LIKE = 6, 12, 0.5
"""Words below which a paragraph is no sentence; below which figures alone are a counter's; and the share of words that
makes two paragraphs one."""
DIGITS = re.compile(r"\d+")
_FORM = TypeAdapter(tuple[Edited, ...])


def edits_of(store: Store, wanted: Collection[ArticleId]) -> dict[ArticleId, Edited]:
    """Give the edits of the wanted articles that have any revisions, by id.

    What was told before is taken from the store's learned states; only articles with new revisions are read.
    """
    told = _read(store.learned.find(EDITS))
    found: dict[ArticleId, Edited] = {}
    for article_id, revisions in store.articles.list_revised():
        if article_id in wanted:
            before = told.get(article_id)
            is_known = before is not None and before.revisions == revisions
            found[article_id] = before if before and is_known else edited(store.articles.list_revisions(article_id))
    return found


def as_learned(edits: Mapping[ArticleId, Edited]) -> bytes:
    """Write what was told, to be kept."""
    return _FORM.dump_json(tuple(edits.values()))


def _read(state: bytes | None) -> dict[ArticleId, Edited]:
    return {one.article_id: one for one in _FORM.validate_json(state)} if state else {}


def edited(revisions: Sequence[Article]) -> Edited:
    """Tell the edits between the revisions of one article, oldest first; there is at least one revision."""
    edits = [edit for before, after in pairwise(revisions) for edit in _between(before, after)]
    return Edited(article_id=revisions[0].id, revisions=len(revisions), edits=tuple(edits[-MOST_EDITS:]))


def _between(before: Article, after: Article) -> Iterator[Edit]:
    at = _when(before, after)
    if after.title and not is_trivial(before.title, after.title):
        yield _edit(at, EditedField.TITLE, difference(before.title, after.title))
    if before.excerpt and after.excerpt and not is_trivial(before.excerpt, after.excerpt):
        yield _edit(at, EditedField.EXCERPT, difference(before.excerpt, after.excerpt))
    if before.text and after.text and (pieces := text_difference(before.text, after.text)):
        yield _edit(at, EditedField.TEXT, pieces)


def _when(before: Article, after: Article) -> datetime:
    said = after.updated_at
    return said if said and before.read_at < said <= after.read_at else after.read_at


def _edit(at: datetime, field: EditedField, pieces: Difference) -> Edit:
    return Edit(at=at, field=field, pieces=tuple(Piece(kind=PieceKind(kind), words=words) for kind, words in pieces))


def text_difference(before: str, after: str) -> Difference:
    """Tell what changed in a text, in at most MOST_WORDS of its words; empty when nothing that matters did.

    Paragraphs that only moved are the same.
    """
    old, new = paragraphs(before)[:MOST_PARAGRAPHS], paragraphs(after)[:MOST_PARAGRAPHS]
    gone, come = _beyond(old, new), _beyond(new, old)
    gone, come = _beyond_counters(gone, come), _beyond_counters(come, gone)
    pieces: list[tuple[str, str]] = []
    for paragraph in come[:MOST_PAIRED]:
        former = _former(paragraph, gone)
        if former:
            gone.remove(former)
        pieces += _told(former, paragraph)
    for paragraph in gone[:MOST_PAIRED]:
        pieces += ((GONE, paragraph), (GAP, ""))
    return around(tuple(pieces[:-1]), NEAR, MOST_WORDS) if pieces else ()


def _beyond_counters(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """Leave out the short lines that stand among the others with different figures only: how often it was read."""
    shapes = {_shape(one) for one in others}
    return [one for one in some if count_words(one) >= LONGEST_COUNTER or _shape(one) not in shapes]


def _told(former: str, paragraph: str) -> Difference:
    if not former:
        return ((NEW, paragraph), (GAP, ""))
    return () if is_trivial(former, paragraph) else (*difference(former, paragraph), (GAP, ""))


def _beyond(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """List the paragraphs of some length that the others lack, as often as they lack them."""
    spare = Counter(map(_bare, others))
    found = []
    for one in some:
        bare = _bare(one)
        if spare[bare] > 0:
            spare[bare] -= 1
        elif count_words(one) >= SHORTEST_PARAGRAPH:
            found.append(one)
    return found


def _bare(paragraph: str) -> str:
    return " ".join(WORD.findall(fold(paragraph)))


def _shape(paragraph: str) -> str:
    """Give the paragraph without its figures: a counter keeps its shape."""
    return DIGITS.sub("0", _bare(paragraph))


def _former(paragraph: str, gone: Sequence[str]) -> str:
    """Find what the paragraph was before: the one it shares most words with, at least half; empty when it is new."""
    here = set(WORD.findall(fold(paragraph)))
    shares = [(_share(here, set(WORD.findall(fold(one)))), one) for one in gone[:MOST_PAIRED]]
    best = max(shares, key=lambda found: found[0], default=(0.0, ""))
    return best[1] if best[0] >= LIKE else ""


def _share(some: set[str], others: set[str]) -> float:
    return len(some & others) / max(len(some), len(others), 1)
