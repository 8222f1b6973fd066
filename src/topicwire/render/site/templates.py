"""The one template environment. Templates are ours; whatever comes from outside is only ever a value."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from minijinja import Environment

from topicwire.render.site import links, moments, words

_PACKAGE = "topicwire.render.site"
_SOURCES = (".html", ".css", ".js", ".svg", ".py")


@cache
def environment() -> Environment:
    """Build the environment: every name must exist, and everything is escaped unless our own code made it safe."""
    env = Environment(
        templates=_texts("templates"),
        undefined_behavior="strict",
        auto_escape_callback=lambda _: True,
        trim_blocks=True,
        lstrip_blocks=True,
        debug=False,
    )
    named = (moments.machine, moments.full, moments.short, moments.clock, words.grouped, words.signed, words.percent)
    for function in (*named, links.safe_address):
        env.add_filter(function.__name__, function)
    env.add_filter("path", links.own_path)
    env.add_global("words", words.WORDS)
    env.add_global("count", words.count)
    env.add_global("noun", words.noun)
    return env


def render(template: str, context: dict[str, object]) -> bytes:
    """Render one page as UTF-8; a missing name raises, so that no page is ever half empty."""
    return environment().render_template(template, **context).encode("utf-8")


@cache
def asset(name: str) -> bytes:
    """Give the bytes of one of our own assets."""
    return files(_PACKAGE).joinpath("assets", name).read_bytes()


@cache
def sources_digest() -> str:
    """Digest templates, assets and this package's code: when one of them changes, every page is rendered anew."""
    hashed = sha256()
    package = files(_PACKAGE)
    for folder in (package, package / "templates", package / "assets"):
        for entry in _sorted(folder):
            if entry.name.endswith(_SOURCES):
                hashed.update(entry.name.encode() + b"\x00" + entry.read_bytes())
    return hashed.hexdigest()[:32]


def _texts(folder: str) -> dict[str, str]:
    found = _sorted(files(_PACKAGE).joinpath(folder))
    return {entry.name: entry.read_text(encoding="utf-8") for entry in found if entry.name.endswith(".html")}


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)
