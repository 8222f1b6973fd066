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


class HubBusyError(TopicwireError):
    """Another process runs this hub."""
