"""The addresses of stories that are no more: a small page each that leads on, and a table for servers.

The table is in the form that static hosts read (`_redirects`); `topicwire serve` reads the same file.
"""

from collections.abc import Iterator
from functools import partial

from topicwire.model.ids import StoryId
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import REDIRECTS, relative, story_page
from topicwire.render.digests import key_of
from topicwire.render.site.frame import ASSETS
from topicwire.render.site.links import absolute, base_path
from topicwire.render.site.site import Site
from topicwire.render.site.templates import render


def moved_sheets(site: Site) -> Iterator[Sheet]:
    """Give a page for every story that leads on to a published one, and the table of them all, if there are any."""
    pages = site.listing.pages
    moved = {old: new for old, new in sorted(site.edition.successors.items()) if new in pages and old not in pages}
    for old, new in moved.items():
        yield site.sheet(story_page(old), (new,), partial(_page, site, new))
    if moved:
        base = base_path(site.hub)
        lines = [f"{base}{story_page(old)} {base}{story_page(new)} 301\n" for old, new in moved.items()]
        raw = "".join(lines).encode("ascii")
        yield Sheet(path=REDIRECTS, key=key_of("redirects-1", raw.decode("ascii")), make=lambda: raw)


def _page(site: Site, new: StoryId) -> bytes:
    page = story_page(new)
    view = {"page": page, "canonical": absolute(site.hub, page), "root": relative("", page), "assets": ASSETS}
    return render(site.wording, "moved.html", {"frame": site.frame, **view})
