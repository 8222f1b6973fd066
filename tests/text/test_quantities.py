"""Figures of two papers meet, however they write them."""

import pytest

from topicwire.text.quantities import numbers, years


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Meta fined $1.3 billion, 1,200 times 40%", "en", ["1.3 bn", "1200", "40 %"]),
        ("3bn dollars and $3 billion", "en", ["3 bn"]),
        ("2,5 Milliarden für 1.200 Stellen, 12 Prozent", "de", ["2.5 bn", "1200", "12 %"]),
        ("2 Billionen", "de", ["2 tn"]),
        ("2 billion", "en", ["2 bn"]),
        ("3 000 emplois, 2 milliards, 5 pour cent", "fr", ["3000", "2 bn", "5 %"]),
        ("2 mil millones, 30 por ciento", "es", ["2 bn", "30 %"]),
        ("1,5 млрд рублей", "ru", ["1.5 bn"]),
        ("約3億円と12万台、1.2万亿", "ja", ["300 mn", "120000", "1.2 tn"]),
        ("٣ مليون", "ar", ["3 mn"]),
        ("GPT-5 beats iPhone17 and H100 in 3.10.2", "en", ["3.10.2"]),
        ("2026 budget of $2026", "en", ["2026"]),
        ("9" * 400, "en", ["9" * 400]),
        ("no figures", "en", []),
    ],
)
def test_figures_are_written_one_way(text: str, language: str, expected: list[str]) -> None:
    """Sizes in words, grouping marks and percent make no difference; names and years are no figures."""
    assert numbers(text, language) == expected


def test_years_stand_apart() -> None:
    """A year ties articles less than a sum does."""
    assert years("In 2026, as in 1999, $2025 were 2024 % of 2,026 or 2026年") == ["2026", "1999"]
    assert years("none") == []
