"""Takes the pictures of the documentation from a demo hub: `python -m docs.take_pictures HUB`. Needs a Chromium.

Run `make demo` first and name its folder. Look at every picture before it is committed.
"""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent / "pictures"
BROWSERS = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}


class Shot(NamedTuple):
    """A picture to take."""

    name: str  # of the file, before the device and the theme
    page: str  # under the site
    device: str
    theme: str


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def shots(site: Path) -> list[Shot]:
    """List what is worth seeing, on the largest page of each kind."""
    story, source, day = (_largest(site / folder) for folder in ("stories", "sources", "days"))
    kinds = [("front", "index.html"), ("story", story), ("source", source), ("day", day)]
    kinds += [("methods", "about.html"), ("search", "search.html?q=robot")]
    both = [Shot(name, page, device, "light") for name, page in kinds for device in WIDTHS if page]
    return [*both, Shot("front", "index.html", "phone", "dark"), Shot("story", story, "desktop", "dark")]


def _largest(folder: Path) -> str:
    pages = sorted(folder.glob("*.html"), key=lambda page: page.stat().st_size)
    return f"{folder.name}/{pages[-1].name}" if pages else ""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve the folder on the loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def take(browser: Browser, address: str, shot: Shot, folder: Path) -> Path:
    """Take one picture of what a reader sees first."""
    width, height = WIDTHS[shot.device]
    theme = "dark" if shot.theme == "dark" else "light"
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    page = context.new_page()
    page.goto(f"{address}/{shot.page}", wait_until="networkidle")
    target = folder / f"{shot.name}-{shot.device}-{shot.theme}.png"
    page.screenshot(path=target)
    context.close()
    return target


def main(hub: Path, folder: Path = FOLDER) -> None:
    """Take them all."""
    site = hub / "public"
    folder.mkdir(parents=True, exist_ok=True)
    browser_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for shot in shots(site):
            print(take(browser, address, shot, folder))
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(Path, sys.argv[2:3]))
