"""How well, how surely and how fast are pages dated? Against htmldate, on pages whose day is known.

    python -m benchmarks.dates [DIR] [--json]

DIR holds either ground-truth.json ({name: {"url", "date"}}) with html/NAME.html.gz, or any *.json files of
{url: {"file", "date"}} with the pages beside them or in a folder below (the layout of htmldate's own evaluation).
Without DIR the made-up traps of dated_pages.py are read. A page counts as right when the day is: in the publisher's own
zone, as both readers are asked for a day. Pages without a true day count only in `old_as_new` and `future_clamped`.
"""

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from htmldate import find_date
from selectolax.lexbor import LexborHTMLParser

from benchmarks.dated_pages import SEEN, pages
from benchmarks.figures import show
from topicwire.formats.jsonld import read_jsonld
from topicwire.model.dates import DateChoice, DateClaim, DateOrigin
from topicwire.stages.extract.blocks import Block, read_blocks
from topicwire.stages.extract.charsets import decode
from topicwire.stages.extract.chosen import choose_date
from topicwire.stages.extract.claims import claim, feed_claim, updated_of
from topicwire.stages.extract.dating import dates_of
from topicwire.stages.extract.head import read_head
from topicwire.stages.extract.reading import parsable

MAX_AGE = timedelta(days=30)
"""What the hub takes as new by default (extraction.max_age_days)."""
BINS = ((0.0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))
ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One page to be dated."""

    name: str
    body: bytes
    url: str
    day: date | None
    seen_at: datetime
    feed: str | None = None
    feed_changed: str | None = None
    is_old: bool = False
    is_future: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What we made of a page."""

    choice: DateChoice
    days: frozenset[date]  # the day chosen: in UTC, and in the zone it was written in; empty when nobody dated it


def main() -> None:
    """Print a line a figure; with --json the figures as one object in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="?", help="a folder of pages with true dates")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON in the last line")
    parser.add_argument("--wrong", action="store_true", help="name the pages that were dated wrong")
    arguments = parser.parse_args()
    samples = load(arguments.pages) if arguments.pages else built_in()
    if arguments.wrong:
        for line in wrong(samples):
            print(line)
    show(measure(samples), arguments.json)


def built_in() -> list[Sample]:
    """Give the made-up pages."""
    return [
        Sample(
            name=page.name, body=page.html.encode(), url=page.url, day=page.day, seen_at=SEEN, feed=page.feed,
            feed_changed=page.feed_changed, is_old=page.is_old, is_future=page.is_future,
        )
        for page in pages()
    ]  # fmt: skip


def load(folder: Path) -> list[Sample]:
    """Read the pages of a folder that have a true date, by name; raises SystemExit when there are none."""
    now = datetime.now(UTC)
    samples = [
        Sample(name=name, body=body, url=url, day=date.fromisoformat(day[:10]), seen_at=now)
        for name, body, url, day in _rows(folder)
    ]
    if not samples:
        raise SystemExit(f"no page with a date in {folder}")
    return sorted(samples, key=lambda sample: sample.name)


def _rows(folder: Path) -> Iterator[tuple[str, bytes, str, str]]:
    truth = folder / "ground-truth.json"
    if truth.exists():
        for name, said in json.loads(truth.read_text(encoding="utf-8")).items():
            if said.get("date"):
                body = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
                yield name, body, said.get("url") or f"https://page.example/{name}", said["date"]
        return
    files = {path.name: path for path in folder.rglob("*.htm*")}
    for table in sorted(folder.glob("*.json")):
        for url, said in json.loads(table.read_text(encoding="utf-8")).items():
            if isinstance(said, dict) and said.get("date") and (path := files.get(Path(said.get("file") or "").name)):
                yield path.name, path.read_bytes(), url, said["date"]


def measure(samples: Sequence[Sample]) -> dict[str, float | int]:
    """Date all pages with both readers."""
    for sample in samples[:5]:  # imports and caches
        read_ours(sample), read_original(sample)
    ours = [read_ours(sample) for sample in samples]
    pairs = list(zip(samples, ours, strict=True))
    known = [(sample, dated) for sample, dated in pairs if sample.day]
    true = [sample for sample, _ in known]
    right = [sample.day in dated.days for sample, dated in known]
    seconds = _seconds((read_ours, read_original, read_default), true)
    figures: dict[str, float | int] = {
        "pages": len(samples),
        "pages_with_day": len(known),
        "accuracy": _share(right),
        "htmldate_accuracy": _share([read_original(sample) == sample.day for sample in true]),
        "htmldate_default_accuracy": _share([read_default(sample) == sample.day for sample in true]),
        "undated_share": _share([not dated.days for _, dated in known]),
        "old_pages": sum(sample.is_old for sample in samples),
        "old_as_new": _share([_is_new(sample, dated) for sample, dated in pairs if sample.is_old]),
        "htmldate_old_as_new": _share([_is_recent(read_original(one), one) for one in samples if one.is_old]),
        "future_clamped": _share(
            [dated.choice.at <= sample.seen_at for sample, dated in pairs if sample.is_future], 1.0
        ),
        "ms_page": seconds[0] / len(true) * 1000,
        "htmldate_ms_page": seconds[1] / len(true) * 1000,
        "htmldate_default_ms_page": seconds[2] / len(true) * 1000,
        "speed_ratio": seconds[1] / seconds[0],
        "speed_ratio_default": seconds[2] / seconds[0],
    }  # fmt: skip
    return figures | _calibration(
        [(dated.choice.confidence, good) for (_, dated), good in zip(known, right, strict=True)]
    )


def read_ours(sample: Sample) -> Dated:
    """Date a page as the extract stage does, decoding and parsing included."""
    html = parsable(decode(sample.body))
    tree = LexborHTMLParser(html)
    head = read_head(tree)
    stated = read_jsonld(head.jsonld)
    feed = feed_claim(sample.feed, None)
    has_feed_date = feed is not None and feed.at is not None
    claims = dates_of(head, stated, lambda: _blocks(tree), html, sample.url, has_feed_date=has_feed_date)
    claims = (*((feed,) if feed else ()), *claims)
    choice = choose_date(claims, sample.seen_at, tuple(_changes(sample, updated_of(head, stated.modified))))
    return Dated(choice=choice, days=_days(choice, claims))


def _blocks(tree: LexborHTMLParser) -> Sequence[Block]:
    return read_blocks(tree.body).blocks if tree.body is not None else ()


def _changes(sample: Sample, of_page: datetime | None) -> Iterator[DateClaim]:
    if of_page:
        yield claim(DateOrigin.META, of_page.isoformat())
    if sample.feed_changed:
        yield claim(DateOrigin.SITEMAP, sample.feed_changed)


def _days(choice: DateChoice, claims: Sequence[DateClaim]) -> frozenset[date]:
    if choice.origin is DateOrigin.FIRST_SEEN:
        return frozenset()
    written = next((one.raw for one in claims if one.at == choice.at and one.origin is choice.origin), "")
    try:
        return frozenset((choice.at.date(), date.fromisoformat(written[:10])))
    except ValueError:
        return frozenset((choice.at.date(),))


def read_original(sample: Sample) -> date | None:
    """Date a page with htmldate, asked for the original date: what it is at its best."""
    return _asked(sample, original_date=True)


def read_default(sample: Sample) -> date | None:
    """Date a page with htmldate's defaults, which prefer the last change."""
    return _asked(sample, original_date=False)


