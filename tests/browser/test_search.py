"""Search in a real browser: while typing, by keyboard, linked, from a folder, on a phone, without scripts, attacked."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page, expect

from tests.browser.visits import Visit
from tests.newsroom.edited import edited_hub
from tests.render.site.hostile import TITLES
from tests.render.site.robotics import RECALL
from topicwire.web.app import make_app

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
SEARCH = "robotics/search.html"
TABLE = json.loads((Path(__file__).parents[1] / "text" / "searching.json").read_text(encoding="utf-8"))
TEXT = "The chamber sat until dawn. " * 80 + "Delegate Okonkwo yawned twice." + " Then it adjourned." * 80


def look_for(page: Page, q: str) -> None:
    """Type a query and wait until it was answered."""
    page.fill("#q", q)
    expect(page.locator("#found")).not_to_be_empty()
    page.wait_for_function("q => document.title.includes(q) || !q", arg=q)


def titles(page: Page) -> list[str]:
    """Give the headlines found."""
    return page.locator(".hit-link").all_inner_texts()


def test_the_browser_folds_words_as_the_server_does(visit: Open) -> None:
    """Else a story would be found in one place and not in the other."""
    page = visit(SEARCH).page
    for text, words in TABLE:
        assert page.evaluate("text => topicwireWords.words(text)", text) == words


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("recall", RECALL[0].title),
        ("reclal", RECALL[0].title),
        ("industrieroboter", RECALL[0].title),
        ("zuruck orlen", RECALL[0].title),
        ('"wrist gear"', RECALL[0].title),
        ("リコール", RECALL[0].title),
        ("机器人", "新标准草案：协作机器人须在半秒内感知触碰"),
        ("رعاية", "روبوت الرعاية الذي يتعلم أسماء الأحفاد"),
        ("strawbery", "A strawberry picker that asks before it picks"),
        ("robots -orlen topic:farming", "Milking robots: who owns what the cow says?"),
        ('source:"Labour Courier" exoskeletons before:2026-02', "Last year's exoskeletons, one year on"),
        ("nine drones harbour umbrella", "Port of Aldhaven hands night watch to a flock of nine drones"),
    ],
)
def test_stories_are_found_while_typing(visit: Open, q: str, first: str) -> None:
    """By any outlet's words, in any script, with a typing error, narrowed by operators."""
    found = visit(SEARCH)
    look_for(found.page, q)
    assert titles(found.page)[0] == first
    assert (found.outside, found.said) == ([], [])


def test_a_result_shows_what_it_is_and_why(visit: Open) -> None:
    """Words marked, outlet, sources, date, topics, another outlet's headline."""
    page = visit(SEARCH).page
    look_for(page, "factory robot")
    hit = page.locator(".hit").first
    assert set(hit.locator("mark").all_inner_texts()) >= {"factory", "robot"}
    assert "Automation Weekly" in hit.locator(".byline").inner_text()
    assert "15 sources" in hit.locator(".byline").inner_text()
    assert "2 Mar 2026" in hit.locator("time").inner_text()
    assert hit.locator(".hit-other").inner_text().startswith("Also: Factory robot maker")
    assert hit.locator(".chips li").all_inner_texts() == ["Robot arms", "Standards & law"]
    assert page.locator("#found").inner_text() == "1 story found"


