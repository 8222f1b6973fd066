"""Learns the weights by which two articles are told to be on one event, and says how well they do on other labels.

    python -m benchmarks.learn_pairs HUB_DIR LABELS.json [LABELS.json ...] [--demo DEMO_HUB] [--vectors MODEL_DIR]
                                     [--into FILE]

Signals are taken as in real life: articles come in the order they were published, words are as rare as they were until
then. A logistic regression with a small penalty is fitted to all pairs of labelled articles within the window; each
article counts the same, however large its story. With two label files or more, each is then held out in turn: what is
printed for it comes from a model that never saw it. `--into` writes the model learned on all of them.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.stories import bcubed, newcomers, place_all, read_hub, topic_words, vectors_of
from topicwire.demo.expected import STORIES
from topicwire.newsroom.room import open_room
from topicwire.stages.cluster.memory import Newcomer, shelved
from topicwire.stages.cluster.pair_model import PairModel, Scale, written
from topicwire.stages.cluster.rarity import Rarity
from topicwire.stages.cluster.recall import as_newcomer
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.cluster.shelf import LONG_PAUSE_HOURS, Compared, Shelf
from topicwire.stages.cluster.signals import SIGNALS, Floats, measured
from topicwire.stages.cluster.words import Common, common_words

PENALTY = 10.0
"""On the squared standardised weights; from 1 to 200 the F1 on held-out labels stays within 0.01."""
THRESHOLDS = (0.16, 0.20, 0.24, 0.28, 0.32)
MEANING = len(SIGNALS) - 1
AGAINST = {SIGNALS.index(name) for name in ("pause", "days", "publisher")}
"""What speaks against one event: time between two articles, and that one publisher wrote both."""
BOTH = SIGNALS.index("both")
"""Corrects for title and excerpt saying the same, and may have either sign."""
SEED, PER_ARTICLE, LONG_HOURS, FAR_HOURS = 7, 20, 1e6, 24 * 45
STRANGERS = 1.0
"""Weight of pairs with articles of other months, all together, in that of the real pairs of two events."""
NOTHING, NOTHING_WEIGHT = 200, 1.0
"""Made-up pairs that share nothing, and their weight in the same way: being published at once must not be enough."""
DEMO_SHARE = 0.3
"""Weight of the demo's pairs in that of a set of labels: its articles are few, and ours."""
STEPS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of labelled articles."""

    signals: Floats
    is_one: npt.NDArray[np.float64]
    weights: Floats  # so that each article counts the same


def main() -> None:
    """Learn, print what held-out labels say, write the model where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("hub", type=Path)
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--demo", type=Path, help="the hub that `topicwire demo` left: many subjects beside the one")
    parser.add_argument("--vectors", type=Path, help="a folder with a sentence model: learns the other scale too")
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    labels = {path.stem: _labels(path) for path in asked.labels}
    records, common = read_hub(asked.hub), topic_words(asked.hub)
    arriving = list(newcomers(records, vectors_of(records, asked.vectors) if asked.vectors else None))
    by_set = {name: pairs_of(arriving, found, common) for name, found in labels.items()}
    beside = [_lighter(demo_pairs(asked.demo), by_set.values())] if asked.demo else []
    if len(by_set) > 1:
        _hold_out(by_set, labels, arriving, common, beside)
    if asked.into:
        model = learned([*by_set.values(), *beside])
        made_from = {"script": "benchmarks/learn_pairs.py", "pairs": sum(len(one.is_one) for one in by_set.values())}
        made_from |= {"articles": sum(len(one) for one in labels.values()), "meaning": bool(asked.vectors)}
        asked.into.write_bytes(written(model.plain, model.meaning, made_from))


def demo_pairs(folder: Path) -> Pairs:
    """Collect the pairs of the demo hub, whose stories are known: a hub of many subjects, where one has one."""
    events = {address: name for name, addresses in STORIES.items() for address in addresses}
    with open_room(folder, {}) as room:
        common = common_words(keyword for topic in room.config.hub.topics for keyword in topic.keywords)
        articles = [room.store.articles.get(one) for one in room.store.articles.list_ids()]
        made = {article.id: room.store.enrichments.find(article.id) for article in articles}
    names: dict[str, str] = {}
    arriving = list[Newcomer]()
    for article in articles:
        enrichment = made[article.id]
        if enrichment and enrichment.is_on_topic and enrichment.language == "en":
            names[article.id] = next((events[one] for one in article.addresses if one in events), article.id)
            arriving.append(as_newcomer(article, enrichment, max(article.published.at, article.first_seen_at)))
    return pairs_of(sorted(arriving, key=lambda one: (one.at, one.id)), names, common)


def _lighter(pairs: Pairs, others: Iterable[Pairs]) -> Pairs:
    """Give the demo's pairs a share of the weight of the other sets."""
    whole = float(np.mean([one.weights.sum() for one in others]))
    return replace(pairs, weights=pairs.weights * (DEMO_SHARE * whole / pairs.weights.sum()))


