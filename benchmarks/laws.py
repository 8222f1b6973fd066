"""Do the rules behind the figures hold on a hub's records? Shares from 0 to 1 of the records each rule speaks of.

    python -m benchmarks.laws DIR [--json]

heat: quality, 20 for each related article, and up to 2 for engagement when it leads; -1 beside an article of at least
the same quality when it does not. published: heat from the threshold. amp: the address in the AMP cache. filename: day
and slug of the title. topics: keywords as whole words. quality: the `reference` card as import would fit it.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

from benchmarks.figures import quiet, show
from topicwire.config.organizations import read_organizations
from topicwire.config.topics import read_topics
from topicwire.model.record import Record
from topicwire.model.topic import MatchField, Topic
from topicwire.newsroom.importing.fitting import Fit, best_match, best_threshold, fit
from topicwire.newsroom.importing.reading import Found, read_records
from topicwire.newsroom.importing.scoring import scored_of
from topicwire.newsroom.importing.settings import read_site, root_topic
from topicwire.stages.enrich.topics import TopicFinder
from topicwire.stages.rank.adopted import ENGAGEMENT
from topicwire.stages.rank.law import NOT_LEADING
from topicwire.stages.rank.settings import RankSettings
from topicwire.text.slugs import slug
from topicwire.text.urls import amp_cache

NAME_START = len("2021-04-28-")


def obeys_heat(record: Record, per_related: int) -> bool:
    """Say whether heat and lead follow from the qualities of the record and its related articles."""
    quality = record.quality or 0
    best = max((related.quality for related in record.related if related.quality is not None), default=None)
    if record.heat == NOT_LEADING:
        return best is not None and best >= quality
    beyond = (record.heat or 0) - quality - per_related * len(record.related)
    return (best is None or best <= quality) and 0 <= beyond <= ENGAGEMENT


def has_own_name(record: Record) -> bool:
    """Say whether the file's name follows from title and day of publication."""
    stem = record.path.rpartition("/")[2].removesuffix(".md")
    return stem[NAME_START:] == slug(record.title)


def share(claims: Iterable[bool]) -> float:
    """Give the share of claims that hold; 1 when there is none."""
    every = list(claims)
    return sum(every) / len(every) if every else 1.0


def topics_share(records: list[Record], topics: tuple[Topic, ...]) -> tuple[float, MatchField]:
    """Give the share of records with exactly the topics the rule gives, on the words that suit the hub."""
    finder, names = TopicFinder(topics), {topic.id: topic.name for topic in topics}
    said = [(one.title, one.excerpt or "", frozenset(filter(None, one.topics))) for one in records]
    match = best_match(said, finder, names)
    given = (
        {names[one.topic_id] for one in finder.give(finder.find({"title": title, "excerpt": excerpt}), match)}
        for title, excerpt, _ in said
    )
    return share(rule == own for rule, (_, _, own) in zip(given, said, strict=True)), match


def measure(folder: Path) -> dict[str, float | int | bool | str]:
    """Measure a hub."""
    found, troubles = read_records(folder)
    records = [one.record for one in found]
    topics = read_topics(folder, root_topic(folder, read_site(folder)))
    known = {one.domain for one in read_organizations(folder)}
    fitted = fit(list(scored_of(records, topics, known)), RankSettings())
    right, match = topics_share(records, topics)
    return {
        "records": len(records),
        "unreadable": len(troubles),
        **_laws(found, fitted),
        "topics": right,
        "matched_on": match.value,
        "quality": fitted.share,
        "offset": fitted.offset,
        "host_bonuses": len(fitted.host_bonus),
    }


def _laws(found: tuple[Found, ...], fitted: Fit) -> dict[str, float | int | bool | str]:
    settings = fitted.settings(RankSettings())
    records = [one.record for one in found]
    scored = [record for record in records if record.quality is not None and record.heat is not None]
    threshold = best_threshold([(one.heat, one.is_published) for one in records], settings.threshold)
    return {
        "heat": share(obeys_heat(record, settings.per_related) for record in scored),
        "published": share(record.is_published == ((record.heat or 0) >= threshold) for record in scored),
        "threshold": threshold,
        "amp": share(one.amp_cache_url == amp_cache(one.amp_url) for one in records if one.amp_url),
        "filename": share(map(has_own_name, records)),
    }


def main() -> None:
    """Run the benchmark."""
    quiet()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    show(measure(asked.folder), asked.json)


if __name__ == "__main__":
    main()
