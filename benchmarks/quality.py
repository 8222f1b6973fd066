"""What does the default card lift and sink against the reference card, and is it right?

    python -m benchmarks.quality HUB_DIR [--json] [--show N]

Two questions, two sources. On HUB_DIR: how far do the cards agree, where does the lead of a story change, what rises
and sinks most and by which parts, and how often each part counts. A folder with a store is scored with the full texts;
one with records alone by what records say, where depth counts the same for all. The editor's host bonuses hold on both
cards. Which is right nobody has labelled there: so on articles written for it (graded*.toml), each with the kind of
article it is, the share of pairs of different grade that each order gets right. Those were written by the hand that
made the card: the figure says that it does what it is meant to do, not that readers agree.
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.candidates import Candidate, Field, read_field
from benchmarks.figures import quiet, show
from benchmarks.graded import LARGE, LATER, Graded, read_graded
from topicwire.model.score import ScoreCard, ScorePart
from topicwire.stages.rank.default_card import default_card
from topicwire.stages.rank.precedence import precedence_of
from topicwire.stages.rank.reference_card import reference_card
from topicwire.stages.rank.settings import RankSettings

SIGNS = ("market report", "press release", "sponsored", "deal", "roundup", "listicle", "clickbait")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One article on both cards."""

    candidate: Candidate
    default: ScoreCard
    reference: ScoreCard


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """Give the rank correlation of two orders of the same things; ties share the middle of their ranks."""
    ranks = _ranks(first), _ranks(second)
    middle = (len(first) - 1) / 2
    deviations = [[rank - middle for rank in one] for one in ranks]
    both = sum(a * b for a, b in zip(*deviations, strict=True))
    squares = [sum(a * a for a in one) for one in deviations]
    return float(both / (squares[0] * squares[1]) ** 0.5) if all(squares) else 1.0


def _ranks(values: Sequence[float]) -> list[float]:
    places = defaultdict[float, list[int]](list)
    for place, value in enumerate(sorted(values)):
        places[value].append(place)
    return [sum(places[value]) / len(places[value]) for value in values]


def pair_accuracy(turns: Iterable[Sequence[Graded]], score: Callable[[int, Graded], float]) -> float:
    """Give the share of pairs of different grade whose better article scores higher; a tie is half right."""
    right = pairs = 0.0
    for graded in turns:
        scored = [(one.grade, score(number, one)) for number, one in enumerate(graded)]
        for grade, figure in scored:
            worse = [other for lower, other in scored if lower < grade]
            pairs += len(worse)
            right += sum(1.0 if figure > other else 0.5 if figure == other else 0.0 for other in worse)
    return right / pairs


def graded_figures(settings: RankSettings) -> dict[str, float]:
    """Measure the cards, and newest first, on the graded articles; also with all of them in one form.

    Weights and phrases were set on the first file; the later one was written afterwards and not used to change them.
    """
    turns, later = read_graded(), read_graded(LATER)

    def by_default(_: int, one: Graded) -> float:
        return default_card(one.facts, settings).total

    def by_reference(_: int, one: Graded) -> float:
        return reference_card(one.facts, settings).total

    def by_arrival(number: int, _: Graded) -> float:
        # In the file kinds come in no order of time: who takes the newest first takes any.
        return number * 29 % len(turns[0])

    return {
        "graded": len(turns[0]),
        "pair_accuracy": pair_accuracy(turns, by_default),
        "reference_pair_accuracy": pair_accuracy(turns, by_reference),
        "newest_pair_accuracy": pair_accuracy(turns, by_arrival),
        "one_form_pair_accuracy": pair_accuracy([_in_one_form(turns[0])], by_default),
        "graded_later": len(later[0]),
        "later_pair_accuracy": pair_accuracy(later, by_default),
        "later_reference_pair_accuracy": pair_accuracy(later, by_reference),
        "later_one_form_pair_accuracy": pair_accuracy([_in_one_form(later[0])], by_default),
    }


def _in_one_form(graded: Iterable[Graded]) -> list[Graded]:
    """Give articles as followed sources would have published them, each with a large picture."""
    return [
        replace(one, facts=replace(one.facts, is_known=False, is_followed=True, picture=LARGE, has_amp=False))
        for one in graded
    ]


def judge(field: Field, settings: RankSettings) -> tuple[list[Judged], float]:
    """Score every article on both cards, and give the seconds the default card takes for 1,000."""
    took = float("inf")
    for _ in range(2):  # the first pass also builds the automata of the phrases
        started = time.perf_counter()
        made = [default_card(one.facts, settings) for one in field.candidates]
        took = min(took, time.perf_counter() - started)
    judged = [
        Judged(candidate=one, default=card, reference=reference_card(one.facts, field.reference))
        for one, card in zip(field.candidates, made, strict=True)
    ]
    return judged, took / max(1, len(made)) * 1000