def _labels(path: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["labels"]
    return found


def pairs_of(arriving: Iterable[Newcomer], labels: Mapping[str, str], common: Common) -> Pairs:
    """Collect the signals of all labelled pairs, as they were when the later of the two came.

    Beside them stand pairs with articles of other months, their time apart made that of a real pair: on a hub that has
    one subject nearly all that happens in a week is one event, and on a hub that has many it is not.
    """
    rarity, shelf, settings = Rarity(), Shelf("en"), ClusterSettings()
    rows, ends, strange = list[Floats](), list[tuple[str, str]](), list[Floats]()
    chance = np.random.default_rng(SEED)
    for one in arriving:
        columns = measured(one.words, one.language, rarity, common)
        if one.id in labels:
            compared = shelf.compare(shelved(one), columns, settings.window_hours, rarity)
            for other, row in zip(compared.others, compared.signals, strict=True):
                if other in labels:
                    rows.append(row)
                    ends.append((one.id, other))
            strange += _strangers(shelf.compare(shelved(one), columns, LONG_HOURS, rarity), chance)
        shelf.add(shelved(one), columns, rarity)
        if rarity.learn(one.language, one.words.all_terms):
            shelf.weigh_again(rarity)
    is_one = np.array([labels[one] == labels[other] for one, other in ends], dtype=np.float64)
    weights = _weights(ends, is_one)
    apart = len(is_one) - is_one.sum()
    nothing = [_at(np.zeros(len(SIGNALS)), float(hours)) for hours in chance.uniform(0, 72, NOTHING)]
    beside = [*[STRANGERS * apart / max(len(strange), 1)] * len(strange), *[NOTHING_WEIGHT * apart / NOTHING] * NOTHING]
    return Pairs(
        signals=np.array([*rows, *strange, *nothing]),
        is_one=np.array([*is_one, *[0.0] * len(beside)]),
        weights=np.array([*weights, *beside]),
    )


def _at(row: Floats, hours: float) -> Floats:
    """Give a pair as if it had been published so many hours apart."""
    row[SIGNALS.index("pause")], row[SIGNALS.index("days")] = np.log1p(hours) / 5, hours / LONG_PAUSE_HOURS
    return row


def _strangers(compared: Compared, chance: np.random.Generator) -> list[Floats]:
    """Take some of the articles of other months, as if they had been published within three days."""
    far = [row for row in compared.signals if row[SIGNALS.index("days")] * LONG_PAUSE_HOURS > FAR_HOURS]
    chosen = (far[at] for at in chance.permutation(len(far))[:PER_ARTICLE])
    return [_at(row, float(chance.uniform(0, 72))) for row in chosen]


def _weights(ends: Sequence[tuple[str, str]], is_one: npt.NDArray[np.float64]) -> Floats:
    """Give a pair of two articles with many pairs of its kind little weight; both kinds keep their share."""
    counts = Counter((article, bool(kind)) for pair, kind in zip(ends, is_one, strict=True) for article in pair)
    found = np.array(
        [1 / counts[a, bool(kind)] + 1 / counts[b, bool(kind)] for (a, b), kind in zip(ends, is_one, strict=True)]
    )
    for kind in (0.0, 1.0):
        chosen = is_one == kind
        found[chosen] *= chosen.sum() / found[chosen].sum()
    return found


def learned(sets: Sequence[Pairs]) -> PairModel:
    """Learn both scales; the one for meaning from the sets that have vectors, without any it is the plain one."""
    with_meaning = [one for one in sets if one.signals[:, MEANING].any()]
    plain = _fitted(*_together(sets, MEANING))
    return PairModel(plain=plain, meaning=_fitted(*_together(with_meaning, len(SIGNALS))) if with_meaning else plain)


def _together(sets: Sequence[Pairs], columns: int) -> tuple[Floats, npt.NDArray[np.float64], Floats]:
    return (
        np.concatenate([one.signals[:, :columns] for one in sets]),
        np.concatenate([one.is_one for one in sets]),
        np.concatenate([one.weights for one in sets]),
    )


def _fitted(signals: Floats, is_one: npt.NDArray[np.float64], weights: Floats) -> Scale:
    """Fit with every likeness counting for, and distance against: a weight of the wrong sign is set to 0.

    Signals overlap, so that a free fit may give one of them a sign that only makes sense on these very pairs.
    """
    kept = list(range(signals.shape[1]))
    while True:
        start, found = _free(signals[:, kept], is_one, weights)
        named = dict(zip(kept, found, strict=True))
        wrong = [at for at, weight in named.items() if at != BOTH and weight * (-1 if at in AGAINST else 1) < 0]
        if not wrong:
            break
        kept.remove(max(wrong, key=lambda at: abs(named[at])))
    return Scale(start=start, weights=tuple(named.get(at, 0.0) for at in range(len(SIGNALS))))


def _free(signals: Floats, is_one: npt.NDArray[np.float64], weights: Floats) -> tuple[float, list[float]]:
    """Fit a logistic regression by Newton's method; gives the start and a weight a column."""
    centre, spread = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    rows = np.c_[np.ones(len(signals)), (signals - centre) / spread]
    penalty = np.eye(rows.shape[1]) * PENALTY
    penalty[0, 0] = 0.0
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weights * (is_one - chance)) - penalty @ found
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-8:
            break
    scaled = found[1:] / spread
    return float(found[0] - (scaled * centre).sum()), [float(weight) for weight in scaled]


def _hold_out(
    by_set: Mapping[str, Pairs],
    labels: Mapping[str, Mapping[str, str]],
    arriving: Sequence[Newcomer],
    common: Common,
    beside: Sequence[Pairs],
) -> None:
    models = {held: learned([*(one for name, one in by_set.items() if name != held), *beside]) for held in by_set}
    print("B-cubed F1 on each set of labels, by a model learned on the others")
    print(f"{'threshold':12}", *(f"{name[:18]:>18}" for name in by_set), f"{'mean':>8}")
    for threshold in THRESHOLDS:
        settings = replace(ClusterSettings(), threshold=threshold)
        row = [bcubed(place_all(arriving, settings, common, models[held]), labels[held])[2] for held in by_set]
        print(f"{threshold:<12}", *(f"{figure:18.3f}" for figure in row), f"{sum(row) / len(row):8.3f}", flush=True)


if __name__ == "__main__":
    main()
