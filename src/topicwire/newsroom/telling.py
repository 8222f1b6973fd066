"""A hub in a dozen sentences, for someone who sees one for the first time."""

from collections import Counter
from collections.abc import Iterator

from topicwire.model.ids import ArticleId
from topicwire.model.outcome import SpikeReason
from topicwire.model.record import RankedArticle
from topicwire.model.story import Story
from topicwire.model.work import TipState
from topicwire.newsroom.reporting import report_ledger
from topicwire.newsroom.room import Room
from topicwire.render.front_order import front_order
from topicwire.render.views import leads_of

_REASONS = {
    SpikeReason.NO_ADDRESS.value: "named no address at all",
    SpikeReason.BAD_ADDRESS.value: "named something that is no web address",
    SpikeReason.STALE.value: "old news, whatever date the feed gave it",
    SpikeReason.NOT_PUBLIC.value: "led to a private network, and were not asked",
    SpikeReason.ROBOTS.value: "are off limits by the site's robots.txt",
    SpikeReason.GONE.value: "gone: the publisher took them down",
    SpikeReason.REFUSED.value: "refused by the publisher",
    SpikeReason.REDIRECTS.value: "redirects that lead in circles or nowhere",
    SpikeReason.TOO_LARGE.value: "too large, once unpacked (a decompression bomb, say)",
    SpikeReason.NOT_A_PAGE.value: "no page but some other kind of file",
    SpikeReason.UNREADABLE.value: "bytes that nobody could read",
    SpikeReason.NO_TEXT.value: "pages without a text",
    SpikeReason.NOT_AN_ARTICLE.value: "lists or front pages, no articles",
    SpikeReason.OFF_TOPIC.value: "off topic for this hub",
    SpikeReason.UNREACHABLE.value: "could not be reached after several tries",
    SpikeReason.CRASHED.value: "crashed the worker that read them, and nothing else",
}


def tell_hub(room: Room) -> Iterator[str]:
    """Tell what the hub has read, what leads, what was set aside and why."""
    report = report_ledger(room)
    counts: Counter[TipState] = Counter()
    for line in report.lines:
        counts[line.state] += line.count
    feeds = len(room.config.hub.feeds)
    yield f"What happened: {feeds} feeds named {report.tips} links; each ended in one place."
    yield f"  {counts[TipState.LEADS]:4} lead a story that is on the site"
    yield f"  {counts[TipState.RELATED]:4} report on a story that another article leads"
    yield f"  {counts[TipState.COPY]:4} carry the same text as another article, and are folded under it"
    yield f"  {counts[TipState.DUPLICATE]:4} are another address of an article already read"
    yield f"  {counts[TipState.BELOW]:4} are kept as records, but score too low for the site"
    yield f"  {counts[TipState.WAITING]:4} wait for another try"
    yield f"  {counts[TipState.SPIKED]:4} were rejected:"
    for line in report.lines:
        if line.state is TipState.SPIKED:
            yield f"         {line.count:3}  {_REASONS.get(line.reason, line.reason)}"
    yield from _changes(room)
    yield from _leads(room)


def _changes(room: Room) -> Iterator[str]:
    """Tell the largest stories, and whether a later report took over the lead."""
    stories = sorted(room.store.stories.list_all(), key=lambda story: (-len(story.members), story.id))[:3]
    for story in stories:
        if len(story.members) < 2:
            return
        lead = next((found for found in map(room.store.ranked.find, _ids(story)) if found and found.is_lead), None)
        first = room.store.ranked.find(story.members[0].article_id)
        if lead is None or first is None:
            continue
        yield ""
        yield f"A story of {len(story.members)}: “{lead.record.title}”"
        if lead.article_id == first.article_id:
            yield f"  {lead.record.provider.name} was first, and leads it with a quality of {lead.quality.total}."
        else:
            yield f"  {first.record.provider.name} was first, with a quality of {first.quality.total}; then a better"
            yield f"  report took the lead: {lead.record.provider.name}, with {lead.quality.total}."


def _ids(story: Story) -> Iterator[ArticleId]:
    return (member.article_id for member in story.members)


def _leads(room: Room) -> Iterator[str]:
    published = leads_of(room.store.ranked.iterate())
    if not published:
        return
    yield ""
    yield "On top of the front page:"
    for article in front_order(published, room.config.hub)[:5]:
        yield f"  {_heat(article):4}  {article.record.title}"
        yield f"        {_why(article)}"


def top_story(room: Room) -> RankedArticle | None:
    """Give the hottest article on the site, None when there is none."""
    led = (article for article in room.store.ranked.iterate() if article.record.is_visible)
    return max(led, key=lambda article: (_heat(article), article.article_id), default=None)


def _heat(article: RankedArticle) -> int:
    return article.heat.total if article.heat else 0


def _why(article: RankedArticle) -> str:
    others = len(article.record.related)
    sources = f"and {others} more" if others else "alone"
    return f"{article.record.provider.name} {sources}; quality {article.quality.total}"
