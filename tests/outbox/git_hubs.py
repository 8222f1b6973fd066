"""Hubs that are git repositories: real git, records as the program writes them, and no settings of this machine."""

import asyncio
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from tests.fakes import FixedClock
from tests.newsroom.hubs import overhear
from topicwire.config.new_hub import write_new_hub
from topicwire.formats.record import write_record
from topicwire.model.article import ArticleKind
from topicwire.model.ids import Domain, EditionId
from topicwire.model.record import Provider, Record, RecordPicture, Related
from topicwire.newsroom.committing import commit_edition
from topicwire.newsroom.room import Room, open_room
from topicwire.outbox.records import FolderRecords
from topicwire.ports.outbox import Sheet, Written


def record(name: str, **changes: object) -> Record:
    """Give a published record."""
    plain = Record(
        path=f"_news/2026-03-01-{name}.md", category="news", title=f"Title of {name}", excerpt="What it says.",
        published="2026-03-01T08:00:00Z", original_url=f"https://example.com/{name}",
        web_url=f"https://example.com/{name}", amp_url=None, amp_cache_url=None, kind=ArticleKind.ARTICLE,
        quality=80, heat=80, is_published=True, embed=None,
        provider=Provider(name="Example", domain=Domain("example.com")), topics=("Artificial Intelligence",),
        pictures=(RecordPicture(url=f"https://example.com/{name}.jpg", width=640, height=480),), related=(),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def related(name: str, quality: int = 60) -> Related:
    """Give a related article."""
    return Related(
        title=f"Title of {name}", excerpt=None, published="2026-03-01T09:00:00Z",
        web_url=f"https://example.org/{name}", amp_url=None, amp_cache_url=None, kind=ArticleKind.ARTICLE,
        provider=Provider(name="Other", domain=Domain("example.org")), quality=quality,
    )  # fmt: skip


class RepositoryHub:
    """A hub folder, its room, and git as a person would use it there."""

    def __init__(self, room: Room, clock: FixedClock) -> None:
        self.room, self.clock, self.folder = room, clock, room.folder
        self.records: dict[str, Record] = {}

    def git(self, *words: str, stdin: str = "", at: Path | None = None) -> str:
        """Do what a person does."""
        done = subprocess.run(
            ["git", *words], cwd=at or self.folder, input=stdin, capture_output=True, text=True, check=False,
            env=os.environ | {"GIT_AUTHOR_DATE": "1772452800 +0000", "GIT_COMMITTER_DATE": "1772452800 +0000"},
        )  # fmt: skip
        assert done.returncode == 0, f"git {words}: {done.stderr}"
        return done.stdout.rstrip("\n")

    def init(self, *words: str) -> None:
        """Make the folder a repository, with the hub's files committed by the person."""
        self.git("init", "-q", "-b", "main", *words)
        self.git("add", ".")
        self.git("commit", "-qm", "A hub")

    def publish(self, *records: Record) -> Written:
        """Publish an edition that has these records besides those it had."""
        self.records |= {one.path: one for one in records}
        return self.publish_only(self.records.values())

    def publish_only(self, records: Iterable[Record]) -> Written:
        """Publish an edition of exactly these records."""
        self.records = {one.path: one for one in records}
        raws = {path: write_record(one) for path, one in self.records.items()}
        sheets = [Sheet(path=path, key=sha256(raw).hexdigest(), make=_giver(raw)) for path, raw in raws.items()]
        written = FolderRecords(self.folder, self.room.store.files).publish(sheets)
        name = sha256(b"".join(raws.values())).hexdigest()
        self.room.store.editions.keep(EditionId(name), self.clock.at, self.clock.at, len(raws), len(raws))
        return written

    def log(self) -> list[str]:
        """List the subjects of all commits, newest first."""
        return self.git("log", "--format=%s").splitlines()

    def changed(self, commit: str = "HEAD") -> list[str]:
        """List what a commit changed."""
        return sorted(self.git("show", "--format=", "--name-only", "--no-renames", commit).splitlines())

    def status(self) -> list[str]:
        """List what differs from the newest commit."""
        return self.git("status", "--porcelain", "--untracked-files=all").splitlines()


def _giver(raw: bytes) -> Callable[[], bytes]:
    return lambda: raw


def has_ended(pid: int) -> bool:
    """Tell whether a process runs no more; it may wait for somebody to ask how it ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


@contextmanager
def git_hub(folder: Path, settings: str = "") -> Iterator[RepositoryHub]:
    """Open a new hub in a folder, with more lines for its hub.toml; it is no repository yet."""
    write_new_hub(folder, "Test hub")
    with (folder / "hub.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[git]\n{settings}\n")
    clock = FixedClock()
    with open_room(folder, {}, clock) as room:
        yield RepositoryHub(room, clock)


def isolated(home: Path) -> dict[str, str]:
    """Give what the environment has to say so that nothing of this machine's git is in force."""
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\n\tname = A. Person\n\temail = person@example.com\n")
    return {"HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "XDG_CONFIG_HOME": str(home / "xdg")}


def commit(hub: RepositoryHub) -> list[str]:
    """Do what every run does at its end; give the warnings logged."""
    with overhear() as warnings:
        asyncio.run(commit_edition(hub.room))
    return [f"{event['event']}: {event['why']}" for event in warnings]
