"""Figures are compared whatever a language groups and points them with."""

import pytest

from topicwire.text.figures import plain_figure


@pytest.mark.parametrize(
    ("figure", "language", "expected"),
    [
        *(("1,200", "en", "1200"), ("1.200", "de", "1200"), ("1.200", "en", "1.200"), ("1,200", "de", "1.200")),
        *(("2,5", "de", "2.5"), ("2.5", "en", "2.5"), ("2.5", "de", "2.5"), ("1,200,300", "de", "1200300")),
        *(("1.200,50", "de", "1200.50"), ("1,200.50", "en", "1200.50"), ("3.10.2", "en", "3.10.2")),
        *(("1.2,3.4", "en", "1.2,3.4"), ("17", "en", "17")),
    ],
)
def test_a_figure_is_written_one_way(figure: str, language: str, expected: str) -> None:
    """1,200 in English is 1.200 in German; versions stay as they are."""
    assert plain_figure(figure, language) == expected
