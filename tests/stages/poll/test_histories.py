"""What feeds do over thirty readings, and what we make of it: nothing twice, nothing lost, no needless fetch."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.fakes import NOON
from tests.stages.poll.rig import DAY, FEED_URL, HOUR, Rig, entry, ok, rss
from topicwire.model.outcome import Done

ROUNDS, OTHER_URL = 30, "https://other.example/feed"
STAMP = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, kw_only=True)
class History:
    """A feed by rounds, the tips known at the end, and the fetches asked for after the first round."""

    says: Callable[[int], bytes]
    tips: int
    fetches: int


def dated(number: int, **words: str) -> str:
    """Write an entry with its own fixed date."""
    return entry(number, NOON - number * HOUR, **words)


def feed(*items: str) -> bytes:
    """Write a feed of these items."""
    return rss(*items)


def six(make: Callable[[int], str]) -> bytes:
    """Write a feed of six entries."""
    return rss(*(make(number) for number in range(6)))


def stamped(number: int, stamp: int) -> str:
    """Write an entry that says when it was updated."""
    tag = f'<updated xmlns="{STAMP}">{(NOON + timedelta(minutes=stamp)).isoformat()}</updated>'
    return dated(number).replace("</item>", f"{tag}</item>")


def new(name: str, number: int) -> dict[str, str]:
    """Give another guid and link for the same words."""
    return {"guid": f"{name}-{number}", "link": f"https://news.example/{name}/{number}"}


HISTORIES = {
    "a steady feed gives each entry once": History(
        says=lambda r: feed(*(entry(n, NOON + n * HOUR) for n in range(r, r + 6))), tips=35, fetches=29
    ),
    "all guids change once": History(says=lambda r: six(lambda n: dated(n, guid=f"{r >= 5}-{n}")), tips=6, fetches=0),
    "all guids change every time": History(says=lambda r: six(lambda n: dated(n, guid=f"{r}-{n}")), tips=6, fetches=0),
    "guids and links change, titles stay": History(
        says=lambda r: six(lambda n: dated(n, **new(f"site{r >= 5}", n))), tips=6, fetches=0
    ),
    "guids and links change every time": History(
        says=lambda r: six(lambda n: dated(n, **new(f"r{r}", n))), tips=6, fetches=0
    ),
    "the site goes from http to https": History(
        says=lambda r: six(
            lambda n: dated(
                n,
                guid=f"http{'s' * (r > 5)}://news.example/{n}",
                link=f"http{'s' * (r > 5)}://news.example/{n}",
            )
        ),
        tips=6,
        fetches=0,
    ),
    "a storm with one true new entry in it": History(
        says=lambda r: rss(
            *(dated(n, **new(f"site{r >= 5}", n)) for n in range(6)), *([entry(99, NOON)] if r >= 5 else [])
        ),
        tips=7,
        fetches=1,
    ),
    "links change under the same guids": History(
        says=lambda r: six(lambda n: dated(n, link=f"https://news.example/{'b' if r >= 5 else 'a'}/{n}")),
        tips=6,
        fetches=6,
    ),
    "a link vanishes and comes back": History(
        says=lambda r: six(lambda n: dated(n, **({"link": ""} if r % 2 else {}))), tips=6, fetches=0
    ),
    "one entry is retitled": History(
        says=lambda r: six(lambda n: dated(n, title=f"News {n}{' (updated)' * (n == 2 and r > 3)}")), tips=6, fetches=1
    ),
    "one entry is retitled and gets a new guid": History(
        says=lambda r: six(lambda n: dated(n, title="Changed", guid="changed") if n == 2 and r > 3 else dated(n)),
        tips=6,
        fetches=1,
    ),
    "one summary changes": History(
        says=lambda r: six(lambda n: dated(n, description=f"About {n}, {n == 2 and r > 3}")), tips=6, fetches=1
    ),
    "one entry is stamped as updated": History(
        says=lambda r: six(lambda n: stamped(n, 1 if n == 2 and r > 3 else 0)), tips=6, fetches=1
    ),
    "all entries are stamped anew every time": History(says=lambda r: six(lambda n: stamped(n, r)), tips=6, fetches=0),
    "no guids at all": History(
        says=lambda r: rss(*(entry(n, NOON + n * HOUR, guid="") for n in range(r, r + 6))), tips=35, fetches=29
    ),
    "no guids and one retitled": History(
        says=lambda r: six(lambda n: dated(n, guid="", title=f"News {n}{n == 2 and r > 3}")), tips=6, fetches=1
    ),
    "guids are dropped": History(
        says=lambda r: six(lambda n: dated(n, guid="" if r > 3 else f"id-{n}")), tips=6, fetches=0
    ),
    "no links": History(says=lambda r: six(lambda n: dated(n, link="", title=f"News {n}")), tips=6, fetches=0),
    "neither links nor guids": History(says=lambda r: six(lambda n: dated(n, link="", guid="")), tips=6, fetches=0),
    "tracking parameters change every time": History(
        says=lambda r: six(
            lambda n: dated(n, guid=f"g{r}{n}", link=f"https://news.example/{n}?utm_source=rss&utm_campaign={r}")
        ),
        tips=6,
        fetches=0,
    ),
    "one guid for all entries": History(says=lambda r: six(lambda n: dated(n, guid="same")), tips=6, fetches=0),
    "one guid for whatever is newest": History(
        says=lambda r: feed(entry(r, NOON + r * HOUR, guid="newest")), tips=30, fetches=29
    ),
    "entries stand twice in the feed": History(
        says=lambda r: rss(*(dated(n // 2, guid=f"id-{n}") for n in range(12))), tips=6, fetches=0
    ),
    "old entries come back after weeks": History(
        says=lambda r: rss(*(dated(n) for n in range(6 * (r % 3), 6 * (r % 3) + 6))), tips=18, fetches=12
    ),
    "the order changes every time": History(
        says=lambda r: rss(*(dated((n + r) % 6) for n in range(6))), tips=6, fetches=0
    ),
    "the feed is empty every second time": History(says=lambda r: rss() if r % 2 else six(dated), tips=6, fetches=0),
    "dates change every time": History(
        says=lambda r: six(lambda n: entry(n, NOON + r * DAY - n * HOUR)), tips=6, fetches=0
    ),
    "every entry has the same title": History(
        says=lambda r: feed(*(entry(n, NOON + n * HOUR, title="Weekly letter") for n in range(r, r + 6))),
        tips=35,
        fetches=29,
    ),
    "links are no addresses": History(
        says=lambda r: six(lambda n: dated(n, link=f"javascript:open({n})")), tips=6, fetches=0
    ),
}


async def reading(rig: Rig, body: bytes, url: str = FEED_URL) -> int:
    """Let the feed be read once more with this body; gives the fetches it asked for."""
    rig.answer = lambda request, now: ok(request, body)
    rig.clock.move(HOUR)
    rig.add(url)
    await rig.turn()
    fetches = rig.fetches()
    rig.forget_fetches()
    return fetches


@pytest.mark.parametrize("name", HISTORIES)
async def test_thirty_readings(name: str) -> None:
    """The tips at the end are the entries there truly were, and only true changes are fetched again."""
    history, rig = HISTORIES[name], Rig(lambda request, now: ok(request, b""))
    first = await reading(rig, history.says(0))
    known = rig.store.tips.count()
    assert first == known
    fetches = [await reading(rig, history.says(number)) for number in range(1, ROUNDS)]
    assert (rig.store.tips.count(), sum(fetches)) == (history.tips, history.fetches)


async def test_a_link_in_two_feeds_is_one_tip_with_two_sightings() -> None:
    """The first feed's words stay, whatever the second calls it, so nothing flips to and fro."""
    bodies = {FEED_URL: six(dated), OTHER_URL: six(lambda n: dated(n, title=f"Other words {n}", guid=f"other-{n}"))}
    rig = Rig(lambda request, now: ok(request, bodies[request.url]))
    await rig.run(HOUR)
    rig.add(OTHER_URL)
    await rig.run(DAY)
    assert (rig.store.tips.count(), rig.fetches()) == (6, 6)
    tip = rig.tip("https://news.example/3")
    assert tip
    assert tip.title == "News 3"
    assert len(rig.store.tips.list_sightings(tip.id)) == 2
    assert [type(outcome) for outcome in rig.outcomes].count(Done) == 2


