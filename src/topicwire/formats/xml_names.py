"""What the tags of feeds are called, whichever of their many namespace addresses they stand in."""

from functools import lru_cache

_PREFIXES = (
    ("http://www.w3.org/2005/Atom", "atom"), ("https://www.w3.org/2005/Atom", "atom"),
    ("http://purl.org/atom/", "atom"), ("http://purl.org/dc/terms", "dcterms"), ("http://purl.org/dc/", "dc"),
    ("http://purl.org/rss/1.0/modules/content", "content"), ("http://purl.org/rss/1.0/modules/syndication", "sy"),
    ("http://search.yahoo.com/mrss", "media"), ("https://search.yahoo.com/mrss", "media"),
    ("http://tools.search.yahoo.com/mrss", "media"), ("http://www.youtube.com/xml/schemas", "yt"),
    ("http://www.itunes.com/", "itunes"), ("https://www.itunes.com/", "itunes"),
    ("http://rssnamespace.org/feedburner", "feedburner"), ("http://www.pheedo.com/", "pheedo"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"), ("http://www.w3.org/1999/xhtml", "xhtml"),
    ("http://www.sitemaps.org/schemas/sitemap", "sm"), ("https://www.sitemaps.org/schemas/sitemap", "sm"),
    ("http://www.google.com/schemas/sitemap/", "sm"),
    ("http://www.google.com/schemas/sitemap-news", "news"), ("https://www.google.com/schemas/sitemap-news", "news"),
    ("http://www.google.com/schemas/sitemap-image", "image"), ("https://www.google.com/schemas/sitemap-image", "image"),
    ("http://purl.org/rss/1.0", ""), ("http://my.netscape.com/", ""), ("http://channel.netscape.com/", ""),
    ("http://backend.userland.com/", ""), ("http://blogs.law.harvard.edu/tech/rss", ""),
    ("http://cyber.law.harvard.edu/rss", ""), ("http://cyber.harvard.edu/rss", ""), ("http://purl.org/net/rss1.1#", ""),
)  # fmt: skip
"""Starts of namespace addresses and the prefix used for them here, longest first where one starts another."""
_USUAL = {"a10": "atom", "atom10": "atom", "atom": "atom", "rss": ""}
"""Prefixes that documents use without declaring them."""


@lru_cache(maxsize=4096)
def name_of(tag: object) -> str:
    """Give `prefix:name` for an lxml tag, in lower case; a tag without a known namespace keeps its own name.

    Comments and processing instructions (whose tag is no string) give an empty name.
    """
    if not isinstance(tag, str):
        return ""
    space, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    prefix, colon, rest = local.lower().partition(":")
    if not space:  # an undeclared prefix stays in the name when a broken document is read
        return _join(_USUAL.get(prefix, prefix), rest) if colon else prefix
    known = next((short for start, short in _PREFIXES if space.lower().startswith(start.lower())), "other")
    return _join(known, rest if colon else prefix)


def _join(prefix: str, name: str) -> str:
    return f"{prefix}:{name}" if prefix else name
