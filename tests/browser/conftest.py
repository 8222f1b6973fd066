"""A real browser, and a site served on the loopback for it."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.visits import Visit
from tests.render.site.editions import thumbnail
from tests.render.site.hostile import hostile
from tests.render.site.html import pages
from tests.render.site.robotics import PICTURES, robotics

NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060f80f0001"
    "0401005fe5c34b0000000049454e44ae426082"
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium once a module; skip when there is none.

    Not longer: while it is open an event loop runs in this thread, and no test with a loop of its own can.
    """
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on this machine: `make browser` installs one on Debian")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the robotics site and the hostile one into a folder."""
    root = tmp_path_factory.mktemp("sites")
    for name, found in (("robotics", pages(robotics())), ("hostile", pages(hostile()))):
        for path, page in found.items():
            place = root / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(page)
    for url in PICTURES.values():
        place = root / "robotics" / thumbnail(url).file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(PIXEL)
    return root


@contextmanager
def on_loopback(folder: Path) -> Iterator[str]:
    """Serve a folder on the loopback and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def served(folder: Path) -> Iterator[str]:
    """Serve the folder on the loopback and give its address."""
    with on_loopback(folder) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, served: str) -> Iterator[Callable[..., Visit]]:
    """Open pages, each in a window of its own; all that a page may not do is noted in the visit."""
    contexts = []

    def open_page(
        path: str, *, width: int = 1280, dark: bool = False, scripts: bool = True, at: str = "", zone: str = "UTC"
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            timezone_id=zone,
        )
        contexts.append(context)
        page: Page = context.new_page()
        found = Visit(page=page, site=at or served)
        found.watch()
        page.goto(f"{found.site}/{path}")
        return found

    yield open_page
    for context in contexts:
        context.close()
