"""The site's colours and fonts, read from its theme: whoever restyles the site restyles the mail.

Mail clients know no variables, so the values themselves are written.
"""

import re
from functools import cache

from minijinja import safe

from topicwire.render.site.templates import asset

THEME = "css/10-theme.css"
_VALUE = r"#[0-9a-fA-F]{3,8}"
_FONT = re.compile(r"--(serif|sans|mono):\s*([^;{}]+);")
_PLAIN = re.compile(rf"--([a-z-]+):\s*({_VALUE})\s*;")
_PAIR = re.compile(rf"--([a-z-]+):\s*light-dark\(\s*({_VALUE})\s*,\s*({_VALUE})\s*\)")


@cache
def colours() -> tuple[dict[str, str], dict[str, str]]:
    """Give the light and the dark colours by name, with `_` for `-`, and the fonts with both.

    A colour without a dark form has one for both.
    """
    theme = asset(THEME).decode("utf-8")
    light: dict[str, str] = dict(_PLAIN.findall(theme))
    light.update((name, value.replace('"', "'")) for name, value in _FONT.findall(theme))
    dark = dict(light)
    for name, by_day, by_night in _PAIR.findall(theme):
        light[name], dark[name] = by_day, by_night
    return _named(light), _named(dark)


def _named(found: dict[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): _long(value) for name, value in found.items()}


def _long(value: str) -> str:
    """Write `#abc` as `#aabbcc`: attributes of old clients know no other. What is no colour stays as it is."""
    if not value.startswith("#"):
        return safe(value)
    return "#" + "".join(2 * digit for digit in value[1:]) if len(value) == 4 else value
