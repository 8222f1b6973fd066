"""Every date a page claims, each with where it stood; choosing among them is chosen.py's."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from topicwire.formats.date_words import MONTHS
from topicwire.formats.dates import read_date
from topicwire.model.dates import DateClaim, DateOrigin
from topicwire.stages.extract.head import PageHead, TimeTag

PUBLISHED_METAS = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "published_at", "article.published", "article_date_original", "originalpublicationdate", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "date", "timestamp",
    "cxenseparse:recs:publishtime", "rnews:datepublished", "bt:pubdate", "vr:published_time",
    "analyticsattributes.articledate",
)  # fmt: skip
"""Names of metas that hold a publication date, the most reliable first."""
UPDATED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified",
    "dc.date.modified", "article:modified", "rnews:datemodified",
)  # fmt: skip
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_PACKED = re.compile(r"[/-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_MONTH_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=/|$)(?!/\d{1,2}(?:/|$))")
_NAMED_MONTH = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?=/|$)")
_SCRIPTED = (
    "datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "publishedDate", "firstPublished",
    "publicationDate", "datePublication",
)  # fmt: skip
_SCRIPTED_VALUE = re.compile(r'\w{0,6}\\?"\s*:\s*\\?"([^"\\<>]{8,40})')
_FIRST_DAY = re.compile(
    r"(?:19|20)\d\d[-/.]0?1[-/.]0?1\b|\b0?1[-/.]\s?0?1[-/.]\s?(?:19|20)?\d\d"
    r"|\b1(?:st)?\.?\s?jan|\bjan[a-z]*\.? 1\b",
    re.IGNORECASE,
)
_MAX_METAS, _MAX_TIMES = 4, 3
_DAY_FIRST_ENGLISH = re.compile(r"\.(?:uk|au|nz|ie|in|za|sg|my|hk|ng|ke|pk)$")


def page_claims(head: PageHead, stated: Iterable[str | None], address: str) -> tuple[DateClaim, ...]:
    """List the publication dates a page claims: JSON-LD, metas, time tags, its address.

    Args:
        head: the page's metas and time tags.
        stated: datePublished as JSON-LD gives it, verbatim.
        address: the article's own address.
    """
    turned = is_day_first(head.language, address)
    found = [claim(DateOrigin.JSONLD, raw, is_day_first=turned) for raw in stated if raw]
    metas = [value for name in PUBLISHED_METAS for value in head.metas.get(name, ())[:1]]
    found += [claim(DateOrigin.META, raw, is_day_first=turned) for raw in metas[:_MAX_METAS]]
    found += [claim(DateOrigin.TIME_TAG, tag.raw, is_day_first=turned) for tag in _publication_times(head.times)]
    in_address = _day_in(address)
    if in_address is not None:
        found.append(in_address)
    return tuple(dict.fromkeys(found))


def claim(origin: DateOrigin, raw: str, *, is_day_first: bool = False) -> DateClaim:
    """Read one claim; `at` is None where we cannot."""
    date = read_date(raw, is_day_first=is_day_first)
    return DateClaim(origin=origin, raw=raw[:200], at=date.at, has_time=date.has_time)


def feed_claim(raw: str | None, at: datetime | None, *, is_sitemap: bool = False) -> DateClaim | None:
    """Give the feed's or sitemap's claim; None when it made none."""
    if raw is None and at is None:
        return None
    words = raw if raw is not None else at.isoformat() if at else ""
    reading = read_date(words)
    return DateClaim(
        origin=DateOrigin.SITEMAP if is_sitemap else DateOrigin.FEED,
        raw=words[:200],
        at=at or reading.at,
        has_time=reading.has_time if reading.at is not None else True,
    )


def updated_of(head: PageHead, stated: str | None) -> datetime | None:
    """Give when the page says it was last changed."""
    for raw in (stated, head.first(*UPDATED_METAS)):
        if raw and (at := read_date(raw).at):
            return at
    return None


def searched_claim(html: str, address: str) -> DateClaim | None:
    """Search the page's words for a date, the slow way; only for pages whose markup and feed say nothing."""
    from htmldate import find_date  # 0.3 s to import, 10 to 50 ms a page

    try:
        found = find_date(html[:500_000], url=address, original_date=True, extensive_search=True)
    except Exception:  # it raises whatever the page provokes
        return None
    date = read_date(found) if found else None
    if date is None or date.at is None or not found or (found.endswith("-01-01") and not _names_first_day(html)):
        return None
    return DateClaim(origin=DateOrigin.PAGE_TEXT, raw=found, at=date.at, has_time=False)


def _names_first_day(html: str) -> bool:
    """Say whether a page names a first of January at all: what makes it out of "© 2019" is no day."""
    return bool(_FIRST_DAY.search(html[:500_000]))


def _publication_times(times: Sequence[TimeTag]) -> list[TimeTag]:
    """Prefer time tags marked as publication; without any, the first not marked as a change."""
    usable = [tag for tag in times if read_date(tag.raw).at is not None]
    marked = [tag for tag in usable if re.search(r"datepublished|publish|pubdate|entry-date|posted|created", tag.hint)]
    plain = [tag for tag in usable if not re.search(r"modif|update|comment|event|start|end", tag.hint)]
    return marked[:_MAX_TIMES] or plain[:1]


def scripted_claim(html: str) -> DateClaim | None:
    """Find the one publication date in a page's own scripts; None where they name several days, as lists do."""
    found = [one for name in _SCRIPTED for one in _scripted(html, name)]
    days = {one.at.date() for one in found if one.at}
    return found[0] if len(days) == 1 else None


def _scripted(html: str, name: str) -> Iterator[DateClaim]:
    at = html.find(name)
    for _ in range(20):
        if at < 0:
            return
        said = _SCRIPTED_VALUE.match(html, at + len(name))
        if said and (one := claim(DateOrigin.META, said[1])).at:
            yield one
        at = html.find(name, at + 1)


def is_day_first(language: str | None, address: str) -> bool:
    """Say whether `1/2/2026` means the first of February: everywhere but where American English is written."""
    if language and not language.lower().startswith("en"):
        return True
    if language and language.lower().replace("_", "-") in {"en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za"}:
        return True
    return bool(_DAY_FIRST_ENGLISH.search(urlsplit(address).hostname or ""))


def is_month_only(claim: DateClaim) -> bool:
    """Say whether a claim names no day, but the month in an address."""
    return claim.origin is DateOrigin.ADDRESS and claim.raw.count("/") == 1 and len(claim.raw) == 7


def month_of(claim: DateClaim) -> tuple[datetime, datetime]:
    """Give the first and the last day of the month a claim names."""
    year, month = (int(part) for part in claim.raw.split("/"))
    start = datetime(year, month, 1, tzinfo=UTC)
    return start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _day_in(address: str) -> DateClaim | None:
    path = urlsplit(address).path
    if found := _IN_PATH.search(path) or _PACKED.search(path):
        return _address_claim(found[0].strip("/-"), int(found[1]), int(found[2]), int(found[3]))
    named = _NAMED_MONTH.search(path.lower())
    if named and named[2] in MONTHS:
        return _address_claim(named[0].strip("/"), int(named[1]), MONTHS[named[2]], int(named[3]))
    if found := _MONTH_IN_PATH.search(path):
        return _address_claim(f"{found[1]}/{found[2]}", int(found[1]), int(found[2]), 1)
    return None


def _address_claim(raw: str, year: int, month: int, day: int) -> DateClaim | None:
    try:
        at = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    return DateClaim(origin=DateOrigin.ADDRESS, raw=raw, at=at, has_time=False)
