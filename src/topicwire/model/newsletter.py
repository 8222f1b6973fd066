"""The newsletter: an issue, the letter it carries, who gets it, and what became of each mail."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from topicwire.model.ids import ArticleId, EditionId, StoryId

IssueId = NewType("IssueId", str)
"""The hub's local day it was due on, `2026-03-02`; a second one of that day is `2026-03-02-2`."""
SubscriberId = NewType("SubscriberId", str)
"""16 random hex digits: says nothing of the address."""


class Telling(StrEnum):
    """Why an issue tells of a story."""

    NEW = "new"  # no issue told of it before
    GREW = "grew"  # an earlier issue told of it, and more outlets report it since


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPicture:
    """A picture of a letter, lying on the hub itself."""

    file: str  # under the site's root
    width: int  # as shown, in CSS pixels
    height: int
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReport:
    """Another outlet's report that a letter names."""

    outlet: str
    title: str
    address: str  # http(s)
    language: str  # empty: unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterStory:
    """One story as a letter tells it. Every value is frozen: mail, web page and record are made from these."""

    story_id: StoryId
    telling: Telling
    headline: str
    address: str  # the publisher's page, http(s); empty: only the hub's own page is linked
    outlet: str
    authors: tuple[str, ...]
    excerpt: str  # empty: none
    language: str  # empty: unknown
    page: str  # of the story, under the site's root
    published_at: datetime  # of the lead
    heat: int
    outlets: int  # that report it
    reports: int  # articles, the lead counted
    new_outlets: int  # since the last issue that told of it; 0 for a new story
    also: tuple[LetterReport, ...]
    topic: str  # its first topic below the root; empty: none
    picture: LetterPicture | None
    articles: tuple[ArticleId, ...]  # all its articles when it was told: a later issue knows it by them
    domains: tuple[str, ...]  # of the outlets that report it


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What an issue says."""

    subject: str
    preheader: str  # the line mail clients show beside the subject
    stories: tuple[LetterStory, ...]  # the lead first
    considered: int  # stories that were new or had grown; more than `stories` when the issue was full


class IssueState(StrEnum):
    """How far an issue is."""

    HELD = "held"  # composed; waits for a word, or for its window to end
    APPROVED = "approved"  # belongs to the public site from the next edition on; its mails are not queued yet
    SENDING = "sending"  # its mails are queued, one row for each subscriber
    SENT = "sent"  # no mail is waiting any more
    REFUSED = "refused"  # an editor's word: nobody gets it, and what it told counts as not told
    SKIPPED = "skipped"  # there was nothing to tell


PUBLIC = frozenset({IssueState.APPROVED, IssueState.SENDING, IssueState.SENT})
"""States of an issue that readers may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue of the newsletter, frozen when composed: later only its state and its times change."""

    id: IssueId
    slot_at: datetime  # the due time it was made for
    composed_at: datetime
    edition_id: EditionId
    as_of: datetime  # of that edition: what is newer belongs to the next issue
    since: datetime  # what is newer than this was considered
    zone: str  # time zone of the hub, as in Europe/Berlin
    state: IssueState
    hold_until: datetime  # when it goes out by itself
    changed_at: datetime  # when the state was given
    retry_at: datetime | None  # no mail before this, as the mail server could not be used; None: now
    failures: int  # of the mail server, in a row
    why: str  # of the state, in words; empty: nothing to add
    letter: Letter | None  # None: skipped

    @property
    def digest_parts(self) -> tuple[str, ...]:
        """Name what tells it from any other: what readers see of it never changes once it is composed."""
        return (self.id, self.edition_id, self.composed_at.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsletterOffer:
    """What readers are told of the newsletter."""

    every: str  # day or week
    weekday: str  # in English, as in hub.toml: of a weekly one
    time: str  # as in 07:00
    zone: str
    signup: bool  # True: the site is served by topicwire, so a form on it works


class SubscriberState(StrEnum):
    """How it stands with a subscriber."""

    PENDING = "pending"  # asked for the newsletter, has not confirmed
    CONFIRMED = "confirmed"  # gets it
    UNSUBSCRIBED = "unsubscribed"  # does not want it; the address is erased
    BOUNCED = "bounced"  # the address does not take mail
    COMPLAINED = "complained"  # called it spam: never again


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Someone who asked for the newsletter. Nothing here can be read as an address."""

    id: SubscriberId
    state: SubscriberState
    lookup: str  # keyed hash of the address: how it is found again
    sealed: str | None  # the address, sealed; None: erased
    asked_at: datetime  # of the newest sign-up; a confirmation belongs to exactly one
    asks: int  # confirmation mails asked for, on the day of `asked_at`
    changed_at: datetime  # when the state was given
    hard_bounces: int  # mails refused as the address takes none, lately
    soft_bounces: int  # mails given up for other reasons, lately
    bounced_at: datetime | None  # the newest of them; None: never
    origin: str  # form, desk or import


class DeliveryState(StrEnum):
    """What became of one mail to one subscriber."""

    QUEUED = "queued"  # not handed over; also after a refusal that may pass
    SENDING = "sending"  # being handed over: from just before the last byte until the answer is stored
    SENT = "sent"  # the mail server took it
    UNCLEAR = "unclear"  # handed over, and no answer is known: never sent again by itself
    FAILED = "failed"  # refused for good, or too often
    BOUNCED = "bounced"  # taken, and came back later
    DROPPED = "dropped"  # not sent: the subscriber left meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One mail to one subscriber: at most one row, and at most one mail, for each mailing."""

    mailing: str  # an issue's id, or `confirm/` and the time of the sign-up
    subscriber_id: SubscriberId
    state: DeliveryState
    attempts: int  # refusals that may pass, so far
    due_at: datetime  # not before
    changed_at: datetime
    code: str  # what the mail server answered, figures only, as `550 5.1.1`; empty: nothing yet
