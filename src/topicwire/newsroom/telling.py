"""A hub in a dozen sentences, for someone who sees one for the first time."""

from collections import Counter
from collections.abc import Iterator

from topicwire.model.record import RankedArticle
from topicwire.model.work import TipState
from topicwire.newsroom.reporting import report_ledger
from topicwire.newsroom.room import Room
from topicwire.render.views import front_order


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
            yield f"         {line.count:3}  {line.reason}"
    yield from _leads(room)


def _leads(room: Room) -> Iterator[str]:
    published = [article for article in room.store.ranked.iterate() if article.record.is_published is not False]
    if not published:
        return
    yield ""
    yield "On top of the front page:"
    hub = room.config.hub
    for article in front_order(published, hub.half_life_hours)[:5]:
        yield f"  {_heat(article):4}  {article.record.title}"
        yield f"        {_why(article)}"


def _heat(article: RankedArticle) -> int:
    return article.heat.total if article.heat else 0


def _why(article: RankedArticle) -> str:
    others = len(article.record.related)
    sources = f"and {others} more" if others else "alone"
    return f"{article.record.provider.name} {sources}; quality {article.quality.total}"
