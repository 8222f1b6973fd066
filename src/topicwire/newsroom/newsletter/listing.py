"""Subscribers as an editor sees and changes them."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from topicwire.errors import AddressError, FormatError, OutboxError, SealError
from topicwire.formats.bounces import LARGEST, BounceKind, read_bounce
from topicwire.model.newsletter import Subscriber, SubscriberState
from topicwire.newsroom.newsletter.address_book import AddressBook, open_book
from topicwire.newsroom.newsletter.bouncing import Taken, take_bounce
from topicwire.newsroom.newsletter.subscribing import add_confirmed, ask, find_by_name, stop
from topicwire.newsroom.room import Room
from topicwire.outbox.files import told
from topicwire.text.mailboxes import mailbox, masked

_CUT = re.compile(r"[,;\t\"'<>()\s]+")
LONGEST_LINE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One subscriber; `repr` shows no address, as none may get into a log."""

    id: str
    state: str
    address: str  # masked, unless it was asked for; empty: erased
    since: datetime  # of the state
    origin: str

    def __repr__(self) -> str:
        """Name the id alone."""
        return f"<subscriber {self.id}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """All subscribers."""

    counts: dict[str, int]
    lines: tuple[Line, ...]  # by the time they asked


@dataclass(frozen=True, slots=True, kw_only=True)
class BounceLine:
    """What one returned mail did."""

    file: str
    words: str
    is_unreadable: bool


def list_subscribers(room: Room, *, is_shown: bool) -> Listed:
    """List subscribers; addresses are masked unless `is_shown`."""
    keeper, book = room.store.newsletter.subscribers, open_book(room)
    counts = {state.value: count for state, count in keeper.count().items()}
    return Listed(counts=counts, lines=tuple(_line(book, one, is_shown=is_shown) for one in keeper.list_all()))


def addresses_in(file: Path) -> list[str]:
    """Read the first address of each line of a text or CSV file; a line without one gives its first word.

    Raises:
        FormatError: it cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError("cannot be read as UTF-8 text", subject=str(file)) from error
    found = []
    for line in lines:
        words = [word for word in _CUT.split(line[:LONGEST_LINE]) if word]
        if words and "@" in line:
            found.append(next((word for word in words if mailbox(word)), words[0]))
    return found


def add_all(
    room: Room, addresses: Iterable[str], *, origin: str, is_confirmed: bool, dry_run: bool = False
) -> dict[str, int]:
    """Ask addresses to confirm, or put them on the list; count what came of it."""
    book = open_book(room)
    done = dict.fromkeys(("asked", "confirmed", "unchanged", "refused"), 0)
    for address in addresses:
        try:
            done[_add(room, book, address, origin, is_confirmed=is_confirmed, dry_run=dry_run)] += 1
        except AddressError:
            done["refused"] += 1
    return done


def remove_one(room: Room, name: str, *, is_forgotten: bool, dry_run: bool = False) -> bool:
    """Take a subscriber off the list; False when nobody is known by that id or address."""
    known = find_by_name(room, open_book(room), name)
    if known is None:
        return False
    if dry_run:
        return True
    if is_forgotten:
        room.store.newsletter.subscribers.drop(known.id)
    else:
        stop(room, known, SubscriberState.UNSUBSCRIBED)
    return True


def export_to(room: Room, file: Path) -> int:
    """Write confirmed addresses with their dates as CSV, readable by the owner alone, and count them.

    Raises:
        OutboxError: it is inside the hub's folder, from where it might be published, or is there already.
        SealError: an address does not open.
    """
    if file.resolve().is_relative_to(room.folder.resolve()):
        raise OutboxError("addresses are not written into the hub's folder", subject=str(file))
    book = open_book(room)
    rows = ["address,confirmed"]
    for one in room.store.newsletter.subscribers.list_in(SubscriberState.CONFIRMED):
        address = book.address(one)
        if address is not None:
            rows.append(f"{_cell(address.reveal())},{one.changed_at:%Y-%m-%d}")
    with told(file):
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as out:
            out.write("\n".join(rows) + "\n")
    return len(rows) - 1


def take_files(room: Room, files: Iterable[Path]) -> tuple[BounceLine, ...]:
    """Take in returned mails, one a file."""
    book = open_book(room)
    return tuple(_take_file(room, book, file) for file in files)


def _take_file(room: Room, book: AddressBook, file: Path) -> BounceLine:
    try:
        with file.open("rb") as opened:
            report = read_bounce(opened.read(LARGEST + 1))
    except (OSError, FormatError) as error:
        return BounceLine(file=str(file), words=str(error), is_unreadable=True)
    return BounceLine(file=str(file), words=_words(take_bounce(room, book, report)), is_unreadable=False)


def _words(taken: Taken) -> str:
    if taken.subscriber_id is None:
        return "about nobody who subscribes"
    if taken.kind is BounceKind.NOTHING:
        return f"{taken.subscriber_id}: nothing that counts"
    known = "" if taken.is_counted else ", known already"
    return f"{taken.subscriber_id}: {taken.kind.value}{known}; {taken.state.value if taken.state else ''}"


def _add(room: Room, book: AddressBook, address: str, origin: str, *, is_confirmed: bool, dry_run: bool) -> str:
    if dry_run:
        known = room.store.newsletter.subscribers.find_by_lookup(book.lookup(address))
        return "unchanged" if known else ("confirmed" if is_confirmed else "asked")
    if is_confirmed:
        asked = add_confirmed(room, book, address, origin)
        return "confirmed" if asked.state is SubscriberState.CONFIRMED else "unchanged"
    return "asked" if ask(room, book, address, origin).is_queued else "unchanged"


def _line(book: AddressBook, one: Subscriber, *, is_shown: bool) -> Line:
    try:
        address = book.address(one)
        words = "" if address is None else address.reveal() if is_shown else masked(address.reveal())
    except SealError:
        words = "(does not open)"
    return Line(id=one.id, state=one.state.value, address=words, since=one.changed_at, origin=one.origin)


def _cell(address: str) -> str:
    """Write an address as a CSV cell that no spreadsheet takes for a formula."""
    return f'"\'{address}"' if address[:1] in {"=", "+", "-", "@"} else address