def _asked(sample: Sample, *, original_date: bool) -> date | None:
    try:
        found = find_date(sample.body, url=sample.url, original_date=original_date, max_date=sample.seen_at)
    except Exception:  # it raises whatever a page provokes
        return None
    return date.fromisoformat(found) if found else None


def _is_new(sample: Sample, dated: Dated) -> bool:
    """Say whether an old page would enter as new. Of undated ones those do that were seen to appear in a feed."""
    is_undated = dated.choice.origin is DateOrigin.FIRST_SEEN
    return not is_undated and sample.seen_at - dated.choice.at <= MAX_AGE


def _is_recent(day: date | None, sample: Sample) -> bool:
    return day is not None and sample.seen_at.date() - day <= MAX_AGE


def _share(claims: Sequence[bool], of_none: float = 0.0) -> float:
    return round(sum(claims) / len(claims), 4) if claims else of_none


def _seconds(readers: Sequence[Callable[[Sample], object]], samples: Sequence[Sample]) -> list[float]:
    """Give CPU seconds for all pages by each reader: in turn page by page, the fastest of three."""
    totals = [0.0] * len(readers)
    for sample in samples:
        for number, read in enumerate(readers):
            totals[number] += min(_second(read, sample) for _ in range(ROUNDS))
    return totals


def _second(read: Callable[[Sample], object], sample: Sample) -> float:
    start = time.process_time()
    read(sample)
    return time.process_time() - start


def _calibration(said: Sequence[tuple[float, bool]]) -> dict[str, float | int]:
    """Compare confidence with the share that was right, in bins; `calibration_error` is the mean gap, by pages."""
    figures, gap = dict[str, float | int](), 0.0
    for low, high in BINS:
        inside = [(confidence, good) for confidence, good in said if low <= confidence < high]
        if not inside:
            continue
        mean, share = sum(one[0] for one in inside) / len(inside), sum(one[1] for one in inside) / len(inside)
        name = f"confidence_{low:.2f}"
        figures |= {f"{name}_pages": len(inside), f"{name}_mean": round(mean, 3), f"{name}_right": round(share, 3)}
        gap += abs(mean - share) * len(inside)
    return figures | {"calibration_error": round(gap / len(said), 3) if said else 0.0}


def wrong(samples: Sequence[Sample]) -> Iterator[str]:
    """Describe what was dated wrong, a line each."""
    for sample in samples:
        dated = read_ours(sample)
        choice = dated.choice
        if (sample.day and sample.day not in dated.days) or (sample.is_old and _is_new(sample, dated)):
            said = f"{choice.at:%Y-%m-%d} {choice.origin} {choice.confidence:.2f} {choice.note}"
            yield f"{sample.name}: true {sample.day}, ours {said}; htmldate {read_original(sample)}  {sample.url}"


if __name__ == "__main__":
    main()
