"""Who gets the newsletter: sealed, found again, stopped when mail comes back, and readable nowhere."""

import base64
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.formats.test_bounces import dsn
from tests.net.smtp_server import SmallServer
from tests.newsroom.newsletter.offices import CANARY, address, confirmed, go, moved, newsletter_room, subscribe
from topicwire.errors import AddressError, KeyRingError, OutboxError
from topicwire.formats.bounces import Bounce, BounceKind, read_bounce
from topicwire.model.newsletter import SubscriberId, SubscriberState
from topicwire.newsroom.keys import list_keys
from topicwire.newsroom.newsletter.address_book import Confirmation, open_book
from topicwire.newsroom.newsletter.bouncing import take_bounce
from topicwire.newsroom.newsletter.listing import (
    add_all,
    addresses_in,
    export_to,
    list_subscribers,
    remove_one,
    take_files,
)
from topicwire.newsroom.newsletter.previewing import look, write_preview
from topicwire.newsroom.newsletter.subscribing import ASKS_AN_HOUR, ask, forget_unconfirmed
from topicwire.newsroom.rotation import rotate
from topicwire.newsroom.sealed_values import check_values
from topicwire.outbox.newsletter_settings import NewsletterSettings


def bounce(kind: BounceKind, subscriber: str = "", mailing: str = "", recipient: str = "") -> Bounce:
    """Build a report."""
    named = (recipient,) if recipient else ()
    return Bounce(kind=kind, code="5.0.0", mailing=mailing, subscriber=subscriber, recipients=named)


def files_with(folder: Path, hidden: set[bytes]) -> list[Path]:
    """List the files that hold any of these bytes; there are many files to look at."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 20
    return [path for path in files if any(one in path.read_bytes() for one in hidden)]


async def test_no_address_can_be_read_anywhere(tmp_path: Path) -> None:
    """Not in the store's file or its log, not in a record, a page, a log line or what an editor lists."""
    refused = {address("bea"): f"550 5.1.1 {address('bea')} is unknown", address("cyn"): f"451 {address('cyn')} later"}
    with capture_logs() as logs:
        async with SmallServer(refused=refused) as server:
            with newsletter_room(tmp_path / "hub", port=server.port) as room:
                subscribe(room, "ada", "bea", "cyn")
                ask(room, open_book(room), address("new"), "form")
                await go(room)
                write_preview(room, look(room))
                moved(room, timedelta(minutes=31))
                await go(room)
                listed = repr(list_subscribers(room, is_shown=False)) + repr(
                    room.store.newsletter.subscribers.list_all()
                )
                assert len(server.counts) == 2
    shown = CANARY.encode()
    hidden = {shown, base64.b64encode(shown)[:10], base64.urlsafe_b64encode(b"x" + shown)[2:12], shown.hex().encode()}
    assert files_with(tmp_path, hidden) == []
    assert CANARY not in listed
    assert CANARY not in repr(logs)


async def test_the_same_mailbox_is_never_on_the_list_twice(tmp_path: Path) -> None:
    """However it is written, and whichever way it comes."""
    with newsletter_room(tmp_path / "hub") as room:
        given = [address("ada"), address("ada").upper(), f" {address('ada')} ", "no address", address("bea")]
        assert add_all(room, given, origin="import", is_confirmed=True, dry_run=True)["confirmed"] == 4
        assert room.store.newsletter.subscribers.list_all() == ()
        done = add_all(room, given, origin="import", is_confirmed=True)
        assert (done["refused"], confirmed(room)) == (1, 2)
        assert add_all(room, [address("cyn"), address("ada")], origin="desk", is_confirmed=False) == {
            "asked": 1, "confirmed": 0, "unchanged": 1, "refused": 0,
        }  # fmt: skip


async def test_whoever_left_is_not_brought_back_by_an_import(tmp_path: Path) -> None:
    """The address is erased and known all the same; only asking and confirming again undoes it."""
    with newsletter_room(tmp_path / "hub") as room:
        ids = subscribe(room, "ada", "bea")
        assert remove_one(room, ids["ada"], is_forgotten=False)
        assert add_all(room, [address("ada")], origin="import", is_confirmed=True)["unchanged"] == 1
        assert confirmed(room) == 1
        assert add_all(room, [address("ada")], origin="desk", is_confirmed=False)["asked"] == 1
        assert remove_one(room, address("bea"), is_forgotten=True)
        assert room.store.newsletter.subscribers.find(SubscriberId(ids["bea"])) is None
        assert not remove_one(room, address("bea"), is_forgotten=False)
        with pytest.raises(AddressError, match="no mail address"):
            remove_one(room, "neither", is_forgotten=False)


