"""Whole sites as readers get them: the demo hub's, and that of a real hub taken over."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from fcntl import LOCK_EX, flock
from pathlib import Path

from tests.reference.real_hubs import need

REAL = "hub-powerapps"


def site_of(name: str, own: Path) -> Path:
    """Give the public folder of the hub called `demo` or REAL; leave it as it is.

    Processes that test side by side share it: the first that comes makes it while the others wait.
    """
    root = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "whole-sites"
    root.mkdir(exist_ok=True)
    with (root / f"{name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (root / name / "public").exists():
            _MAKERS[name](root / name)
    return root / name / "public"


def kinds(site: Path) -> list[str]:
    """List the largest page of every kind: pages of one folder are of a kind, those at the top each."""
    found: dict[str, list[Path]] = {}
    for page in sorted(site.rglob("*.html")):
        inside = page.relative_to(site)
        found.setdefault(str(inside.parent) if inside.parent.name else inside.name, []).append(page)
    by_depth: dict[str, list[Path]] = {}
    for name, pages in found.items():
        kind = name.partition("/")[0] if "/" in name else name
        by_depth.setdefault(kind, []).extend(pages)
    chosen = [max(pages, key=lambda page: page.stat().st_size) for pages in by_depth.values()]
    return [str(page.relative_to(site)) for page in chosen]


def _make_demo(folder: Path) -> None:
    _topicwire("demo", "--into", str(folder))


def _make_real(folder: Path) -> None:
    """Take a real hub over and publish it; its pictures lie on other people's servers, and nobody is asked."""
    _topicwire("import", str(need(REAL)), "--into", str(folder))
    settings = folder / "hub.toml"
    told = re.sub(r'(?m)^url = ".*"$', 'url = "http://localhost:8000"', settings.read_text(encoding="utf-8"))
    settings.write_text(f"{told}\n[publishing]\npictures = false\n", encoding="utf-8")
    _topicwire("build", "--hub", str(folder))


def _topicwire(*words: str) -> None:
    """Run a command as a reader of the manual would: in a process of its own, as a browser's loop runs in this one."""
    subprocess.run([sys.executable, "-m", "topicwire", *words], check=True, capture_output=True, timeout=300)


_MAKERS: dict[str, Callable[[Path], None]] = {"demo": _make_demo, REAL: _make_real}
