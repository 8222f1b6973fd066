"""The mails that ask to confirm a sign-up."""

from dataclasses import dataclass
from datetime import timedelta

from topicwire.errors import MailServerError
from topicwire.formats.mail import Mail
from topicwire.model.newsletter import Delivery, Subscriber, SubscriberState
from topicwire.newsroom.newsletter.address_book import Confirmation
from topicwire.newsroom.newsletter.issuing import around_issue
from topicwire.newsroom.newsletter.posting import UNDATED, Office, message_id, on_settled, open_address, sealed_up
from topicwire.newsroom.newsletter.subscribing import CONFIRM, confirm_mailing
from topicwire.outbox.mailing import hand_over
from topicwire.ports.mail import Envelope
from topicwire.render.newsletter.colours import colours
from topicwire.render.newsletter.html import mail_html
from topicwire.render.site.links import absolute

PAGE = "newsletter/confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmWords:
    """What the mail says, in the hub's language."""

    subject: str
    link: str
    until: str


async def send_confirmations(office: Office, most_seconds: float = 60.0) -> int:
    """Hand over every confirmation mail that is due, and count those the server took.

    Raises:
        MailServerError: the server cannot be used; what is queued stays so.
    """
    taken = 0
    for mailing in office.room.store.newsletter.deliveries.list_mailings(CONFIRM):
        done = await hand_over(
            mailing,
            office.post,
            lambda row: _write(office, row),
            lambda row, answer: on_settled(office, row, answer),
            most_seconds=most_seconds,
        )
        taken += sum(count for state, count in done.counts.items() if state.value == "sent")
        if done.trouble:
            raise MailServerError(done.trouble)
    return taken


def _write(office: Office, row: Delivery) -> Envelope | None:
    """Write one; None when the sign-up was confirmed, forgotten or followed by a newer one."""
    subscriber = office.room.store.newsletter.subscribers.find(row.subscriber_id)
    address = open_address(office, subscriber, SubscriberState.PENDING)
    if subscriber is None or not address or confirm_mailing(subscriber.asked_at) != row.mailing:
        return None
    words = _words(office, subscriber)
    mail = Mail(
        sender=office.sender,
        recipient=address,
        subject=words.subject,
        at=subscriber.asked_at,
        message_id=message_id(office, row),
        text=_text(office, words),
        html=_html(office, words),
        headers=(("Auto-Submitted", "auto-generated"),),
    )
    return sealed_up(office, mail)


def _words(office: Office, subscriber: Subscriber) -> ConfirmWords:
    room = office.room
    until = subscriber.asked_at + timedelta(hours=room.config.settings.newsletter.confirm_hours)
    told = Confirmation(subscriber_id=subscriber.id, asked_at=subscriber.asked_at, until=until)
    wording = around_issue(room, UNDATED, "").wording
    return ConfirmWords(
        subject=wording.say("mail_confirm_subject", hub=room.config.hub.title),
        link=f"{absolute(room.config.hub, PAGE)}?t={office.book.sign(told)}",
        until=wording.full(until),
    )


def _html(office: Office, words: ConfirmWords) -> str:
    light, dark = colours()
    around = around_issue(office.room, UNDATED, "")
    view = {"light": light, "dark": dark, "hub": around.hub, "around": around}
    own = {"subject": words.subject, "link": words.link, "until": words.until}
    return mail_html(around, "mail-confirm.html", {**view, **own})


def _text(office: Office, words: ConfirmWords) -> str:
    around = around_issue(office.room, UNDATED, "")
    say = around.wording.say
    lines = (
        say("mail_confirm_lead", hub=around.hub.title),
        "",
        say("mail_confirm_note"),
        "",
        words.link,
        "",
        say("mail_confirm_until", until=words.until),
        say("mail_confirm_ignore"),
        "",
        *around.postal,
    )
    return "\n".join(lines).rstrip() + "\n"
