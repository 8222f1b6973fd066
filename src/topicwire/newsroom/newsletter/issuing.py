"""Composing an issue from one frozen edition: drafted for a look, or kept when it is due."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from topicwire.model.hub import Edition
from topicwire.model.ids import digest
from topicwire.model.newsletter import PUBLIC, Issue, IssueId, IssueState, LetterStory
from topicwire.newsroom.newsletter.pictures import MadePicture, keep_pictures, make_pictures
from topicwire.newsroom.newsletter.slots import due_slot, period
from topicwire.newsroom.publishing import inputs_of
from topicwire.newsroom.room import Room
from topicwire.render.newsletter.around import Around, around_of
from topicwire.render.newsletter.choosing import Chosen, Window, choose
from topicwire.render.newsletter.html import LARGEST, letter_html
from topicwire.render.newsletter.letter import letter_of
from topicwire.render.newsletter.text import letter_text
from topicwire.render.site.links import absolute
from topicwire.render.site.listing import Listing, listing_of
from topicwire.render.wording import language_for, wording_of
from topicwire.stages.publish.freezing import freeze

BEGAN = "newsletter.began"
"""Name of the time the newsletter was first seen switched on, in the store's learned states: nothing that was due
before is made up for."""
REMEMBERED = timedelta(days=120)
"""Issues this old are not looked at any more to know what was told."""
UNSUBSCRIBE = "newsletter/unsubscribe"
NOTHING = "nothing new since the last issue"
LATE, TOO_LATE = timedelta(hours=6), "did not go out in time, so a newer issue took its place"
"""How long after its window an issue may still go out, when another is due: after days without power readers get one
issue, not two at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An issue with its mail, kept nowhere yet."""

    issue: Issue
    html: str
    text: str
    pictures: tuple[MadePicture, ...]


def compose_due(room: Room) -> Issue | None:
    """Compose and keep the issue that is due; None when none is. One with nothing to tell is kept as skipped."""
    settings, now = room.config.settings.newsletter, room.clock.now()
    if not settings.enabled:
        return None
    _mark_began(room)
    slot = due_slot(settings, last_slot(room), now)
    if slot is None:
        return None
    _give_up_late(room, now)
    drafted = draft(room, slot)
    keep_pictures(room.folder, drafted.pictures)
    issues = room.store.newsletter.issues
    with room.store.transaction():
        issues.keep(drafted.issue)
        if drafted.issue.letter:
            issues.keep_bodies(drafted.issue.id, drafted.html, drafted.text)
    return drafted.issue


def _give_up_late(room: Room, now: datetime) -> None:
    issues = room.store.newsletter.issues
    for held in issues.list_in({IssueState.HELD}):
        if held.hold_until + LATE < now:
            issues.keep(replace(held, state=IssueState.SKIPPED, changed_at=now, why=TOO_LATE))


def draft(room: Room, slot: datetime | None = None) -> Draft:
    """Compose an issue from what the store holds now, as if it were due, or for the slot it is due for."""
    now = room.clock.now()
    edition = freeze(room.store, inputs_of(room), tuple(room.store.ranked.iterate()))
    since = _since(room, edition)
    issue = _blank(room, edition, since, slot or now)
    listing = listing_of(edition)
    chosen = _chosen(room, listing, since)
    if not chosen:
        skipped = replace(issue, state=IssueState.SKIPPED, why=NOTHING)
        return Draft(issue=skipped, html="", text="", pictures=())
    return _written(room, issue, chosen, listing)


def around_issue(room: Room, issue_id: IssueId, mark: str) -> Around:
    """Give the frame of an issue's letter; `mark` stands where each recipient's own token goes."""
    settings = room.config.settings.newsletter
    hub = room.config.hub
    by_web = f"{absolute(hub, UNSUBSCRIBE)}?t={mark}"
    by_mail = f"mailto:{settings.reply_to or settings.sender}?subject=unsubscribe%20{mark}"
    return around_of(hub, issue_id, by_web if settings.signup else by_mail, settings.postal_address)


def mark_of(issue: Issue) -> str:
    """Give what stands in the kept letter for a recipient's token: no publisher can have known it."""
    return f"token-{digest(issue.id, issue.edition_id, repr(issue.letter))}"


