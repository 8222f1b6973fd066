"""Report cards of the demo hub: counted from its real runs, and never a reason to publish."""

import asyncio
from datetime import timedelta
from pathlib import Path

from tests.newsroom.hubs import ask_all_feeds, change_pins, opened, outputs, overhear
from topicwire.demo.server import RUNS, DemoWeb
from topicwire.model.hub import Edition
from topicwire.model.ids import Domain
from topicwire.model.work import OutcomeKind, StageName
from topicwire.newsroom.publishing import inputs_of
from topicwire.newsroom.room import Room
from topicwire.newsroom.watching import Plan, run_cycles
from topicwire.stages.publish.freezing import fingerprint, freeze

HOUR = timedelta(hours=1)


def frozen(room: Room) -> Edition:
    """Freeze what the hub holds now."""
    return freeze(room.store, inputs_of(room), tuple(room.store.ranked.iterate()))


def ask_all_later(hub: Path, later: timedelta) -> OutcomeKind:
    """Ask every feed once more, so long after the demo's last run, and give how publishing ended."""

    async def cycle() -> OutcomeKind:
        async with DemoWeb(RUNS[-1], slowness=0) as web:
            change_pins(hub, web.pins)
            with opened(hub, RUNS[-1] + later) as room:
                ask_all_feeds(room)
                await run_cycles(room, Plan(has_signals=False))
                verdict = room.store.work.find_verdict(StageName.PUBLISH, "hub")
                assert verdict
                return verdict.kind

    with overhear():
        return asyncio.run(cycle())


def test_idle_runs_stay_idle_though_polls_are_counted(own_hub: Path) -> None:
    """Hours and a midnight go by, all feeds are asked and counted, and no byte of any file changes."""
    ask_all_later(own_hub, 4 * HOUR)  # one feed turns silent by then: that is said, and so published
    before = outputs(own_hub)
    with opened(own_hub, RUNS[-1] + 4 * HOUR) as room:
        first, counted = frozen(room), fingerprint(room.store, inputs_of(room))
    kinds = [ask_all_later(own_hub, later) for later in (6 * HOUR, 15 * HOUR, 17 * HOUR)]
    assert kinds == [OutcomeKind.UNCHANGED] * 3
    assert outputs(own_hub) == before
    with opened(own_hub, RUNS[-1] + 17 * HOUR) as room:
        polls = room.store.polls.list_between(RUNS[-1].date(), RUNS[-1].date() + timedelta(days=1))
        assert {poll.day.day for poll in polls} == {6, 7}
        assert (frozen(room).id, fingerprint(room.store, inputs_of(room))) == (first.id, counted)


def test_cards_count_whole_days_before_the_editions_own(room: Room) -> None:
    """The demo ran on the 2nd, 3rd, 4th and 6th: the 6th is not over."""
    edition = frozen(room)
    card = edition.cards[Domain("meridianpost.example")]
    assert edition.as_of == RUNS[-1]
    assert card.polling.until.day == 5
    assert card.until.day <= 5
    assert [day.whole > 0 for day in card.polling.days[-4:]] == [True, True, True, False]
    assert (card.articles, card.dating.articles) == (6, 6)


def test_a_feed_that_is_gone_has_its_failures_counted(room: Room) -> None:
    """Also one that fails, and one that asked us to wait: none of these polls was answered well."""
    cards = frozen(room).cards
    failed = {domain for domain, card in cards.items() if any(feed.failed for feed in card.polling.feeds)}
    assert {"lumenlabs.example", "robotyard.example"} <= failed


def test_every_followed_source_has_a_page(hub: Path, room: Room) -> None:
    """With its card, linked from the list; webmasters are told where they can read how we ask."""
    edition = frozen(room)
    followed = {domain for domain, card in edition.cards.items() if card.polling.feeds}
    assert len(followed) >= 20
    listed = (hub / "public" / "sources.html").read_text(encoding="utf-8")
    for domain in followed:
        assert f'href="sources/{domain}.html"' in listed
        assert "Report card" in (hub / "public" / "sources" / f"{domain}.html").read_text(encoding="utf-8")
    agent = edition.hub.methods.asking.agent if edition.hub.methods else ""
    assert agent in (hub / "public" / "webmasters.html").read_text(encoding="utf-8").replace("&#x2f;", "/")
