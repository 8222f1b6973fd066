"""What a page says about its article, judged: title, descriptions, authors, site, language, video and paywall."""

import re
from collections.abc import Callable, Sequence

from topicwire.formats.jsonld import NewsFacts
from topicwire.formats.videos import embed_of
from topicwire.stages.extract.authors import clean_authors
from topicwire.stages.extract.head import PageHead
from topicwire.stages.extract.sitenames import choose_site_name, domain_names, names_of_site
from topicwire.stages.extract.text import STUB
from topicwire.stages.extract.titles import choose_title
from topicwire.text.clean import plain
from topicwire.text.urls import normal

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_LOCKED = {"locked", "paid", "premium", "subscription", "subscriber", "subscribers", "metered"}
_TIERS = ("article:content_tier", "content_tier", "og:content_tier", "isaccessibleforfree")
_PLEA = re.compile(
    r"subscribe (?:now )?to (?:continue|read|keep reading|unlock)|to (?:continue|keep) reading"
    r"|already a (?:subscriber|member)|this (?:article|content|story) is (?:for|only available to|reserved for"
    r"|exclusive to) (?:our )?(?:paying )?(?:subscribers|members)|subscription required"
    r"|unlock this (?:article|story)|become a (?:subscriber|member) to",
    re.IGNORECASE,
)


def title_of(head: PageHead, facts: NewsFacts, address: str) -> str:
    """Give the article's title, empty when the page has none."""
    candidates = (facts.headline, head.first("og:title"), *head.headings[:1], head.first("twitter:title"), head.title)
    site = names_of_site(site_of(head, facts, address), address)
    return choose_title(candidates, head.headings, site, head.all_of("article:section")[:3])


def descriptions_of(head: PageHead, facts: NewsFacts) -> tuple[str, ...]:
    """List the publisher's own descriptions, best first."""
    metas = head.all_of(
        "og:description", "description", "twitter:description", "dc.description", "sailthru.description"
    )
    return tuple(value for value in (*metas[:2], facts.description, *metas[2:]) if value)


def openings_of(head: PageHead) -> tuple[str, ...]:
    """Give how the descriptions start, where long enough to know the first paragraph by."""
    lines = (plain(value) for value in head.all_of("og:description", "description")[:3])
    return tuple(dict.fromkeys(line[:50] for line in lines if len(line) >= 60))


def authors_of(
    head: PageHead, facts: NewsFacts, address: str, of_feed: Sequence[str], shown: Callable[[], Sequence[str]]
) -> tuple[str, ...]:
    """Give the authors by the first source that names any: JSON-LD, metas, bylines, what is `shown`, the feed."""
    sites = (site_of(head, facts, address), *domain_names(address))
    metas = head.all_of(
        "author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author", "byl"
    )
    site = names_of_site(sites[0], address)
    for source in (facts.authors, metas, head.bylines):
        if names := clean_authors(source, sites):
            return tuple(name for name in names if not site.is_meant_by(name)) or names
    found = (names for words in shown() if (names := clean_authors((words,), sites)))
    return next(found, None) or clean_authors(of_feed, sites)


def site_of(head: PageHead, facts: NewsFacts, address: str) -> str | None:
    """Give the name of the site as it calls itself, in markup or else behind the title of its pages."""
    stated = (head.first("og:site_name"), facts.publisher, head.first("application-name"))
    return choose_site_name((plain(raw, 120) for raw in stated), head.title, address)


def language_of(head: PageHead, facts: NewsFacts) -> str | None:
    """Give the language the page says it is in (BCP 47), the html element first."""
    for raw in (head.language, facts.language, head.first("content-language", "og:locale", "dc.language", "language")):
        found = _LANGUAGE.fullmatch((raw or "").strip())
        if found:
            return found[0].replace("_", "-")
    return None


def video_of(head: PageHead, facts: NewsFacts, address: str) -> str | None:
    """Give the player of a page that is a video, by og:type; None for an article with a video in it."""
    if not (head.first("og:type") or "").lower().startswith("video"):
        return None
    if player := embed_of(address):
        return player
    players = (facts.embed_url, *head.all_of("og:video:secure_url", "og:video:url", "og:video", "twitter:player"))
    return next((url for raw in players if raw and (url := normal(raw, address))), None)


def is_paywalled(head: PageHead, facts: NewsFacts, text: str, page_text: str) -> bool:
    """Say whether the publisher keeps the text for payers: by markup, or in the words of a stub."""
    if facts.is_free is False:
        return True
    tier = (head.first(*_TIERS) or "").strip().lower()
    if tier in _LOCKED - {"metered"} or (head.first("isaccessibleforfree") or "").lower() == "false":
        return True
    return len(text) < STUB and bool(_PLEA.search(page_text[:20_000]))
