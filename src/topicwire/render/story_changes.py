"""What changed in a story, and when: its reports as they joined, and the turns it took.

Times are the hub's own (when a report joined, when another took the lead), so that nothing comes back as new because a
publisher says so. What happened within CLOSE counts as one change: a run needs some minutes from end to end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter

from topicwire.model.edits import Edit, EditedField, PieceKind
from topicwire.model.hub import Edition
from topicwire.model.ids import ArticleId
from topicwire.model.record import RankedArticle
from topicwire.model.story import Member, MemberRole, Story, StoryEvent, StoryEventKind
from topicwire.render.site.listing import Listing
from topicwire.render.wording import Wording
from topicwire.text.clean import one_line

CLOSE = timedelta(minutes=30)
"""Longest from the first to the last of what counts as one change; shorter than any pause between two runs."""
NAMED = 5
"""Outlets named in a change, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A report took the lead from another."""

    article: RankedArticle
    before: RankedArticle | None  # None: not known any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Retitled:
    """The publisher of the lead gave it another headline."""

    at: datetime
    was: str


Happening = Member | StoryEvent | Retitled


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to a story at one time."""

    at: datetime  # of the last of it
    joined: tuple[Member, ...]  # in the order they joined
    events: tuple[StoryEvent, ...]  # oldest first
    retitled: tuple[Retitled, ...]  # oldest first
    is_first: bool  # the story was founded: nothing before it


def changes_of(story: Story, turns: Sequence[StoryEvent], retitled: Sequence[Retitled] = ()) -> tuple[Change, ...]:
    """Put what happened to a story into changes, oldest first; never empty."""
    happened: list[tuple[datetime, Happening]] = [(one.joined_at, one) for one in _newcomers(story, turns)]
    happened += [(turn.at, turn) for turn in turns]
    happened += [(one.at, one) for one in retitled]
    happened.sort(key=itemgetter(0))
    groups: list[list[tuple[datetime, Happening]]] = []
    for one in happened:
        if groups and one[0] - groups[-1][0][0] <= CLOSE:
            groups[-1].append(one)
        else:
            groups.append([one])
    return tuple(_change(group, is_first=number == 0) for number, group in enumerate(groups))


def _change(group: Sequence[tuple[datetime, Happening]], *, is_first: bool) -> Change:
    happened = [what for _, what in group]
    return Change(
        at=group[-1][0],
        joined=tuple(what for what in happened if isinstance(what, Member)),
        events=tuple(what for what in happened if isinstance(what, StoryEvent)),
        retitled=tuple(what for what in happened if isinstance(what, Retitled)),
        is_first=is_first,
    )


def changed_at(story: Story, turns: Sequence[StoryEvent], retitled: Sequence[Retitled] = ()) -> datetime:
    """Give when a story changed last; the same as the last of `changes_of`, without making them."""
    joined = (member.joined_at for member in _newcomers(story, turns))
    return max((*joined, *(turn.at for turn in turns), *(one.at for one in retitled)))


def retitles_of(lead: RankedArticle, story: Story, turns: Sequence[StoryEvent], edition: Edition) -> list[Retitled]:
    """List when the lead got another headline while it led, oldest first; a time that is yet to come is now."""
    edited = edition.edits.get(lead.article_id)
    if edited is None:
        return []
    took = [turn.at for turn in turns if turn.kind is StoryEventKind.LED and lead.article_id in turn.articles]
    joined = [member.joined_at for member in story.members if member.article_id == lead.article_id]
    since = max((*took, *joined), default=story.first_at)
    titles = (one for one in edited.edits if one.field is EditedField.TITLE and one.at >= since)
    return [Retitled(at=min(one.at, edition.as_of), was=_before(one)) for one in titles]


def _before(edit: Edit) -> str:
    return one_line("".join(piece.words for piece in edit.pieces if piece.kind in {PieceKind.SAME, PieceKind.GONE}))


def _newcomers(story: Story, turns: Sequence[StoryEvent]) -> Sequence[Member]:
    """List the members whose joining is news: no copies, and none that came with another story."""
    if len(story.members) == 1:
        return story.members
    came = {one for turn in turns if turn.kind is StoryEventKind.MERGED for one in turn.articles}
    own = [one for one in story.members if one.role is not MemberRole.COPY and one.article_id not in came]
    return own or story.members[:1]


def lead_changes(story: Story, turns: Sequence[StoryEvent], listing: Listing) -> dict[StoryEvent, Lead]:
    """Say of every change of the lead who took it from whom."""
    found: dict[StoryEvent, Lead] = {}
    # Where one article alone founded the story it led until another did; else the first to lead is not known.
    founders = [member for member in story.members if member.joined_at <= story.members[0].joined_at]
    before = listing.by_id.get(founders[0].article_id) if len(founders) == 1 else None
    for turn in turns:
        article = listing.by_id.get(turn.articles[0]) if turn.kind is StoryEventKind.LED and turn.articles else None
        if article:
            found[turn] = Lead(article=article, before=before if before and before is not article else None)
            before = article
    return found


def told(change: Change, leads: dict[StoryEvent, Lead], listing: Listing, wording: Wording) -> tuple[str, ...]:
    """Tell a change in lines of plain text; none for the founding of a story."""
    if change.is_first:
        return ()
    joined = tuple(member.article_id for member in change.joined)
    told_reports = _reports(joined, "change_reports", listing, wording) if joined else ()
    came = (event.articles for event in change.events if event.kind is StoryEventKind.MERGED)
    merged = (line for articles in came for line in _reports(articles, "change_merged", listing, wording))
    kinds = {event.kind for event in change.events}
    others = (wording.words[_TOLD[kind]] for kind in _TOLD if kind in kinds)
    return (*told_reports, *_headline(change, leads, wording), *merged, *others)


def _reports(articles: Sequence[ArticleId], key: str, listing: Listing, wording: Wording) -> tuple[str, ...]:
    known = (listing.by_id.get(article_id) for article_id in articles)
    outlets = list(dict.fromkeys(outlet_of(article) for article in known if article))
    reports = wording.count(len(articles), "n_more")
    more = " …" if outlets[NAMED:] else ""
    return (wording.say(key, reports=reports, outlets=", ".join(outlets[:NAMED]) + more),)


def _headline(change: Change, leads: dict[StoryEvent, Lead], wording: Wording) -> Iterator[str]:
    led = [leads[event] for event in change.events if event in leads]
    if led:
        article, before = led[-1].article, led[0].before
        yield wording.say("change_lead", outlet=outlet_of(article), title=one_line(article.record.title))
        if before and before.record.title != article.record.title:
            yield wording.say("change_headline", title=one_line(before.record.title))
    elif change.retitled:
        yield wording.say("change_headline", title=change.retitled[0].was)


_TOLD = {StoryEventKind.PARTED: "change_parted", StoryEventKind.REOPENED: "change_reopened"}


def outlet_of(article: RankedArticle) -> str:
    """Name who published an article."""
    provider = article.record.provider
    return one_line(provider.name) or one_line(provider.domain)
