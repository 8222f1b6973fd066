"""The address of a story that was merged leads on, on any host."""

from dataclasses import replace

from tests.render.site.editions import HUB
from tests.render.site.html import attribute, pages, tree
from tests.render.site.lives import frozen, pair
from topicwire.model.ids import StoryId

OLD = StoryId("0123456789abcdef")


def test_the_old_address_leads_on_without_a_server() -> None:
    """By a canonical link, at once, and by a link to click."""
    made = pair()
    found = pages(frozen([made], successors={OLD: made[1].id}))
    page = tree(found[f"stories/{OLD}.html"])
    canonical, refresh, link = (
        page.css_first("link[rel=canonical]"),
        page.css_first("meta[http-equiv=refresh]"),
        page.css_first("main a"),
    )
    assert canonical is not None
    assert refresh is not None
    assert link is not None
    assert attribute(canonical, "href").endswith(f"/wire/stories/{made[1].id}.html")
    assert attribute(refresh, "content") == f"0; url=../stories/{made[1].id}.html"
    assert attribute(link, "href") == f"../stories/{made[1].id}.html"


def test_hosts_get_a_table_of_redirects() -> None:
    """With the path the hub is served under."""
    made = pair()
    found = pages(frozen([made], successors={OLD: made[1].id}))
    assert found["_redirects"].decode() == f"/wire/stories/{OLD}.html /wire/stories/{made[1].id}.html 301\n"


def test_what_leads_nowhere_has_no_page() -> None:
    """A story that is not published, or that is itself again."""
    made = pair()
    hidden = frozen([made], successors={OLD: StoryId("f" * 16)})
    alive = frozen([made], successors={made[1].id: made[1].id})
    assert "_redirects" not in pages(hidden)
    assert f"stories/{OLD}.html" not in pages(hidden)
    assert b"http-equiv=refresh" not in pages(alive)[f"stories/{made[1].id}.html"]


def test_a_hub_without_an_address_leads_on_all_the_same() -> None:
    """Nothing is canonical there."""
    made = pair()
    found = pages(frozen([made], successors={OLD: made[1].id}, hub=replace(HUB, url="")))
    assert b"canonical" not in found[f"stories/{OLD}.html"]
