"""The body of an article, out of what stands around it."""

import gzip
import json
from pathlib import Path

import pytest

from tests.stages.extract.rig import LEAD, MORE, URL, facts, page_html
from topicwire.model.outcome import Spike, SpikeReason
from topicwire.stages.extract import text
from topicwire.stages.extract.overlap import overlap
from topicwire.stages.extract.reading import Reading, read_page
from topicwire.stages.extract.text import without_tables
from topicwire.text.html import sanitise

PAGES = Path(__file__).parents[3] / "tests" / "corpus" / "pages"
BODY = "\n\n".join((LEAD, *MORE))


def read(body: bytes, **changed: object) -> Reading:
    """Read a page that is an article."""
    reading = read_page(body, facts(**changed))
    assert not isinstance(reading, Spike)
    return reading


def case_names() -> list[str]:
    """List the corpus: NAME.html with NAME.txt, the body as it should be read."""
    return sorted(path.stem for path in PAGES.glob("*.html"))


@pytest.mark.parametrize("name", case_names())
def test_the_body_of_a_known_page_is_read(name: str) -> None:
    """Each case shows one way in which pages hide their text; its first line says which."""
    truth = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    found = read((PAGES / f"{name}.html").read_bytes()).body.text
    assert found.split("\n\n") == truth.strip().split("\n\n")


def test_a_whole_body_in_jsonld_stands_where_the_page_shows_less() -> None:
    """What the publisher states in full is taken as is."""
    stated = json.dumps({"@type": "NewsArticle", "headline": "Robots learn to file", "articleBody": BODY * 2})
    page = page_html(f'<script type="application/ld+json">{stated}</script>', body=f"<h1>Robots</h1><p>{LEAD}</p>")
    assert read(page).body.text == (BODY * 2).replace(f"{MORE[-1]}{LEAD}", f"{MORE[-1]}{LEAD}")
    assert "json-ld" in read(page).body.extractor


def test_a_clipped_body_in_jsonld_is_not_taken() -> None:
    """A body that ends in dots is not whole."""
    stated = json.dumps({"@type": "NewsArticle", "articleBody": "Something else altogether. " * 40 + "…"})
    assert read(page_html(f'<script type="application/ld+json">{stated}</script>')).body.text == BODY


def test_a_stub_gives_way_to_the_feeds_full_text() -> None:
    """Where the page shows one paragraph and the feed carries all, the feed's text is the article."""
    full = "".join(f"<p>{words}</p>" for words in (LEAD, *MORE))
    page = page_html(body=f"<article><h1>Robots</h1><p>{LEAD}</p></article>")
    assert read(page, feed_html=full).body.text == BODY
    assert read(page_html(), feed_html=f"<p>{LEAD}</p>").body.text == BODY


def test_scripts_never_reach_the_markup_that_is_kept() -> None:
    """Whatever the page or the feed holds, the kept markup shows text and does nothing."""
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:x()'>x</a><svg onload=alert(1)>"
    paragraphs = "".join(f"<p>{words}{bad}</p>" for words in (LEAD, *MORE))
    for reading in (
        read(page_html(body=f"<article><h1>Robots</h1>{paragraphs}</article>")),
        read(page_html(body="<h1>Robots</h1>"), feed_html=paragraphs),
    ):
        kept = reading.body.html
        assert LEAD in kept
        assert not any(mark in kept for mark in ("<script", "onerror", "javascript:", "<svg", "onload"))
        assert sanitise(kept, URL) == kept


@pytest.mark.parametrize(
    ("body", "url", "reason"),
    [
        (b"", URL, SpikeReason.NO_TEXT),
        (b"<html><body><p>Words without any title at all.</p></body></html>", URL, SpikeReason.NO_TEXT),
        (page_html(title="404 - Page not found", body="<p>Sorry.</p>"), URL, SpikeReason.NOT_AN_ARTICLE),
        (page_html(title="Just a moment...", body="<p>Checking.</p>"), URL, SpikeReason.NOT_AN_ARTICLE),
        (page_html(), "https://news.example/", SpikeReason.NOT_AN_ARTICLE),
        (
            page_html(
                title="All news", body="<ul>" + "<li><a href='/a'>A headline that links away</a></li>" * 30 + "</ul>"
            ),
            "https://news.example/topics",
            SpikeReason.NOT_AN_ARTICLE,
        ),
    ],
    ids=["nothing", "no title", "not found", "a challenge", "home page", "a list"],
)
def test_what_is_no_article_is_spiked_with_a_reason(body: bytes, url: str, reason: SpikeReason) -> None:
    """Lists, home pages and error pages do not become articles."""
    outcome = read_page(body, facts(url))
    assert isinstance(outcome, Spike)
    assert outcome.reason is reason


def test_overlap_counts_words_and_in_scripts_without_spaces_characters() -> None:
    """Equal texts overlap wholly, strangers not at all."""
    assert overlap("a b c", "a b c") == 1.0
    assert overlap("a b", "c d") == 0.0
    assert overlap("", "a") == 0.0
    assert 0.5 < overlap("ロボットは港で最初の報告書を提出した", "ロボットは港で最後の報告書を提出した") < 1.0


@pytest.mark.reference
def test_bodies_of_real_pages_are_read_better_than_by_trafilatura() -> None:
    """The measured quality has a floor: on a part of the real pages no body is lost."""
    folder = Path(__file__).parents[4] / "shared" / "reference" / "article-pages"
    if not folder.is_dir():
        pytest.skip("no reference pages beside the checkout")
    truths = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    shares = list[float]()
    for name in sorted(truths)[::4]:
        page = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        outcome = read_page(page, facts(truths[name]["url"]))
        shares.append(0.0 if isinstance(outcome, Spike) else overlap(outcome.body.text, truths[name]["articleBody"]))
    assert sum(shares) / len(shares) >= 0.96


def test_a_table_used_as_layout_gives_paragraphs_without_bars() -> None:
    """What stands in cells reads like any other text."""
    drawn = "| The mayor waits. | | The gates stay shut. |\nNobody | minds."
    assert without_tables(drawn).split("\n") == ["The mayor waits.", "The gates stay shut.", "Nobody | minds."]


BOX = "Buy a harbour crane of the best make today, and you will have a whole year in which to pay for all of it. " * 3
SHARED = f"<article><div><div><div><p>{BOX}</p></div></div></div></article>" * 4


@pytest.mark.parametrize(
    ("second", "third", "reader"),
    [
        (BODY, BODY, "trafilatura"),
        (BODY, "", "density"),
        ("Nothing of the kind. " * 20, BODY, "density"),
        (BOX * 2, BODY, "density"),
    ],
    ids=["both say another", "one says nothing", "they differ", "the second is with us"],
)
def test_another_reader_is_believed_only_where_two_agree(
    second: str, third: str, reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where our reading is unsure, two strangers who agree on another text outvote it; one alone does not."""
    monkeypatch.setattr(text, "_read_second", lambda _html: second)
    monkeypatch.setattr(text, "_read_slowly", lambda _html: third)
    body = read(page_html(body=f"<h1>Robots learn to file</h1>{SHARED}")).body
    assert reader in body.extractor
    assert (body.text == BODY) is (reader == "trafilatura")


def test_a_page_without_any_text_of_its_own_takes_what_another_reader_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something is better than nothing, also where it is short."""
    monkeypatch.setattr(text, "_read_slowly", lambda _html: "Port closed")
    body = read(page_html(body="<h1>Robots learn to file</h1><div>Closed</div>")).body
    assert body.text == "Port closed"
