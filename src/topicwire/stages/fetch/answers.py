"""What a publisher's answer means for a tip: a page, the same page, try again, or never. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from topicwire.formats.dates import read_date
from topicwire.model.outcome import RetryReason, Spike, SpikeReason
from topicwire.ports.web import Failure, FailureReason, Response
from topicwire.stages.fetch.triage import short
from topicwire.text.urls import address_key

GOOD = frozenset({200, 203})
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
UNTOLD_TYPES = frozenset({"", "application/octet-stream", "application/xml", "text/xml"})
"""Types that say nothing of whether it is a page: the first bytes decide."""
SNIFFED_BYTES = 1024
LONGEST_ASKED = timedelta(days=7)
"""Longest Retry-After that is obeyed for a page: an article a week late is no news."""

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|title|meta|div|p)[\s>]", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_FRONT = re.compile(r"/?|/(?:index|home|default)(?:\.[a-z]{2,5})?|/[a-z]{2}(?:-[a-z]{2})?", re.IGNORECASE)
"""Paths of front pages, also of one language."""

_SPIKED = {
    FailureReason.BAD_ADDRESS: SpikeReason.BAD_ADDRESS,
    FailureReason.NOT_PUBLIC: SpikeReason.NOT_PUBLIC,
    FailureReason.ROBOTS: SpikeReason.ROBOTS,
    FailureReason.REDIRECTS: SpikeReason.REDIRECTS,
    FailureReason.TOO_LARGE: SpikeReason.TOO_LARGE,
    FailureReason.BAD_ENCODING: SpikeReason.UNREADABLE,
}
"""Failures that another try will not mend; the others are tried again."""
_TRIED_STATUS = {
    408: RetryReason.TIMEOUT,
    425: RetryReason.ASKED_TO_WAIT,
    429: RetryReason.ASKED_TO_WAIT,
    503: RetryReason.ASKED_TO_WAIT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A failure that may pass."""

    reason: RetryReason
    detail: str
    asked: timedelta | None = None  # Retry-After, clamped


def judge_failure(failure: Failure) -> Spike | Again:
    """Say what a request without an answer means."""
    detail = short(failure.detail)
    if failure.reason in _SPIKED:
        return Spike(reason=_SPIKED[failure.reason], detail=detail)
    is_late = failure.reason is FailureReason.TIMEOUT
    return Again(reason=RetryReason.TIMEOUT if is_late else RetryReason.UNREACHABLE, detail=detail)


def judge_status(response: Response, now: datetime) -> Spike | Again | None:
    """Say what an answer's status means; None: its body is to be looked at."""
    status, detail = response.status, f"HTTP {response.status}"
    if status in GOOD:
        return None
    if status in {404, 410}:
        return Spike(reason=SpikeReason.GONE, detail=detail)
    if status in _TRIED_STATUS:
        return Again(reason=_TRIED_STATUS[status], detail=detail, asked=_retry_after(response, now))
    reason = RetryReason.REFUSED if 400 <= status < 500 else RetryReason.SERVER_ERROR
    return Again(reason=reason, detail=detail, asked=_retry_after(response, now))


def judge_body(response: Response) -> Spike | Again | None:
    """Say whether an answer of status 200 is a page; None: it is one."""
    if is_front_page(response):
        return Spike(reason=SpikeReason.GONE, detail=short(f"redirects to the front page {response.final_url}"))
    if not response.body.strip():
        return Again(reason=RetryReason.UNREADABLE, detail="an empty answer")
    declared = content_type(response)
    if declared in PAGE_TYPES or (declared in UNTOLD_TYPES and _reads_as_page(response.body, declared)):
        return None
    return Spike(reason=SpikeReason.NOT_A_PAGE, detail=short(declared or "no content type, and no page by its bytes"))


def given_up(again: Again, tries: int) -> Spike:
    """Give the final word after the last try."""
    reasons = {RetryReason.REFUSED: SpikeReason.REFUSED, RetryReason.UNREADABLE: SpikeReason.UNREADABLE}
    times = "1 try" if tries == 1 else f"{tries} tries"
    return Spike(reason=reasons.get(again.reason, SpikeReason.UNREACHABLE), detail=f"{again.detail} ({times})")


def content_type(response: Response) -> str:
    """Give the declared type in lower case without parameters; empty when there is none."""
    return (response.header("content-type") or "").partition(";")[0].strip().lower()


def page_type(response: Response) -> str:
    """Give the type a page is read as: the declared one where it says something, else as its bytes look."""
    declared = content_type(response)
    if declared not in UNTOLD_TYPES:
        return declared
    return "text/html" if _MARKUP.search(response.body[:SNIFFED_BYTES]) else "text/plain"


def charset(response: Response) -> str | None:
    """Give the charset the header names, in lower case."""
    found = _CHARSET.search(response.header("content-type") or "")
    return found[1].lower() if found else None


def is_front_page(response: Response) -> bool:
    """Tell whether an address inside a site was redirected to that site's front page: what many do instead of 404."""
    name, path = _place(response.final_url)
    if not response.hops or not _FRONT.fullmatch(path):
        return False
    return any(
        asked_name == name and not _FRONT.fullmatch(asked_path)
        for asked_name, asked_path in (_place(hop.from_url) for hop in response.hops)
    )


def _place(url: str) -> tuple[str, str]:
    """Split an address into its main host and the rest."""
    name, slash, rest = address_key(url).partition("/")
    host, mark, query = name.partition("?")
    return host, f"{slash}{rest}{mark}{query}"


def _reads_as_page(body: bytes, declared: str) -> bool:
    start = body[:SNIFFED_BYTES]
    if _MARKUP.search(start):
        return True
    return not declared and b"\x00" not in start and all(byte >= 32 or byte in b"\t\n\f\r" for byte in start)


def _retry_after(response: Response, now: datetime) -> timedelta | None:
    """Read Retry-After (RFC 9110, section 10.2.3), held within a week; None when nothing usable is asked."""
    raw = (response.header("retry-after") or "").strip()
    if raw.isascii() and raw.isdigit():
        wait = timedelta(seconds=int(raw[:9]))
    else:
        until = read_date(raw).at
        wait = until - now if until else timedelta(0)
    return min(wait, LONGEST_ASKED) if wait > timedelta(0) else None
