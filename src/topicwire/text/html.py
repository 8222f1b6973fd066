"""Foreign markup made safe to keep and to show. An allow-list over an HTML5 parser; no list of bad things."""

import re
from collections import Counter
from functools import lru_cache
from html import escape

import nh3

from topicwire.text.clean import plain
from topicwire.text.urls import normal
from topicwire.text.wordlists import words

MAX_DEPTH = 500
"""Deeper markup is kept as words only: the HTML5 rules take quadratic time in it (80,000 nested `div`: 62 s).
Of 102 real article pages, whole, 101 stay under 100."""
MAX_LENGTH = 2_000_000
"""Longer markup is cut before it is read, in characters."""

_TAGS = words(
    "a abbr article aside b bdi blockquote br caption center cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s samp section "
    "small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr"
)
_HIDDEN = words("script style template noscript iframe object embed svg math head title textarea select")
_ATTRIBUTES = {
    "a": {"href", "hreflang", "title"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "*": {"lang", "dir"},
}
_SCHEMES = {"http", "https", "mailto"}
_SPAN = re.compile("[1-9][0-9]?")
_DIGITS = re.compile("[0-9]{1,5}")
_NUMBERS = {"colspan": _SPAN, "rowspan": _SPAN, "width": _DIGITS, "height": _DIGITS, "start": _DIGITS}
_OPENED = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_UNNESTED = words(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot option"
)
"""Elements that are empty, or that HTML5 closes by itself where the next one starts."""


def sanitise(html: str, base_url: str | None = None) -> str:
    """Give markup that can do nothing but show text, links and pictures. Cleaning twice equals cleaning once.

    Only http, https and mailto addresses stay, relative ones resolved against `base_url` (without one they go);
    links carry `rel="nofollow noopener"`. Markup nested beyond sense is kept as one paragraph of its words.
    """
    markup = html[:MAX_LENGTH]
    if not markup.isascii():
        markup = markup.encode("utf-8", "replace").decode("utf-8")
    may_be_deep = markup.count("<") - markup.count("</") > MAX_DEPTH
    if may_be_deep and depth(markup) > MAX_DEPTH:
        return f"<p>{escape(plain(markup), quote=False)}</p>"
    base = normal(base_url) if base_url else None
    return _cleaner(base).clean(markup)


def depth(markup: str) -> int:
    """Estimate from above how deep the elements of markup nest, by counting tags; linear in its length."""
    opened, total, deepest = Counter[str](), 0, 0
    for end, raw_name in _OPENED.findall(markup):
        name = raw_name.lower()
        if name in _UNNESTED:
            continue
        if not end:
            opened[name] += 1
            total += 1
            deepest = max(deepest, total)
        elif opened[name]:
            opened[name] -= 1
            total -= 1
    return deepest


@lru_cache(maxsize=64)
def _cleaner(base: str | None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags=set(_HIDDEN),
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        link_rel="nofollow noopener",
        url_schemes=_SCHEMES,
        url_relative=("rewrite_with_base", base) if base else "deny",
    )


def _keep_attribute(_tag: str, name: str, value: str) -> str | None:
    """Drop numbers that are none: a table cell over a million columns stops readers."""
    pattern = _NUMBERS.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None
