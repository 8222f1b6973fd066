"""Edits that come at a bad moment: while a run writes, after one was cut off, before bytes were kept."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.newsroom.edited import EditedHub, edited_hub
from topicwire.model.article import Article
from topicwire.model.ruling import RulingKind
from topicwire.newsroom.edits import taking
from topicwire.outbox import records
from topicwire.outbox.folders import Folders
from topicwire.store.sqlite.files import SqliteFiles


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[EditedHub]:
    """Open a hub without articles."""
    with edited_hub(tmp_path / "hub") as opened:
        yield opened


def kinds(hub: EditedHub) -> list[RulingKind]:
    """Give the kinds of the rulings that the last run made."""
    return [ruling.kind for ruling in hub.taken.rulings]


def test_an_edit_between_looking_and_writing_is_never_overwritten(hub: EditedHub) -> None:
    """While the run gives the file other figures, another title and another related article.

    The next run takes the one title that was edited, and does not read the old list as a wish to part anybody.
    """
    first, second = hub.arrive("first"), hub.arrive("second")
    hub.run()
    lead = next(one for one in (first, second) if hub.ranked(one).is_lead)
    third = hub.arrive("third")
    hub.revise(lead, title="The publisher's new AI title", excerpt="New words.")
    hub.run(between=lambda: hub.save(lead, title="An editor's title"))
    mine = hub.path(lead).read_bytes()
    assert hub.record(lead).title == "An editor's title"
    assert [(one["event"], one["why"]) for one in hub.warnings] == [("record kept", "edited by hand")]
    hub.run()
    assert kinds(hub) == [RulingKind.TITLE]
    assert [one["publisher"] for one in hub.warnings] == ["The publisher's new AI title"]
    assert hub.path(lead).read_bytes() != mine
    assert (hub.record(lead).title, hub.record(lead).excerpt) == ("An editor's title", "New words.")
    assert hub.story_of(lead) == {first.id, second.id, third.id}
    assert len(hub.record(lead).related) == 2


def test_an_edit_while_the_new_bytes_wait_is_never_overwritten(hub: EditedHub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between planning a file and renaming the new one into its place, too."""
    article = hub.arrive("first")
    hub.run()
    hub.revise(article, excerpt="New words.")
    real = records.sync

    def sync(paths: Any) -> None:
        real(paths)
        hub.save(article, title="An editor's title")

    with monkeypatch.context() as patched:
        patched.setattr(records, "sync", sync)
        hub.run()
    assert [one["why"] for one in hub.warnings] == ["edited by hand while it was to be written"]
    assert (hub.record(article).title, hub.record(article).excerpt) == ("An editor's title", None)
    hub.run()
    assert kinds(hub) == [RulingKind.TITLE]
    assert (hub.record(article).title, hub.record(article).excerpt) == ("An editor's title", "New words.")


def test_a_second_edit_before_the_first_was_published_counts_too(hub: EditedHub) -> None:
    """What was taken is known by its bytes, not only once it was written anew."""
    article = hub.arrive("first")
    hub.run()
    hub.save(article, title="An editor's title")
    hub.run(between=lambda: hub.save(article, excerpt="An editor's words."))
    assert kinds(hub) == [RulingKind.TITLE]
    hub.run()
    assert kinds(hub) == [RulingKind.EXCERPT]
    assert (hub.record(article).title, hub.record(article).excerpt) == ("An editor's title", "An editor's words.")


