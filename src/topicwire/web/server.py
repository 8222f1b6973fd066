"""Serves a hub, and runs its cycles beside if asked to."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import structlog
import uvicorn
from starlette.applications import Starlette

from topicwire.errors import TopicwireError
from topicwire.newsroom.room import Room
from topicwire.newsroom.watching import Plan, run_cycles
from topicwire.web.app import Lifespan, make_app

log = structlog.get_logger()


def serve_hub(room: Room, host: str, port: int, *, watch: bool, on_ready: Callable[[str], None]) -> None:
    """Listen until interrupted; `on_ready` is told the address once it is bound.

    Raises:
        TopicwireError: the address cannot be bound.
    """
    try:
        listening = socket.create_server((host, port), reuse_port=False)
    except OSError as error:
        raise TopicwireError(
            f"cannot listen on {host}:{port}: {error.strerror}", remedy="choose another --port"
        ) from error
    bound_host, bound_port = listening.getsockname()[:2]
    on_ready(f"http://{bound_host}:{bound_port}/")
    app = make_app(room, _cycles_beside(room) if watch else None)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=10)
    uvicorn.Server(config).run(sockets=[listening])


def _cycles_beside(room: Room) -> Lifespan:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(_watch(room))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    return lifespan


async def _watch(room: Room) -> None:
    """Run cycles; trouble stops the cycles and is logged, readers are served all the same."""
    try:
        await run_cycles(room, Plan(watch=True, has_signals=False))
    except TopicwireError as error:
        log.error("cycles stopped", why=str(error))
