"""The static API: what is listed where, and that nothing in it can harm who reads it. Values: tests/reference."""

from dataclasses import replace
from typing import Any

import orjson
import pytest

from tests.render.sheets import changed, empty, made, with_articles
from tests.render.site.editions import HUB, Told, edition, story, topic
from tests.render.site.hostile import ADDRESSES, TITLES, hostile
from tests.render.site.robotics import PICTURES, robotics
from topicwire.model.hub import Edition
from topicwire.model.record import Provider, RankedArticle, RecordPicture
from topicwire.model.source import Picture
from topicwire.outbox.paths import check_paths
from topicwire.render.api import api_sheets

IFRAME = (
    '<iframe width="800" height="500" frameborder="0" src="https://video.example/1" allow="autoplay" allowfullscreen>'
    "</iframe>"
)


def api(whole: Edition, page_size: int = 25) -> dict[str, Any]:
    """Render and parse every file."""
    return {path: orjson.loads(raw) for path, raw in made(api_sheets(whole, page_size)).items()}


def one(**record: Any) -> dict[str, Any]:
    """Give the item of one published article with these values in its record."""
    whole = with_articles(
        edition([story([Told(title="T", outlet="O")], quality=90)]), lambda article: changed(article, **record)
    )
    found: dict[str, Any] = api(whole)["api/news/index.json"]["value"][0]
    return found


def test_lists_are_cut_into_pages_that_lead_to_each_other() -> None:
    """The first page lies at two addresses; the last leads nowhere."""
    found = api(robotics(), 5)
    pages = [found[f"api/news/page/{number}/index.json"] for number in (1, 2, 3)]
    assert [(page["page"], len(page["value"]), page["nextPage"]) for page in pages] == [
        (1, 5, 2),
        (2, 5, 3),
        (3, 2, None),
    ]
    assert found["api/news/index.json"] == pages[0]
    assert "api/news/page/4/index.json" not in found


def test_published_records_are_listed_newest_first() -> None:
    """Below the threshold is not published; a record that does not say is."""
    listed = [item["publishedDateTime"] for item in api(robotics())["api/news/index.json"]["value"]]
    assert listed == sorted(listed, reverse=True)
    assert len(listed) == 12
    silent = with_articles(robotics(), lambda article: changed(article, is_published=None, heat=None))
    items = api(silent, 100)["api/news/index.json"]["value"]
    assert len(items) == len(robotics().articles)
    assert {item["heat"] for item in items} == {None}


def test_a_page_is_rendered_anew_when_the_next_one_goes() -> None:
    """Its own records are the same, but it leads nowhere now."""
    whole = edition([story([Told(title=f"T{n}", outlet="O", hours=n)], quality=90) for n in range(5)])
    fewer = replace(whole, articles=whole.articles[:4])
    path = "api/news/page/1/index.json"
    old, new = (next(sheet for sheet in api_sheets(one, 4) if sheet.path == path) for one in (whole, fewer))
    assert old.make() != new.make()
    assert old.key != new.key


def test_records_of_one_instant_keep_one_order() -> None:
    """By path, whatever order the edition has them in."""
    groups = [story([Told(title=f"T{n}", outlet="O")], quality=90) for n in range(9)]
    whole = edition(groups)
    mixed = replace(whole, articles=whole.articles[::-1])
    assert made(api_sheets(whole, 4)) == made(api_sheets(mixed, 4))


def test_a_hub_without_articles_has_one_empty_page() -> None:
    """Readers find a list, not an error."""
    page = {"page": 1, "value": [], "nextPage": None}
    assert api(empty()) == {"api/news/index.json": page, "api/news/page/1/index.json": page}


