"""What stands around the stories of a letter: whose it is, of which day, and where its links lead."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from topicwire.model.hub import Hub
from topicwire.model.newsletter import IssueId
from topicwire.render.addresses import ABOUT, FRONT, issue_page
from topicwire.render.site.links import absolute, language_of
from topicwire.render.wording import Wording, language_for, wording_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The frame of one issue's letter."""

    hub: Hub
    issue_id: IssueId
    unsubscribe: str  # address or `mailto:`; holds a mark in place of the recipient's token
    postal: tuple[str, ...]  # lines of the sender's postal address
    wording: Wording

    @property
    def language(self) -> str:
        """Give the language of our own words, for `lang`."""
        return self.wording.language

    @property
    def day(self) -> str:
        """Give the issue's day in words."""
        return self.wording.weekday(day_of(self.issue_id))

    @property
    def front(self) -> str:
        """Give the public address of the site."""
        return absolute(self.hub, FRONT)

    @property
    def web(self) -> str:
        """Give the public address of the issue's page."""
        return absolute(self.hub, issue_page(self.issue_id))

    @property
    def methods(self) -> str:
        """Give the public address of the page on how stories are ranked."""
        return absolute(self.hub, ABOUT)


def around_of(hub: Hub, issue_id: IssueId, unsubscribe: str, postal: str) -> Around:
    """Build the frame; our words are in the hub's language where we have it."""
    lines = tuple(line.strip() for line in postal.splitlines() if line.strip())
    wording = wording_of(language_for(language_of(hub.locale)))
    return Around(hub=hub, issue_id=issue_id, unsubscribe=unsubscribe, postal=lines, wording=wording)


def day_of(issue_id: IssueId) -> datetime:
    """Give the hub's local day of an issue as a time that is on that day in UTC."""
    return datetime.combine(date.fromisoformat(issue_id[:10]), time(12), UTC)