def _written(room: Room, issue: Issue, chosen: tuple[Chosen, ...], listing: Listing) -> Draft:
    settings = room.config.settings.newsletter
    alt = wording_of(language_for(room.config.hub.locale)).words["mail_picture_of"]
    shown = chosen[: settings.stories]
    made = make_pictures(room.folder, listing.edition, shown, alt) if settings.pictures else {}
    pictures = {story: one.picture for story, one in made.items()}
    most = settings.stories
    while True:
        issue = replace(issue, letter=letter_of(chosen, listing, pictures, most))
        html, text = bodies_of(room, issue)
        if len(html.encode()) <= LARGEST or most == 1:
            break
        most = max(1, most * 9 // 10)  # whole stories go, the coldest first: no client shows more
    told = {story.story_id for story in issue.letter.stories} if issue.letter else set()
    kept = tuple(one for story, one in made.items() if story in told)
    return Draft(issue=issue, html=html, text=text, pictures=kept)


def bodies_of(room: Room, issue: Issue) -> tuple[str, str]:
    """Render the letter of an issue: (HTML, text); both empty without one."""
    if issue.letter is None:
        return "", ""
    around = around_issue(room, issue.id, mark_of(issue))
    return letter_html(issue.letter, around), letter_text(issue.letter, around)


def _blank(room: Room, edition: Edition, since: Window, slot: datetime) -> Issue:
    settings, now = room.config.settings.newsletter, room.clock.now()
    is_free = settings.hold_minutes == 0
    return Issue(
        id=_free_id(room, slot),
        slot_at=slot,
        composed_at=now,
        edition_id=edition.id,
        as_of=edition.as_of,
        since=since.since,
        zone=settings.zone,
        state=IssueState.APPROVED if is_free else IssueState.HELD,
        hold_until=now + timedelta(minutes=settings.hold_minutes),
        changed_at=now,
        retry_at=None,
        failures=0,
        why="",
        letter=None,
    )


def _free_id(room: Room, slot: datetime) -> IssueId:
    """Name an issue by the hub's local day; a second one of a day gets a number."""
    day = slot.astimezone(ZoneInfo(room.config.settings.newsletter.zone)).date().isoformat()
    number, name = 1, IssueId(day)
    while room.store.newsletter.issues.find(name) is not None:
        number += 1
        name = IssueId(f"{day}-{number}")
    return name


def last_slot(room: Room) -> datetime:
    """Give the due time of the newest issue, whatever became of it; else when the newsletter was switched on."""
    newest = room.store.newsletter.issues.find_newest()
    kept = room.store.learned.find(BEGAN)
    now = room.clock.now()
    began = min(datetime.fromisoformat(kept.decode()), now) if kept else now
    return max(newest.slot_at, began) if newest else began


def _mark_began(room: Room) -> None:
    if room.store.learned.find(BEGAN) is None:
        room.store.learned.keep(BEGAN, room.clock.now().isoformat().encode())


def _since(room: Room, edition: Edition) -> Window:
    length = period(room.config.settings.newsletter)
    told = room.store.newsletter.issues.list_in(PUBLIC)
    if not told:
        return Window(since=edition.as_of - length, earliest=edition.as_of - length)
    since = min(told[-1].as_of, edition.as_of)
    return Window(since=since, earliest=since - length)


def _chosen(room: Room, listing: Listing, window: Window) -> tuple[Chosen, ...]:
    return choose(listing, window, _told(room), room.config.hub.diversity)


def _told(room: Room) -> list[LetterStory]:
    """List what readers were told lately, an issue that still waits for its word included."""
    states = PUBLIC | {IssueState.HELD}
    horizon = room.clock.now() - REMEMBERED
    issues = (issue for issue in room.store.newsletter.issues.list_in(states) if issue.slot_at > horizon)
    return [story for issue in issues if issue.letter for story in issue.letter.stories]
