"""The picture a story is shared with: one drawn for it, else the hub's copy of the lead picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from topicwire.model.record import RankedArticle
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import share_image
from topicwire.render.digests import key_of
from topicwire.render.share_image import HEIGHT, VERSION, WIDTH, Card, draw
from topicwire.render.site.links import absolute
from topicwire.render.site.site import Site
from topicwire.render.site.stories import StoryView, story_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A picture for those who share the page."""

    address: str  # public
    width: int
    height: int
    alt: str
    media_type: str


def share_sheets(site: Site) -> Iterator[Sheet]:
    """Give a picture for each of the newest stories; it is drawn anew only when what it says changes."""
    for lead in site.listing.leads[: site.share_images]:
        card = card_of(site, lead, story_view(lead, site.listing))
        yield Sheet(path=share_image(lead.story_id), key=key_of(VERSION, repr(card)), make=partial(draw, card))


def card_of(site: Site, lead: RankedArticle, view: StoryView) -> Card:
    """Say what the picture of a story says."""
    return Card(
        title=view.lead.title or site.words["story"],
        outlet=view.lead.outlet,
        figures=(site.wording.count(view.outlets, "n_source"), site.wording.count(view.reports, "n_report")),
        hub=site.hub.title,
        outlets=view.outlets,
    )


def shared_picture(site: Site, lead: RankedArticle, view: StoryView, *, has_own: bool) -> Shared | None:
    """Give the picture of a story; None when there is none, or the hub has no public address to find it at."""
    if not site.hub.url:
        return None
    if has_own:
        counted = site.wording.count(view.outlets, "n_source")
        alt = site.wording.say("share_alt", title=view.lead.title, sources=counted, hub=site.hub.title)
        address = absolute(site.hub, share_image(lead.story_id))
        return Shared(address=address, width=WIDTH, height=HEIGHT, alt=alt, media_type="image/png")
    if copy := view.picture:
        address = absolute(site.hub, copy.file)
        size = (copy.width, copy.height)
        return Shared(address=address, width=size[0], height=size[1], alt=view.lead.title, media_type="image/webp")
    return None
