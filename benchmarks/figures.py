"""Printing figures: a line each for people, and one JSON object as the last line for programs."""

import json
from collections.abc import Mapping

from topicwire.newsroom.logs import set_up_logs


def quiet() -> None:
    """Log no event for every outcome: figures are what is printed. For the main program only, never at import."""
    set_up_logs()


def show(figures: Mapping[str, float | int | bool | str], as_json: bool) -> None:
    """Print every figure on a line; with `as_json` also all of them as the last line."""
    for name, value in figures.items():
        shown = f"{value:,.3f}" if isinstance(value, float) else str(value)
        print(f"{name:28} {shown}")
    if as_json:
        print(json.dumps(dict(figures)))
