"""The newsletter on the site: a page for every issue, and one that lists them and says how to get it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial

from topicwire.model.newsletter import Issue, IssueId, NewsletterOffer
from topicwire.ports.outbox import Sheet
from topicwire.render.addresses import NEWSLETTERS, issue_page
from topicwire.render.digests import key_of
from topicwire.render.site.frame import Frame, Head, page_bytes
from topicwire.render.site.links import absolute
from topicwire.render.site.site import Site

SUBSCRIBE = "newsletter/subscribe"
"""Where the form goes, under the site's root: answered by `topicwire serve` alone."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """An issue in the list."""

    page: str
    day: str
    at: datetime  # on that day
    subject: str
    stories: int


def newsletter_sheets(site: Site) -> Iterator[Sheet]:
    """Give the list and every issue; nothing for a hub that has no newsletter and never had one."""
    issues = [issue for issue in site.edition.issues if issue.letter]
    if not issues and site.edition.newsletter is None:
        return
    listed = (f"{issue.id} {issue.letter.subject} {len(issue.letter.stories)}" for issue in issues if issue.letter)
    yield site.sheet(NEWSLETTERS, (repr(site.edition.newsletter), *listed), partial(_index, site, issues))
    shown = frozenset(site.listing.pages.values())
    for place, issue in enumerate(issues):
        older = issues[place - 1].id if place else ""
        newer = issues[place + 1].id if place + 1 < len(issues) else ""
        linked = frozenset(_pages(issue)) & shown  # a story that was unpublished since has no page any more
        parts = (key_of(*issue.digest_parts, older, newer), *sorted(linked))
        yield site.sheet(issue_page(issue.id), parts, partial(_issue, site, issue, (older, newer), linked))


def rhythm(frame: Frame, offer: NewsletterOffer) -> str:
    """Say how often the newsletter comes."""
    if offer.every == "day":
        return frame.wording.say("mail_every_day", time=offer.time, zone=offer.zone)
    day = str(frame.wording.locale.days["format"]["wide"][_DAYS.index(offer.weekday)])
    return frame.wording.say("mail_every_week", weekday=day, time=offer.time, zone=offer.zone)


def form_view(frame: Frame, offer: NewsletterOffer | None) -> dict[str, object]:
    """Give what the template of the form needs."""
    return {
        "offer": offer,
        "rhythm": rhythm(frame, offer) if offer else "",
        "subscribe": SUBSCRIBE,
        "has_form": bool(offer and offer.signup),
    }


def _day(issue_id: IssueId) -> datetime:
    return datetime.combine(date.fromisoformat(issue_id[:10]), time(12), UTC)


def _pages(issue: Issue) -> list[str]:
    return [story.page for story in issue.letter.stories] if issue.letter else []


def _index(site: Site, issues: list[Issue]) -> bytes:
    lines = [
        IssueLine(
            page=issue_page(issue.id),
            day=site.wording.weekday(_day(issue.id)),
            at=_day(issue.id),
            subject=issue.letter.subject,
            stories=len(issue.letter.stories),
        )
        for issue in reversed(issues)
        if issue.letter
    ]
    view = form_view(site.frame, site.edition.newsletter)
    head = Head(
        path=NEWSLETTERS,
        title=f"{site.words['mail_newsletter']} · {site.hub.title}",
        description=f"{site.words['mail_own_words']} {view['rhythm']}".strip(),
        active=NEWSLETTERS,
    )
    return page_bytes(site.frame, head, "mail-index.html", issues=lines, **view)


def _issue(site: Site, issue: Issue, around: tuple[str, str], linked: frozenset[str]) -> bytes:
    letter, (older, newer) = issue.letter, around
    assert letter is not None
    picture = next((story.picture for story in letter.stories if story.picture), None)
    head = Head(
        path=issue_page(issue.id),
        title=f"{letter.subject} · {site.hub.title}",
        description=letter.preheader or site.words["mail_own_words"],
        active=NEWSLETTERS,
        image=absolute(site.hub, picture.file) if picture else "",
        kind="article",
    )
    return page_bytes(
        site.frame,
        head,
        "mail-issue.html",
        issue=issue,
        letter=letter,
        day=site.wording.weekday(_day(issue.id)),
        at=_day(issue.id),
        linked_pages=sorted(linked),
        older=issue_page(older) if older else "",
        newer=issue_page(newer) if newer else "",
        index=NEWSLETTERS,
    )
