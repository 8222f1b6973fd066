"""A full build of everything readers get next to Hugo, and Jekyll, building as many comparable pages in the same run.

    python -m benchmarks.build [DIR] [--records 10000] [--rounds 3] [--jekyll 0] [--json]

Ours begins with records in the store and ends with pages, API, feeds and sitemaps on the disk, synced; Hugo begins
with a Markdown file a record, gives each a page and a JSON file, makes lists, topics, outlets and RSS, and syncs
nothing. Both are timed as processes from start to end, in turns, each into a new folder; of the rounds the fastest
counts, as the machine may be shared. Then ours again from the same store into an empty folder, which has to give the
same bytes; and in one more process a build, 20 changed records among the newest 200 and a build again, several times,
as `run --watch` does. `--jekyll N` gives Jekyll N records; it makes less of them: no JSON, no topics.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.figures import quiet, show
from benchmarks.generators import write_hugo, write_jekyll
from benchmarks.published import write_hub
from benchmarks.resources import Meter
from topicwire.model.record import RankedArticle
from topicwire.newsroom.room import open_room

CHANGES, REBUILDS, KEPT = 20, 5, 2
"""Records changed before each rebuild, rebuilds, and how many of them come before there are as many editions on the
disk as a hub keeps: only then is a rebuild what it is from there on."""
LIMIT_SECONDS = 600.0
"""After which a build is given up."""

Figures = dict[str, float | int | bool | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What one process took."""

    seconds: float
    peak_mb: float  # of all processes it started, pages they share counted once
    said: str


def timed(command: Sequence[str | Path]) -> Timed:
    """Run a program to its end.

    Raises:
        subprocess.CalledProcessError: it failed.
        subprocess.TimeoutExpired: it took more than LIMIT_SECONDS.
    """
    started = time.perf_counter()
    with subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True) as process:
        try:
            with Meter(pid=process.pid) as meter:
                said, _ = process.communicate(timeout=LIMIT_SECONDS)
                took = time.perf_counter() - started
        finally:
            process.kill()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args, said)
    return Timed(seconds=took, peak_mb=meter.peak_mb, said=said)


class Ours:
    """Builds of one hub, each in a folder of its own."""

    def __init__(self, folder: Path, records: int) -> None:
        """Write the hub that is copied for every build."""
        self._folder, self._start = folder, folder / "start"
        write_hub(self._start, records)

    def build(self, name: str, *options: str) -> tuple[Timed, dict[str, Any]]:
        """Build the hub in a process of its own."""
        hub = self._folder / name
        shutil.rmtree(hub, ignore_errors=True)
        shutil.copytree(self._start, hub)
        found = timed([sys.executable, "-m", "benchmarks.builder", hub, *options])
        return found, json.loads(found.said.splitlines()[-1])

    def digest(self, name: str) -> tuple[str, int, int]:
        """Digest paths and bytes of all that is public, and count files and bytes."""
        public = (self._folder / name / "public").resolve()
        whole, files, size = sha256(), 0, 0
        for path in sorted(path for path in public.rglob("*") if path.is_file()):
            raw = path.read_bytes()
            whole.update(f"{path.relative_to(public)} {sha256(raw).hexdigest()}\n".encode())
            files, size = files + 1, size + len(raw)
        return whole.hexdigest(), files, size

    def articles(self) -> list[RankedArticle]:
        """Give the records, for the generators beside us."""
        with open_room(self._start, {}) as room:
            return list(room.store.ranked.iterate())


def compare(ours: Ours, folder: Path, rounds: int) -> Figures:
    """Time ours and Hugo in turns, and give the fastest of each."""
    hugo, out = folder / "hugo", folder / "hugo-out"
    has_hugo = shutil.which("hugo") is not None
    if has_hugo:
        with open_room(folder / "start", {}) as room:
            write_hugo(hugo, room.config.hub, ours.articles())
    found, theirs, works = [], [], []
    for number in range(rounds):
        built, said = ours.build(f"full{number % 2}")
        found.append(built)
        works.append(said["seconds"])
        if has_hugo:
            shutil.rmtree(out, ignore_errors=True)
            theirs.append(timed(["hugo", "--quiet", "--source", hugo, "--destination", out]))
    figures: Figures = {
        "full_seconds": min(one.seconds for one in found), "work_seconds": min(works),
        "peak_mb": max(one.peak_mb for one in found),
        "full_all": " ".join(f"{one.seconds:.2f}" for one in found),
    }  # fmt: skip
    if not has_hugo:
        print("hugo is not installed (Debian package `hugo`): nothing to compare with", file=sys.stderr)
        return figures
    best = min(one.seconds for one in theirs)
    files = [path for path in out.rglob("*") if path.is_file()]
    return figures | {
        "ratio_to_hugo": float(figures["full_seconds"]) / best, "hugo_seconds": best,
        "hugo_all": " ".join(f"{one.seconds:.2f}" for one in theirs), "hugo_files": len(files),
        "hugo_bytes": sum(path.stat().st_size for path in files), "hugo_peak_mb": max(one.peak_mb for one in theirs),
    }  # fmt: skip


def measure_jekyll(ours: Ours, folder: Path, records: int, all_records: int) -> Figures:
    """Time Jekyll on some of the records; what it would take for all is reckoned in proportion, which flatters it."""
    if records and shutil.which("jekyll") is None:
        print("jekyll is not installed (Debian package `jekyll`): left out", file=sys.stderr)
    if not records or shutil.which("jekyll") is None:
        return {}
    with open_room(folder / "start", {}) as room:
        write_jekyll(folder / "jekyll", room.config.hub, ours.articles()[:records])
    out = folder / "jekyll-out"
    took = timed(["jekyll", "build", "--quiet", "--source", folder / "jekyll", "--destination", out]).seconds
    return {
        "jekyll_records": records, "jekyll_seconds": took, "jekyll_seconds_in_proportion": took * all_records / records,
    }  # fmt: skip


def measure_again(ours: Ours) -> Figures:
    """Build a hub, change some records and build it again; then compare with a build from nothing."""
    _, said = ours.build("again", "--changes", str(CHANGES), "--times", str(REBUILDS))
    first = said["again_seconds"][0]
    usual = min(said["again_seconds"][KEPT:])
    return {
        "rebuild_share": usual / said["seconds"], "rebuild_seconds": usual, "rebuild_first_seconds": first,
        "rebuild_all": " ".join(f"{seconds:.2f}" for seconds in said["again_seconds"]),
        "rebuild_files": said["again_written"][-1],
    }  # fmt: skip


def measure(folder: Path, options: argparse.Namespace) -> Figures:
    """Take all figures."""
    ours = Ours(folder, options.records)
    figures: Figures = {"records": options.records, **compare(ours, folder, max(2, options.rounds))}
    first, files, size = ours.digest("full0")
    figures |= {"identical_repeat": first == ours.digest("full1")[0], "files": files, "bytes": size}
    figures |= measure_again(ours)
    return figures | measure_jekyll(ours, folder, options.jekyll, options.records)


def main() -> None:
    """Run the benchmark."""
    quiet()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where to work; a new folder that is removed when absent")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3, help="builds of each, at least 2")
    parser.add_argument("--jekyll", type=int, default=0, metavar="N", help="give Jekyll N records")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        figures = measure(Path(folder), options)
    show(figures, options.json)


if __name__ == "__main__":
    main()
