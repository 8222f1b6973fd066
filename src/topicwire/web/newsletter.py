"""The newsletter's own addresses: asking for it, confirming, leaving. GET shows a page and changes nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl, urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from topicwire.errors import TopicwireError
from topicwire.newsroom.newsletter.desk import Desk, Page
from topicwire.newsroom.room import Room

LARGEST_FORM = 4096
_PRIVATE = {"cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex"}

Answer = Callable[[Request], Awaitable[Response]]

log = structlog.get_logger()


class NewsletterPages:
    """Answers for the newsletter of one open hub."""

    def __init__(self, room: Room) -> None:
        self._desk, self._url = Desk(room), room.config.hub.url
        self.tasks = set[asyncio.Task[None]]()  # sign-ups being taken

    def routes(self) -> list[Route]:
        """List the routes."""
        return [
            Route("/newsletter/subscribe", _told(self._subscribe), methods=["GET", "POST"]),
            Route("/newsletter/asked", _told(self._asked)),
            Route("/newsletter/confirm", _told(self._confirm), methods=["GET", "POST"]),
            Route("/newsletter/unsubscribe", _told(self._unsubscribe), methods=["GET", "POST"]),
        ]

    async def _subscribe(self, request: Request) -> Response:
        desk = self._desk
        if not desk.is_open:
            return Response(status_code=404)
        if request.method != "POST":
            return _page(desk.form())
        if not is_same_origin(request, self._url):
            return _page(desk.say("mail_refused_title", "mail_not_from_here"), 403)
        if not desk.may_ask(_client(request)):
            return _page(desk.form("mail_form_full"), 429)
        address = (await _form(request)).get("address", "")
        if not desk.is_address(address):
            return _page(desk.form("mail_form_bad"), 422)
        # The answer is made before anything is looked up, and the connection does not wait for what follows: neither
        # its words nor its time say who subscribes.
        task = asyncio.create_task(self._take(address))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return RedirectResponse("asked", status_code=303, headers=_PRIVATE)

    async def _take(self, address: str) -> None:
        try:
            await self._desk.ask(address)
        except TopicwireError as error:
            log.error("sign-up not taken", stage="newsletter", why=type(error).__name__)

    async def _asked(self, request: Request) -> Response:
        if not self._desk.is_open:
            return Response(status_code=404)
        return _page(self._desk.say("mail_asked_title", "mail_asked_note"))

    async def _confirm(self, request: Request) -> Response:
        desk, token = self._desk, await _token(request)
        if request.method != "POST":
            return _page(desk.confirm_page(token))
        if not is_same_origin(request, self._url):
            return _page(desk.say("mail_refused_title", "mail_not_from_here"), 403)
        if desk.confirm(token):
            return _page(desk.say("mail_confirmed_title", "mail_confirmed_note"))
        return _page(desk.say("mail_expired_title", "mail_expired_note"), 410)

    async def _unsubscribe(self, request: Request) -> Response:
        desk, token = self._desk, await _token(request)
        if request.method != "POST":
            return _page(desk.leave_page(token))
        if desk.leave(token):  # the token is the authority (RFC 8058, section 3.2): mail clients send no origin
            return _page(desk.say("mail_unsubscribed_title", "mail_unsubscribed_note"))
        return _page(desk.say("mail_expired_title", "mail_expired_note"), 410)


def is_same_origin(request: Request, public_url: str) -> bool:
    """Tell whether a form comes from this site: what the browser says of it, which no page elsewhere can change."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    if origin is None:
        return site == "same-origin"
    return origin in {_origin(public_url), _origin(str(request.url))}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _told(answer: Answer) -> Answer:
    """Answer that it does not work now when the key ring or the store cannot be used; the log says why."""

    async def told(request: Request) -> Response:
        try:
            return await answer(request)
        except TopicwireError as error:
            log.error("newsletter page failed", stage="newsletter", why=str(error))
            return Response("Not now, please try again later.\n", status_code=503, media_type="text/plain")

    return told


def _page(page: Page, status: int = 200) -> Response:
    return HTMLResponse(page.html, status_code=status, headers=_PRIVATE)


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


async def _token(request: Request) -> str:
    """Give the token of a link, or of the form that its page sends."""
    named = request.query_params.get("t", "")
    if named or request.method != "POST":
        return named[:200]
    return (await _form(request)).get("t", "")[:200]


async def _form(request: Request) -> dict[str, str]:
    """Read a small form; one that is too large, or of another kind, is empty."""
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > LARGEST_FORM:
            return {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return {}
    return dict(parse_qsl(raw.decode("utf-8", "replace"), max_num_fields=10))
