"""A fake world: a web that is a function, a clock that stands still, workers in this process, and builders."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from topicwire.ports.web import Failure, FailureReason, Request, Response
from topicwire.ports.workers import Crash

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class FixedClock:
    """A clock that moves only when told to."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at, self.seconds = at, 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def move(self, by: timedelta) -> None:
        self.at += by
        self.seconds += by.total_seconds()


class FakeWeb:
    """Answers from a function of the request; remembers what was asked."""

    def __init__(self, answer: Callable[[Request], Response | Failure]) -> None:
        self.answer, self.requests = answer, list[Request]()

    async def get(self, request: Request) -> Response | Failure:
        self.requests.append(request)
        return self.answer(request)


class InProcessWorkers:
    """Runs the function here and turns an exception into a Crash."""

    async def run(self, function: Callable[..., Any], *arguments: object) -> Any:
        try:
            return function(*arguments)
        except Exception as error:
            return Crash(detail=repr(error))


def response(url: str, body: bytes = b"", status: int = 200, **headers: str) -> Response:
    """Build an answer without redirects; header names use _ for -."""
    pairs = tuple((name.replace("_", "-").lower(), value) for name, value in headers.items())
    return Response(url=url, final_url=url, hops=(), status=status, headers=pairs, body=body, took_ms=1)


def failure(url: str, reason: FailureReason = FailureReason.NO_CONNECTION, detail: str = "refused") -> Failure:
    """Build a failed request."""
    return Failure(url=url, final_url=url, hops=(), reason=reason, detail=detail, took_ms=1)