def test_the_keyboard_is_enough(visit: Open) -> None:
    """Slash to the field, arrows or j and k through the stories, Enter opens, Escape clears."""
    page = visit(SEARCH).page
    page.keyboard.press("/")
    page.keyboard.type("robots")
    expect(page.locator(".hit-link").nth(2)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit-link").nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit-link").nth(2)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".hit-link").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    assert page.input_value("#q") == ""
    expect(page.locator(".hit")).to_have_count(0)
    page.keyboard.type("recall")
    page.keyboard.press("Enter")
    expect(page.locator(".hit-link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories/*.html")
    assert page.locator("h1").inner_text() == RECALL[0].title


def test_filters_stand_in_the_address_and_back_works(visit: Open) -> None:
    """A search can be linked, and the way back leads through what was asked."""
    page = visit(SEARCH).page
    look_for(page, "robots")
    before = len(titles(page))
    page.select_option("[name=topic]", "farming")
    expect(page.locator(".hit-link")).to_have_count(3)
    assert page.url.endswith("?q=robots&topic=farming")
    page.select_option("[name=source]", "eastern-ledger.example")
    expect(page.locator(".hit-link")).to_have_text(["Weeding robots cross the border on a bus"])
    page.go_back()
    page.go_back()
    expect(page.locator(".hit-link")).to_have_count(before)
    assert page.input_value("[name=topic]") == ""
    linked = visit(f"{SEARCH}?q=robots&from=2026-02-28&to=2026-02-28").page
    expect(linked.locator(".hit-link")).to_have_text(["Weeding robots cross the border on a bus"])
    assert linked.input_value("[name=from]") == "2026-02-28"


def test_filters_alone_list_the_newest_first(visit: Open) -> None:
    """Without a word to rank by."""
    page = visit(f"{SEARCH}?topic=care").page
    expect(page.locator(".hit-link")).to_have_count(2)
    assert titles(page)[1] == "Last year's exoskeletons, one year on"


def test_nothing_found_is_said(visit: Open) -> None:
    """In words, and to those who listen."""
    page = visit(SEARCH).page
    look_for(page, "zeppelin")
    assert page.locator("[role=status]").inner_text() == "Nothing found for zeppelin."
    assert titles(page) == []


def test_search_works_from_a_folder(visit: Open, folder: Path) -> None:
    """Where a page may fetch nothing, the index comes as scripts."""
    found = visit(f"{SEARCH}?q=recall", at=folder.as_uri())
    expect(found.page.locator(".hit-link")).to_have_text([RECALL[0].title])
    look_for(found.page, "drones")
    assert (found.outside, found.said) == ([], [])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_and_can_be_read(visit: Open, width: int, dark: bool) -> None:
    """Empty, and with results, and with one of them in focus."""
    found = visit(SEARCH, width=width, dark=dark)
    assert (found.overflow, found.faint(), found.too_small()) == (0, [], [])
    look_for(found.page, "robot")
    found.page.keyboard.press("ArrowDown")
    assert (found.overflow, found.faint(), found.too_small()) == (0, [], [])
    assert (found.outside, found.said) == ([], [])


def test_without_scripts_the_page_says_where_else_to_look(visit: Open) -> None:
    """And shows no control that does nothing."""
    page = visit(SEARCH, scripts=False).page
    assert page.locator("form").is_hidden()
    assert "needs scripts" in page.locator("main").inner_text()
    page.get_by_role("link", name="The whole archive").first.click()
    assert page.url.endswith("/archive/index.html")


def test_hostile_headlines_stay_words(visit: Open) -> None:
    """All of them shown, none of them run, nobody else asked."""
    found = visit("hostile/search.html?q=window+hit")
    expect(found.page.locator(".hit").first).to_be_visible()
    while found.page.locator(".hits-more").is_visible():
        found.page.locator(".hits-more button").click()
    assert found.page.locator(".hit").count() > 20
    assert found.page.locator(".results img, .results script, .results svg, .results iframe").count() == 0
    for title in TITLES[:40]:
        found.page.fill("#q", title)
    found.page.wait_for_function("document.title.startsWith('Search: ')")
    assert found.page.evaluate("[window.__hit, document.body.dataset.hit]") == [None, None]
    assert (found.outside, found.said) == ([], [])


class Ready(uvicorn.Server):
    """A server that says when it can be asked."""

    def __init__(self, config: uvicorn.Config, ready: threading.Event) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        self._ready.set()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a hub with one story as `topicwire serve` does."""
    folder = tmp_path_factory.mktemp("live") / "hub"
    ready, servers = threading.Event(), list[uvicorn.Server]()

    def serve() -> None:
        # All in this thread: a store is for one, and in the tests' own the browser's loop is running.
        with edited_hub(folder) as hub:
            hub.arrive("paper", title="Parliament votes on carbon tax", text=TEXT)
            hub.run()
            servers.append(Ready(uvicorn.Config(make_app(hub.room), port=0, log_level="error"), ready))
            servers[0].run()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert ready.wait(20)
    port = servers[0].servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    servers[0].should_exit = True
    thread.join(10)


def test_a_served_hub_searches_full_texts_without_scripts(visit: Open, live: str) -> None:
    """The form is sent, the page comes back with what was found."""
    page = visit("search.html", at=live, scripts=False).page
    page.fill("#q", "okonkwo carbon")
    page.get_by_role("button", name="Search").click()
    assert page.url.endswith("search.html?q=okonkwo+carbon&topic=&source=&from=&to=")
    assert titles(page) == ["Parliament votes on carbon tax"]
    assert "Delegate Okonkwo yawned" in page.locator(".hit-text").inner_text()


def test_a_served_hub_searches_full_texts_while_typing(visit: Open, live: str) -> None:
    """The same page with scripts asks the hub, and shows the same."""
    found = visit("search.html", at=live)
    found.page.keyboard.press("/")
    found.page.keyboard.type("okonkow")
    expect(found.page.locator(".hit-link")).to_have_text(["Parliament votes on carbon tax"])
    expect(found.page.locator(".hit-text mark")).to_have_text(["Okonkwo"])
    assert found.said == []


def test_when_the_hub_does_not_answer_the_page_searches_by_itself(visit: Open, live: str) -> None:
    """With less, and says so."""
    found = visit("search.html", at=live)
    found.page.route("**/api/search**", lambda route: route.abort())
    found.page.fill("#q", "carbon")
    expect(found.page.locator("#found-note")).to_contain_text("did not answer")