async def test_two_hard_bounces_stop_an_address_and_one_report_counts_once(tmp_path: Path) -> None:
    """The same report given twice is one bounce."""
    with newsletter_room(tmp_path / "hub") as room:
        ids = subscribe(room, "ada")
        book, rows = open_book(room), room.store.newsletter.deliveries
        for day in ("2026-03-01", "2026-03-02"):
            rows.queue(day, [SubscriberId(ids["ada"])], room.clock.now())
            rows.begin(day, SubscriberId(ids["ada"]), room.clock.now())
            rows.give_up_open(room.clock.now())
        first = bounce(BounceKind.HARD, ids["ada"], "2026-03-01")
        assert [take_bounce(room, book, first).is_counted for _ in range(2)] == [True, False]
        assert confirmed(room) == 1
        taken = take_bounce(room, book, bounce(BounceKind.HARD, ids["ada"], "2026-03-02"))
        assert (taken.state, confirmed(room)) == (SubscriberState.BOUNCED, 0)
        assert room.store.newsletter.subscribers.get(SubscriberId(ids["ada"])).sealed is None


async def test_soft_bounces_count_only_when_they_come_close_together(tmp_path: Path) -> None:
    """A mailbox that is full once a year stays on the list."""
    with newsletter_room(tmp_path / "hub") as room:
        subscribe(room, "ada", "bea")
        book = open_book(room)
        for _ in range(6):
            take_bounce(room, book, bounce(BounceKind.SOFT, recipient=address("ada")))
            moved(room, timedelta(days=61))
        assert confirmed(room) == 2
        for _ in range(5):
            take_bounce(room, book, bounce(BounceKind.SOFT, recipient=address("bea")))
        assert confirmed(room) == 1


async def test_a_complaint_stops_all_mail_for_good(tmp_path: Path) -> None:
    """Not even a new sign-up brings a mail."""
    with newsletter_room(tmp_path / "hub") as room:
        ids = subscribe(room, "ada")
        book = open_book(room)
        assert take_bounce(room, book, bounce(BounceKind.COMPLAINT, ids["ada"])).is_counted
        assert not take_bounce(room, book, bounce(BounceKind.COMPLAINT, ids["ada"])).is_counted
        assert ask(room, book, address("ada"), "form").is_queued is False
        assert add_all(room, [address("ada")], origin="import", is_confirmed=True)["unchanged"] == 1
        remove_one(room, address("ada"), is_forgotten=False)
        counts = room.store.newsletter.subscribers.count()
        assert counts == {SubscriberState.COMPLAINED: 1}


async def test_returned_mails_are_read_from_files(tmp_path: Path) -> None:
    """One that cannot be read says so; one about a stranger changes nothing."""
    with newsletter_room(tmp_path / "hub") as room:
        subscribe(room, "ada")
        report, other = tmp_path / "1.eml", tmp_path / "2.eml"
        report.write_bytes(dsn("5.1.1").replace(b"ada@mail.example", address("ada").encode()))
        other.write_bytes(b"Subject: holiday\n\nI am away")
        found = take_files(room, [report, other, tmp_path / "none.eml"])
        assert [line.is_unreadable for line in found] == [False, True, True]
        assert "hard" in found[0].words
        assert take_bounce(room, open_book(room), read_bounce(dsn("5.1.1"))).subscriber_id is None


async def test_lists_are_read_and_written_as_files(tmp_path: Path) -> None:
    """Addresses in the clear go only where nobody publishes from, readable by their owner alone."""
    with newsletter_room(tmp_path / "hub") as room:
        file = tmp_path / "list.csv"
        file.write_text(
            'name,mail\n"Ada","ada@mail.example",x\nbea@mail.example;Bea\nnot@an@address\n', encoding="utf-8"
        )
        assert addresses_in(file) == ["ada@mail.example", "bea@mail.example", "not@an@address"]
        add_all(room, [*addresses_in(file), "=cmd@mail.example"], origin="import", is_confirmed=True)
        assert export_to(room, tmp_path / "out.csv") == 3
        assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o600
        lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
        assert lines[0] == "address,confirmed"
        assert '"\'=cmd@mail.example",2026-03-02' in lines
        for taken in (tmp_path / "out.csv", room.folder / "readers.csv"):
            with pytest.raises(OutboxError):
                export_to(room, taken)


