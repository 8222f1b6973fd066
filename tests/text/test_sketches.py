"""Fingerprints of full texts."""

from topicwire.text.sketches import SIZE, similarity, sketch, text_hash
from topicwire.text.tokens import words

TEXT = " ".join(f"word{number} stands here" for number in range(100))


def test_the_same_words_have_the_same_hash() -> None:
    """Case, quotes and line breaks do not make a new text."""
    assert text_hash(TEXT) == text_hash(TEXT.upper().replace(" ", "\n"))
    assert text_hash(TEXT) != text_hash(TEXT + " more")


def test_a_stub_has_no_fingerprint() -> None:
    """Two articles that only say "Subscribe to read on" are no copies."""
    assert text_hash("Subscribe to read on") == ""
    assert sketch("Subscribe to read on") == b""
    assert similarity(b"", b"") == 0.0


def test_similarity_tells_a_copy_from_another_report() -> None:
    """A wire text with an added line stays a copy; another text does not."""
    copied = sketch(TEXT + " our reporter added this line")
    assert len(sketch(TEXT)) == 4 * (SIZE + 1)
    assert similarity(sketch(TEXT), sketch(TEXT)) == 1.0
    assert similarity(sketch(TEXT), copied) > 0.9
    assert similarity(sketch(TEXT), sketch(" ".join(reversed(words(TEXT))))) < 0.2
    assert similarity(sketch(TEXT), sketch(TEXT)[:8]) == 0.0
