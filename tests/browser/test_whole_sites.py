"""Every kind of page of two whole sites, judged by axe and by the Nu checker, as no test of ours could."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import on_loopback
from tests.browser.hubs import REAL, kinds, site_of
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser
TOOLS = Path(__file__).parent / "node_modules"
AXE, NU = TOOLS / "axe-core" / "axe.min.js", TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module", params=["demo", REAL])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the public folder of a hub."""
    return site_of(request.param, tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve it on the loopback."""
    with on_loopback(site) as found:
        yield found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(browser: Browser, site: Path, address: str, dark: bool) -> None:
    """Every rule of WCAG 2.2 AA that a program can check, and the best practices, in both themes."""
    script = _need(AXE).read_text(encoding="utf-8")
    context = browser.new_context(color_scheme="dark" if dark else "light", viewport={"width": 1280, "height": 900})
    found = {}
    for path in kinds(site):
        page = context.new_page()
        page.goto(f"{address}/{path}")
        page.evaluate(script)
        told = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
        found[path] = [f"{one['id']}: {node['html'][:160]}" for one in told["violations"] for node in one["nodes"]]
        page.close()
    context.close()
    assert {path: told[:5] for path, told in found.items() if told} == {}


@pytest.mark.parametrize(("width", "scripts"), [(390, True), (1280, False)], ids=["phone", "desktop-no-scripts"])
def test_every_kind_of_page_fits_and_asks_nobody_else(
    browser: Browser, site: Path, address: str, width: int, scripts: bool
) -> None:
    """Nothing is wider than the window, nothing comes from elsewhere, and the console is silent."""
    context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=scripts)
    found = {}
    for path in kinds(site):
        visit = Visit(page=context.new_page(), site=address)
        visit.watch()
        visit.page.goto(f"{address}/{path}")
        found[path] = (visit.overflow, visit.outside, visit.said)
        visit.page.close()
    context.close()
    assert {path: told for path, told in found.items() if told != (0, [], [])} == {}


def test_the_nu_checker_finds_no_error_on_any_page(site: Path) -> None:
    """All pages of the site, not one of each kind."""
    assert _errors(site) == []


@cache
def _errors(site: Path) -> list[str]:
    java = shutil.which("java")
    if java is None:
        pytest.skip("needs Java for the Nu HTML checker")
    command = [
        java,
        "-Xss2m",
        "-jar",
        str(_need(NU)),
        "--format",
        "json",
        "--skip-non-html",
        "--errors-only",
        str(site),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    told = json.loads(done.stderr)["messages"]
    return [f"{one.get('url', '').rpartition('/public/')[2]}: {one['message']}" for one in told][:20]


def _need(tool: Path) -> Path:
    if not tool.exists():
        pytest.skip(f"needs {tool.parent.name}: `make browser` installs it where npm is")
    return tool
