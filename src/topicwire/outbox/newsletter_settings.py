"""The newsletter: the `[newsletter]` table of hub.toml."""

from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT
from topicwire.text.mailboxes import mailbox

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _zone(value: str) -> str:
    """Refuse a name that is no time zone."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("is no time zone, as in `Europe/Berlin` or `UTC`") from error
    return value


def _address(value: str) -> str:
    """Refuse what is no plain mail address; empty stays empty."""
    if value and not mailbox(value):
        raise ValueError("is no mail address, as in `news@hub.example`")
    return mailbox(value)


Address = Annotated[str, AfterValidator(_address)]
Line = Annotated[str, Field(max_length=300, pattern=r"^[^\x00-\x1f\x7f\u2028\u2029]*$")]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class NewsletterSettings:
    """The newsletter."""

    enabled: bool = False
    """Compose issues when they are due, and send them."""
    every: Literal["day", "week"] = "day"
    """How often an issue is due."""
    weekday: Weekday = "monday"
    """The day of a weekly issue."""
    time: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = "07:00"
    """Time of day an issue is due, in `zone`."""
    zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    """Time zone of the hub, as in `Europe/Berlin`: due times and the dates readers see."""
    stories: Annotated[int, Field(ge=1, le=50)] = 10
    """Most stories in an issue."""
    hold_minutes: Annotated[int, Field(ge=0, le=10080)] = 60
    """How long an issue waits for an editor's word before it goes out by itself; 0: at once."""
    pictures: bool = True
    """Show pictures, from copies on the hub."""
    sender_name: Line = ""
    """Name the mail comes from; empty: the hub's title."""
    sender: Address = ""
    """Address the mail comes from."""
    reply_to: Address = ""
    """Address that answers go to; empty: the sender's."""
    postal_address: Annotated[str, Field(max_length=600)] = ""
    """Who sends it and where they are, for the foot of every mail; many laws ask for it."""
    signup: bool = False
    """The public site is served by `topicwire serve`: offer the sign-up form, and links that unsubscribe with one
    click. Without it mails say how to unsubscribe by mail."""
    confirm_hours: Annotated[int, Field(ge=1, le=720)] = 48
    """How long a confirmation link is good for; a sign-up that is not confirmed is forgotten then."""
    tries: Annotated[int, Field(ge=1, le=20)] = 6
    """Times a mail that is refused for now is handed over before it counts as failed."""

    @model_validator(mode="after")
    def _names_a_sender(self) -> "NewsletterSettings":
        if self.enabled and not self.sender:
            raise ValueError("an enabled newsletter needs a sender")
        return self
