"""From the due time to the mailbox: composing, holding, and handing over to a real server on loopback."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.net.smtp_server import STEPS, Cut, SmallServer
from tests.newsroom.newsletter.offices import (
    MORNING,
    address,
    copy_hub,
    go,
    moved,
    newsletter_room,
    reopened,
    states,
    subscribe,
)
from topicwire.model.newsletter import IssueState
from topicwire.newsroom.newsletter.deciding import approve, refuse, retry_unclear, standing

DAY = "2026-03-02"
READERS = ("ada", "bea", "cyn")
HELD = timedelta(minutes=31)


async def test_an_issue_waits_for_its_window_and_then_goes_out_by_itself(tmp_path: Path) -> None:
    """An editor who says nothing has agreed."""
    async with SmallServer() as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            subscribe(room, *READERS)
            first = await go(room)
            assert (first.composed, first.approved, server.taken) == (DAY, (), [])
            moved(room, HELD)
            second = await go(room)
            assert (second.composed, second.approved, second.counts) == ("", (DAY,), {"sent": 3})
            assert server.counts == {address(name): 1 for name in READERS}
            third = await go(room)
            assert (third.counts, server.counts.total()) == ({}, 3)
            assert room.store.newsletter.issues.get(DAY).state is IssueState.SENT
            assert list((room.folder / "_newsletters").glob("2026-03-02-*.md"))


async def test_an_editor_may_let_it_go_at_once_or_keep_it_back(tmp_path: Path) -> None:
    """A refused issue reaches nobody; the next one may tell the same stories."""
    async with SmallServer() as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            subscribe(room, "ada")
            await go(room)
            subject = standing(room).issues[0].subject
            refuse(room)
            moved(room, timedelta(days=1))
            await go(room)
            assert server.taken == []
            assert standing(room).issues[0].subject == subject
            approve(room)
            await go(room)
            assert server.counts.total() == 1


async def test_nothing_new_is_skipped_and_says_why(tmp_path: Path) -> None:
    """Readers get no empty mail, and an editor sees that it was not forgotten."""
    async with SmallServer() as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            subscribe(room, "ada")
            await go(room)
            moved(room, HELD)
            await go(room)
            moved(room, timedelta(days=1))
            done = await go(room)
            issue = room.store.newsletter.issues.get("2026-03-03")
            assert (done.composed, issue.state, issue.why) == (
                "2026-03-03",
                IssueState.SKIPPED,
                "nothing new since the last issue",
            )
            moved(room, HELD)
            await go(room)
            assert server.counts.total() == 1


async def test_days_that_were_missed_are_made_up_once(tmp_path: Path) -> None:
    """Five days without power: one issue, not five."""
    async with SmallServer() as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            subscribe(room, "ada")
            moved(room, timedelta(days=5))
            assert (await go(room)).composed == "2026-03-07"
            assert (await go(room)).composed == ""
            assert len(room.store.newsletter.issues.list_newest(9)) == 1


CUTS = [(step, 1) for step in STEPS if step not in {"starttls", "auth"}]
CUTS += [(step, 2) for step in ("mail", "rcpt", "data", "body", "dot", "taken")]


@pytest.mark.parametrize(("step", "time"), CUTS)
async def test_a_cut_at_any_step_sends_nothing_twice(held_hub: Path, tmp_path: Path, step: str, time: int) -> None:
    """Whatever the server does, each reader gets one mail at most, and only what is unclear stays unsent."""
    async with SmallServer(cuts=(Cut(step, time),)) as server:
        copy_hub(held_hub, tmp_path / "hub", server.port)
        with reopened(tmp_path / "hub", MORNING + HELD) as room:
            await go(room)
            for _ in range(3):
                moved(room, timedelta(minutes=20))
                await go(room)
            assert max(server.counts.values()) == 1
            found = states(room, DAY)
            if step == "body":  # what is left of the text lies in the kernel, and goes out with the last line or not
                assert found in ({"sent": 3}, {"sent": 2, "unclear": 1})
            else:
                assert found == ({"sent": 2, "unclear": 1} if step == "dot" else {"sent": 3})
                assert server.counts.total() == 3
            assert room.store.newsletter.issues.get(DAY).state is IssueState.SENT


async def test_what_is_unclear_is_shown_and_sent_again_only_when_told(tmp_path: Path) -> None:
    """The server lost the mail after its last byte: nobody can know, so a person decides."""
    async with SmallServer(cuts=(Cut("dot", 1, counts=False),)) as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            ids = subscribe(room, *READERS)
            await go(room)
            moved(room, HELD)
            await go(room)
            unclear = standing(room).unclear
            assert (len(unclear), server.counts.total()) == (1, 2)
            assert unclear[0].subscriber_id in ids.values()
            await go(room)
            assert server.counts.total() == 2
            assert retry_unclear(room, unclear[0].subscriber_id) == 1
            await go(room)
            assert server.counts == {address(name): 1 for name in READERS}


async def test_a_refusal_that_may_pass_is_tried_again_later_and_not_for_ever(tmp_path: Path) -> None:
    """Greylisting is waited for; a server that never takes it is given up."""
    async with SmallServer(refused={address("ada"): "451 4.7.1 later"}) as server:
        with newsletter_room(tmp_path / "hub", port=server.port, more="tries = 3") as room:
            subscribe(room, *READERS)
            await go(room)
            moved(room, HELD)
            await go(room)
            assert states(room, DAY) == {"queued": 1, "sent": 2}
            await go(room)
            assert server.reached["rcpt"] == 3
            for _ in range(3):
                moved(room, timedelta(hours=13))
                await go(room)
            assert states(room, DAY) == {"failed": 1, "sent": 2}
            assert (server.reached["rcpt"], server.counts.total()) == (5, 2)


async def test_an_address_that_takes_no_mail_is_written_to_no_more_after_the_second_time(tmp_path: Path) -> None:
    """One refusal may be the server's mistake."""
    async with SmallServer(refused={address("ada"): "550 5.1.1 no such user ada"}) as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            ids = subscribe(room, *READERS)
            await go(room)
            moved(room, HELD)
            await go(room)
            ada = room.store.newsletter.subscribers.get(ids["ada"])
            assert (ada.state.value, ada.hard_bounces, states(room, DAY)) == ("confirmed", 1, {"failed": 1, "sent": 2})
            row = room.store.newsletter.deliveries.find(DAY, ids["ada"])
            assert row is not None
            assert row.code == "550 5.1.1"


