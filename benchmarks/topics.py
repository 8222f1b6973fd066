"""Are topics given as the hub gave them, and how fast are keywords found?

    python -m benchmarks.topics HUB_DIR [--json] [--keywords 5000]

HUB_DIR is a hub of records with its topics. `exact` is the share of records that have exactly the topics of the rule,
by the words (title, title+excerpt) that fit best. Speed is that of giving topics by title and excerpt, articles a
CPU-second, best of three, beside what people write themselves: a regular expression of alternatives for each topic, and
a loop over all keywords. All three must give the same topics. The same again with made-up keywords beside the hub's.
"""

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.figures import show
from topicwire.config.topics import read_topics
from topicwire.model.ids import TopicId
from topicwire.model.record import Record
from topicwire.model.topic import MatchField, Topic
from topicwire.newsroom.importing.reading import read_records
from topicwire.newsroom.importing.settings import read_site, root_topic
from topicwire.stages.enrich.topics import FIELDS, TopicFinder

ROUNDS = 3
SAMPLE = 5
"""Of so many articles one takes part with made-up keywords: the peers need seconds for all of them."""
SYLLABLES = "ba ce di fo gu ha ke li mo nu pa re si to vu wa xe yi zo bru cla dre fli gro".split()
Texts = Sequence[dict[str, str]]
Give = Callable[[dict[str, str]], set[TopicId]]


def with_automaton(topics: Sequence[Topic], match: MatchField) -> Give:
    """Give topics as topicwire does."""
    finder = TopicFinder(topics)
    return lambda words: {one.topic_id for one in finder.give(finder.find(words), match)}


def with_expressions(topics: Sequence[Topic], match: MatchField) -> Give:
    """Give topics by one regular expression of alternatives for each, as a user would write it first."""
    roots = {topic.id for topic in topics if topic.parent is None}
    made = [
        (topic.id, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, topic.keywords))})(?!\w)", re.IGNORECASE))
        for topic in topics
        if topic.keywords and topic.parent
    ]
    fields = FIELDS[match]
    return lambda words: roots | {one for one, found in made if any(found.search(words[field]) for field in fields)}


def with_loop(topics: Sequence[Topic], match: MatchField) -> Give:
    """Give topics by looking for every keyword in the lower-cased text, then at the letters around it."""
    roots = {topic.id for topic in topics if topic.parent is None}
    folded = [(topic.id, keyword.casefold()) for topic in topics if topic.parent for keyword in topic.keywords]

    def give(words: dict[str, str]) -> set[TopicId]:
        texts = [words[field].casefold() for field in FIELDS[match]]
        return roots | {one for one, keyword in folded if any(_stands(text, keyword) for text in texts)}

    return give


def _stands(text: str, keyword: str) -> bool:
    at = text.find(keyword)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(keyword) : at + len(keyword) + 1]
        if not any(letter.isalnum() for letter in around):
            return True
        at = text.find(keyword, at + 1)
    return False


def exact_share(records: Sequence[Record], topics: Sequence[Topic], match: MatchField) -> float:
    """Give the share of records with exactly the topics of the rule; a topic without a name is passed over."""
    names, give = {topic.id: topic.name for topic in topics}, with_automaton(topics, match)
    right = sum({names[one] for one in give(_words(record))} == set(filter(None, record.topics)) for record in records)
    return right / len(records)


def _words(record: Record) -> dict[str, str]:
    return {"title": record.title, "excerpt": record.excerpt or "", "text": ""}


def more_topics(topics: Sequence[Topic], count: int) -> tuple[Topic, ...]:
    """Give the topics with so many keywords more, of one to three made-up words each, spread over the children."""
    chance = random.Random(5)
    made = [" ".join(_invented(chance) for _ in range(chance.randint(1, 3))) for _ in range(count)]
    children = [topic for topic in topics if topic.parent]
    return (
        *(topic for topic in topics if not topic.parent),
        *(replace(one, keywords=(*one.keywords, *made[at :: len(children)])) for at, one in enumerate(children)),
    )


def _invented(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))


def per_second(give: Give, texts: Texts) -> float:
    """Measure how many articles a CPU-second are given their topics: the best of some rounds."""
    took = []
    for number in range(ROUNDS):
        fresh = [
            {**words, "title": f"{words['title']} {number}"} for words in texts
        ]  # no text twice: none is remembered
        started = time.process_time()
        for words in fresh:
            give(words)
        took.append(time.process_time() - started)
    return len(texts) / min(took)


def _speeds(topics: Sequence[Topic], texts: Texts, prefix: str) -> dict[str, float | int | bool | str]:
    match = MatchField.TITLE_AND_EXCERPT
    ours, theirs, loop = (make(topics, match) for make in (with_automaton, with_expressions, with_loop))
    speeds = [per_second(give, texts) for give in (ours, theirs, loop)]
    return {
        f"{prefix}articles_per_second": speeds[0],
        f"{prefix}re_articles_per_second": speeds[1],
        f"{prefix}loop_articles_per_second": speeds[2],
        f"{prefix}ratio_to_re": speeds[0] / speeds[1],
        f"{prefix}ratio_to_loop": speeds[0] / speeds[2],
        f"{prefix}same_topics": sum(ours(words) == theirs(words) for words in texts) / len(texts),
    }


def measure(folder: Path, keywords: int) -> dict[str, float | int | bool | str]:
    """Measure agreement and speed on one hub."""
    topics = read_topics(folder, root_topic(folder, read_site(folder)))
    records = [one.record for one in read_records(folder)[0]]
    shares = {match: exact_share(records, topics, match) for match in (MatchField.TITLE, MatchField.TITLE_AND_EXCERPT)}
    best = max(shares, key=lambda match: shares[match])
    texts = [_words(record) for record in records]
    return {
        "records": len(records),
        "keywords": sum(len(topic.keywords) for topic in topics),
        "exact": shares[best],
        "matched_on": best.value,
        **_speeds(topics, texts, ""),
        "more_keywords": keywords,
        **_speeds(more_topics(topics, keywords), texts[::SAMPLE], "more_"),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("hub", type=Path)
    parser.add_argument("--keywords", type=int, default=5000, help="made-up ones for the second half")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    show(measure(options.hub, options.keywords), options.json)


if __name__ == "__main__":
    main()