def test_a_picture_is_cached_when_there_is_a_copy() -> None:
    """By the hub's own copies, or as the record of an older hub says."""
    items = {item["title"][:4]: item["images"] for item in api(robotics())["api/news/index.json"]["value"]}
    assert items["Orle"][0]["isCached"] is True
    assert items["It t"][0]["isCached"] is False
    assert items["Gripper with"[:4]] is None
    assert one(pictures=(RecordPicture(url=PICTURES["stairs"], width=1, height=1, is_cached=True),))["images"][0][
        "isCached"
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_http_or_null(address: str) -> None:
    """Scripts, data, files and broken addresses never reach a client."""
    picture = RecordPicture(url=address, width=1, height=1)
    logo = Provider(name="P", domain=robotics().articles[0].record.provider.domain, pictures=(Picture(url=address),))
    item = one(
        web_url=address,
        original_url=address,
        amp_url=address,
        amp_cache_url=address,
        pictures=(picture,),
        embed=address,
    )
    keys = ("webUrl", "originalUrl", "ampWebUrl", "cdnAmpWebUrl", "images", "featuredContent")
    assert [item[key] for key in keys] == [None] * 6
    images = one(provider=logo)["provider"]["images"]
    assert images is None or images[0]["url"] == f"{HUB.url}/relative"


@pytest.mark.parametrize("title", TITLES[::4])
def test_featured_content_is_a_player_or_null(title: str) -> None:
    """Only one frame without anything that could run, or the address of a player."""
    assert one(embed=title)["featuredContent"] is None
    assert one(embed=IFRAME + title)["featuredContent"] is None
    assert one(embed=IFRAME.replace("https://video.example/1", title))["featuredContent"] is None
    assert one(embed=IFRAME.replace(" allowfullscreen", f" onload={title}"))["featuredContent"] is None


@pytest.mark.parametrize("embed", [IFRAME, "https://www.youtube.com/embed/abcdefghijk"])
def test_a_player_stays_as_the_record_has_it(embed: str) -> None:
    """Letter for letter."""
    assert one(embed=embed)["featuredContent"] == embed


def test_hostile_words_come_back_as_they_are() -> None:
    """JSON is not markup: nothing is escaped, nothing is lost."""
    items = api(hostile(), 1000)["api/news/index.json"]["value"]
    leads = {article.record.path: article for article in hostile().articles if article.is_lead}
    assert len(items) == len(leads) > 300
    for item in items:
        record = leads[item["path"]].record
        assert (item["title"], item["excerpt"], item["topics"]) == (record.title, record.excerpt, list(record.topics))
        assert item["provider"]["name"] == record.provider.name


def test_text_that_is_no_unicode_costs_nothing_but_itself() -> None:
    """A half character in one record of an old hub does not stop the publication."""
    assert one(title="a\ud800b", topics=("c\udc00",))["title"] == "ab"


@pytest.mark.parametrize("name", ["drones", "page", "A-Name", "..", "a b", "<script>", "x" * 300, ""])
def test_a_record_whose_name_cannot_be_a_file_of_its_own_is_in_the_lists(name: str) -> None:
    """Odd names in an adopted hub, and those that lists have, cost one file, not the edition."""
    articles = robotics().articles
    odd = changed(articles[0], path=f"_news/{name}.md", topics=("Drones",), is_published=True)
    whole = replace(robotics(), articles=(odd, *articles[1:]))
    found = api(whole)
    check_paths(list(found))
    assert odd.record.path in [item["path"] for item in found["api/news/index.json"]["value"]]
    assert "value" in found["api/news/drones/index.json"]
    assert "value" in found["api/news/page/1/index.json"]


def test_two_records_of_one_name_share_one_file() -> None:
    """The newest has it."""
    twice = with_articles(
        robotics(), lambda article: changed(article, path=f"_news/{article.article_id[0] > '7'}/x.md")
    )
    found = made(api_sheets(twice, 25))
    assert orjson.loads(found["api/news/x/index.json"])["path"].endswith("/x.md")


def test_lists_are_of_child_topics_the_record_names() -> None:
    """Not of topics above or below: as in existing hubs."""
    found = api(robotics())
    for name, topic_id in (("Robot arms", "arms"), ("Grippers", "grippers"), ("Standards & law", "standards")):
        items = found[f"api/news/{topic_id}/index.json"]["value"]
        assert items
        assert all(name in item["topics"] for item in items)
    assert "api/news/robotics/index.json" not in found
    odd = replace(HUB, topics=(*HUB.topics, topic("Bad Id/..", "Drones", 9, "robotics")))
    assert api(replace(robotics(), hub=odd)).keys() == found.keys()


def test_what_the_hub_shows_of_a_logo_of_its_own_is_an_address() -> None:
    """A logo that lies in the hub's folder is named by its public address."""
    provider = Provider(
        name="P",
        domain=robotics().articles[0].record.provider.domain,
        pictures=(Picture(url="/assets/p.png", width=50),),
    )
    assert one(provider=provider)["provider"]["images"][0]["url"] == "https://robotics.example/wire/assets/p.png"


def unpublished(article: RankedArticle) -> RankedArticle:
    """Give the article unpublished."""
    return changed(article, is_published=False)


def test_an_unpublished_record_is_nowhere() -> None:
    """Neither in lists nor as a file."""
    assert api(with_articles(robotics(), unpublished)) == api(empty())
