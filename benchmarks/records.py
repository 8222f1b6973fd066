"""Are records read and written back to the same bytes, and how fast are they read?

    python -m benchmarks.records DIR [--json]

DIR is a hub with `_news/`, or a folder of record files (`.md` or `.txt`). A file with CRLF line ends counts as
identical when it comes back with LF. Reading is timed beside yaml-rs, the fastest YAML reader for Python, on the same
bytes in the same run: ours gives checked records, yaml-rs plain mappings.
"""

import argparse
import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml_rs

from benchmarks.figures import show
from topicwire.errors import RecordError
from topicwire.formats.record import read_record, write_record

ROUNDS, READS = 7, 2000


def record_files(folder: Path) -> list[Path]:
    """List the record files of a hub, or of a folder of them."""
    news = folder / "_news"
    place = news if news.is_dir() else folder
    return sorted([*place.rglob("*.md"), *place.glob("*.txt")])


def round_trip(raw: bytes, path: str) -> str:
    """Say whether a file comes back to the same bytes; in words what is different when it does not."""
    try:
        written = write_record(read_record(raw, path))
    except RecordError as error:
        return str(error)
    plain = raw.replace(b"\r\n", b"\n")
    if written == plain:
        return ""
    pairs = zip(plain.split(b"\n"), written.split(b"\n"), strict=False)
    line = next((number for number, (old, new) in enumerate(pairs, 1) if old != new), 0)
    return f"{path}:{line}: written otherwise"


def fastest(read: Callable[[bytes], object], raws: Sequence[bytes]) -> float:
    """Give the seconds one pass over the files takes; what it gives is kept until the pass is over."""
    gc.collect()
    gc.disable()
    try:
        started = time.perf_counter()
        kept = [read(raw) for raw in raws]
        took = time.perf_counter() - started
    finally:
        gc.enable()
    assert kept
    return took


def read_as_yaml(raw: bytes) -> object:
    """Read the front matter as a mapping."""
    text = raw.decode("utf-8").replace("\r\n", "\n")
    return yaml_rs.loads(text[4 : text.index("\n---\n", 3) + 1])


def reading_times(raws: Sequence[bytes]) -> tuple[float, float]:
    """Give the seconds for the files, repeated to some 2,000 reads: ours and yaml-rs, the best of rounds in turn."""
    many = list(raws) * max(1, READS // len(raws))
    rounds = [(fastest(lambda raw: read_record(raw, "r.md"), many), fastest(read_as_yaml, many)) for _ in range(ROUNDS)]
    ours, yaml = min(first for first, _ in rounds), min(second for _, second in rounds)
    return ours / len(many), yaml / len(many)


def measure(folder: Path) -> tuple[dict[str, float | int | bool | str], list[str]]:
    """Give the figures, and for every file that differs where and how."""
    raws = {path: path.read_bytes() for path in record_files(folder)}
    said = {path: round_trip(raw, path.name) for path, raw in raws.items()}
    good = [raws[path] for path, words in said.items() if not words]
    figures: dict[str, float | int | bool | str] = {
        "files": len(raws),
        "identical": len(good),
        "differing": len(raws) - len(good),
        "crlf": sum(b"\r\n" in raw for raw in raws.values()),
    }
    if good:
        ours, yaml = reading_times(good)
        figures |= {"read_us": ours * 1e6, "yaml_rs_us": yaml * 1e6, "read_ratio": ours / yaml}
    return figures, [words for words in said.values() if words]


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures, differing = measure(asked.folder)
    for words in differing[:20]:
        print(f"  {words}")
    show(figures, asked.json)


if __name__ == "__main__":
    main()
