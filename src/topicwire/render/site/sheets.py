"""All sheets of the website."""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from topicwire.model.hub import Edition
from topicwire.ports.outbox import Sheet
from topicwire.render.digests import key_of
from topicwire.render.site.about import about_sheets
from topicwire.render.site.archive import archive_sheets
from topicwire.render.site.days import day_sheets
from topicwire.render.site.editions import edition_sheets
from topicwire.render.site.feeds import feeds_sheets
from topicwire.render.site.frame import ASSETS
from topicwire.render.site.front import front_sheets
from topicwire.render.site.listing import Listing
from topicwire.render.site.newsletters import newsletter_sheets
from topicwire.render.site.search import search_sheets
from topicwire.render.site.sharing import share_sheets
from topicwire.render.site.site import site_of
from topicwire.render.site.sources import source_sheets
from topicwire.render.site.story import story_sheets
from topicwire.render.site.templates import asset, sources_digest
from topicwire.render.site.topics import topic_sheets
from topicwire.render.site.webmasters import webmaster_sheets

_FONTS = ("latin", "latin-ext", "cyrillic", "greek", "vietnamese")
_ASSETS = (
    "site.css",
    "site.js",
    "sort.js",
    "search.js",
    "icon.svg",
    "fonts/ofl.txt",
    *(f"fonts/source-serif-4-{script}.woff2" for script in _FONTS),
)


def site_sheets(
    edition: Edition,
    *,
    front_stories: int,
    version: str,
    share_images: int = 0,
    listing: Listing | None = None,
) -> Iterator[Sheet]:
    """Give every page of the site: what pages need first, what is most read next.

    Pictures are not among them: whoever publishes puts each `Thumbnail.file` at that very path under the site's root.

    Args:
        edition: the frozen snapshot.
        front_stories: stories on the front page.
        version: of topicwire, named at the foot of every page.
        share_images: of the newest stories, so many get a picture drawn to be shared by.
        listing: of the edition, where there is one already.
    """
    site = site_of(edition, front_stories, version, share_images, listing)
    assets = (
        Sheet(path=f"{ASSETS}/{name}", key=key_of(name, sources_digest()), make=partial(asset, name))
        for name in _ASSETS
    )
    kinds = (
        front_sheets,
        topic_sheets,
        story_sheets,
        share_sheets,
        source_sheets,
        day_sheets,
        archive_sheets,
        search_sheets,
        feeds_sheets,
        about_sheets,
        webmaster_sheets,
        edition_sheets,
        newsletter_sheets,
    )
    yield from chain(assets, *(kind(site) for kind in kinds))
