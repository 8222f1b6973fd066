"""Reading pages as a browser does, and what must hold for every one of them."""

from collections import Counter
from functools import cache
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from topicwire.model.hub import Edition
from topicwire.render.site import site_sheets

OTHERS = ("feeds/", "api/news/", "assets/images/")
"""What other renderers, or the publisher of pictures, put on the site."""
OTHER_FILES = {"edition.json", "sources.opml"}
JSON_TYPES = {"application/ld+json", "application/json"}
"""Scripts that are no scripts: browsers do not run them."""


def pages(edition: Edition) -> dict[str, bytes]:
    """Render every sheet of the edition, by path."""
    return {sheet.path: sheet.make() for sheet in site_sheets(edition, front_stories=30, version="1.2.3")}


@cache
def tree(page: bytes) -> LexborHTMLParser:
    """Parse a page."""
    return LexborHTMLParser(page.decode())


def texts(page: bytes, selector: str) -> list[str]:
    """Give the words of all matching elements, white space evened out."""
    return [" ".join((node.text() or "").split()) for node in tree(page).css(selector)]


def attribute(node: LexborNode, name: str) -> str:
    """Give an attribute; empty when it is missing or has no value."""
    return node.attributes.get(name) or ""


def faults(page: bytes) -> list[str]:
    """List what is wrong with a page; empty when it is sound."""
    root = tree(page)
    return [*_ids(root), *_headings(root), *_names(root), *_scripts(root), *_landmarks(root)]


def _ids(root: LexborHTMLParser) -> list[str]:
    counted = Counter(attribute(node, "id") for node in root.css("[id]"))
    return [f"id {name!r} stands {times} times" for name, times in counted.items() if times > 1 or not name]


def _headings(root: LexborHTMLParser) -> list[str]:
    levels = [int(node.tag[1]) for node in root.css("h1, h2, h3, h4, h5, h6")]
    skipped = [f"h{after} after h{before}" for before, after in pairwise(levels) if after > before + 1]
    return skipped if levels.count(1) == 1 else [*skipped, f"{levels.count(1)} h1"]


def _names(root: LexborHTMLParser) -> list[str]:
    found = [f"image without alt: {node.html}" for node in root.css("img") if "alt" not in node.attributes]
    named = (node for node in root.css("a, button, summary") if not attribute(node, "aria-label"))
    found += [f"no name: {node.html}" for node in named if not (node.text() or "").strip()]
    found += [f"list without items: {node.html}" for node in root.css("ul, ol") if not node.css("li")]
    found += [f"cell without scope: {node.html}" for node in root.css("th") if not attribute(node, "scope")]
    return found


def _scripts(root: LexborHTMLParser) -> list[str]:
    found = []
    for node in root.css("*"):
        for name, value in node.attributes.items():
            if name.startswith("on") or name == "style":
                found.append(f"{name} on {node.tag}")
            if name in {"href", "src"} and (value or "").strip().lower().startswith(
                ("javascript:", "data:", "vbscript:")
            ):
                found.append(f"{name}={value!r}")
    running = (node for node in root.css("script") if attribute(node, "type") not in JSON_TYPES)
    found += ["inline script" for node in running if not attribute(node, "src")]
    found += [node.tag for node in root.css("style, iframe, object, embed, form:not(.search), base")]
    return found


def _landmarks(root: LexborHTMLParser) -> list[str]:
    wanted = {"main": 1, "header.masthead": 1, "footer": 1, "head > title": 1, "a.skip[href='#main']": 1}
    found = [
        f"{selector}: {len(root.css(selector))}"
        for selector, times in wanted.items()
        if len(root.css(selector)) != times
    ]
    html = root.css_first("html")
    return found if html is not None and attribute(html, "lang") else [*found, "no lang"]
