"""The one template environment. Templates are ours; whatever comes from outside is only ever a value."""

from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from minijinja import Environment

from topicwire.render.site import links, moments
from topicwire.render.wording import Wording

_PACKAGE, _AROUND = "topicwire.render.site", "topicwire.render"
_SOURCES = (".html", ".css", ".js", ".svg", ".py", ".toml", ".woff2")
_REMEMBERED = 16_384
"""Answers of each filter that are kept: what one page says in three places, or every page says, is worked out once."""
_JOINED = {"site.css": ("css", ".css"), "search.js": ("search", ".js")}
"""Made from all files of that ending in a folder of the assets, in the order of their names."""


@cache
def environment(wording: Wording) -> Environment:
    """Build the environment: every name must exist, and everything is escaped unless our own code made it safe."""
    env = Environment(
        templates=_texts("templates"),
        undefined_behavior="strict",
        auto_escape_callback=lambda _: True,
        trim_blocks=True,
        lstrip_blocks=True,
        debug=False,
    )
    times = (moments.machine, wording.full, wording.short, wording.clock, wording.day)
    figures = (wording.grouped, wording.signed, wording.percent)
    for function in (*times, *figures, links.safe_address):
        env.add_filter(function.__name__, lru_cache(_REMEMBERED)(function))
    env.add_filter("path", lru_cache(_REMEMBERED)(links.own_path))
    env.add_filter("query", lru_cache(_REMEMBERED)(links.own_query))
    env.add_global("words", dict(wording.words))
    for said in (wording.count, wording.noun, wording.say):
        env.add_global(said.__name__, said)
    return env


def render(wording: Wording, template: str, context: dict[str, object]) -> bytes:
    """Render one page as UTF-8; a missing name raises, so that no page is ever half empty."""
    return environment(wording).render_template(template, **context).encode("utf-8")


@cache
def asset(name: str) -> bytes:
    """Give the bytes of one of our own assets."""
    folder = files(_PACKAGE).joinpath("assets")
    if name in _JOINED:
        inner, ending = _JOINED[name]
        return b"".join(part.read_bytes() for part in _sorted(folder / inner) if part.name.endswith(ending))
    return folder.joinpath(name).read_bytes()


@cache
def sources_digest() -> str:
    """Digest templates, words, assets and this package's code: when one changes, every page is rendered anew."""
    hashed = sha256()
    for root in (files(_PACKAGE), files(_AROUND) / "catalogues", files(_AROUND) / "wording.py"):
        for name, entry in _below(root, ""):
            if name.endswith(_SOURCES):
                hashed.update(name.encode() + b"\x00" + entry.read_bytes())
    return hashed.hexdigest()[:32]


def _below(entry: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    """Walk through the files below a folder, with their paths in it, in the same order everywhere."""
    if entry.is_dir():
        for inner in _sorted(entry):
            yield from _below(inner, f"{name}/{inner.name}")
    else:
        yield name or entry.name, entry


def _texts(folder: str) -> dict[str, str]:
    found = _sorted(files(_PACKAGE).joinpath(folder))
    return {entry.name: entry.read_text(encoding="utf-8") for entry in found if entry.name.endswith(".html")}


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)
