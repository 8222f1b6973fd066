"""Every date a page claims, each with where it stood; choosing among them is chosen.py's."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

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
_MAX_METAS, _MAX_TIMES = 4, 3


def page_claims(head: PageHead, stated: Iterable[str | None], address: str) -> tuple[DateClaim, ...]:
    """List the publication dates a page claims: JSON-LD, metas, time tags, its address.

    Args:
        head: the page's metas and time tags.
        stated: datePublished as JSON-LD gives it, verbatim.
        address: the article's own address.
    """
    found = [claim(DateOrigin.JSONLD, raw) for raw in stated if raw]
    metas = [value for name in PUBLISHED_METAS for value in head.metas.get(name, ())[:1]]
    found += [claim(DateOrigin.META, raw) for raw in metas[:_MAX_METAS]]
    found += [claim(DateOrigin.TIME_TAG, tag.raw) for tag in _publication_times(head.times)]
    in_address = _day_in(address)
    if in_address is not None:
        found.append(in_address)
    return tuple(dict.fromkeys(found))


def claim(origin: DateOrigin, raw: str) -> DateClaim:
    """Read one claim; `at` is None where we cannot."""
    date = read_date(raw)
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
        found = find_date(html[:500_000], url=address, original_date=True, extensive_search=False)
    except Exception:  # it raises whatever the page provokes
        return None
    date = read_date(found) if found else None
    if date is None or date.at is None or not found:
        return None
    return DateClaim(origin=DateOrigin.PAGE_TEXT, raw=found, at=date.at, has_time=False)


def _publication_times(times: Sequence[TimeTag]) -> list[TimeTag]:
    """Prefer time tags marked as publication; without any, the first not marked as a change."""
    usable = [tag for tag in times if read_date(tag.raw).at is not None]
    marked = [tag for tag in usable if re.search(r"datepublished|publish|pubdate|entry-date|posted|created", tag.hint)]
    plain = [tag for tag in usable if not re.search(r"modif|update|comment|event|start|end", tag.hint)]
    return marked[:_MAX_TIMES] or plain[:1]


def _day_in(address: str) -> DateClaim | None:
    path = urlsplit(address).path
    found = _IN_PATH.search(path) or _PACKED.search(path)
    if found is None:
        return None
    try:
        at = datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
    except ValueError:
        return None
    return DateClaim(origin=DateOrigin.ADDRESS, raw=found[0].strip("/-"), at=at, has_time=False)
