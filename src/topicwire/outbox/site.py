"""The public site as a folder: every edition is whole in a folder of its own, and one link says which is current.

    root/public -> .topicwire/editions/<name>

A reader follows the link once and is in the old edition or the new one, never between. Editions share unchanged files
by hard links, so never write into one.
"""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from topicwire.errors import OutboxError
from topicwire.outbox import editions
from topicwire.outbox.crew import cores
from topicwire.outbox.editions import PART, Building, Manifest
from topicwire.outbox.files import sync, told
from topicwire.outbox.paths import check_name, check_paths
from topicwire.outbox.recycling import DIFFERING, differing_after, find_recyclable, recycle
from topicwire.ports.outbox import Sheet, Written
from topicwire.ports.store import PublishedFiles

PUBLIC, EDITIONS = "public", ".topicwire/editions"
NEXT_LINK = ".public.part"
SITE = "site"
STANDING = "site.edition"
"""Its one path is the folder the `site` manifest describes, its key the edition's name. When the link leads elsewhere
(a crash came between the two), the manifest is not believed and everything is made anew."""


class FolderSite:
    """Implements `ports.outbox.SiteTarget`. Call it outside a transaction: the manifest is kept after the effect."""

    def __init__(self, root: Path, files: PublishedFiles, keep: int, processes: int | None = None) -> None:
        """Publish below the hub folder `root`.

        Args:
            root: the hub folder.
            files: the manifests.
            keep: editions kept on disk, the current one included.
            processes: to make many sheets with; one for each core when None.
        """
        self._root, self._files, self._keep = root, files, keep
        self._processes = cores() if processes is None else processes
        self._editions = root / EDITIONS

    def publish(self, name: str, sheets: Iterable[Sheet]) -> Written:
        """Make the site called `name` current; touches nothing when it is.

        Raises:
            OutboxError: a path we do not write to, `public` is somebody else's, or the disk refused.
        """
        check_name(name)
        every = tuple(sheets)
        check_paths([sheet.path for sheet in every])
        with told(self._root):
            self._repair()
            current = self._find_current()
            known = self._find_manifest(current)
            if current and self._is_current(name, every, current, known):
                editions.prune(self._editions, current, self._keep)
                return Written(written=0, same=len(every), removed=0)
            return self._publish(name, every, current, known)

    def _publish(self, name: str, sheets: tuple[Sheet, ...], current: str | None, known: Manifest) -> Written:
        folder = editions.free_name(self._editions, name)
        building = Building(
            folder=self._editions / (folder + PART),
            before=self._editions / current if current else None,
            known=known,
            processes=self._processes,
        )
        differing: Manifest = self._files.list_all(DIFFERING) if known else {}
        self._build(building, sheets, differing)
        building.folder.rename(self._editions / folder)
        sync([self._editions])
        self._point_to(folder)
        differing = differing_after(self._editions, current, known, building.rows, differing)
        self._files.replace({SITE: building.rows, STANDING: {folder: (name, "")}, DIFFERING: differing})
        editions.prune(self._editions, folder, self._keep)
        changed = list_changed(known, building.rows)
        removed = len(known.keys() - building.rows.keys())
        return Written(written=len(changed), same=len(sheets) - len(changed), removed=removed, changed=changed)

    def _build(self, building: Building, sheets: tuple[Sheet, ...], differing: Manifest) -> None:
        try:
            if not self._recycle(building, sheets, differing):
                editions.build(building, sheets)
        except BaseException:
            shutil.rmtree(building.folder, ignore_errors=True)
            raise

    def _recycle(self, building: Building, sheets: tuple[Sheet, ...], differing: Manifest) -> bool:
        """Build out of the edition that is to go next, where there is one we know all about."""
        if building.before is None or not differing:
            return False
        old = find_recyclable(self._editions, self._keep, building.before.name, differing)
        if old is None or recycle(building, self._editions / old, sheets, differing):
            return old is not None
        shutil.rmtree(building.folder)
        return False

    def _repair(self) -> None:
        """Take away what a crash left, and make the folders we need; all below the root and no links."""
        for folder in (self._root / ".topicwire", self._editions):
            with suppress(FileExistsError):
                folder.mkdir()
            if folder.is_symlink() or not folder.is_dir():
                raise OutboxError("this has to be a plain folder", subject=str(folder), remedy="move it away")
        (self._root / NEXT_LINK).unlink(missing_ok=True)
        editions.clear_unfinished(self._editions)

    def _find_current(self) -> str | None:
        """Give the folder the public link leads to; None when there is none yet, or it was removed."""
        public = self._root / PUBLIC
        if not public.is_symlink():
            if public.is_dir():
                self._remove_empty(public)
            return None
        target = str(public.readlink())
        folder = target.removeprefix(f"{EDITIONS}/")
        if folder == target or "/" in folder:
            raise not_ours(public)
        return folder if (self._editions / folder).is_dir() else None

    def _remove_empty(self, public: Path) -> None:
        try:
            public.rmdir()
        except OSError as error:
            raise not_ours(public) from error

    def _find_manifest(self, current: str | None) -> Manifest:
        standing = self._files.list_all(STANDING)
        return self._files.list_all(SITE) if current is not None and current in standing else {}

    def _is_current(self, name: str, sheets: tuple[Sheet, ...], current: str, known: Manifest) -> bool:
        if self._files.list_all(STANDING).get(current, ("", ""))[0] != name:
            return False
        is_same = {sheet.path: sheet.key for sheet in sheets} == {path: key for path, (key, _) in known.items()}
        return is_same and known.keys() <= editions.list_files(self._editions / current)

    def _point_to(self, folder: str) -> None:
        """Make the public link lead to the edition, in one step."""
        beside = self._root / NEXT_LINK
        beside.symlink_to(f"{EDITIONS}/{folder}")
        beside.rename(self._root / PUBLIC)
        sync([self._root])


def list_changed(before: Manifest, after: Manifest) -> tuple[str, ...]:
    """List the files whose bytes are new or changed."""
    return tuple(path for path, (_, digest) in after.items() if before.get(path, ("", ""))[1] != digest)


def not_ours(public: Path) -> OutboxError:
    """Say that something of somebody else is where the link belongs."""
    return OutboxError("this was not made by topicwire", subject=str(public), remedy="move it away")