async def test_a_server_that_takes_nothing_from_us_is_left_alone_for_a_while(tmp_path: Path) -> None:
    """No reader is to blame, so no row changes; the reason is shown."""
    async with SmallServer(answers={"mail": ["550 5.7.1 who are you"] * 2}) as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            subscribe(room, *READERS)
            await go(room)
            moved(room, HELD)
            done = await go(room)
            assert "550 5.7.1" in done.trouble
            assert states(room, DAY) == {"queued": 3}
            assert (await go(room)).trouble == done.trouble
            assert server.reached["mail"] == 1
            moved(room, timedelta(minutes=2))
            await go(room)
            moved(room, timedelta(minutes=6))
            await go(room)
            assert states(room, DAY) == {"sent": 3}


async def test_a_reader_who_leaves_before_the_mail_is_written_gets_none(tmp_path: Path) -> None:
    """Leaving counts at once, also between queueing and sending."""
    async with SmallServer(answers={"greeting": ["421 not now"]}) as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            from topicwire.newsroom.newsletter.listing import remove_one

            subscribe(room, *READERS)
            await go(room)
            moved(room, HELD)
            await go(room)
            assert remove_one(room, address("bea"), is_forgotten=False)
            moved(room, timedelta(minutes=2))
            await go(room)
            assert server.counts == {address("ada"): 1, address("cyn"): 1}
            assert states(room, DAY) == {"dropped": 1, "sent": 2}