def test_taking_that_is_cut_off_is_done_again_as_a_whole(hub: EditedHub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either the rulings, the records and what we know of the files hold, or none of them."""
    article = hub.arrive("first")
    hub.run()
    hub.save(article, title="An editor's title")
    with monkeypatch.context() as patched:
        patched.setattr(taking, "_keep_manifest", _cut)
        with pytest.raises(KeyboardInterrupt):
            hub.run()
    store = hub.room.store
    assert (store.rulings.list_all(), hub.ranked(article).record.title != "An editor's title") == ((), True)
    hub.run()
    assert kinds(hub) == [RulingKind.TITLE]
    assert hub.record(article).title == "An editor's title"


def _cut(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_edit_of_what_a_cut_off_run_wrote_is_compared_with_that(
    hub: EditedHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The manifest still speaks of the bytes before: the nearer of the two is what the person saw."""
    article = hub.arrive("first")
    hub.run()
    hub.revise(article, excerpt="New words.")
    real, calls = SqliteFiles.replace, list[object]()

    def replace_once(self: SqliteFiles, manifests: Any) -> None:
        if records.RECORDS in manifests:
            calls.append(manifests)
            if len(calls) == 2:
                raise KeyboardInterrupt
        real(self, manifests)

    with monkeypatch.context() as patched:
        patched.setattr(SqliteFiles, "replace", replace_once)
        with pytest.raises(KeyboardInterrupt):
            hub.run()
    assert hub.record(article).excerpt == "New words."
    hub.save(article, title="An editor's title")
    hub.run()
    assert kinds(hub) == [RulingKind.TITLE]
    assert (hub.record(article).title, hub.record(article).excerpt) == ("An editor's title", "New words.")
    assert hub.warnings == []


@pytest.mark.parametrize("is_stale", [False, True], ids=["as-ranked", "ranked-anew"])
def test_a_hub_from_before_bytes_were_kept_is_understood(hub: EditedHub, is_stale: bool) -> None:
    """From the record as it was ranked, or, where that moved on, by the article's own words alone."""
    article, other = hub.arrive("first"), hub.arrive("second")
    hub.run()
    hub.room.store.files.trim_bytes(records.RECORDS, [])
    hub.save(article, title="An editor's title")
    if is_stale:
        ranked = hub.ranked(article)
        hub.room.store.ranked.keep(replace(ranked, record=replace(ranked.record, related=())))
    hub.run()
    assert kinds(hub) == [RulingKind.TITLE]
    assert hub.story_of(article) == {article.id, other.id}


def test_what_is_no_plain_file_is_no_edit(hub: EditedHub, tmp_path: Path) -> None:
    """A link in a record's place is neither read nor taken for a removal."""
    article = hub.arrive("first")
    hub.run()
    path = hub.path(article)
    (tmp_path / "elsewhere.md").write_bytes(path.read_bytes().replace(b"camera", b"cameras"))
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere.md")
    hub.run()
    assert (hub.taken.rulings, hub.taken.troubles, path.is_symlink()) == ([], [], True)


def _git(hub: EditedHub, *words: str) -> None:
    who = ("-c", "user.name=Ada <b>Editor</b>", "-c", "user.email=ada@mail.example")
    subprocess.run(("git", *who, *words), cwd=hub.room.folder, check=True, capture_output=True)


def test_an_edit_that_was_committed_is_by_its_author(hub: EditedHub) -> None:
    """As a merged pull request brings it; one saved by hand is nobody's."""
    articles: list[Article] = [hub.arrive("first"), hub.arrive("second")]
    hub.run()
    _git(hub, "init", "-q")
    hub.save(articles[0], title="An editor's title")
    _git(hub, "add", "_news")
    _git(hub, "commit", "-qm", "Retitle")
    hub.save(articles[1], title="Another editor's title")
    hub.run()
    assert {one.article_id: one.by for one in hub.taken.rulings} == {
        articles[0].id: "Ada bEditor/b",
        articles[1].id: "file",
    }


def test_what_a_cut_off_run_did_not_get_to_write_is_no_removal(hub: EditedHub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were only intended were never there."""
    article = hub.arrive("first")

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Folders, "move_in", cut)
        with pytest.raises(KeyboardInterrupt):
            hub.run()
    assert hub.files() == {}
    hub.run()
    assert (hub.taken.rulings, list(hub.files())) == ([], [hub.path(article).name])
