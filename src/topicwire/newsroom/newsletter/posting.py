"""Writes the mails of a mailing and has them handed over, with what that does to subscribers."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog

from topicwire.errors import MailServerError, SealError
from topicwire.formats.mail import Mail, Sender, list_headers, write_mail
from topicwire.model.hub import Hub
from topicwire.model.newsletter import Delivery, Issue, IssueId, Subscriber, SubscriberState
from topicwire.net.smtp import SmtpMailer
from topicwire.newsroom.newsletter.address_book import AddressBook, open_book
from topicwire.newsroom.newsletter.bouncing import count_bounce
from topicwire.newsroom.newsletter.issuing import around_issue, mark_of
from topicwire.newsroom.room import Room
from topicwire.outbox.mailing import Post, Write
from topicwire.ports.mail import Answer, Envelope, Mailer

log = structlog.get_logger()
UNDATED = IssueId("2000-01-01")
"""Stands for any issue where only links are wanted that have nothing to do with one."""
Announce = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """All that sending needs, for one hub."""

    room: Room
    book: AddressBook
    post: Post
    sender: Sender
    host: str  # of the hub: stands in Message-ID and List-Id


def open_office(room: Room, announce: Announce = lambda _: None, mailer: Mailer | None = None) -> Office:
    """Open the address book and say where mail goes; connects to nothing yet.

    Raises:
        MailServerError: hub.toml names no mail server, or no password where one is needed.
        KeyRingError: the hub has no key ring.
    """
    settings, mail = room.config.settings.newsletter, room.config.settings.mail
    if not mail.host and mailer is None:
        raise MailServerError("hub.toml names no mail server", remedy="set host in [mail]")
    if not settings.sender:
        raise MailServerError("hub.toml names no sender", remedy="set sender in [newsletter]")
    host = host_of(room.config.hub)
    post = Post(
        deliveries=room.store.newsletter.deliveries,
        transaction=room.store.transaction,
        mailer=mailer or SmtpMailer(mail, lambda: password_of(room), host, announce),
        clock=room.clock,
        per_second=mail.per_second,
        tries=settings.tries,
        announce=announce,
    )
    name = settings.sender_name or room.config.hub.title
    sender = Sender(name=name, address=settings.sender, reply_to=settings.reply_to)
    return Office(room=room, book=open_book(room), post=post, sender=sender, host=host)


def host_of(hub: Hub) -> str:
    """Give the hub's host name in ASCII."""
    host = urlsplit(hub.url).hostname or "localhost"
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return "localhost"


def password_of(room: Room) -> str:
    """Read the mail server's password from where hub.toml says it is.

    Raises:
        MailServerError: it is not there.
    """
    name = room.config.settings.mail.password_variable
    if not name:
        return ""
    if name in room.environment:
        return room.environment[name]
    file = room.environment.get(f"{name}_FILE")
    if file is None:
        raise MailServerError(f"the variable {name} is not set", remedy=f"set {name} or {name}_FILE")
    try:
        return (room.folder / file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise MailServerError(f"the file that {name}_FILE names cannot be read") from error


def issue_writer(office: Office, issue: Issue) -> Write:
    """Give what writes the mail of an issue for one subscriber: the kept letter, with the recipient's own link."""
    bodies = office.room.store.newsletter.issues.find_bodies(issue.id)
    if issue.letter is None or bodies is None:
        raise MailServerError("the issue has no letter", subject=issue.id)
    html, text = bodies
    subject, mark = issue.letter.subject, mark_of(issue)
    web = around_issue(office.room, issue.id, mark).web
    archive = web if web.isascii() else ""  # headers hold nothing else

    def write(row: Delivery) -> Envelope | None:
        subscriber = office.room.store.newsletter.subscribers.find(row.subscriber_id)
        address = open_address(office, subscriber, SubscriberState.CONFIRMED)
        if subscriber is None or not address:
            return None
        by_mail, by_web = unsubscribe_links(office, subscriber)
        token = own_mark(office, subscriber)
        mail = Mail(
            sender=office.sender,
            recipient=address,
            subject=subject,
            at=issue.changed_at,
            message_id=message_id(office, row),
            text=text.replace(mark, token),
            html=html.replace(mark, token),
            headers=list_headers(office.room.config.hub.title, office.host, archive, by_web, by_mail),
        )
        return sealed_up(office, mail)

    return write


def sealed_up(office: Office, mail: Mail) -> Envelope:
    """Put a mail into its envelope.

    Raises:
        MailServerError: it cannot be written, which no server is asked for then.
    """
    try:
        message = write_mail(mail)
    except ValueError as error:
        raise MailServerError(f"the mail cannot be written: {error}", subject=mail.message_id) from error
    return Envelope(sender=office.sender.address, recipient=mail.recipient, message=message)


def own_mark(office: Office, subscriber: Subscriber) -> str:
    """Give what a subscriber's unsubscribe link carries: a signed token on the web, the id in a mail."""
    is_web = office.room.config.settings.newsletter.signup
    return office.book.leave_token(subscriber.id) if is_web else subscriber.id


def unsubscribe_links(office: Office, subscriber: Subscriber) -> tuple[str, str]:
    """Give how a subscriber leaves: by mail always, by web where the site is served (else empty)."""
    settings = office.room.config.settings.newsletter
    by_mail = f"mailto:{settings.reply_to or settings.sender}?subject=unsubscribe%20{subscriber.id}"
    around = around_issue(office.room, UNDATED, office.book.leave_token(subscriber.id))
    has_web = settings.signup and around.unsubscribe.isascii()
    return by_mail, around.unsubscribe if has_web else ""


def open_address(office: Office, subscriber: Subscriber | None, wanted: SubscriberState) -> str:
    """Give the address of a subscriber in the wanted state; empty when it is not, or its address does not open."""
    if subscriber is None or subscriber.state is not wanted:
        return ""
    try:
        address = office.book.address(subscriber)
    except SealError as error:
        log.error("address does not open", stage="newsletter", subject=subscriber.id, why=type(error).__name__)
        return ""
    return "" if address is None else address.reveal()


def message_id(office: Office, row: Delivery) -> str:
    """Give the Message-ID: the same whenever, and however often, this mail is written."""
    return f"{row.mailing}.{row.subscriber_id}@{office.host}"


def on_settled(office: Office, row: Delivery, answer: Answer | None) -> None:
    """Count a refusal against the subscriber, and log what became of the mail: ids and figures alone."""
    known = office.room.store.newsletter.subscribers.find(row.subscriber_id)
    has_failed = row.state.value == "failed"
    if known is not None and has_failed and answer in {Answer.NO_ADDRESS, Answer.LATER}:
        count_bounce(office.room, known, is_hard=answer is Answer.NO_ADDRESS)
    log.info("mail", stage="newsletter", subject=row.subscriber_id, outcome=row.state.value, why=row.code)
