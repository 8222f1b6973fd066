"""Search on the live site: the page that works without scripts, and the same answers as JSON."""

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from topicwire.newsroom.readiness import has_site
from topicwire.newsroom.room import Room
from topicwire.newsroom.search_answers import FURTHEST, MOST, PAGE, answer_dict, answer_page, fields_of

_HEADERS = {"cache-control": "no-cache", "x-robots-tag": "noindex"}
"""Results change with every edition, and lists of results are nothing for search engines."""


def search_routes(room: Room) -> list[Route]:
    """Give the routes, to stand before the edition's files: its own `search.html` is for where no server answers."""

    async def page(request: Request) -> Response:
        if not has_site(room):
            return RedirectResponse("./", status_code=307)  # which says that there is no edition yet
        number = _number(request, "page", (1, FURTHEST // PAGE), 1)
        raw = answer_page(room, fields_of(request.query_params), number)
        return Response(raw, media_type="text/html; charset=utf-8", headers=_HEADERS)

    async def lead_on(request: Request) -> Response:
        # Only the query is the asker's: the page led to is one of ours.
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"search.html{query}", status_code=307)

    async def as_json(request: Request) -> Response:
        limit, offset = _number(request, "n", (1, MOST), PAGE), _number(request, "offset", (0, FURTHEST), 0)
        return JSONResponse(answer_dict(room, fields_of(request.query_params), limit, offset), headers=_HEADERS)

    return [Route("/search.html", page), Route("/search", lead_on), Route("/api/search", as_json)]


def _number(request: Request, name: str, bounds: tuple[int, int], otherwise: int) -> int:
    """Read a whole number within its bounds; what is none is as if it was not said."""
    said = request.query_params.get(name, "")
    is_number = said.isascii() and said.isdigit() and len(said) < 9
    return min(max(int(said), bounds[0]), bounds[1]) if is_number else otherwise
