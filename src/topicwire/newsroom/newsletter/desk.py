"""What the web server asks of the newsletter: pages, and the few things a reader may do."""

import asyncio
from dataclasses import dataclass

import structlog

from topicwire import __version__
from topicwire.errors import MailServerError
from topicwire.newsroom.newsletter.address_book import open_book
from topicwire.newsroom.newsletter.confirming import send_confirmations
from topicwire.newsroom.newsletter.limits import Visits
from topicwire.newsroom.newsletter.posting import open_office
from topicwire.newsroom.newsletter.subscribing import ask, confirm, unsubscribe
from topicwire.newsroom.publishing import offer_of
from topicwire.newsroom.room import Room
from topicwire.render.site.frame import Frame, Head, frame_of, page_bytes
from topicwire.render.site.newsletters import form_view
from topicwire.text.mailboxes import mailbox

ASKS_AN_HOUR = 10
"""Sign-ups from one client address in an hour."""
CONFIRM, UNSUBSCRIBE = "newsletter/confirm", "newsletter/unsubscribe"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to answer with."""

    html: bytes


class Desk:
    """Answers for one open hub."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._sending = asyncio.Lock()  # one connection at a time, however many sign up at once
        self._visits = Visits(most=ASKS_AN_HOUR, seconds=3600.0, clock=room.clock)

    @property
    def is_open(self) -> bool:
        """Tell whether readers may sign up here."""
        settings = self._room.config.settings.newsletter
        return settings.enabled and settings.signup

    def may_ask(self, client: str) -> bool:
        """Count a sign-up from a client address; False when there were too many."""
        return self._visits.may(client)

    def is_address(self, address: str) -> bool:
        """Tell whether that is an address we send to."""
        return bool(mailbox(address))

    async def ask(self, address: str) -> None:
        """Take a sign-up, and send its confirmation mail if the mail server can be used now.

        Raises:
            AddressError, KeyRingError: it cannot be taken.
        """
        asked = ask(self._room, open_book(self._room), address, "form")
        if not asked.is_queued:
            return
        try:
            async with self._sending:
                await send_confirmations(open_office(self._room))
        except MailServerError as error:
            log.warning("confirmation waits", stage="newsletter", subject=asked.subscriber_id, why=str(error))

    def confirm(self, token: str) -> bool:
        """Put the holder of a good link on the list."""
        return confirm(self._room, open_book(self._room), token)

    def leave(self, token: str) -> bool:
        """Take the holder of an unsubscribe link off the list."""
        return unsubscribe(self._room, open_book(self._room), token)

    def form(self, trouble: str = "") -> Page:
        """Give the page with the sign-up form; `trouble` is the key of what was wrong with the last try."""
        view = form_view(self._frame, offer_of(self._room.config.settings.newsletter))
        words = self._frame.wording.words
        lines = [words["mail_own_words"], str(view["rhythm"])]
        return self._page("mail_newsletter", lines, view, trouble=words[trouble] if trouble else "")

    def say(self, title: str, *lines: str) -> Page:
        """Give a page of words, by their keys."""
        words = self._frame.wording.words
        return self._page(title, [words[line] for line in lines], form_view(self._frame, None))

    def confirm_page(self, token: str) -> Page:
        """Give the page with the button that confirms."""
        return self._button("mail_confirm_title", "mail_confirm_note", ("mail_confirm_button", CONFIRM), token)

    def leave_page(self, token: str) -> Page:
        """Give the page with the button that unsubscribes."""
        return self._button("mail_unsubscribe", "mail_unsubscribe_ask", ("mail_unsubscribe_button", UNSUBSCRIBE), token)

    @property
    def _frame(self) -> Frame:
        return frame_of(self._room.config.hub, __version__, has_newsletter=True)

    def _button(self, title: str, line: str, button: tuple[str, str], token: str) -> Page:
        words = self._frame.wording.words
        view = form_view(self._frame, None)
        return self._page(title, [words[line]], view, button=words[button[0]], action=button[1], token=token)

    def _page(self, title: str, lines: list[str], view: dict[str, object], **own: str) -> Page:
        named = self._frame.wording.words[title]
        head = Head(
            path="newsletter/page.html",
            title=f"{named} · {self._room.config.hub.title}",
            description=named,
            is_anywhere=True,
        )
        blank = {"button": "", "action": "", "token": "", "trouble": ""}
        told = {"title": named, "lines": [line for line in lines if line], **view, **blank, **own}
        return Page(html=page_bytes(self._frame, head, "mail-page.html", **told))