async def test_unconfirmed_sign_ups_are_forgotten(tmp_path: Path) -> None:
    """Nothing is kept of somebody who never said yes."""
    with newsletter_room(tmp_path / "hub") as room:
        ask(room, open_book(room), address("ada"), "form")
        moved(room, timedelta(hours=47))
        assert forget_unconfirmed(room) == 0
        moved(room, timedelta(hours=2))
        assert forget_unconfirmed(room) == 1
        assert room.store.newsletter.subscribers.list_all() == ()
        assert room.store.newsletter.deliveries.list_mailings("confirm/") == ()


async def test_a_flood_of_sign_ups_ends(tmp_path: Path) -> None:
    """However many addresses it uses: no more than so many mails an hour, and nothing is kept of the rest."""
    with newsletter_room(tmp_path / "hub") as room:
        book = open_book(room)
        queued = sum(ask(room, book, f"n{number}@mail.example", "form").is_queued for number in range(ASKS_AN_HOUR + 5))
        assert queued == len(room.store.newsletter.subscribers.list_all()) == ASKS_AN_HOUR


async def test_keys_are_rotated_with_every_address(tmp_path: Path) -> None:
    """Afterwards nothing is sealed with the old key, and links of old mails still work."""
    with newsletter_room(tmp_path / "hub") as room:
        ids = subscribe(room, "ada", "bea")
        remove_one(room, ids["bea"], is_forgotten=False)
        book = open_book(room)
        leave = book.leave_token(SubscriberId(ids["ada"]))
        assert rotate(room, room.environment, dry_run=True).resealed == 2
        done = rotate(room, room.environment)
        assert (done.resealed, len(done.retired), done.troubles) == (2, 1, ())
        old, new = list_keys(room, room.environment).keys
        assert (old.in_store, new.in_store) == (0, 2)
        again = open_book(room)
        assert again.read_leave(leave) == ids["ada"]
        found = again.address(room.store.newsletter.subscribers.get(SubscriberId(ids["ada"])))
        assert found is not None
        assert found.reveal() == address("ada")
        assert add_all(room, [address("bea")], origin="import", is_confirmed=True)["unchanged"] == 1
        assert check_values(room, again.ring).opened == 2


async def test_a_sealed_address_opens_in_its_own_row_only(tmp_path: Path) -> None:
    """Whoever may write to the store cannot have mail sent to somebody else by swapping rows."""
    from dataclasses import replace

    with newsletter_room(tmp_path / "hub") as room:
        ids = subscribe(room, "ada", "bea")
        keeper = room.store.newsletter.subscribers
        ada, bea = (keeper.get(SubscriberId(ids[name])) for name in ("ada", "bea"))
        keeper.keep(replace(ada, sealed=bea.sealed))
        assert [line.address for line in list_subscribers(room, is_shown=True).lines].count("(does not open)") == 1
        assert len(check_values(room, open_book(room).ring).troubles) == 1


async def test_without_a_key_ring_nobody_can_sign_up(tmp_path: Path) -> None:
    """An address is never kept in the clear instead."""
    with newsletter_room(tmp_path / "hub") as room:
        (tmp_path / "keys.json").unlink()
        with pytest.raises(KeyRingError):
            open_book(room)


async def test_a_confirmation_says_what_was_signed(tmp_path: Path) -> None:
    """A token is read back to the microsecond; 1,000 changed ones are none of ours."""
    with newsletter_room(tmp_path / "hub") as room:
        book, now = open_book(room), room.clock.now()
        told = Confirmation(
            subscriber_id=SubscriberId("0123456789abcdef"), asked_at=now, until=now + timedelta(hours=1)
        )
        token = book.sign(told)
        assert book.read(token) == told
        changed = {token[:at] + char + token[at + 1 :] for at in range(len(token)) for char in "AZaz09-_"} - {token}
        assert [one for one in changed if book.read(one) is not None] == []
        leave = book.leave_token(SubscriberId("0123456789abcdef"))
        assert (book.read(leave), book.read_leave(token)) == (None, None)


def test_the_newsletter_is_off_until_a_hub_turns_it_on() -> None:
    """And an address in the settings is judged like any other."""
    assert NewsletterSettings().enabled is False
    with pytest.raises(ValueError, match="no mail address"):
        NewsletterSettings(sender="news@hub.example\r\nBcc: x@y.example")
