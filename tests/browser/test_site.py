"""The site in a real browser: wide and narrow, light and dark, with and without scripts, by keyboard, under attack."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.visits import Visit
from tests.render.site.editions import Told, digest, story
from tests.render.site.hostile import TITLES
from tests.render.site.robotics import RECALL

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]

STORY = f"robotics/stories/{story(RECALL)[1].id}.html"
PAGES = (
    "robotics/index.html",
    STORY,
    "robotics/latest.html",
    "robotics/topics.html",
    "robotics/topics/arms.html",
    "robotics/sources.html",
    "robotics/sources/eastern-ledger.example.html",
    "robotics/archive/index.html",
    "robotics/archive/2026-03.html",
    "robotics/days/2026-03-02.html",
    "robotics/editions/2026-03-02/1200-8534d6f5.html",
    "robotics/sources/automation-weekly.example.html",
    "robotics/about.html",
    "robotics/webmasters.html",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)], ids=["phone-light", "desktop-dark"])
def test_a_page_fits_and_can_be_read(visit: Open, path: str, width: int, dark: bool) -> None:
    """No sideways scrolling, enough contrast everywhere, nothing asked of others, nothing to complain about."""
    found = visit(path, width=width, dark=dark)
    assert found.overflow == 0
    assert found.faint() == []
    assert found.too_small() == []
    assert (found.outside, found.said) == ([], [])


@pytest.mark.parametrize("path", ["robotics/index.html", STORY])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_needs_no_scripts(visit: Open, path: str, width: int) -> None:
    """Without scripts all words are there, with absolute times, and no dead control."""
    found = visit(path, width=width, scripts=False)
    assert found.page.locator("h1").count() == 1
    assert "2 Mar 2026" in found.page.locator("body").inner_text()
    assert found.page.locator("button").count() == 0
    assert found.page.locator(".theme").is_hidden()


def test_the_site_reads_from_a_folder(visit: Open, folder: Path) -> None:
    """Opened as a file, the front page has its style, its pictures, and links that lead on."""
    found = visit("robotics/index.html", at=folder.as_uri())
    assert found.page.locator(".node").first.evaluate("node => getComputedStyle(node).borderRadius") == "50%"
    found.page.locator(".more").first.click()
    assert found.page.locator("h1").inner_text() == RECALL[0].title
    assert (found.outside, found.said) == ([], [])


def test_times_become_relative_where_scripts_run(visit: Open) -> None:
    """The absolute time stays in the title."""
    found = visit("robotics/index.html")
    first = found.page.locator("time[data-show=ago]").first
    assert first.get_attribute("datetime") == "2026-03-02T12:00:00Z"
    assert "2026" in (first.get_attribute("title") or "")


def test_a_reader_may_choose_light_or_dark(visit: Open) -> None:
    """The choice holds on the next page, and goes back to what the device says."""
    found = visit("robotics/index.html", dark=True)
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = found.page.evaluate(paper)
    switch = found.page.locator(".theme button")
    switch.click()
    assert found.page.evaluate(paper) == "rgb(255, 255, 255)"
    found.page.locator(".tabs a").nth(1).click()
    assert found.page.evaluate(paper) == "rgb(255, 255, 255)"
    switch.click()
    switch.click()
    assert found.page.evaluate(paper) == dark


def test_the_keyboard_skips_to_the_stories(visit: Open) -> None:
    """The first stop is the skip link; after it come the stories that grow, then the first story's own link."""
    found = visit("robotics/index.html")
    found.page.keyboard.press("Tab")
    assert found.focused() == "Skip to the stories"
    assert found.page.locator(".skip").bounding_box()["y"] >= 0
    found.page.keyboard.press("Enter")
    for growing in (RECALL[0].title, "A strawberry picker that asks before it picks"):
        found.page.keyboard.press("Tab")
        assert found.focused() == growing
    found.page.keyboard.press("Tab")
    assert found.focused() == "1515 sources, story page"
    found.page.keyboard.press("Tab")
    assert found.focused() == RECALL[0].title


def test_the_keyboard_walks_in_reading_order_and_is_seen(visit: Open) -> None:
    """Name, theme, tabs, then stories from the top; every stop has an outline."""
    found = visit("robotics/index.html")
    stops = []
    for _ in range(12):
        found.page.keyboard.press("Tab")
        stops.append(found.focused())
        assert found.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert stops[1] == "Robotics Wire"
    assert stops[4:7] == ["Front page", "Latest", "Robot arms"]


def test_the_keys_walk_the_stories(visit: Open) -> None:
    """By j and k one steps from headline to headline and stop at the ends; c opens the story's own page."""
    found = visit("robotics/index.html")
    heads = [head.split(" Video")[0].strip() for head in found.page.locator("h2.headline a").all_inner_texts()]
    keys = found.page.keyboard
    for press, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
        keys.press(press)
        assert found.focused() == heads[place]
    keys.press("c")
    assert found.page.locator("h1").inner_text() == heads[0]
    keys.press("g")
    keys.press("h")
    assert found.page.locator("h1").inner_text() == "Robotics Wire"
    assert found.said == []


def test_the_keys_leave_the_browsers_own_alone(visit: Open) -> None:
    """With a modifier held, or while the list of keys is open, no key of ours acts."""
    found = visit("robotics/index.html")
    found.page.keyboard.press("Alt+j")
    assert found.page.evaluate("document.activeElement === document.body")
    found.page.keyboard.press("?")
    found.page.keyboard.press("j")
    assert found.focused() == "Close"


