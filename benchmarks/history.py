"""What editions add to a hub's git history, beside committing everything after each run.

    python -m benchmarks.history [--runs 200] [--records 300] [--sealed] [--json]

A hub is run every 15 minutes: a few new records, some of which join a story, and many records of which only heat,
quality or `isCached` changes. `--sealed` gives each record a sealed field of usual size that changes with its figures.
The same files are committed whole, each time, to a second repository. Bytes are those of the object store that were
added, as git first writes them (loose) and after `git gc`.
"""

import argparse
import asyncio
import os
import random
import shutil
import subprocess
import tempfile
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from benchmarks.figures import quiet, show
from topicwire.config.new_hub import write_new_hub
from topicwire.formats.record import write_record
from topicwire.model.article import ArticleKind
from topicwire.model.ids import Domain, EditionId
from topicwire.model.record import Provider, Record, RecordPicture, Related
from topicwire.newsroom.committing import commit_edition
from topicwire.newsroom.room import Room, open_room
from topicwire.outbox.records import FolderRecords
from topicwire.ports.outbox import Sheet

START = datetime(2026, 3, 2, tzinfo=UTC)
NEW, FIGURES, JOIN_SHARE = (2, 5), 60, 0.3
"""Records a run brings (from, to), records of which only figures change, and how many of the new join a story."""
WORDS = "model robot court school chip data law study team city plan price power energy health test market".split()
SEALED_BYTES = 3 * 1024


class _Clock:
    at = START

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - START).total_seconds()


class _Desk:
    """Invents what editions bring; the same seed gives the same hub."""

    def __init__(self, *, is_sealed: bool) -> None:
        self.dice, self.is_sealed = random.Random(1), is_sealed
        self.records: list[Record] = []

    def bring(self, count: int, at: datetime) -> None:
        """Add new records; some also join the story of an earlier one."""
        for _ in range(count):
            made = self._record(len(self.records), at)
            if self.records and self.dice.random() < JOIN_SHARE:
                place = self.dice.randrange(max(0, len(self.records) - 50), len(self.records))
                leader = self.records[place]
                self.records[place] = self._sealed(replace(leader, related=(*leader.related, _related(made))))
                made = replace(made, heat=-1, is_published=False, related=(_related(leader),))
            self.records.append(made)

    def change_figures(self, count: int) -> None:
        """Change heat, the quality of related articles, and marks of copies, and nothing else."""
        for place in self.dice.sample(range(len(self.records)), min(count, len(self.records))):
            old = self.records[place]
            others = tuple(replace(one, quality=(one.quality or 0) + self.dice.choice((-2, 2))) for one in old.related)
            heat = old.heat if old.heat in {None, -1} else max(70, (old.heat or 0) + self.dice.randint(-20, 20))
            pictures = tuple(replace(one, is_cached=True) for one in old.pictures)
            self.records[place] = self._sealed(replace(old, heat=heat, related=others, pictures=pictures))

    def _record(self, number: int, at: datetime) -> Record:
        title = " ".join(self.dice.choices(WORDS, k=10)).capitalize()
        url = f"https://outlet{number % 60}.example/{at:%Y/%m}/{title.replace(' ', '-').lower()}"
        return self._sealed(
            Record(
                path=f"_news/{at:%Y-%m-%d}-{number:05}.md", category="news", title=title,
                excerpt=" ".join(self.dice.choices(WORDS, k=40)), published=f"{at:%Y-%m-%dT%H:%M:%SZ}",
                original_url=url, web_url=url, amp_url=None, amp_cache_url=None, kind=ArticleKind.ARTICLE, quality=82,
                heat=self.dice.randint(70, 150), is_published=True, embed=None,
                provider=Provider(name=f"Outlet {number % 60}", domain=Domain(f"outlet{number % 60}.example")),
                topics=("Robots", "Artificial Intelligence"),
                pictures=(RecordPicture(url=f"{url}.jpg", width=1200, height=800),), related=(),
            )
        )  # fmt: skip

    def _sealed(self, record: Record) -> Record:
        if not self.is_sealed:
            return record
        box, name = self.dice.randbytes(SEALED_BYTES + 16), bytes((2, 0, 0, 0, 1)) + self.dice.randbytes(12)
        return replace(record, sealed=f"{b64encode(box).decode()};{b64encode(name).decode()}")


