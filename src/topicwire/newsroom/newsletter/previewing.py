"""A look at an issue before anybody gets it: as files, or as one test mail."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from topicwire.config.files import PRIVATE
from topicwire.errors import DecisionError, MailServerError
from topicwire.formats.mail import Mail, list_headers, write_mail
from topicwire.model.newsletter import Issue
from topicwire.newsroom.newsletter.address_book import known_mailbox
from topicwire.newsroom.newsletter.deciding import held_issue
from topicwire.newsroom.newsletter.issuing import NOTHING, around_issue, draft, mark_of
from topicwire.newsroom.newsletter.posting import Office
from topicwire.newsroom.room import Room
from topicwire.outbox.files import write_whole
from topicwire.ports.mail import Answer, Envelope
from topicwire.render.site.links import absolute

PREVIEW = f"{PRIVATE}/newsletter"
NOBODY = "preview"
"""Stands for a recipient's token: such a link unsubscribes nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """An issue to look at."""

    issue: Issue
    is_held: bool  # True: it is composed and waits; False: it is what would be composed now
    html: str
    text: str
    pictures: dict[str, bytes]  # by their path on the site


def look(room: Room) -> Look:
    """Give the issue that waits for a word, or else what would be composed now.

    Raises:
        DecisionError: there is nothing to tell.
    """
    held = held_issue(room)
    bodies = room.store.newsletter.issues.find_bodies(held.id) if held else None
    if held and held.letter and bodies:
        html, text = (body.replace(mark_of(held), NOBODY) for body in bodies)
        files = [story.picture.file for story in held.letter.stories if story.picture]
        pictures = {file: (room.folder / file).read_bytes() for file in files if (room.folder / file).is_file()}
        return Look(issue=held, is_held=True, html=html, text=text, pictures=pictures)
    drafted = draft(room)
    if drafted.issue.letter is None:
        raise DecisionError(NOTHING)
    mark = mark_of(drafted.issue)
    return Look(
        issue=drafted.issue,
        is_held=False,
        html=drafted.html.replace(mark, NOBODY),
        text=drafted.text.replace(mark, NOBODY),
        pictures={one.picture.file: one.raw for one in drafted.pictures},
    )


def write_preview(room: Room, shown: Look, folder: Path | None = None) -> tuple[Path, Path]:
    """Write an issue as HTML and text, with its pictures beside, and give both paths.

    Raises:
        OutboxError: it cannot be written.
    """
    target = folder or room.folder / PREVIEW
    target.mkdir(parents=True, exist_ok=True)
    html = shown.html
    for file, raw in shown.pictures.items():
        name = Path(file).name
        write_whole(target / name, raw)
        html = html.replace(absolute(room.config.hub, file), name)
    page, plain = target / f"{shown.issue.id}.html", target / f"{shown.issue.id}.txt"
    write_whole(page, html.encode("utf-8", "replace"))
    write_whole(plain, shown.text.encode("utf-8", "replace"))
    return page, plain


async def send_test(office: Office, shown: Look, address: str) -> None:
    """Send an issue to one address, marked as a test; no row is kept, and nobody else gets anything.

    Raises:
        AddressError: it is no mail address.
        MailServerError: the server did not take it.
    """
    if shown.issue.letter is None:
        raise DecisionError(NOTHING)
    recipient = known_mailbox(address)
    web = around_issue(office.room, shown.issue.id, NOBODY).web
    by_mail = f"mailto:{office.sender.reply_to or office.sender.address}?subject=unsubscribe%20{NOBODY}"
    title = office.room.config.hub.title
    mail = Mail(
        sender=office.sender,
        recipient=recipient,
        subject=f"[Test] {shown.issue.letter.subject}",
        at=office.room.clock.now(),
        message_id=f"test.{secrets.token_hex(8)}@{office.host}",
        text=shown.text,
        html=shown.html,
        headers=list_headers(title, office.host, web if web.isascii() else "", "", by_mail),
    )
    envelope = Envelope(sender=office.sender.address, recipient=recipient, message=write_mail(mail))
    async with office.post.mailer.open() as session:
        handed = await session.send(envelope, lambda: True)
    if handed.answer is not Answer.TAKEN:
        raise MailServerError(f"the test mail was not taken: {handed.answer.value} {handed.code}".strip())
