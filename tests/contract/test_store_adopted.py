"""What every store promises for records that were taken over."""

from dataclasses import replace

import pytest

from tests.formats.test_record import RECORD
from topicwire.errors import StoreConflictError
from topicwire.model.ids import ArticleId, RevisionId
from topicwire.model.record import Adopted, Extra
from topicwire.ports.store import Store

ADOPTED = Adopted(
    article_id=ArticleId("a1"),
    revision=RevisionId("r1"),
    record=replace(RECORD, extras=(Extra(after="heat", text="pinned: yes"),)),
    companions=(ArticleId("a2"),),
    threshold=70,
)


def test_a_record_taken_over_comes_back_as_it_was(store: Store) -> None:
    """With everything its file said, and by its path."""
    store.adopted.keep(ADOPTED)
    assert store.adopted.find(ArticleId("a1")) == ADOPTED
    assert store.adopted.find(ArticleId("a2")) is None
    assert store.adopted.has_path(RECORD.path)
    assert not store.adopted.has_path("_news/other.md")
    assert store.adopted.count() == 1


def test_a_file_is_taken_over_once(store: Store) -> None:
    """Neither the article nor the file can be taken over again: it is a fact."""
    store.adopted.keep(ADOPTED)
    for other in (ADOPTED, replace(ADOPTED, article_id=ArticleId("a3"))):
        with pytest.raises(StoreConflictError):
            store.adopted.keep(other)