async def test_two_feeds_read_at_the_same_moment_share_a_new_tip() -> None:
    """Neither knows of the other while it works; one tip is kept, and asked for once."""
    body = six(dated)
    rig = Rig(lambda request, now: ok(request, body), [FEED_URL, OTHER_URL])
    await rig.turn()
    assert (rig.store.tips.count(), rig.fetches()) == (6, 6)
    tip = rig.tip("https://news.example/3")
    assert tip
    assert len(rig.store.tips.list_sightings(tip.id)) == 2


async def test_a_tip_keeps_the_publishers_own_words() -> None:
    """Our reading stands beside what the feed said, letter for letter."""
    rig = Rig(lambda request, now: ok(request, b""))
    link = "https://News.example/1/?utm_source=rss&id=7#top"
    await reading(rig, feed(entry(1, NOON, link=link), entry(2, link="javascript:void(0)")))
    tip = rig.tip("https://news.example/1/?id=7")
    assert tip
    assert (tip.raw_url, tip.entry_id, tip.published_at) == (link, "id-1", NOON)
    assert tip.raw_published == "Mon, 02 Mar 2026 12:00:00 +0000"
    unlinked = rig.store.tips.find_entry(tip.feed_id, "id-2")
    assert unlinked
    assert (unlinked.url, unlinked.raw_url) == ("", "javascript:void(0)")


async def test_a_changed_entry_keeps_its_tip_and_first_sight() -> None:
    """A retitled entry is the same tip with new words, known since the first reading."""
    rig = Rig(lambda request, now: ok(request, b""))
    await reading(rig, feed(entry(1, NOON)))
    await reading(rig, feed(entry(1, NOON, title="Better words", link="https://news.example/better")))
    tip = rig.tip("https://news.example/1")
    assert tip
    assert (tip.title, tip.url) == ("Better words", "https://news.example/better")
    assert tip.first_seen_at == NOON + HOUR