def test_the_list_of_keys_opens_and_closes(visit: Open) -> None:
    """By its key and by a button; Escape and the same key close it; it is named for screen readers."""
    found = visit("robotics/index.html", dark=True)
    shown = found.page.get_by_role("dialog", name="Keys")
    found.page.keyboard.press("?")
    assert "next story" in shown.inner_text()
    assert found.faint() == []
    found.page.keyboard.press("?")
    assert shown.count() == 0
    found.page.locator(".zone button").click()
    assert shown.is_visible()
    found.page.keyboard.press("Escape")
    assert shown.count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_all_topics_are_behind_one_tab(visit: Open, width: int) -> None:
    """With subtopics below each, without scripts too, and within the window."""
    found = visit("robotics/index.html", width=width, scripts=False)
    found.page.locator(".fold-tabs summary").click()
    panel = found.page.locator(".fold-panel")
    assert panel.locator(".branches > li").first.inner_text().split() == ["Robot", "arms", "Grippers"]
    assert found.overflow == 0
    panel.get_by_text("Grippers").click()
    assert found.page.locator(".subtabs [aria-current=page]").inner_text() == "Grippers"


def test_times_and_days_are_the_readers_own(visit: Open) -> None:
    """In Auckland the evening's stories are tomorrow's; the page says which zone it shows."""
    found = visit("robotics/latest.html", zone="Pacific/Auckland")
    day = found.page.locator(".day").filter(has_text="Port of Aldhaven")
    assert "2 March 2026" in day.locator("h2").inner_text()
    assert day.locator("time", has_text="15:00").count() == 1
    assert "Pacific/Auckland" in found.page.locator(".zone").inner_text()
    plain = visit("robotics/latest.html", zone="Pacific/Auckland", scripts=False)
    assert plain.page.locator(".zone").inner_text() == "All times are UTC."


def test_headlines_are_set_in_the_face_we_ship(visit: Open) -> None:
    """One file for a page in Latin letters, from the site itself, and none of the others."""
    found = visit("robotics/topics/drones.html")
    found.page.evaluate("document.fonts.ready")
    fonts = {url.rpartition("/")[2] for url in found.asked if url.endswith(".woff2")}
    assert fonts == {"source-serif-4-latin.woff2"}


def test_words_in_other_scripts_keep_their_direction(visit: Open) -> None:
    """An Arabic headline runs from the right, and its page stays left to right."""
    found = visit("robotics/index.html")
    arabic = found.page.locator("h2.headline", has_text="روبوت")
    assert arabic.evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert arabic.locator("a").get_attribute("lang") == "ar"
    assert found.page.evaluate("getComputedStyle(document.body).direction") == "ltr"


def test_paper_shows_stories_and_no_controls(visit: Open) -> None:
    """Printing leaves tabs, theme and side column away."""
    found = visit("robotics/index.html", dark=True)
    found.page.emulate_media(media="print")
    assert found.page.locator("h2.headline").first.is_visible()
    assert found.page.locator(".tabs").is_hidden()
    assert found.page.locator(".column-side").is_hidden()
    assert found.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_checks_fire_on_a_page_with_faults(visit: Open) -> None:
    """Faint words, a line too wide and a script that runs are seen where they are."""
    found = visit("robotics/index.html")
    found.page.evaluate("document.querySelector('h2 a').style.cssText = 'color: #ccc; transition: none'")
    found.page.evaluate("document.querySelector('main').style.width = '3000px'")
    assert [fault.split()[0] for fault in found.faint()] == ["A."]
    assert found.overflow > 0
    found.page.goto("about:blank")
    found.page.set_content("".join(f"<div>{words}</div>" for words in TITLES[:40]))
    assert found.page.evaluate("window.__hit") == 1
    assert found.outside != []


@pytest.mark.parametrize("path", ["index.html", "latest.html", "sources.html", "archive/2026-02.html", "about.html"])
def test_no_hostile_word_runs(visit: Open, path: str) -> None:
    """Hundreds of titles that try to be scripts stay titles: nothing runs, nothing is asked, nothing overflows."""
    found = visit(f"hostile/{path}", width=360)
    assert found.page.evaluate("[window.__hit, document.body.dataset.hit]") == [None, None]
    assert (found.outside, found.said, found.overflow) == ([], [], 0)


def test_no_hostile_story_runs(visit: Open) -> None:
    """The same on story pages, where every field stands at once; one window looks at them all."""
    found = visit("hostile/index.html")
    for number, words in enumerate(TITLES[::4]):
        lead = Told(title=words, outlet=words, hours=number * 4)
        found.page.goto(f"{found.site}/hostile/stories/{digest('story', lead.article_id)}.html")
        assert found.page.locator("h1").count() == 1
        assert found.page.evaluate("[window.__hit, document.body.dataset.hit]") == [None, None]
    assert (found.outside, found.said) == ([], [])


def test_the_table_of_sources_sorts_by_keyboard(visit: Open) -> None:
    """By any column, both ways; who has too few cases for a figure stands last, whichever way."""
    found = visit("robotics/sources.html")
    button = found.page.locator(".source-table thead button", has_text="12 weeks")
    names = found.page.locator(".source-table tbody th")
    button.focus()
    found.page.keyboard.press("Enter")
    assert names.first.inner_text() == "Automation Weekly"
    assert found.page.locator(".source-table th[aria-sort=descending]").inner_text().startswith("12 weeks")
    found.page.keyboard.press("Space")
    assert found.page.locator(".source-table th[aria-sort=ascending]").count() == 1
    assert "\u2013" in found.page.locator(".source-table tbody tr").last.inner_text()
    assert found.said == []


def test_the_table_of_sources_has_no_dead_control_without_scripts(visit: Open) -> None:
    """It stands in its order, and nothing looks as if it could be pressed."""
    found = visit("robotics/sources.html", scripts=False)
    assert found.page.locator(".source-table button").count() == 0
    assert found.page.locator(".source-table tbody tr").count() > 10
