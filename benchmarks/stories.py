"""How well do stories form? Streams a real hub's records through the clustering in the order they were published.

    python -m benchmarks.stories HUB_DIR LABELS.json [--json] [--vectors MODEL_DIR] [--threshold X] [--window HOURS]

Every record of the hub takes part; those that LABELS.json names (first 16 hex of the SHA-1 of their webUrl) are scored.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha1
from math import log, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml_rs

from topicwire.model.ids import ArticleId, StoryId
from topicwire.stages.cluster.copies import Fingerprint
from topicwire.stages.cluster.memory import Memory, Newcomer
from topicwire.stages.cluster.pair_model import PairModel
from topicwire.stages.cluster.placing import Placer
from topicwire.stages.cluster.rarity import Rarity
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.words import Common, common_words, read_words
from topicwire.text.tokens import telling_words
from topicwire.vectors.minilm import load


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One record, as much as clustering needs."""

    key: str
    at: datetime
    title: str
    excerpt: str
    publisher: str


Vector = npt.NDArray[np.float32]


def read_hub(folder: Path) -> list[Seen]:
    """Read all records of the hub, in the order they were published."""
    records = [_seen(_front_matter(path), path.name) for path in sorted((folder / "_news").glob("*.md"))]
    return sorted(records, key=lambda record: (record.at, record.key))


def topic_words(folder: Path) -> Common:
    """Read the words of the hub's topic keywords, as the stage is given them."""
    topics = [yaml_rs.loads(path.read_text(encoding="utf-8")) for path in (folder / "_data/topics").glob("*.yaml")]
    found = (topic.get("keywords") or () for topic in topics if isinstance(topic, dict))
    return common_words(str(keyword) for keywords in found for keyword in keywords)


def _front_matter(path: Path) -> Mapping[str, Any]:
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    matter: Any = yaml_rs.loads(text.split("---\n")[1])
    return dict(matter)


def _seen(matter: Mapping[str, Any], name: str) -> Seen:
    published = matter["publishedDateTime"]
    at = published if isinstance(published, datetime) else datetime.fromisoformat(str(published))
    url = str(matter.get("webUrl") or name)
    return Seen(
        key=sha1(url.encode()).hexdigest()[:16],
        at=at if at.tzinfo else at.replace(tzinfo=UTC),
        title=str(matter["title"]),
        excerpt=str(matter.get("excerpt") or ""),
        publisher=str((matter.get("provider") or {}).get("domain") or ""),
    )


def vectors_of(records: Iterable[Seen], folder: Path) -> dict[str, Vector]:
    """Give the sentence vector of each record, as the enrich stage makes them, by the model in a folder."""
    embedder = load(folder)
    return {one.key: embedder.embed([f"{one.title}. {one.excerpt}"])[0] for one in records}


def newcomers(records: Iterable[Seen], vectors: Mapping[str, Vector] | None = None) -> Iterator[Newcomer]:
    """Give each record as clustering sees it, once."""
    known = set[str]()
    for record in records:
        if record.key in known:
            continue
        known.add(record.key)
        article_id = ArticleId(record.key)
        yield Newcomer(
            id=article_id,
            at=record.at,
            language="en",
            publisher=record.publisher,
            words=read_words(record.title, record.excerpt, "en"),
            fingerprint=Fingerprint(article_id=article_id, at=record.at, text_hash="", sketch=b"", sketch_version=""),
            vector=vectors.get(record.key) if vectors else None,
            vector_model="asked for" if vectors else "",
        )


def place_all(
    arriving: Iterable[Newcomer], settings: ClusterSettings, common: Common, model: PairModel | None = None
) -> dict[str, StoryId]:
    """Place each article by the model the stage runs, and give the story each is in at the end."""
    placer = Placer(Memory(rarity=Rarity(), common=common), settings, model=model)
    found: dict[str, StoryId] = {}
    for newcomer in arriving:
        for story in placer.place(newcomer, newcomer.at).kept:
            found |= {member.article_id: story.id for member in story.members}
    return found


