"""What the edit of one file means: which article it is about, and what is decided on which articles."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from topicwire.formats.record import read_record, write_record
from topicwire.model.ids import ArticleId
from topicwire.model.record import RankedArticle, Record, Related
from topicwire.model.ruling import RulingKind, RulingValue
from topicwire.newsroom.edits.checking import check_edit
from topicwire.newsroom.edits.comparing import Change, Edit, Law, compare, compare_words
from topicwire.newsroom.edits.finding import Found
from topicwire.newsroom.publishing import inputs_of
from topicwire.newsroom.room import Room
from topicwire.outbox.files import digest_of
from topicwire.outbox.judging import Row
from topicwire.outbox.records import RECORDS
from topicwire.render.records import dressed
from topicwire.stages.publish.freezing import freeze
from topicwire.text.urls import address_key, normal, unwrap

OURS_AGAIN = {
    RulingKind.QUALITY: frozenset({RulingKind.QUALITY}),
    RulingKind.HEAT: frozenset({RulingKind.HEAT, RulingKind.LEAD}),
    RulingKind.PUBLISHED: frozenset({RulingKind.PUBLISHED, RulingKind.DELETED}),
}
"""What ends to be in force when the line of a figure is taken out of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A decision that an edit stands for."""

    kind: RulingKind
    article_id: ArticleId
    value: RulingValue
    replaced: RulingValue = None
    is_retold: bool = False  # said in the file of another article: what its own file says counts more


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one changed file stands for."""

    found: Found
    article_id: ArticleId
    proposals: tuple[Proposal, ...]
    ended: frozenset[RulingKind] = frozenset()  # kinds of ruling on it that end
    notes: tuple[str, ...] = ()  # for the log


class Reader:
    """Understands the files of one look; what is costly is made once, when it is needed."""

    def __init__(self, room: Room) -> None:
        self._room, self._rendered = room, dict[str, bytes]()
        scores = room.config.settings.scores
        self._law = Law(per_related=scores.per_related, threshold=scores.threshold)

    def read(self, found: Found) -> Meaning | None:
        """Understand a changed file; None when the hub has no article for it any more.

        Raises:
            RecordError: it cannot be read or taken; says file and line.
        """
        ranked = self._room.store.ranked.find_by_path(found.path)
        if ranked is None or found.raw is None:
            return None
        after = read_record(found.raw, found.path)
        edit = self._compare(found, ranked, after)
        check_edit(edit, found.raw, found.path)
        ended = {kind for one in edit.changes if one.value is None for kind in OURS_AGAIN.get(one.kind, ())}
        ended |= {RulingKind.DELETED} if found.was_deleted else set()
        changes = (one for one in edit.changes if one.value is not None or one.kind not in OURS_AGAIN)
        own = [_proposal(one, ranked.article_id) for one in changes]
        notes = ("secured: nothing to edit by hand, the hub's own value comes back",) if edit.is_sealed_changed else ()
        return Meaning(
            found=found,
            article_id=ranked.article_id,
            proposals=(*own, *self._about_others(ranked, edit, after)),
            ended=frozenset(ended),
            notes=notes,
        )

    def _compare(self, found: Found, ranked: RankedArticle, after: Record) -> Edit:
        """Compare with what stood there; when a run was cut off that is one of two, and the nearer is taken."""
        bases = [base for row in found.rows if (base := self._base(found.path, row))]
        if not bases:
            return compare_words(ranked.record, after)
        law = replace(self._law, threshold=ranked.threshold)  # a topic may have its own
        return min((compare(base, after, law) for base in bases), key=lambda edit: edit.size)

    def _base(self, path: str, row: Row) -> Record | None:
        raw = self._room.store.files.find_bytes(RECORDS, path, row[1])
        if raw is None:  # written before bytes were kept
            made = self._render().get(path)
            raw = made if made is not None and digest_of(made) == row[1] else None
        return read_record(raw, path) if raw is not None else None

    def _render(self) -> dict[str, bytes]:
        if not self._rendered:
            store = self._room.store
            edition = freeze(store, inputs_of(self._room), tuple(store.ranked.iterate()))
            records = (dressed(article.record, edition) for article in edition.articles)
            self._rendered = {record.path: write_record(record) for record in records}
        return self._rendered

    def _about_others(self, ranked: RankedArticle, edit: Edit, after: Record) -> Iterator[Proposal]:
        """Read the list of related articles: who joins, who leaves, what is said of them."""
        own = ranked.article_id
        for kind, items in ((RulingKind.SPLIT, edit.removed), (RulingKind.MERGE, edit.added)):
            known = dict.fromkeys(self.find_article(item, ranked) for item in items)
            yield from (Proposal(kind=kind, article_id=own, value=one) for one in known if one not in {None, own})
        for item, change in edit.retold:
            if article_id := self.find_article(item, ranked):
                yield _proposal(change, article_id, is_retold=True)
        touched = (*edit.removed, *edit.added, *(item for item, _ in edit.retold))
        if any(self.find_article(item, ranked) is None for item in touched):
            rest = tuple(item for item in after.related if self.find_article(item, ranked) is None)
            yield Proposal(kind=RulingKind.LISTED, article_id=own, value=rest)

    def find_article(self, item: Related, ranked: RankedArticle | None = None) -> ArticleId | None:
        """Find the article that a file lists as related; None for one that is in no story of this hub."""
        for known in ranked.record.related if ranked else ():
            if known.article_id and (known.web_url, known.title) == (item.web_url, item.title):
                return known.article_id
        articles, stories = self._room.store.articles, self._room.store.stories
        found = articles.find_by_address(_keys(item))
        return found if found and stories.find_for(found) else None


def _proposal(change: Change, article_id: ArticleId, *, is_retold: bool = False) -> Proposal:
    return Proposal(
        kind=change.kind, article_id=article_id, value=change.value, replaced=change.replaced, is_retold=is_retold
    )


def _keys(item: Related) -> list[str]:
    forms = [form for url in (item.web_url, item.amp_url) if url and (form := normal(url))]
    return [key for form in forms for key in (form, address_key(form), address_key(unwrap(form)))]
