"""Figures of a headline with what they count in, so that two papers' "$3bn" and "3 Milliarden Dollar" meet. Pure."""

import re

from topicwire.text.figures import plain_figure, without_spaced_groups
from topicwire.text.tokens import fold
from topicwire.text.wordlists import words

SCALES: dict[str, float] = dict.fromkeys(
    words("k thousand thousands tausend mille mil тыс тысяч тысячи duizend ألف"), 1e3
)
SCALES |= dict.fromkeys(
    words(
        "m mn mln mio million millions millionen millón millones milhão milhões milione milioni miljoen miljoner",
        "млн миллион миллиона миллионов мільйон мільйонів milion miliony milionów milyon مليون ملايين",
    ),
    1e6,
)
SCALES |= dict.fromkeys(
    words(
        "b bn mrd milliarde milliarden milliard milliards miliardo miliardi miljard miljarder bilhão bilhões billion",
        "billions млрд миллиард миллиарда миллиардов мільярд мільярдів miliard miliardy miliardów milyar مليار مليارات",
    ),
    1e9,
)
SCALES |= dict.fromkeys(words("tn trillion trillions trilhão trilhões трлн триллион триллиона trilyon تريليون"), 1e12)
SCALES |= dict.fromkeys(("mil millones", "mil milhões", "mil millón"), 1e9)
SCALES |= {
    "万": 1e4,
    "萬": 1e4,
    "亿": 1e8,
    "億": 1e8,
    "兆": 1e12,
    "만": 1e4,
    "억": 1e8,
    "조": 1e12,
    "万亿": 1e12,
    "萬億": 1e12,
}
LONG_SCALES = dict.fromkeys(words("billion billionen billions billón billones bilione bilioni biljoen biljoner"), 1e12)
"""What a billion is in the languages that call a thousand millions a milliard."""
LONG_SCALE = words("cs da de es fr it nl no pl sv")
PERCENT = words("% percent prozent pct procent процент процента процентов پرسنت percento")
PERCENT_PAIRS = frozenset({"per cent", "pour cent", "por ciento", "por cento", "per cento"})
STEPS = ((1e12, "tn"), (1e9, "bn"), (1e6, "mn"))
FIGURE = re.compile(
    r"(?<![a-z\u00df-\u058f\d.,_])(?<![a-z\u0400-\u04ff]-)([$€£¥₹₽]\s?)?"
    r"(\d+(?:[.,]\d+)*)[\s-]?(%|万亿|萬億|[万萬亿億兆만억조]|[^\W\d_]+(?:\s[^\W\d_]+)?)?"
)
"""A sign of money, the figure, and the one or two words after it. Figures in a name, as in gpt-5, are none."""
LONGEST = 15
"""Characters of a figure that is reckoned with; longer ones are serial numbers, and stay as they are."""
YEAR = re.compile(r"(?:19|20)\d\d")


def numbers(text: str, language: str) -> list[str]:
    """List the figures in order, each once, written one way: "1200", "3 bn", "40 %". Years stand in `years`.

    Words of size count ("2,5 Milliarden", "3億"), currencies do not: "$3 billion" is "3 bn" as "3bn dollars" is.
    A bare figure from 1900 to 2099 is taken for a year.
    """
    return _listed(text, language, is_year=False)


def years(text: str) -> list[str]:
    """List the years from 1900 to 2099 that stand alone in the text, in order, each once."""
    return _listed(text, "und", is_year=True)


def _listed(text: str, language: str, *, is_year: bool) -> list[str]:
    if not any(map(str.isdecimal, text)):
        return []
    folded = without_spaced_groups(fold(text), language)
    found = (_read(match, language) for match in FIGURE.finditer(folded))
    return list(dict.fromkeys(written for written, as_year in found if as_year is is_year))


def _read(found: re.Match[str], language: str) -> tuple[str, bool]:
    """Give a figure as it is written here, and whether it is a year."""
    money, figure, unit = found[1], plain_figure(found[2], language), found[3] or ""
    if unit.partition(" ")[0] in PERCENT or unit in PERCENT_PAIRS:
        return f"{figure} %", False
    scale = _scale(unit, language)
    if scale == 1 and not money and YEAR.fullmatch(found[2]):
        return figure, True
    is_plain = figure.count(".") < 2 and "," not in figure and len(figure) <= LONGEST
    return (_sized(float(figure) * scale) if is_plain else figure), False


def _scale(unit: str, language: str) -> float:
    first = unit.partition(" ")[0]
    if language in LONG_SCALE and first in LONG_SCALES:
        return LONG_SCALES[first]
    return SCALES.get(unit) or SCALES.get(first, 1)


def _sized(value: float) -> str:
    for size, name in STEPS:
        if value >= size:
            return f"{value / size:.6g} {name}"
    return f"{value:.10g}"
