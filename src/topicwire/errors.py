"""The one tree of topicwire's own exceptions.

    TopicwireError
    ├── SettingsError        a file of the hub says something that cannot be used
    ├── StoreError           the store cannot be opened, read or written
    │   ├── NotStoredError   asked for by id, not there
    │   ├── StoreConflictError what is to be kept contradicts what is kept
    │   └── StoreUnsafeError the store's library or file must not be used
    ├── FormatError          foreign bytes that are not what they claim to be
    ├── RecordError          a record file that cannot be read
    ├── OutboxError          an effect on the world that could not be done
    ├── MailServerError      the mail server cannot be used, so no mail leaves
    ├── DecisionError        an editor's word on something that does not wait for one
    ├── AddressError         not a mail address that mail is sent to
    ├── SealError            a sealed value or the key ring cannot be used
    │   ├── NotSealedError   not a sealed value of the shape asked for, or not the fields we seal
    │   ├── UnknownKeyError  sealed with a key that the ring does not have or has retired
    │   ├── NotAuthenticError   changed, moved to another place, or sealed with another key
    │   └── KeyRingError     the key ring's file is missing, open to others, damaged or of another hub
    ├── WorkersError         no worker process can be had
    └── HubBusyError         another process runs this hub

The expected failure of one article, feed or picture is an `Outcome` (model/outcome.py), never an exception.
"""


class TopicwireError(Exception):
    """Base of all: carries what failed (`subject`), what happened and what to do (`remedy`)."""

    def __init__(self, what: str, *, subject: str = "", remedy: str = "") -> None:
        """Build the message `subject: what. remedy`."""
        self.what, self.subject, self.remedy = what, subject, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        """Give one line a person can act on."""
        start = f"{self.subject}: " if self.subject else ""
        end = f" ({self.remedy})" if self.remedy else ""
        return f"{start}{self.what}{end}"


class SettingsError(TopicwireError):
    """A settings file is wrong; `subject` is `FILE:LINE`."""


class StoreError(TopicwireError):
    """The store cannot be opened, read or written."""


class NotStoredError(StoreError):
    """Something was asked for by id and is not there."""


class StoreConflictError(StoreError):
    """What is to be kept contradicts what is kept already; the store itself is sound."""


class StoreUnsafeError(StoreError):
    """The store's library or file must not be used (known corruption, newer schema)."""


class FormatError(TopicwireError):
    """Foreign bytes are not what they claim to be."""


class RecordError(TopicwireError):
    """A record file cannot be read; `subject` is `FILE:LINE`."""


class OutboxError(TopicwireError):
    """An effect on the world could not be done."""


class MailServerError(TopicwireError):
    """The mail server cannot be reached, is not secure, or refuses us; nothing was handed over."""


class DecisionError(TopicwireError):
    """An editor's word on something that does not wait for one."""


class AddressError(TopicwireError):
    """Not a mail address that mail is sent to. The message never shows what was given."""


class WorkersError(TopicwireError):
    """No worker process can be had: the machine is in trouble, and no subject is to blame."""


class HubBusyError(TopicwireError):
    """Another process runs this hub."""


class SealError(TopicwireError):
    """A sealed value cannot be opened.

    Its message is the same for every value and every reason, so that nobody who may send values learns anything by
    watching; which reason it was is the class, for our own decisions only.
    """

    def __init__(self, what: str = "the sealed value cannot be opened", *, subject: str = "", remedy: str = "") -> None:
        """Say so and no more; `subject` is where the value stands, never the value."""
        super().__init__(what, subject=subject, remedy=remedy)


class NotSealedError(SealError):
    """Not a sealed value of the shape asked for, or what was sealed are not the fields we seal."""


class UnknownKeyError(SealError):
    """Sealed with a key that the ring does not have, or has retired."""


class NotAuthenticError(SealError):
    """Changed since it was sealed, moved to another record, field or hub, or sealed with another key."""


class KeyRingError(SealError):
    """The key ring's file is missing, open to others, damaged, or of another hub; told to the operator in full."""
