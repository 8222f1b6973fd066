"""Who had a story first, who followed, and who copied. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from topicwire.model.ids import Domain, StoryId
from topicwire.model.record import RankedArticle
from topicwire.model.report_card import Delay, Share

MINUTE = timedelta(minutes=1)


@dataclass(slots=True, kw_only=True)
class Standing:
    """How one publisher stood in all stories; filled story by story."""

    kinds: Counter[str] = field(default_factory=Counter)  # original, follow-up, copy
    firsts: int = 0
    lags: list[timedelta] = field(default_factory=list)

    @property
    def first(self) -> Share:
        """Give the stories it had first, of those that others had too."""
        return Share(part=self.firsts, whole=self.firsts + len(self.lags))

    @property
    def lag(self) -> Delay:
        """Give the median time behind the first."""
        return delay_of(self.lags)


def standings(articles: Iterable[RankedArticle]) -> Mapping[Domain, Standing]:
    """Judge every story once; a publisher without articles has an empty standing."""
    stories: dict[StoryId, list[RankedArticle]] = defaultdict(list)
    for article in articles:
        stories[article.story_id].append(article)
    found: dict[Domain, Standing] = defaultdict(Standing)
    for members in stories.values():
        _judge(members, found)
    return found


def delay_of(lengths: Sequence[timedelta]) -> Delay:
    """Give the median of some lengths, in whole minutes."""
    minutes = [length // MINUTE for length in lengths]
    return Delay(minutes=round(median(minutes)) if minutes else 0, cases=len(minutes))


def _judge(members: Sequence[RankedArticle], found: dict[Domain, Standing]) -> None:
    firsts = _first_reports(members)
    for article in members:
        domain = article.record.provider.domain
        found[domain].kinds[_kind(article, firsts)] += 1
    if len(firsts) < 2:
        return
    start = min(firsts.values())
    for domain, at in firsts.items():
        if at == start:
            found[domain].firsts += 1
        else:
            found[domain].lags.append(at - start)


def _first_reports(members: Iterable[RankedArticle]) -> dict[Domain, datetime]:
    """Give the time of each publisher's first report in words of its own."""
    firsts: dict[Domain, datetime] = {}
    for article in members:
        if not article.is_copy:
            domain = article.record.provider.domain
            firsts[domain] = min(firsts.get(domain, article.published_at), article.published_at)
    return firsts


def _kind(article: RankedArticle, firsts: Mapping[Domain, datetime]) -> str:
    if article.is_copy:
        return "copy"
    ours = article.record.provider.domain
    is_later = any(at < article.published_at for domain, at in firsts.items() if domain != ours)
    return "follow-up" if is_later else "original"
