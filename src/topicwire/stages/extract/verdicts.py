"""Pages that are no article, and articles that are no news."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from topicwire.model.dates import DateChoice
from topicwire.model.outcome import Spike, SpikeReason

_ERROR_TITLE = re.compile(
    r"^(?:(?:error )?40[034]\b|50[0234]\b|page (?:not found|could not be found)|not found|access denied|forbidden"
    r"|just a moment|attention required|are you (?:a )?(?:robot|human)|robot check|security check|service unavailable"
    r"|seite nicht gefunden|página no encontrada|page introuvable|site maintenance|temporarily unavailable"
    r"|please verify|verifying you are human|pardon our interruption|403 forbidden)",
    re.IGNORECASE,
)
_LIST_TYPES = {"website", "blog", "profile", "product.group"}
_SHORT = 300


def judge_page(
    *, title: str, text: str, address: str, page_type: str | None, is_news: bool, linked_share: float
) -> Spike | None:
    """Say why a page is not an article; None when it is one.

    Args:
        title: as read; empty when there was none.
        text: the body as read.
        address: the article's own address.
        page_type: og:type.
        is_news: JSON-LD calls it an article.
        linked_share: how much of the page's text stands in links, 0 to 1.
    """
    if not title:
        why = "the page has no title" if text else "the page has neither a title nor a body"
        return Spike(reason=SpikeReason.NO_TEXT, detail=why)
    if _ERROR_TITLE.match(title) and len(text) < 2_000:
        return Spike(reason=SpikeReason.NOT_AN_ARTICLE, detail=f"an error page: {title[:80]}")
    parts = urlsplit(address)
    if not parts.path.strip("/") and not parts.query and not is_news:
        return Spike(reason=SpikeReason.NOT_AN_ARTICLE, detail="the home page of a site")
    is_list = len(text) < _SHORT and linked_share > 0.6
    if is_list and not is_news and (page_type or "website").lower() in _LIST_TYPES:
        return Spike(reason=SpikeReason.NOT_AN_ARTICLE, detail="a list of links")
    return None


def judge_age(published: DateChoice, now: datetime, max_age_days: float) -> Spike | None:
    """Say that an article is too old to be news; None when it is not."""
    age = now - published.at
    if age <= timedelta(days=max_age_days):
        return None
    detail = f"published {published.at:%Y-%m-%d} ({published.origin}), over {max_age_days:g} days ago"
    return Spike(reason=SpikeReason.STALE, detail=detail)


def judge_undated(first_seen_at: datetime, feed_since: datetime | None) -> Spike | None:
    """Say that an article nobody dates may be of any age; None when it was seen to appear.

    What stood in a feed when we first read it may have stood there for years; what is in it later was not there
    before.

    Args:
        first_seen_at: when the article was first named.
        feed_since: when its feed first named any article; None when that is not known.
    """
    if feed_since is None or first_seen_at > feed_since:
        return None
    return Spike(reason=SpikeReason.STALE, detail="nobody dates it, and it stood in its feed when we first read that")
