"""What an answer without a readable feed means: when to try again, and why in words. Pure.

A feed is given up for one reason only: its own address answers 410. Everything else may pass.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from topicwire.model.outcome import RetryReason
from topicwire.model.source import FeedState
from topicwire.ports.web import Failure, FailureReason, Response
from topicwire.stages.poll.asks import retry_after
from topicwire.stages.poll.settings import PollSettings
from topicwire.stages.poll.waits import ceiling_of, floor_of, varied_within
from topicwire.text.clean import cut, one_line

SLOW_DOWN = timedelta(hours=1)
"""First wait after a refusal or a 404: limiters send 403 instead of 429, and some hosts lose feeds for hours."""
LONGEST_DETAIL = 300
"""Characters of a foreign message that are kept."""
PERMANENT = frozenset({301, 308})
"""Redirects that say "from now on" (RFC 9110, sections 15.4.2 and 15.4.9)."""

_REASONS = {
    FailureReason.BAD_ADDRESS: RetryReason.UNREACHABLE,
    FailureReason.NOT_PUBLIC: RetryReason.REFUSED,
    FailureReason.ROBOTS: RetryReason.REFUSED,
    FailureReason.REDIRECTS: RetryReason.UNREACHABLE,
    FailureReason.TOO_LARGE: RetryReason.UNREADABLE,
    FailureReason.BAD_ENCODING: RetryReason.UNREADABLE,
    FailureReason.NO_HOST: RetryReason.UNREACHABLE,
    FailureReason.NO_CONNECTION: RetryReason.UNREACHABLE,
    FailureReason.TIMEOUT: RetryReason.TIMEOUT,
}
_LASTING = frozenset(
    {
        FailureReason.BAD_ADDRESS,
        FailureReason.NOT_PUBLIC,
        FailureReason.ROBOTS,
        FailureReason.REDIRECTS,
        FailureReason.TOO_LARGE,
    }
)
"""Reasons that another try in a quarter of an hour will not mend: tried again at the ceiling."""
_WORDS = {
    400: "bad request",
    401: "asks for a login",
    402: "asks for payment",
    403: "refused",
    404: "not found",
    410: "gone",
    429: "too many requests",
    451: "not available for legal reasons",
    500: "server error",
    502: "bad gateway",
    503: "service unavailable",
    504: "gateway timeout",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One failed poll."""

    reason: RetryReason
    words: str  # one line for people
    wait: timedelta
    status: int | None = None  # None: there was no answer
    asked_until: datetime | None = None  # Retry-After, clamped
    is_gone: bool = False  # never to be polled again


def trouble_of(answer: Response | Failure, state: FeedState, now: datetime, settings: PollSettings) -> Trouble:
    """Judge an answer that is no feed, or no answer at all; failures in a row so far lengthen the wait."""
    if isinstance(answer, Failure):
        return _no_answer(answer, state, settings)
    if answer.status == 410 and all(hop.status in PERMANENT for hop in answer.hops):
        words = "HTTP 410: gone for good, says the publisher; not asked again until an editor resumes it"
        return Trouble(reason=RetryReason.NOT_FOUND, words=words, wait=timedelta(0), status=410, is_gone=True)
    asked = retry_after(answer, now) if answer.status >= 400 else None
    if asked is not None:
        return _asked_to_wait(answer.status, asked, now, settings)
    reason, first = _reading_of(answer.status, settings)
    return Trouble(
        reason=reason, words=http_words(answer.status), wait=back_off(first, state, settings), status=answer.status
    )


def unreadable(detail: str, status: int, state: FeedState, settings: PollSettings) -> Trouble:
    """Judge an answer whose body no parser could read as a feed."""
    return Trouble(
        reason=RetryReason.UNREADABLE,
        words=f"not readable as a feed: {cut(one_line(detail), LONGEST_DETAIL)}",
        wait=back_off(floor_of(settings), state, settings),
        status=status,
    )


def back_off(first: timedelta, state: FeedState, settings: PollSettings) -> timedelta:
    """Double the first wait for each failure in a row, up to the ceiling, varied by the feed's own share."""
    bounds = (floor_of(settings), ceiling_of(settings))
    return varied_within(state.feed_id, first * (1 << min(state.failures, 16)), bounds, settings.jitter)


def _no_answer(failure: Failure, state: FeedState, settings: PollSettings) -> Trouble:
    is_lasting = failure.reason in _LASTING
    wait = back_off(ceiling_of(settings) if is_lasting else floor_of(settings), state, settings)
    words = f"{failure.reason.value}: {cut(one_line(failure.detail), LONGEST_DETAIL)}".removesuffix(": ")
    return Trouble(reason=_REASONS[failure.reason], words=words, wait=wait)


def _asked_to_wait(status: int, asked: timedelta, now: datetime, settings: PollSettings) -> Trouble:
    wait = min(max(asked, floor_of(settings)), timedelta(days=settings.retry_after_days))
    words = f"{http_words(status)}, asks to wait until {now + wait:%Y-%m-%d %H:%M} UTC"
    return Trouble(reason=RetryReason.ASKED_TO_WAIT, words=words, wait=wait, status=status, asked_until=now + wait)


def _reading_of(status: int, settings: PollSettings) -> tuple[RetryReason, timedelta]:
    floor = floor_of(settings)
    if status == 429:
        return RetryReason.ASKED_TO_WAIT, SLOW_DOWN
    if status in {404, 410}:
        return RetryReason.NOT_FOUND, SLOW_DOWN
    if status == 408:
        return RetryReason.TIMEOUT, floor
    if 400 <= status < 500:
        return RetryReason.REFUSED, SLOW_DOWN
    return (RetryReason.SERVER_ERROR, floor) if status >= 500 else (RetryReason.UNREADABLE, floor)


def http_words(status: int) -> str:
    """Say a status in words."""
    return f"HTTP {status}: {_WORDS[status]}" if status in _WORDS else f"HTTP {status}"
