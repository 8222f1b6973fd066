"""Search: how well known stories are found, how fast, and what the index costs, beside what one would take instead.

    python -m benchmarks.search DIR [--json]          DIR is a hub that was run or imported
    python -m benchmarks.search --records 10000       an invented hub

Known-item search: for 200 stories, spread evenly, two to four telling words of the headline are looked for, once as
they are and once with one typing error; success@1 and @5 say how often the story comes first, or among the first five.
Beside it in the same run: plain FTS5 without typing errors, and a LIKE scan, over the same stories.
"""

import argparse
import gzip
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import apsw

from benchmarks.figures import show
from benchmarks.rendering import invent
from topicwire.model.hub import Edition
from topicwire.model.record import RankedArticle
from topicwire.newsroom.publishing import inputs_of
from topicwire.newsroom.room import Room, open_room
from topicwire.newsroom.search_answers import answer, fields_of
from topicwire.render.site.listing import listing_of
from topicwire.render.site.search_index import index_sheets
from topicwire.render.views import shown_leads
from topicwire.stages.publish.freezing import freeze
from topicwire.stages.publish.indexing import index_edition
from topicwire.text.searchwords import edits_forgiven, search_words
from topicwire.text.stopwords import STOP_WORDS

ITEMS = 200
Finder = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A story to find, and what to ask."""

    story: str
    query: str
    misspelled: str


def items_of(leads: Sequence[RankedArticle]) -> list[Item]:
    """Choose stories and their telling words: the rarest two to four of the headline."""
    random = Random(7)
    counts: dict[str, int] = {}
    for lead in leads:
        for word in set(search_words(lead.record.title)):
            counts[word] = counts.get(word, 0) + 1
    found = []
    for lead in leads[:: max(1, len(leads) // ITEMS)][:ITEMS]:
        words = [w for w in dict.fromkeys(search_words(lead.record.title)) if len(w) > 2 and w not in STOP_WORDS["en"]]
        if len(words) < 2:
            continue
        chosen = sorted(words, key=lambda word: counts[word])[: random.randint(2, 4)]
        asked = [word for word in words if word in chosen]
        found.append(Item(story=lead.story_id, query=" ".join(asked), misspelled=" ".join(typo(asked, random))))
    return found


def typo(words: list[str], random: Random) -> list[str]:
    """Make one typing error in one of the words that are long enough."""
    places = [place for place, word in enumerate(words) if edits_forgiven(word)]
    if not places:
        return words
    place = random.choice(places)
    word = words[place]
    at = random.randrange(1, len(word) - 1)
    start, end = word[:at], word[at:]
    kinds = (start + end[1:], start + end[0] + end, start + end[1] + end[0] + end[2:])
    return [*words[:place], random.choice(kinds), *words[place + 1 :]]


def measure(items: Sequence[Item], find: Finder, *, misspelled: bool) -> dict[str, float]:
    """Ask for every item; success@1, success@5, milliseconds at median and 95th percentile, queries a second."""
    first, five, took = 0, 0, []
    for item in items:
        start = time.perf_counter()
        found = find(item.misspelled if misspelled else item.query)
        took.append((time.perf_counter() - start) * 1000)
        first += bool(found) and found[0] == item.story
        five += item.story in found[:5]
    took.sort()
    return {
        "success_at_1": round(first / len(items), 3),
        "success_at_5": round(five / len(items), 3),
        "median_ms": round(took[len(took) // 2], 2),
        "p95_ms": round(took[int(len(took) * 0.95)], 2),
        "queries_per_second": round(1000 * len(took) / sum(took)),
    }


def plain_finders(leads: Sequence[RankedArticle]) -> dict[str, Finder]:
    """Build what one would take instead: FTS5 as it comes, and LIKE, over headlines and excerpts."""
    database = apsw.Connection(":memory:")
    database.execute("CREATE VIRTUAL TABLE plain USING fts5(story UNINDEXED, title, others, excerpt)")
    rows = (
        (
            one.story_id,
            one.record.title,
            " ".join(other.title for other in one.record.related),
            one.record.excerpt or "",
        )
        for one in leads
    )
    database.executemany("INSERT INTO plain VALUES (?, ?, ?, ?)", rows)

    def fts(query: str) -> Sequence[str]:
        asked = " ".join(f'"{word}"' for word in query.split())
        sql = "SELECT story FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 20"
        return [row[0] for row in database.execute(sql, (asked,))]

    def like(query: str) -> Sequence[str]:
        words = query.split()
        where = " AND ".join("(title || ' ' || others || ' ' || excerpt) LIKE ?" for _ in words)
        sql = f"SELECT story FROM plain WHERE {where} LIMIT 20"
        return [row[0] for row in database.execute(sql, [f"%{word}%" for word in words])]

    return {"plain_fts5": fts, "like_scan": like}


def index_figures(edition: Edition) -> dict[str, Any]:
    """Render the static index twice, and once more with 20 stories changed."""
    start = time.process_time()
    sheets = index_sheets(listing_of(edition))[0]
    files = {sheet.path: sheet.make() for sheet in sheets}
    took = time.process_time() - start
    leads = {lead.article_id for lead in shown_leads(edition)[:20]}
    changed = tuple(replace(a, digest=a.digest[::-1]) if a.article_id in leads else a for a in edition.articles)
    after = {sheet.path: sheet.key for sheet in index_sheets(listing_of(replace(edition, articles=changed)))[0]}
    packed = {path: len(gzip.compress(raw, 6)) for path, raw in files.items()}
    return {
        "static_cpu_seconds": round(took, 3),
        "static_files": len(files),
        "static_bytes": sum(map(len, files.values())),
        "static_gzipped_bytes": sum(packed.values()),
        "newest_file_gzipped_bytes": next(iter(packed.values()), 0),
        "files_touched_by_20_newest_changes": sum(after[sheet.path] != sheet.key for sheet in sheets),
    }


def static_finder(edition: Edition, folder: Path) -> dict[str, Any] | None:
    """Ask the page's own script the same, in Node where there is one; None without."""
    import shutil
    import subprocess
    from importlib.resources import files

    node = shutil.which("node")
    if not node:
        return None
    items = items_of(shown_leads(edition))
    folder_of = files("topicwire.render.site").joinpath("assets/search")
    scripts = sorted(folder_of.iterdir(), key=lambda path: path.name)
    engine = "\n".join(path.read_text(encoding="utf-8") for path in scripts if "page" not in path.name)
    parts = "".join(sheet.make().decode() for sheet in index_sheets(listing_of(edition))[0])
    asked = json.dumps([[item.story, item.query, item.misspelled] for item in items])
    script = engine + _ASK.replace("PARTS", parts).replace("ITEMS", asked)
    (folder / "ask.js").write_text(script, encoding="utf-8")
    done = subprocess.run([node, str(folder / "ask.js")], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


_ASK = """
const index = topicwireIndex.make();
const loads = [];
const topicwireSearch = (name, part) => {
  const start = performance.now();
  index.add(part);
  loads.push(performance.now() - start);
};
PARTS
const measure = (items, place) => {
  let first = 0, five = 0; const took = [];
  for (const item of items) {
    const start = performance.now();
    const { hits } = index.find(topicwireQuery.read({ q: item[place], topic: "", source: "", from: "", to: "" }));
    took.push(performance.now() - start);
    first += hits[0]?.id === item[0]; five += hits.slice(0, 5).some((hit) => hit.id === item[0]);
  }
  took.sort((a, b) => a - b);
  const round = (n) => Math.round(n * 1000) / 1000;
  return { success_at_1: round(first / items.length), success_at_5: round(five / items.length),
    median_ms: round(took[took.length >> 1]), p95_ms: round(took[Math.floor(took.length * .95)]) };
};
const items = ITEMS;
console.log(JSON.stringify({ stories: index.count(), newest_file_ms: Math.round(loads[0]),
  all_files_ms: Math.round(loads.reduce((a, b) => a + b, 0)),
  exact: measure(items, 1), misspelled: measure(items, 2) }));
"""


def served_figures(room: Room, edition: Edition) -> dict[str, Any]:
    """Index from nothing, then again without news, and ask."""
    start = time.perf_counter()
    index_edition(room.store, edition)
    first = time.perf_counter() - start
    start = time.perf_counter()
    index_edition(room.store, edition)
    again = time.perf_counter() - start
    leads = shown_leads(edition)
    items = items_of(leads)

    def find(query: str) -> Sequence[str]:
        return [story.id for story in answer(room, fields_of({"q": query}), 20).stories]

    found: dict[str, Any] = {"served_exact": measure(items, find, misspelled=False)}
    find("zzqqx")  # the words are read once
    found["served_misspelled"] = measure(items, find, misspelled=True)
    for name, other in plain_finders(leads).items():
        found[f"{name}_exact"] = measure(items, other, misspelled=False)
        found[f"{name}_misspelled"] = measure(items, other, misspelled=True)
    return {
        "items": len(items),
        "index_ms_per_story": round(first * 1000 / max(1, len(leads)), 3),
        "index_again_seconds": round(again, 3),
        "p95_to_plain_fts5": round(found["served_exact"]["p95_ms"] / found["plain_fts5_exact"]["p95_ms"], 2),
        **found,
    }


def run(folder: Path | None, records: int) -> dict[str, Any]:
    """Measure one hub."""
    with tempfile.TemporaryDirectory() as scratch:
        if folder is None:
            from topicwire.config.new_hub import write_new_hub

            write_new_hub(Path(scratch) / "hub", "Benchmark")
        with open_room(folder or Path(scratch) / "hub", {}) as room:
            edition = invent(records) if folder is None else freeze(
                room.store, inputs_of(room), tuple(room.store.ranked.iterate()))  # fmt: skip
            found = {"stories": len(shown_leads(edition)), **index_figures(edition)}
            found["static"] = static_finder(edition, Path(scratch))
            store_at = Path(scratch) / "search.db"
            from topicwire.store.sqlite import open_store

            beside = open_store(str(store_at))
            try:
                return {**found, **served_figures(replace(room, store=_Joined(room.store, beside)), edition)}
            finally:
                beside.close()


class _Joined:
    """A hub's store with a search index of its own, so that a benchmark changes nothing."""

    def __init__(self, store: Any, beside: Any) -> None:
        self._store, self.search, self.transaction = store, beside.search, beside.transaction

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", nargs="?", type=Path)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    show(run(given.dir, given.records), given.json)


if __name__ == "__main__":
    main()
