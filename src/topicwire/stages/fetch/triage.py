"""Which tips need no request at all. Pure."""

from datetime import datetime, timedelta

from topicwire.model.outcome import Spike, SpikeReason
from topicwire.model.tip import Tip
from topicwire.text.clean import cut, one_line

LONGEST_DETAIL = 300
"""Characters of foreign words kept in a detail."""


def spike_unasked(tip: Tip, now: datetime, max_age_days: float, *, is_known: bool) -> Spike | None:
    """Reject a tip without a usable address, or whose claimed date is older than the hub takes as news.

    The claimed date is the published one, else the updated one: an old article that was touched up is no news.
    `is_known` says that its page was fetched before, so that it was news once; then only its address is judged.
    """
    if not tip.url:
        return _no_address(tip)
    claimed = tip.published_at or tip.updated_at
    if is_known or claimed is None or now - claimed <= timedelta(days=max_age_days):
        return None
    return Spike(
        reason=SpikeReason.STALE, detail=f"dated {claimed:%Y-%m-%d}, over {max_age_days:g} days before it was seen"
    )


def _no_address(tip: Tip) -> Spike:
    if not tip.raw_url.strip():
        return Spike(reason=SpikeReason.NO_ADDRESS, detail="the entry has no link")
    return Spike(reason=SpikeReason.BAD_ADDRESS, detail=short(f"not a web address: {tip.raw_url}"))


def short(words: str) -> str:
    """Give foreign words on one line of at most 300 characters."""
    return cut(one_line(words[: 4 * LONGEST_DETAIL]), LONGEST_DETAIL)
