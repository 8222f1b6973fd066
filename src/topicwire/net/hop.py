"""What ends a request inside the door. It never leaves `net`: the client turns it into a Failure."""

from topicwire.errors import TopicwireError
from topicwire.ports.web import FailureReason

WORDS_LENGTH = 300


class HopError(TopicwireError):
    """One hop cannot be followed to an answer; carries the reason and the words for the Failure."""

    def __init__(self, reason: FailureReason, words: str) -> None:
        """Keep the reason; foreign words are cut and made printable."""
        self.reason = reason
        super().__init__(printable(words)[:WORDS_LENGTH])


def printable(text: str) -> str:
    """Replace whatever is not printable by a space; text without any is given back as it is."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)
