"""Search on the live site: it answers without scripts, as JSON, and whatever is asked."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import httpx2
import pytest

from tests.newsroom.edited import EditedHub, edited_hub
from tests.render.site.hostile import TITLES
from tests.render.site.html import attribute, faults, texts, tree
from topicwire.web.app import make_app

TEXT = "The chamber sat until dawn. " * 80 + "Delegate Okonkwo yawned twice." + " Then it adjourned." * 80
STRINGS = (
    *('"', '""', '"a', 'a"', "a AND", "AND", "OR OR", "NOT a", "a NOT b", "NEAR(a b)", "NEAR(a, 2)", "a NEAR/2 b"),
    *("*", "a*", "^a", "a:b", "title:a", "{title texts}: a", "(", ")", "((a)", "a+b", "-", "--", "-a", '-"', "a -"),
    *("\\", "'", "''", ";", "'; DROP TABLE search_story; --", "1=1 OR ''='", "%", "%00", "\x00", "a\x00b"),
    *("\ud7ff", "\ufffe", "\u202eabc", "\u2066x\u2069", "\u0301" * 300, "\U0001f916", "\u4e2d" * 600, "\u0e01" * 300),
    *("\u00e9" * 400, "a" * 10_000, "a " * 5_000, '"' * 999, "(" * 999, "topic:", 'topic:"', "source:", "before:"),
    *("before:9999-99-99", "after:0000", "to:9999-12-31", "from:-1", ".*", "(a+)+$", "[", "a{9999}", "/etc/passwd"),
    *("../../x", "<script>window.__hit=1</script>", "{{7*7}}", "${7*7}"),
)


def hostile_queries() -> list[str]:
    """Give 500 queries that try to be syntax, markup or too much."""
    random = Random(23)
    pieces = [*STRINGS, *TITLES]
    mixed = [
        "".join(random.choices("\"()*:^-+\\'ANDORNEAR {}\x00ab中\u202e", k=random.randint(1, 60))) for _ in range(500)
    ]
    return [*STRINGS, *pieces[len(STRINGS) : len(STRINGS) + 200], *mixed][:500]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditedHub]:
    """A hub with one published story that tries to be markup."""
    with edited_hub(tmp_path_factory.mktemp("search") / "hub") as opened:
        opened.arrive("paper", title="Parliament <b>votes</b> on carbon tax", text=TEXT)
        opened.run()
        yield opened


async def get(hub: EditedHub, path: str, **asked: str) -> httpx2.Response:
    """Ask the application in this process."""
    transport = httpx2.ASGITransport(app=make_app(hub.room))
    async with httpx2.AsyncClient(transport=transport, base_url="http://hub.example") as client:
        return await client.get(path, params=asked)


async def test_the_page_answers_without_scripts(hub: EditedHub) -> None:
    """With the form as it was sent, the story, the words marked, and a piece of the text."""
    answer = await get(hub, "/search.html", q="okonkwo votes", source=hub.room.store.search.list_sources()[0][0])
    assert answer.status_code == 200
    assert texts(answer.content, ".hit-link") == ["Parliament <b>votes</b> on carbon tax"]
    assert texts(answer.content, "mark") == ["votes", "Okonkwo"]
    assert attribute(tree(answer.content).css("#q")[0], "value") == "okonkwo votes"
    assert "1 story found" in texts(answer.content, "#found")
    assert faults(answer.content) == []


async def test_nothing_asked_is_the_form_alone(hub: EditedHub) -> None:
    """And nothing found says so."""
    assert texts((await get(hub, "/search.html")).content, ".hit-link") == []
    answer = await get(hub, "/search.html", q="zeppelin")
    assert texts(answer.content, "#found") == ["Nothing found for zeppelin."]
    assert faults(answer.content) == []


async def test_the_short_address_leads_on(hub: EditedHub) -> None:
    """To a page of ours, with the query as it was."""
    answer = await get(hub, "/search", q="carbon tax")
    assert (answer.status_code, answer.headers["location"]) == (307, "search.html?q=carbon+tax")


async def test_other_programs_get_json(hub: EditedHub) -> None:
    """The same answer, with where the story stands."""
    found = (await get(hub, "/api/search", q="carbon")).json()
    assert found["total"] == 1
    story = found["results"][0]
    assert story["title"] == "Parliament <b>votes</b> on carbon tax"
    assert story["page"] == f"stories/{story['id']}.html"


async def test_no_query_breaks_it(hub: EditedHub) -> None:
    """Five hundred hostile ones give results or say that there are none; nothing of them becomes markup."""
    for query in hostile_queries():
        answer = await get(hub, "/search.html", q=query)
        assert answer.status_code == 200, query
        assert "window.__hit=1</script>" not in answer.text, query
        told = await get(hub, "/api/search", q=query, topic=query[:900], source=query[:900])
        assert told.status_code == 200, query
    assert faults(answer.content) == []


@pytest.mark.parametrize("page", ["0", "-1", "99999999999", "x", "٣", "1e9", ""])
async def test_page_numbers_have_bounds(hub: EditedHub, page: str) -> None:
    """What is no number is the first page."""
    assert (await get(hub, "/search.html", q="carbon", page=page)).status_code == 200
    assert (await get(hub, "/api/search", q="carbon", offset=page, n=page)).status_code == 200


async def test_a_hub_without_an_edition_leads_to_what_says_so(tmp_path: Path) -> None:
    """There is nothing to search yet."""
    with edited_hub(tmp_path / "hub") as empty:
        answer = await get(empty, "/search.html", q="x")
        assert (answer.status_code, answer.headers["location"]) == (307, "./")
