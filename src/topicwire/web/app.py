"""The application: the current edition's files, health, readiness, metrics, version."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route

from topicwire import __version__
from topicwire.config.files import PUBLIC
from topicwire.newsroom.metrics import metrics_text
from topicwire.newsroom.readiness import readiness
from topicwire.newsroom.room import Room
from topicwire.web.headers import SecurityHeaders
from topicwire.web.newsletter import NewsletterPages
from topicwire.web.search import search_routes
from topicwire.web.site import EditionFiles

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def make_app(room: Room, lifespan: Lifespan | None = None) -> Starlette:
    """Build the application for one open hub."""

    async def healthz(request: Request) -> Response:
        """Answer as long as the process does; touches nothing else."""
        return PlainTextResponse("ok\n")

    async def readyz(request: Request) -> Response:
        found = readiness(room)
        return JSONResponse(found.as_dict(), status_code=200 if found.is_ready else 503)

    async def metrics(request: Request) -> Response:
        return Response(metrics_text(room), media_type="text/plain; version=0.0.4; charset=utf-8")

    async def version(request: Request) -> Response:
        return JSONResponse({"topicwire": __version__})

    newsletter = NewsletterPages(room)
    routes = [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", metrics),
        Route("/version", version),
        *search_routes(room),
        *newsletter.routes(),
        Mount("/", EditionFiles(Path(room.folder) / PUBLIC)),
    ]
    middleware = [Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=1000)]
    app = Starlette(routes=routes, middleware=middleware, lifespan=lifespan)
    app.state.newsletter = newsletter
    return app
