"""The words of the interface in one language: catalogues we ship, with dates, numbers and plurals of the Unicode CLDR.

A catalogue is a folder `catalogues/<language>/` of TOML files, one an area. A key is either a sentence, with
`{placeholders}`, or a table with a form for each plural category of the language (`one`, `other` …), where `{n}` is the
number. Every language has the same keys. Nothing from outside may enter here.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale
from babel.dates import format_date

FALLBACK = "en"
"""The language whose catalogue is written first, and shown where a hub's own has none."""
_PACKAGE = "topicwire.render"
_CLDR = {"en": "en_001"}
"""Where our words speak to no one country: English as the world writes it, day before month."""
_BETWEEN_UNITS = {"ar": " و", "zh": ""}
"""What stands between two units of one length of time, where that is no space."""
_LEFT_TO_RIGHT = "\u200e"
"""Keeps a sign at the left of its number in words that run from the right."""

Forms = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wording:
    """The words of one language. Methods write for readers; `render.site.moments` writes for machines."""

    language: str  # BCP 47, as catalogues are named, e.g. "de"
    is_rtl: bool
    words: Mapping[str, str]  # key -> sentence
    forms: Mapping[str, Forms]  # key -> plural category -> form
    locale: Locale

    def say(self, key: str, **values: str | int) -> str:
        """Fill the placeholders of a sentence; numbers are grouped as the language does."""
        told = {name: self.grouped(value) if isinstance(value, int) else value for name, value in values.items()}
        return self.words[key].format(**told)

    def count(self, number: int, key: str) -> str:
        """Say a number of things, e.g. `3 sources`."""
        return self._form(number, key).format(n=self.grouped(number))

    def noun(self, number: int, key: str) -> str:
        """Give the word for a number of things, without the number."""
        form = self._form(number, key)
        if "{n}" not in form:  # the word says the number itself, as "two sources" is one word in Arabic
            forms = self.forms[key]
            form = forms.get("few", forms["other"]) if number > 1 else forms["other"]
        return form.format(n="").strip()

    def grouped(self, number: int) -> str:
        """Write a whole number with the language's mark between thousands, and a true minus."""
        return f"{number:,}".replace(",", _group(self.locale)).replace("-", self._sign("\u2212"))

    def signed(self, number: int) -> str:
        """Write points with their sign, e.g. `+20`, `−3`, `0`."""
        return f"{self._sign('+')}{self.grouped(number)}" if number > 0 else self.grouped(number)

    def percent(self, share: float) -> str:
        """Write a share of 0 to 1 as whole percent."""
        return _percent(self.locale).format(round(share * 100))

    def full(self, at: datetime) -> str:
        """Write day and time with the zone, e.g. `21 November 2026, 14:05 UTC`."""
        return f"{_day_and_time(self.locale).format(self.clock(at), self.day(at))} UTC"

    def short(self, at: datetime) -> str:
        """Write day and time for dense lines, e.g. `21 Nov 2026, 14:05`."""
        at = at.astimezone(UTC)
        return _day_and_time(self.locale).format(at.isoformat()[11:16], _date(self.locale, at.date(), "medium"))

    def clock(self, at: datetime) -> str:
        """Write the time of day, e.g. `14:05`."""
        return at.astimezone(UTC).isoformat()[11:16]

    def day(self, at: datetime) -> str:
        """Write a day, e.g. `21 November 2026`."""
        return _date(self.locale, at.astimezone(UTC).date(), "long")

    def weekday(self, at: datetime) -> str:
        """Write a day with its name, e.g. `Saturday, 21 November 2026`."""
        return _date(self.locale, at.astimezone(UTC).date(), "full")

    def month(self, at: datetime) -> str:
        """Write a month, e.g. `November 2026`."""
        return _date(self.locale, at.astimezone(UTC).date().replace(day=1), _month_pattern(self.locale))

    def span(self, length: timedelta) -> str:
        """Write a length of time in its two largest units, e.g. `2 h 14 min`; empty for under a minute."""
        minutes = int(length.total_seconds()) // 60
        days, rest = divmod(minutes, 24 * 60)
        hours, minutes = divmod(rest, 60)
        named = [(days, "unit_days"), (hours, "unit_hours"), (minutes, "unit_minutes")]
        said = [self.words[key].format(n=self.grouped(number)) for number, key in named if number]
        return _BETWEEN_UNITS.get(self.language, " ").join(said[:2])

    def later(self, length: timedelta) -> str:
        """Say how much later something came, e.g. `2 h 14 min later`; empty for under a minute."""
        span = self.span(length)
        return self.words["later"].format(span=span) if span else ""

    def _sign(self, sign: str) -> str:
        return f"{_LEFT_TO_RIGHT}{sign}" if self.is_rtl else sign

    def _form(self, number: int, key: str) -> str:
        forms = self.forms[key]
        return forms.get(self.locale.plural_form(number)) or forms["other"]


def languages() -> tuple[str, ...]:
    """List the languages that have a catalogue, by name."""
    return tuple(sorted(entry.name for entry in _catalogues().iterdir() if entry.is_dir()))


def language_for(tag: str) -> str:
    """Choose the catalogue for a language tag: the same, else the same language at large, else FALLBACK."""
    known = {name.lower(): name for name in languages()}
    parts = tag.lower().split("-")
    tried = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((known[name] for name in tried if name in known), FALLBACK)


@cache
def wording_of(language: str) -> Wording:
    """Load the catalogue of one of `languages()`."""
    words: dict[str, str] = {}
    forms: dict[str, Forms] = {}
    for key, value in read_catalogue(language).items():
        if isinstance(value, str):
            words[key] = value
        else:
            forms[key] = value
    locale = Locale.parse(_CLDR.get(language, language), sep="-" if "-" in language else "_")
    is_rtl = locale.text_direction == "rtl"
    return Wording(language=language, is_rtl=is_rtl, words=words, forms=forms, locale=locale)


def read_catalogue(language: str) -> dict[str, str | Forms]:
    """Read all areas of a language into one; a key stands in one area only."""
    found: dict[str, str | Forms] = {}
    for area in sorted(_catalogues().joinpath(language).iterdir(), key=lambda entry: entry.name):
        if area.name.endswith(".toml"):
            entries = tomllib.loads(area.read_text(encoding="utf-8"))
            twice = found.keys() & entries.keys()
            if twice:
                raise ValueError(f"{language}/{area.name} repeats {', '.join(sorted(twice))}")
            found.update(entries)
    return found


def _catalogues() -> Traversable:
    return files(_PACKAGE).joinpath("catalogues")


@lru_cache(maxsize=8192)
def _date(locale: Locale, day: date, form: str) -> str:
    return str(format_date(day, form, locale))


@cache
def _day_and_time(locale: Locale) -> str:
    """Give the pattern of a moment, with the time as 0 and the day as 1."""
    return str(locale.datetime_formats["medium"])


@cache
def _month_pattern(locale: Locale) -> str:
    return str(locale.datetime_skeletons["yMMMM"].pattern)


@cache
def _group(locale: Locale) -> str:
    return str(locale.number_symbols["latn"]["group"])


@cache
def _percent(locale: Locale) -> str:
    pattern = str(locale.percent_formats[None].pattern)
    return pattern.replace("#,##0", "{}")
