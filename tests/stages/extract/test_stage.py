"""From a tip with a page to an article in the store."""

from typing import Any

import pytest

from tests.fakes import NOON
from tests.stages.extract.rig import LEAD, MORE, URL, Rig, page_html, png, tip
from topicwire.model.article import ArticleKind
from topicwire.model.outcome import Done, Spike, SpikeReason, Unchanged
from topicwire.model.source import Feed, FeedKind, Picture
from topicwire.model.work import StageName
from topicwire.ports.workers import Crash
from topicwire.stages.extract.settings import ExtractSettings

PICTURE = "https://news.example/lead.png"
OG_IMAGE = f'<meta property="og:image" content="{PICTURE}">'


async def test_a_page_becomes_an_article_with_all_its_facts() -> None:
    """What a reader needs of an article is in the store after one pass."""
    rig = Rig(pictures={PICTURE: png(1200, 630)})
    one = tip()
    head = (
        OG_IMAGE + '<meta property="og:site_name" content="The Example"><meta name="author" content="By Ada Byron">'
        '<link rel="canonical" href="https://www.news.example/2026/03/02/robots-learn-to-file">'
        '<link rel="amphtml" href="/amp/robots"><meta property="article:published_time" content="2026-03-02T10:30:00Z">'
    )
    rig.put(page_html(head), one)
    assert isinstance(await rig.run(one), Done)
    article_id = rig.store.tips.find_article(one.id)
    assert article_id is not None
    article = rig.store.articles.get(article_id)
    assert article.title == "Robots learn to file"
    assert article.text == "\n\n".join((LEAD, *MORE))
    assert article.excerpt.startswith("A robot at the harbour")
    assert article.authors == ("Ada Byron",)
    assert article.original_url == "https://www.news.example/2026/03/02/robots-learn-to-file"
    assert article.amp_url == "https://news.example/amp/robots"
    assert article.amp_cache_url == "https://news-example.cdn.ampproject.org/c/s/news.example/amp/robots"
    assert article.picture == Picture(url=PICTURE, width=1200, height=630)
    assert (article.domain, article.site_name, article.language) == ("news.example", "The Example", "en")
    assert article.published.at.isoformat() == "2026-03-02T10:30:00+00:00"
    assert rig.due() == 1


async def test_a_second_way_to_the_same_article_adds_no_article() -> None:
    """Two feeds that name one article under two addresses give one article, known under both."""
    rig = Rig()
    head = f'<link rel="canonical" href="{URL}">'
    first, second = tip(), tip("https://m.news.example/other-name")
    rig.put(page_html(head), first)
    rig.put(page_html(head), second)
    await rig.run(first)
    await rig.run(second)
    (article_id,) = rig.store.articles.list_ids()
    assert rig.store.tips.find_article(second.id) == article_id == rig.store.tips.find_article(first.id)
    assert second.url in rig.store.articles.get(article_id).addresses
    assert len(rig.store.articles.list_revisions(article_id)) == 1
    assert rig.store.articles.find_by_address(["news.example/other-name"]) == article_id


async def test_the_same_page_read_twice_changes_nothing() -> None:
    """Running anything twice changes nothing and causes no later work."""
    rig, one = Rig(), tip()
    rig.put(page_html(), one)
    await rig.run(one)
    rig.store.work.drop(StageName.ENRICH, rig.store.articles.list_ids()[0])
    await rig.run(one)
    assert len(rig.store.articles.list_revisions(rig.store.articles.list_ids()[0])) == 1
    assert rig.due() == 0


async def test_a_changed_page_is_a_new_revision_of_the_same_article() -> None:
    """An article keeps its id and first sight when its publisher edits it."""
    rig, one = Rig(), tip()
    rig.put(page_html(), one)
    await rig.run(one)
    rig.put(page_html(title="Robots learn to file, unions object"), one)
    await rig.run(one)
    (article_id,) = rig.store.articles.list_ids()
    assert [revision.title for revision in rig.store.articles.list_revisions(article_id)] == [
        "Robots learn to file",
        "Robots learn to file, unions object",
    ]
    assert rig.store.articles.get(article_id).first_seen_at == NOON


async def test_a_changed_address_of_the_same_feed_entry_is_the_same_article() -> None:
    """A publisher who renames an article under its old entry id has not written a second one."""
    rig, one = Rig(), tip()
    rig.put(page_html(f'<link rel="canonical" href="{URL}">'), one)
    await rig.run(one)
    rig.put(page_html('<link rel="canonical" href="https://news.example/new-name">', title="Robots file well"), one)
    await rig.run(one)
    (article_id,) = rig.store.articles.list_ids()
    assert rig.store.articles.get(article_id).title == "Robots file well"
    assert rig.store.articles.find_by_address(["https://news.example/new-name"]) == article_id


