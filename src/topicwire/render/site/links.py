"""What may stand in an `href` or `src`. Everything from outside goes through `safe_address`."""

import re
from functools import lru_cache
from html import escape
from urllib.parse import quote, urlsplit

from minijinja import safe

from topicwire.model.hub import Hub
from topicwire.model.ids import Domain, TopicId
from topicwire.render.addresses import source_page, topic_page

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9_-]|\.(?=[a-z0-9])){0,180}")
"""Lower case and not too long, as the outbox writes: one odd domain must not cost the whole publication."""
_PLAIN = re.compile(r"https?://[a-z0-9.-]*[a-z0-9](?::[0-9]{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE | re.ASCII)
"""An address with a plain host: judged without taking it apart, which is what most of the time would go into."""
_REFUSED = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\\]")


@lru_cache(maxsize=16_384)
def web_address(url: str | None) -> str:
    """Give an http(s) address as it is; empty for anything else.

    Control characters, white space and backslashes are refused: browsers drop or turn them, so the address judged
    would not be the address followed.
    """
    if not url or _REFUSED.search(url) or not url[:8].lower().startswith(("http://", "https://")):
        return ""
    if _PLAIN.fullmatch(url):
        return url
    try:
        return url if urlsplit(url).hostname else ""
    except ValueError:
        return ""


def safe_address(url: str | None) -> str:
    """Judge an address once more and escape it for an attribute: the only way from outside into `href`."""
    return safe(escape(web_address(url), quote=True))


def own_path(path: str) -> str:
    """Escape one of our own paths for an attribute."""
    return safe(quote(path, safe="/#"))


def own_query(query: str) -> str:
    """Escape the query of one of our own addresses, encoded already, for an attribute."""
    return safe(escape(quote(query, safe="=&%+"), quote=True))


def contact_address(contact: str) -> str:
    """Give the hub's contact as a link: a web address as it is, a mail address as `mailto:`, else empty."""
    if "@" in contact and "://" not in contact:
        return safe(f"mailto:{quote(contact, safe='@.+-_')}")
    return safe_address(contact)


def language_of(tag: str) -> str:
    """Give a language tag fit for a `lang` attribute; empty when unsure."""
    return tag if tag != "und" and _LANGUAGE.fullmatch(tag) else ""


@lru_cache(maxsize=4096)
def page_of_source(domain: Domain) -> str:
    """Give the provider's page; empty when its domain cannot be a file name (an adopted record may say anything)."""
    return source_page(domain) if _NAME.fullmatch(domain) else ""


def page_of_topic(topic_id: TopicId) -> str:
    """Give the topic's page; empty when its id cannot be a file name."""
    return topic_page(topic_id) if _NAME.fullmatch(topic_id) else ""


def base_path(hub: Hub) -> str:
    """Give the path under which the hub is served, with a slash at both ends."""
    path = urlsplit(hub.url).path.strip("/")
    return f"/{quote(path, safe='/%')}/" if path else "/"


def absolute(hub: Hub, path: str) -> str:
    """Give the public address of a page; empty when the hub has none. Folders go by their slash."""
    if not hub.url:
        return ""
    return f"{hub.url}/{quote(path.removesuffix('index.html'), safe='/')}"
