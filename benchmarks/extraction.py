"""How well and how fast are article bodies read? Against trafilatura, on pages whose body is known.

    python -m benchmarks.extraction ../shared/reference/article-pages [--json]

F1 over shingles of four words, precision and recall averaged over the pages first (the measure of the public
article-extraction benchmark). Speed is CPU time in one process, decoding and parsing included.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from selectolax.lexbor import LexborHTMLParser
from trafilatura import extract as trafilatura_extract

from topicwire.formats.jsonld import read_jsonld
from topicwire.stages.extract.blocks import read_blocks
from topicwire.stages.extract.charsets import decode
from topicwire.stages.extract.head import read_head
from topicwire.stages.extract.metadata import openings_of
from topicwire.stages.extract.reading import PageFacts, parsable, read_page
from topicwire.stages.extract.text import read_body

SHINGLE, ROUNDS = 4, 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One page and its true body."""

    body: bytes
    url: str
    truth: str


def main() -> None:
    """Print a line a figure; with --json the figures as one object in the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path, help="a folder with ground-truth.json and html/*.html.gz")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON in the last line")
    arguments = parser.parse_args()
    figures = measure(load(arguments.pages))
    for name, figure in figures.items():
        print(f"{name}: {figure}")
    if arguments.json:
        print(json.dumps(figures))


def load(folder: Path) -> list[Sample]:
    """Read the pages and their true bodies, by name."""
    truths = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Sample(
            body=gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()),
            url=truths[name].get("url") or f"https://page.example/{name}",
            truth=truths[name]["articleBody"],
        )
        for name in sorted(truths)
    ]


def measure(samples: Sequence[Sample]) -> dict[str, float]:
    """Measure both readers on all pages, and the whole of reading a page."""
    readers = (read_text, read_with_trafilatura, read_whole)
    timed(readers, samples[:10])
    (ours, ours_ms), (theirs, theirs_ms), (_, whole_ms) = timed(readers, samples)
    truths = [sample.truth for sample in samples]
    f1, precision, recall = score(ours, truths)
    return {
        "pages": len(samples),
        "mean_bytes": round(mean(len(sample.body) for sample in samples)),
        "f1": round(f1, 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "trafilatura_f1": round(score(theirs, truths)[0], 4),
        "speed_ratio": round(mean(theirs_ms) / mean(ours_ms), 2),
        "text_ms": round(mean(ours_ms), 2),
        "trafilatura_ms": round(mean(theirs_ms), 2),
        "page_ms": round(mean(whole_ms), 2),
        "page_ms_median": round(median(whole_ms), 2),
    }


def read_text(sample: Sample) -> str:
    """Read the body as the extract stage does."""
    html = parsable(decode(sample.body))
    tree = LexborHTMLParser(html)
    head = read_head(tree)
    blocks = read_blocks(tree.body) if tree.body is not None else None
    return read_body(blocks, html, read_jsonld(head.jsonld).body, openings_of(head)).text if blocks else ""


def read_with_trafilatura(sample: Sample) -> str:
    """Read the body with trafilatura's defaults."""
    return str(trafilatura_extract(sample.body) or "")


def read_whole(sample: Sample) -> str:
    """Do all the CPU work of the extract stage on one page."""
    facts = PageFacts(
        final_url=sample.url, asked=(sample.url,), charset=None, feed_title=None, feed_summary=None, feed_html=None,
        feed_authors=(), has_feed_date=True, excerpt_characters=300,
    )  # fmt: skip
    return repr(read_page(sample.body, facts))


def timed(readers: Sequence[Callable[[Sample], str]], samples: Sequence[Sample]) -> list[tuple[list[str], list[float]]]:
    """Read every page three times with each reader in turn.

    In turn, so that a busy machine slows all alike.

    Returns:
        For each reader the texts and the CPU milliseconds of each page, the fastest of the three.
    """
    results = [(list[str](), list[float]()) for _ in readers]
    for sample in samples:
        rounds = [[_time(read, sample) for read in readers] for _ in range(ROUNDS)]
        for at, (texts, taken) in enumerate(results):
            texts.append(rounds[0][at][0])
            taken.append(min(one[at][1] for one in rounds))
    return results


def _time(read: Callable[[Sample], str], sample: Sample) -> tuple[str, float]:
    start = time.process_time()
    text = read(sample)
    return text, (time.process_time() - start) * 1000


def score(texts: Sequence[str], truths: Sequence[str]) -> tuple[float, float, float]:
    """Give F1, precision and recall over shingles; an empty text has precision 1 and recall 0."""
    pairs = [_compare(shingles(text), shingles(truth)) for text, truth in zip(texts, truths, strict=True)]
    precision, recall = mean(pair[0] for pair in pairs), mean(pair[1] for pair in pairs)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0, precision, recall


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words; a shorter text is one run."""
    words = _WORD.findall(text)
    if len(words) <= SHINGLE:
        return Counter([tuple(words)]) if words else Counter()
    return Counter(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def _compare(found: Counter[tuple[str, ...]], true: Counter[tuple[str, ...]]) -> tuple[float, float]:
    hits = (found & true).total()
    return hits / found.total() if found else 1.0, hits / true.total() if true else 1.0


if __name__ == "__main__":
    main()
