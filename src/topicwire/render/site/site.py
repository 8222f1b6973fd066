"""Everything the pages of one site are made from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from topicwire.model.hub import Edition, Hub
from topicwire.model.record import RankedArticle
from topicwire.ports.outbox import Sheet
from topicwire.render.digests import key_of, key_of_all
from topicwire.render.site.frame import Frame, frame_of
from topicwire.render.site.icons import Icons, icons_of
from topicwire.render.site.listing import Listing, listing_of
from topicwire.render.site.stories import StoryView, alternates, story_view
from topicwire.render.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An edition, sorted, with the frame around every page."""

    edition: Edition
    listing: Listing
    frame: Frame
    front_stories: int
    logos_key: str  # digest of which providers have which picture: part of the key of pages with icons
    share_images: int = 0  # of the newest stories, so many have a picture of their own to be shared by

    @property
    def hub(self) -> Hub:
        """Give the hub's own facts."""
        return self.edition.hub

    @property
    def wording(self) -> Wording:
        """Give the interface's language."""
        return self.frame.wording

    @property
    def words(self) -> Mapping[str, str]:
        """Give the sentences of the interface by key."""
        return self.frame.wording.words

    def views(self, leads: Iterable[RankedArticle]) -> tuple[StoryView, ...]:
        """Build the views of stories, in the order of their leads."""
        return tuple(story_view(lead, self.listing) for lead in leads)

    def blocks(self, leads: Iterable[RankedArticle]) -> tuple["Block", ...]:
        """Build stories as ranked pages show them, in the order of their leads."""
        return tuple(block(story_view(lead, self.listing), icons_of(lead.record, self.listing.logos)) for lead in leads)

    def sheet(self, path: str, digests: Iterable[str], make: Callable[[], bytes]) -> Sheet:
        """Make a sheet whose key is the frame's and what the page itself is made from."""
        return Sheet(path=path, key=key_of_all(f"{self.frame.key} {path}", digests), make=make)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Stories of one day (UTC)."""

    name: str  # in words
    at: datetime  # of its first story
    views: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A story as ranked pages show it."""

    view: StoryView
    alternates: tuple[object, ...]  # Reports of other outlets
    more: int  # reports not named on the block
    icons: Icons | None = None  # of the outlets; None where the page shows none


def site_of(
    edition: Edition, front_stories: int, version: str, share_images: int = 0, listing: Listing | None = None
) -> Site:
    """Sort the edition, unless it is sorted already, and build the frame."""
    frame = frame_of(edition.hub, version, has_newsletter=bool(edition.newsletter or edition.issues))
    listing = listing or listing_of(edition)
    return Site(
        edition=edition,
        listing=listing,
        frame=frame,
        front_stories=front_stories,
        share_images=share_images,
        logos_key=key_of(*sorted(f"{domain} {file}" for domain, file in listing.logos.items())),
    )


def days(views: Iterable[StoryView], wording: Wording) -> tuple[Day, ...]:
    """Cut stories, newest first, into days."""
    lists = (tuple(found) for _, found in groupby(views, key=lambda view: _published(view).astimezone(UTC).date()))
    return tuple(
        Day(name=wording.weekday(_published(found[0])), at=_published(found[0]), views=found) for found in lists
    )


def block(view: StoryView, icons: Icons | None = None) -> Block:
    """Choose what stands beside the lead on a ranked page."""
    named = alternates(view)
    return Block(view=view, alternates=named, more=view.reports - 1 - len(named), icons=icons)


def _published(view: StoryView) -> datetime:
    return view.lead.at or view.first_at