def bcubed(found: Mapping[str, str], labels: Mapping[str, str]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of the labelled articles.

    Source: Bagga and Baldwin, Entity-based cross-document coreferencing using the vector space model, 1998.
    """
    keys = [key for key in labels if key in found]
    together = Counter((found[key], labels[key]) for key in keys)
    in_story, in_label = Counter(found[key] for key in keys), Counter(labels[key] for key in keys)
    precision = sum(together[found[key], labels[key]] / in_story[found[key]] for key in keys) / len(keys)
    recall = sum(together[found[key], labels[key]] / in_label[labels[key]] for key in keys) / len(keys)
    return precision, recall, _f1(precision, recall)


def pair_f1(found: Mapping[str, str], labels: Mapping[str, str]) -> float:
    """Give the F1 of the pairs of articles that belong together."""
    keys = [key for key in labels if key in found]
    both = _pairs(Counter((found[key], labels[key]) for key in keys).values())
    ours, theirs = _pairs(Counter(found[key] for key in keys).values()), _pairs(Counter(labels.values()).values())
    return _f1(both / ours if ours else 0.0, both / theirs if theirs else 0.0)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


PLAIN_THRESHOLD, PLAIN_WINDOW = 0.2, timedelta(hours=96)


def plain_stories(records: Sequence[Seen]) -> dict[str, str]:
    """Group by what one would write in an afternoon: cosine of word counts with the story's words, best one joins."""
    found, stories = dict[str, str](), dict[str, tuple[Counter[str], datetime]]()
    seen = Counter[str]()
    for number, record in enumerate(records, start=1):
        counts = Counter(telling_words(f"{record.title} {record.excerpt}", "en"))
        weights = {word: count * log(1 + number / (1 + seen[word])) for word, count in counts.items()}
        near = {
            name: _cosine(weights, words)
            for name, (words, last_at) in stories.items()
            if record.at - last_at <= PLAIN_WINDOW
        }
        best = max(near, key=lambda name: near[name], default=None)
        name = best if best is not None and near[best] >= PLAIN_THRESHOLD else record.key
        words = stories[name][0] if name in stories else Counter[str]()
        for word, weight in weights.items():
            words[word] += weight  # type: ignore[assignment]
        stories[name], found[record.key] = (words, record.at), name
        seen.update(set(counts))
    return found


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(weight * other.get(word, 0.0) for word, weight in one.items())
    length = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return product / length if length else 0.0


def measure(hub: Path, labels_file: Path, settings: ClusterSettings, model: Path | None) -> dict[str, float]:
    """Measure one run: quality overall and in the earlier and later half of the labelled time, and speed."""
    records = read_hub(hub)
    labels: dict[str, str] = json.loads(labels_file.read_text(encoding="utf-8"))["labels"]
    vectors = vectors_of(records, model) if model else None
    started = time.perf_counter()
    found = place_all(newcomers(records, vectors), settings, topic_words(hub))
    took = time.perf_counter() - started
    precision, recall, f1 = bcubed(found, labels)
    plain = bcubed(plain_stories(records), labels)
    return {
        "bcubed_precision": precision,
        "bcubed_recall": recall,
        "bcubed_f1": f1,
        "plain_bcubed_f1": plain[2],
        "pair_f1": pair_f1(found, labels),
        "articles_per_second": len(found) / took,
        "articles": len(found),
        "labelled": sum(key in found for key in labels),
        "stories": len(set(found.values())),
    }


def main() -> None:
    """Print the figures, one a line or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("hub", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--vectors", type=Path, help="a folder with a sentence model")
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--window", type=float, help="hours")
    asked = parser.parse_args()
    settings = ClusterSettings()
    if asked.threshold:
        settings = replace(settings, threshold=asked.threshold)
    if asked.window:
        settings = replace(settings, window_hours=asked.window)
    figures = measure(asked.hub, asked.labels, settings, asked.vectors)
    print(json.dumps(figures) if asked.json else "\n".join(f"{name:20} {value:.3f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
