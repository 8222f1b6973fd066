"""The n-th call to the disk fails, for every n of one publication: the old or the new, and a clear error."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.toy import INDEX, digest, expected_records, publish, quick_folder, run_round
from tests.outbox.sheets import texts_in
from tests.store.nouns import tip
from topicwire.errors import OutboxError, StoreError
from topicwire.outbox.records import FolderRecords
from topicwire.outbox.site import FolderSite
from topicwire.store.sqlite import open_store

pytestmark = pytest.mark.faults
WATCHED = ("open", "write", "fsync", "rename", "link", "symlink", "mkdir", "unlink", "scandir", "utime", "access")


class NthFails:
    """Lets the n-th of all watched calls fail; counts them when n is None."""

    def __init__(self, patch: pytest.MonkeyPatch, nth: int | None) -> None:
        self.count, self._nth = 0, nth
        for name in WATCHED:
            patch.setattr(os, name, self._counted(getattr(os, name)))

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            self.count += 1
            if self.count - 1 == self._nth:
                code = errno.ENOSPC if self.count % 2 else errno.EIO
                raise OSError(code, os.strerror(code))
            return real(*args, **named)

        return call


def publish_round(folder: Path) -> int:
    """Publish what is ranked in the folder's store; gives how many record files were taken for a person's."""
    store = open_store(str(folder / ".topicwire/hub.db"))
    try:
        _, _, records = publish(store, FolderSite(folder, store.files, 2), FolderRecords(folder, store.files))
    finally:
        store.close()
    return len(records.kept)


def is_whole(folder: Path) -> bool:
    """Tell whether the public site is one whole edition."""
    seen = texts_in(folder / "public")
    listed = dict(line.split() for line in seen.pop(INDEX).splitlines())
    return {path: digest(text) for path, text in seen.items()} == listed


@pytest.fixture(params=[1, 2], ids=["built anew", "mended"])
def round_(request: pytest.FixtureRequest) -> int:
    """Give the round to publish: in the first the edition is built beside the only one, later out of the oldest."""
    assert isinstance(request.param, int)
    return request.param


@pytest.fixture
def prepared(round_: int) -> Iterator[Path]:
    """Give a hub that published all rounds before this one, which it has ranked."""
    with quick_folder() as folder:
        prepare(folder / "prepared", round_)
        yield folder / "prepared"


def prepare(folder: Path, round_: int) -> None:
    """Run the rounds before whole, and this one up to publishing."""
    folder.mkdir()
    for before in range(round_):
        run_round(folder, before, lambda _: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FolderSite, "publish", lambda *_: (_ for _ in ()).throw(OutboxError("not now")))
        with pytest.raises(OutboxError):
            run_round(folder, round_, lambda _: None)


def test_every_failing_call_leaves_the_old_or_the_new_site(prepared: Path, round_: int) -> None:
    """Wherever the disk refuses, the error is ours, readers see a whole site, and the next run finishes the work."""
    failed = nth = 0
    while True:
        folder = prepared.with_name("hub")
        shutil.copytree(prepared, folder, symlinks=True)
        with pytest.MonkeyPatch.context() as patch:
            calls = NthFails(patch, nth)
            try:
                publish_round(folder)
            except (OutboxError, StoreError) as error:
                failed += "No space left" in str(error) or "Input/output error" in str(error)
        assert is_whole(folder), nth
        assert publish_round(folder) == 0, nth
        expected = expected_records(round_)
        assert is_whole(folder)
        assert len(texts_in(folder / "public")) == len(expected) + 1, nth
        assert {f"_news/{path}": text for path, text in texts_in(folder / "_news").items()} == expected, nth
        assert not list((folder / ".topicwire").rglob("*.part/*")), nth
        shutil.rmtree(folder)
        if calls.count <= nth:
            break
        nth += 1
    assert nth > 60
    assert failed > nth * 0.6


def test_a_full_store_stops_cleanly_and_goes_on(tmp_path: Path) -> None:
    """When the store cannot grow, the transaction is undone with a clear message; with room again all is as before."""
    store = open_store(str(tmp_path / "hub.db"))
    store.tips.keep(tip("t0"))
    pages = store._database.value("PRAGMA page_count")
    store._database.run(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(StoreError, match=r"disk is full.*free some space"), store.transaction():  # noqa: PT012
        for number in range(1, 500):
            store.tips.keep(tip(f"t{number}"))
    assert store.tips.count() == 1
    store._database.run("PRAGMA max_page_count = 1000000")
    store.tips.keep(tip("t1"))
    assert (store.tips.count(), store.check()) == (2, ())
    store.close()
