"""The front page as it was at every edition: a page for each, written once and never changed."""

from collections.abc import Iterator
from functools import partial

from topicwire.model.hub import PastFront
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import ARCHIVE, day_page, edition_page, story_page
from topicwire.render.site.frame import Head, page_bytes
from topicwire.render.site.site import Site
from topicwire.render.site.snapshots import PastStory, pack, past_stories, unpack, without


def edition_sheets(site: Site) -> Iterator[Sheet]:
    """Give the page of this edition and of every one before it that is kept, newest first.

    This edition's own page is made by the way of packing, so that it is the same, byte for byte, when it is read from
    the store later. Of the others only the keys are looked at until one has to be made anew.
    """
    edition = site.edition
    if site.listing.leads:
        yield _sheet(site, PastFront(edition_id=edition.id, as_of=edition.as_of, read=partial(_packed, site)))
    for front in edition.past:
        yield _sheet(site, front)


def _sheet(site: Site, front: PastFront) -> Sheet:
    path = edition_page(front.edition_id, front.as_of)
    return site.sheet(path, (front.edition_id, *front.withdrawn), partial(_page, site, front))


def _packed(site: Site) -> bytes:
    return pack(past_stories(site.edition, site.listing, site.front_stories))


def _page(site: Site, front: PastFront) -> bytes:
    at = site.wording.full(front.as_of)
    head = Head(
        path=edition_page(front.edition_id, front.as_of),
        title=f"{site.words['as_it_was']}, {at} · {site.hub.title}",
        description=f"{site.words['as_it_was']}, {at}: {site.hub.title}",
        active=ARCHIVE,
        is_listed=False,
    )
    stories = without(unpack(front.read()), front.withdrawn)
    return page_bytes(
        site.frame,
        head,
        "past.html",
        at=front.as_of,
        note=site.wording.say("as_it_was_note", at=at),
        day=site.wording.weekday(front.as_of),
        day_page=day_page(front.as_of),
        stories=[(story, _page_of(story)) for story in stories],
    )


def _page_of(story: PastStory | None) -> str:
    return story_page(story.id) if story else ""