def lead_of(story: Sequence[Judged], card: str) -> Judged:
    """Name who leads: on the default card by precedence first, as held_back makes it; then quality, then time."""

    def order(one: Judged) -> tuple[object, ...]:
        default = (precedence_of(one.default), one.candidate.facts.is_copy, -one.default.total)
        first = default if card == "default" else (-one.reference.total,)
        return (*first, one.candidate.published_at, one.candidate.key)

    return min(story, key=order)


def hub_figures(judged: Sequence[Judged], settings: RankSettings) -> dict[str, float]:
    """Compare the cards over a hub."""
    by_story = defaultdict[str, list[Judged]](list)
    for one in judged:
        by_story[one.candidate.story].append(one)
    several = [story for story in by_story.values() if len(story) > 1]
    leads = {card: {id(lead_of(story, card)) for story in by_story.values()} for card in ("default", "reference")}
    changed = sum(lead_of(story, "default") is not lead_of(story, "reference") for story in several)
    newest = sum(
        lead_of(story, "default") is max(story, key=lambda one: one.candidate.published_at) for story in several
    )
    return {
        "articles": len(judged),
        "stories_of_several": len(several),
        "rank_correlation": spearman([one.default.total for one in judged], [one.reference.total for one in judged]),
        "leads_changed": changed / len(several) if several else 0.0,
        "leads_that_are_newest": newest / len(several) if several else 0.0,
        "published": _published(by_story.values(), leads["default"], settings, "default"),
        "reference_published": _published(by_story.values(), leads["reference"], settings, "reference"),
    }


def _published(stories: Iterable[Sequence[Judged]], leads: set[int], settings: RankSettings, card: str) -> float:
    """Give the share of stories whose heat reaches the threshold."""
    shown = every = 0
    for story in stories:
        lead = next(one for one in story if id(one) in leads)
        quality = lead.default.total if card == "default" else lead.reference.total
        every += 1
        shown += quality + settings.per_related * (len(story) - 1) >= settings.threshold
    return shown / every if every else 0.0


def tell_parts(judged: Sequence[Judged]) -> None:
    """Print how often each part counts, and its points where it does."""
    counted = defaultdict[str, list[int]](list)
    for one in judged:
        for part in one.default.parts:
            counted[part.name].append(part.points)
    print("\npart                     share of articles   points where it counts (least, mean, most)")
    for name, points in sorted(counted.items(), key=lambda pair: -len(pair[1])):
        mean = sum(points) / len(points)
        print(f"{name:24} {len(points) / len(judged):17.3f}   {min(points):4} {mean:7.1f} {max(points):4}")


def tell_movers(judged: Sequence[Judged], most: int) -> None:
    """Print what rises and sinks most among all articles, with the parts that set the two cards apart."""
    ranks = [_ranks([getattr(one, card).total for one in judged]) for card in ("default", "reference")]
    moved = sorted(zip(judged, *ranks, strict=True), key=lambda one: one[1] - one[2])
    for word, some in (("rise", moved[::-1][:most]), ("sink", moved[:most])):
        print(f"\nThe {most} that {word} most, of {len(judged)}:")
        for one, now, before in some:
            share = 100 / len(judged)
            figures = f"{one.reference.total} → {one.default.total}"
            print(f"  from the {before * share:.0f}th to the {now * share:.0f}th percent ({figures}): ", end="")
            print(f"{one.candidate.facts.title[:90]} [{one.candidate.facts.domain}]")
            print(f"      default: {_told(one.default.parts)}\n      reference: {_told(one.reference.parts)}")


def _told(parts: Iterable[ScorePart]) -> str:
    return ", ".join(f"{part.name} {part.points:+}" for part in parts if part.name != "start" and part.points)


def measure(folder: Path, most: int) -> dict[str, float]:
    """Measure a hub and the graded articles; prints examples on the way."""
    field = read_field(folder)
    settings = replace(field.reference, card="default")
    judged, seconds = judge(field, settings)
    print(
        "scored with full texts"
        if field.has_text
        else "scored by records: no byline or age to judge, and as if all texts were as long"
    )
    tell_parts(judged)
    if most:
        tell_movers(judged, most)
    print()
    found = Counter(part.name for one in judged for part in one.default.parts if part.name in SIGNS)
    signs = {name.replace(" ", "_") + "s": found[name] for name in SIGNS}
    return {**graded_figures(RankSettings()), **hub_figures(judged, settings), **signs, "seconds_per_1000": seconds}


def main() -> None:
    """Run the benchmark."""
    quiet()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", type=int, default=10, help="articles that rise and sink most")
    asked = parser.parse_args()
    show(measure(asked.folder, asked.show), asked.json)


if __name__ == "__main__":
    main()
