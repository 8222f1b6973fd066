"""What polling one feed was like on one day: counts, never what was answered."""

from dataclasses import dataclass
from datetime import date

from topicwire.model.ids import FeedId


@dataclass(frozen=True, slots=True, kw_only=True)
class PollDay:
    """One feed on one day (UTC). `asked` counts what went out: every poll that was put off asked nobody."""

    feed_id: FeedId
    day: date
    asked: int = 0
    unchanged: int = 0  # of asked: answered well, with nothing new
    failed: int = 0  # of asked: no answer, a refusal, or nothing that reads as a feed
    tips: int = 0  # links in its answers that the hub did not know

    @property
    def answered(self) -> int:
        """Count the polls that were answered well."""
        return self.asked - self.failed
