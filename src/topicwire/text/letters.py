"""Letters and marks that are written in several ways and read as one. Works on folded text; a table with two functions.

What is told apart here stays apart: accents (`résumé`, `resume`), a hyphen and a space, a word and its plural.
"""

import re

_GLYPHS: dict[str, str] = {
    **dict.fromkeys("\u2018\u2019\u02bc\u201b\u2032\u00b4", "'"),  # apostrophes of typesetters and phones
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),  # hyphens, the one that does not break, dashes
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff\u0640", ""),  # soft hyphen, invisible joiners, Arabic stretching
    "\u0451": "\u0435",  # Russian ё, which most texts write as е
    **dict.fromkeys("\u0623\u0625\u0622\u0671", "\u0627"),  # Arabic alef with its signs
    "\u0649": "\u064a",
    "\u06cc": "\u064a",  # alef maqsura and Persian yeh: yeh
    "\u0629": "\u0647",  # teh marbuta: heh
    "\u06a9": "\u0643",  # Persian keheh: kaf
    **dict.fromkeys(map(chr, (*range(0x064B, 0x0653), 0x0670)), ""),  # Arabic vowel signs, mostly left out
}
_GLYPH = re.compile(f"[{''.join(_GLYPHS)}]")
_DOTTED = re.compile("i\u0307")
"""What case folding makes of the Turkish capital İ."""
IS_ARABIC = re.compile("[\u0621-\u06d3]")
_ARTICLE = re.compile(
    "(?<![\u0621-\u06d3])(?:[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644))(?=[\u0621-\u06d3]{3})"
)
"""The article ال at the beginning of an Arabic word, with the particles that are written on to it; at least three
letters of the word must be left."""
CLITICS = frozenset(("و", "ف", "ب", "ك", "ل", "وب", "وك", "ول", "فب", "فل"))
"""Arabic particles written on to the word that follows: and, so, with, like, for, and their pairs."""


def unify(folded: str) -> str:
    """Give the text with every way to write a letter or mark as one; Arabic words without their article."""
    unified = _DOTTED.sub("i", _GLYPH.sub(_as_read, folded))
    return _ARTICLE.sub("", unified) if IS_ARABIC.search(unified) else unified


def _as_read(glyph: re.Match[str]) -> str:
    return _GLYPHS[glyph.group()]