def _related(record: Record) -> Related:
    return Related(
        title=record.title, excerpt=record.excerpt, published=record.published, web_url=record.web_url, amp_url=None,
        amp_cache_url=None, kind=record.kind, provider=record.provider, quality=record.quality,
        pictures=record.pictures,
    )  # fmt: skip


def _publish(room: Room, records: list[Record], at: datetime) -> None:
    raws = {record.path: write_record(record) for record in records}
    sheets = [Sheet(path=path, key=sha256(raw).hexdigest(), make=_giver(raw)) for path, raw in raws.items()]
    FolderRecords(room.folder, room.store.files).publish(sheets)
    name = EditionId(sha256(b"".join(raws.values())).hexdigest())
    room.store.editions.keep(name, at, at, len(raws), len(raws))


def _giver(raw: bytes) -> Callable[[], bytes]:
    return lambda: raw


def _git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def _begin(folder: Path) -> None:
    _git(folder, "init", "-q", "-b", "main")
    _git(folder, "config", "gc.auto", "0")  # or the bytes before packing could not be told from those after


def _commit_all(folder: Path, naive: Path) -> None:
    """Commit the hub's records as they are, whatever changed."""
    shutil.copytree(folder / "_news", naive / "_news", dirs_exist_ok=True)
    _git(naive, "add", "-A")
    _git(naive, "commit", "-q", "--allow-empty", "-m", "An edition")


def _object_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in (folder / ".git/objects").rglob("*") if path.is_file())


def _packed_bytes(folder: Path) -> int:
    _git(folder, "gc", "-q", "--prune=now")
    return _object_bytes(folder)


def _measure(root: Path, runs: int, records: int, *, is_sealed: bool) -> dict[str, float]:
    hub, naive, clock, desk = root / "hub", root / "naive", _Clock(), _Desk(is_sealed=is_sealed)
    write_new_hub(hub, "Benchmark")
    naive.mkdir()
    desk.bring(records, START)
    with open_room(hub, {}, clock) as room:

        def edition() -> None:
            _publish(room, desk.records, clock.at)
            asyncio.run(commit_edition(room))
            _commit_all(hub, naive)

        for folder in (hub, naive):
            _begin(folder)
        edition()
        packed = [_packed_bytes(folder) for folder in (hub, naive)]
        commits = int(_git(hub, "rev-list", "--count", "HEAD"))
        for _ in range(runs):
            clock.at += timedelta(minutes=15)
            desk.bring(desk.dice.randint(*NEW), clock.at)
            desk.change_figures(FIGURES)
            edition()
        loose = [_object_bytes(folder) - before for folder, before in zip((hub, naive), packed, strict=True)]
        commits = int(_git(hub, "rev-list", "--count", "HEAD")) - commits
        added = [_packed_bytes(folder) - before for folder, before in zip((hub, naive), packed, strict=True)]
    return {
        "runs": runs,
        "commits": commits,
        "bytes_per_run": round(added[0] / runs),
        "naive_bytes_per_run": round(added[1] / runs),
        "ratio": added[0] / added[1],
        "loose_bytes_per_run": round(loose[0] / runs),
        "naive_loose_bytes_per_run": round(loose[1] / runs),
        "loose_ratio": loose[0] / loose[1],
    }


def main() -> None:
    """Run the measurement in a folder of its own, with no settings of this machine's git."""
    quiet()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--records", type=int, default=300)
    parser.add_argument("--sealed", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / ".gitconfig").write_text("[user]\n\tname = Benchmark\n\temail = benchmark@localhost\n")
        os.environ |= {"HOME": folder, "XDG_CONFIG_HOME": f"{folder}/xdg", "GIT_CONFIG_NOSYSTEM": "1"}
        show(_measure(root, given.runs, given.records, is_sealed=given.sealed), given.json)


if __name__ == "__main__":
    main()