async def test_a_video_is_an_article_from_its_tip_alone() -> None:
    """A video needs no page: title, player and picture are in the feed."""
    player, still = (
        "https://www.youtube.com/embed/abcdefghijk",
        Picture(url="https://i.example/s.jpg", width=480, height=360),
    )
    rig = Rig()
    one = tip("https://www.youtube.com/watch?v=abcdefghijk", video_url=player, picture=still, summary=LEAD)
    rig.store.tips.keep(one)
    await rig.run(one)
    article = rig.store.articles.get(rig.store.articles.list_ids()[0])
    assert (article.kind, article.embed_url, article.picture) == (ArticleKind.VIDEO, player, still)
    assert article.excerpt == LEAD
    assert rig.web.requests == []


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        ({"https://news.example/a.png": png(1, 1), "https://news.example/b.png": png(800, 450)}, "b"),
        (
            {
                "https://news.example/a.png": b"<svg width='900' height='900'/>",
                "https://news.example/b.png": png(640, 360),
            },
            "b",
        ),
        ({"https://news.example/a.png": png(90, 90), "https://news.example/c.png": png(640, 360)}, "c"),
        ({"https://news.example/a.png": png(2000, 100), "https://news.example/b.png": png(300, 300)}, "b"),
        ({"https://news.example/d.png": png(640, 360)}, None),
        ({}, None),
    ],
    ids=["tracker", "drawing", "logo and a missing one", "banner", "fourth is not asked", "none answers"],
)
async def test_the_first_picture_that_is_large_enough_leads(answers: dict[str, bytes], chosen: str | None) -> None:
    """At most three candidates are asked for; what is no picture of a size to lead is passed over."""
    rig, one = Rig(pictures=answers), tip()
    head = "".join(f'<meta property="og:image" content="/{name}.png">' for name in "abc")
    rig.put(page_html(head + '<meta name="twitter:image" content="/d.png">'), one)
    await rig.run(one)
    picture = rig.store.articles.get(rig.store.articles.list_ids()[0]).picture
    assert (picture.url if picture else None) == (f"https://news.example/{chosen}.png" if chosen else None)
    assert len(rig.web.requests) <= 3


async def test_pictures_are_not_asked_for_when_the_hub_does_not_want_sizes() -> None:
    """With picture_sizes off the claimed picture stands and nothing is asked."""
    rig, one = Rig(settings=ExtractSettings(picture_sizes=False)), tip()
    rig.put(page_html(OG_IMAGE), one)
    await rig.run(one)
    assert rig.store.articles.get(rig.store.articles.list_ids()[0]).picture == Picture(url=PICTURE)
    assert rig.web.requests == []


async def test_an_old_article_is_spiked_as_stale() -> None:
    """What is no news any more is not asked a picture for either."""
    rig, one = Rig(), tip(raw_published="2025-01-02T00:00:00Z", published_at=NOON.replace(year=2025))
    rig.put(page_html(OG_IMAGE), one)
    outcome = await rig.run(one)
    assert isinstance(outcome, Spike)
    assert outcome.reason is SpikeReason.STALE
    assert rig.web.requests == []


async def test_a_worker_that_dies_costs_its_page_only() -> None:
    """A page that kills its worker is spiked with the reason, not raised."""

    class DyingWorkers:
        async def run(self, function: Any, *arguments: object) -> Crash:
            return Crash(detail="out of time")

    rig, one = Rig(workers=DyingWorkers()), tip()
    rig.put(page_html(), one)
    outcome = await rig.run(one)
    assert outcome == Spike(reason=SpikeReason.CRASHED, detail="out of time")


async def test_bytes_that_are_gone_are_a_reason_and_no_crash() -> None:
    """A damaged page archive spikes the tip as unreadable."""
    rig, one = Rig(), tip()
    rig.put(page_html(), one)
    rig.shelf.bodies.clear()
    outcome = await rig.run(one)
    assert isinstance(outcome, Spike)
    assert outcome.reason is SpikeReason.UNREADABLE


async def test_a_tip_without_a_page_is_left_alone() -> None:
    """Work for a tip whose page never came ends quietly."""
    rig, one = Rig(), tip()
    assert await rig.run(one) == Unchanged(why="no such tip")
    rig.store.tips.keep(one)
    assert await rig.run(one) == Unchanged(why="its page was not fetched")


async def test_a_date_from_a_sitemap_says_so() -> None:
    """The origin of the claim is the kind of feed it stood in."""
    rig, one = Rig(), tip()
    rig.store.feeds.keep(
        Feed(
            id=one.feed_id,
            url="https://news.example/s.xml",
            original_url="",
            title="",
            site_url=None,
            kind=FeedKind.SITEMAP,
        )
    )
    rig.put(page_html(), one)
    await rig.run(one)
    claims = rig.store.articles.get(rig.store.articles.list_ids()[0]).claims
    assert [claim.origin.value for claim in claims] == ["sitemap", "address"]
