"""Dates and identity, page by page: the traps of the benchmark, and addresses that are claimed wrongly."""

import pytest

from benchmarks.dated_pages import SEEN, DatedPage, pages
from benchmarks.dates import MAX_AGE, Sample, read_ours
from tests.stages.cluster.builders import prose
from tests.stages.extract.rig import Rig, page_html, tip
from topicwire.model.article import Article
from topicwire.model.dates import DateOrigin
from topicwire.model.outcome import Done, Spike

PAGES = tuple(pages())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name.encode("ascii", "replace").decode())
def test_no_trap_catches_us(page: DatedPage) -> None:
    """The day is right, an old page never counts as new, and nothing lies in the future."""
    sample = Sample(
        name=page.name, body=page.html.encode(), url=page.url, day=page.day, seen_at=SEEN, feed=page.feed,
        feed_changed=page.feed_changed,
    )  # fmt: skip
    dated = read_ours(sample)
    assert page.day is None or page.day in dated.days
    assert not page.is_future or dated.choice.at == SEEN
    is_undated = dated.choice.origin is DateOrigin.FIRST_SEEN
    assert not page.is_old or is_undated or SEEN - dated.choice.at > MAX_AGE


async def read(rig: Rig, path: str, seed: str, title: str, head: str = "") -> Article:
    """Read a page of its own words and give what was kept."""
    of = tip(f"https://news.example/{path}", title=title)
    paragraphs = "".join(f"<p>{prose(seed + str(part), 60)}.</p>" for part in range(4))
    rig.put(page_html(head, body=f"<article><h1>{title}</h1>{paragraphs}</article>", title=title), of)
    assert isinstance(await rig.run(of), Done)
    known = rig.store.tips.find_article(of.id)
    assert known
    return rig.store.articles.get(known)


async def test_pages_that_all_claim_one_address_stay_apart() -> None:
    """A canonical link copied to every page merges nothing."""
    rig, head = Rig(), '<link rel="canonical" href="https://news.example/first">'
    first = await read(rig, "first", "a", "Market wrap", head)
    second = await read(rig, "second", "b", "Market wrap", head)
    again = await read(rig, "second", "b", "Market wrap, again", head)
    assert first.id != second.id
    assert second.original_url == "https://news.example/second"
    assert again.id == second.id


async def test_an_article_that_moves_is_one() -> None:
    """A new slug with the same text is a revision of the article, known under both addresses."""
    rig = Rig()
    before = await read(rig, "before", "a", "Robots learn to file")
    after = await read(rig, "after", "a", "Robots learned to file")
    assert before.id == after.id
    assert {"https://news.example/before", "https://news.example/after"} <= set(after.addresses)


async def test_an_undated_article_of_a_new_feed_is_stale() -> None:
    """What stood in the feed when we first read it may be years old."""
    rig, of = Rig(), tip("https://news.example/undated", raw_published=None, published_at=None)
    rig.put(page_html(), of)
    assert isinstance(await rig.run(of), Spike)
