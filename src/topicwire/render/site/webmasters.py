"""How the hub asks other sites: for those who run them."""

from collections.abc import Iterator, Mapping
from functools import partial

from topicwire.model.methods import Methods
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import WEBMASTERS
from topicwire.render.site.about import passages
from topicwire.render.site.amounts import amounts
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.links import absolute
from topicwire.render.site.site import Site


def webmaster_sheets(site: Site) -> Iterator[Sheet]:
    """Give the page for webmasters."""
    yield site.sheet(WEBMASTERS, (repr(site.hub.methods),), partial(_webmasters, site))


def _webmasters(site: Site) -> bytes:
    methods, words = site.hub.methods, site.words
    head = Head(
        path=WEBMASTERS,
        title=f"{words['for_webmasters']} · {site.hub.title}",
        description=words["webmasters_lead"],
        active=WEBMASTERS,
    )
    page = absolute(site.hub, WEBMASTERS)
    told = passages(site, _told(methods), {**amounts(methods, site.wording), "page": page}) if methods else ()
    return page_bytes(site.frame, head, "webmasters.html", passages=told, asking=methods.asking if methods else None)


def _told(methods: Methods) -> dict[str, tuple[str, ...]]:
    """List the sentences of each section, as this hub is set."""
    keeps = methods.showing.keeps_pictures
    pictures = {"web_often_sizes": methods.asking.measures_pictures, "web_often_pictures": keeps}
    robots = ("web_robots", "web_robots_feeds", "web_robots_trouble", "web_robots_example")
    return {
        "webmasters_who": ("web_who_page", "web_who"),
        "webmasters_often": ("web_often_feeds", "web_often_pages", *_true(pictures), "web_often_hosts"),
        "webmasters_saving": (
            "web_saving_conditional",
            "web_saving_fresh",
            "web_saving_compressed",
            "web_saving_limits",
        ),
        "webmasters_robots": robots if methods.asking.asks_robots else ("web_robots_off",),
        "webmasters_slower": ("web_slower_wait", "web_slower_refuse", "web_slower_gone", "web_slower_hours"),
        "webmasters_stored": (
            "web_stored_shown",
            *(("web_stored_picture",) if keeps else ()),
            "web_stored_kept",
        ),
        "webmasters_listed": ("web_listed", "web_listed_card"),
        "webmasters_moved": ("web_moved",),
        "webmasters_push": ("web_push",),
    }


def _true(sentences: Mapping[str, bool]) -> tuple[str, ...]:
    """Keep the sentences that hold for this hub."""
    return tuple(key for key, holds in sentences.items() if holds)
