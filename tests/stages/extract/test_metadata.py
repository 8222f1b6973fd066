"""Titles, excerpts, authors, addresses, pictures and marks, as pages say them."""

import pytest

from tests.stages.extract.rig import LEAD, MORE, URL, facts, page_html
from topicwire.model.outcome import Spike
from topicwire.stages.extract.authors import clean_authors
from topicwire.stages.extract.excerpts import choose_excerpt, cut_at_sentence
from topicwire.stages.extract.lead_pictures import read_size
from topicwire.stages.extract.reading import Reading, read_page
from topicwire.stages.extract.sitenames import choose_site_name, names_of_site
from topicwire.stages.extract.titles import choose_title

SITE, NOWHERE = names_of_site("The Example", "https://www.example.com/a"), names_of_site(None, "")


def read(head: str = "", url: str = URL, **changed: object) -> Reading:
    """Read an ordinary page with that head."""
    reading = read_page(page_html(head), facts(url, **changed))
    assert not isinstance(reading, Spike)
    return reading


@pytest.mark.parametrize(
    ("candidate", "headings", "expected"),
    [
        ("Robots file reports | The Example", (), "Robots file reports"),
        ("Robots file reports - The Example", (), "Robots file reports"),
        ("The Example: Robots file reports", (), "Robots file reports"),
        ("Robots file reports – example.com", (), "Robots file reports"),
        ("Apple - the fruit - in danger", (), "Apple - the fruit - in danger"),
        ("Robots file reports | Harbour | The Example", ("Robots file reports",), "Robots file reports"),
        ("Robots &amp; reports", (), "Robots & reports"),
        ("<b>Robots</b> file", (), "Robots file"),
        ("Robots file 3.0 ¶", (), "Robots file 3.0"),
        ("Who is #1 in C#", (), "Who is #1 in C#"),
        ("The Example", ("Robots file reports",), "Robots file reports"),
    ],
)
def test_a_title_loses_the_name_of_its_site_and_nothing_else(
    candidate: str, headings: tuple[str, ...], expected: str
) -> None:
    """A dash in a headline is not a border to a site's name."""
    assert choose_title((candidate, *headings), headings, SITE) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Robots file reports | Harbour Daily Post", "Robots file reports"),
        ("Robots file reports - The Harbour Daily Post", "Robots file reports"),
        ("Robots file reports ‹ Harbourpost", "Robots file reports"),
        ("Robots file reports – HarbourPost – Blog", "Robots file reports"),
        ("Robots file reports | Harbourpost Weekend", "Robots file reports"),
        ("Robots file reports - Harbourpost Weekend", "Robots file reports - Harbourpost Weekend"),
        ("Opinion | Robots file reports", "Robots file reports"),
        ("Robots file reports - Opinion - Harbourpost", "Robots file reports"),
        ("Opinion: robots file reports", "Opinion: robots file reports"),
        ("Robots - the clerks - in danger - Harbour Post", "Robots - the clerks - in danger"),
        ("Forms | figures", "Forms | figures"),
        ("机器人填写表格_Harbourpost", "机器人填写表格"),
        ("ロボットが書類を書く｜Harbour Post", "ロボットが書類を書く"),
        ("ロボットが書類を書く－Harbourpost", "ロボットが書類を書く"),
        ("Nothing new from the harbour post", "Nothing new from the harbour post"),
    ],
)
def test_a_site_is_known_by_what_its_domain_stands_for(title: str, expected: str) -> None:
    """Where a page does not name its site, its address does; sections go with it, parts of a headline stay."""
    site = names_of_site(None, "https://www.harbourpost.example/robots")
    if "Daily" in title:
        site = names_of_site(None, "https://hdpost.example/robots")
    assert choose_title((title,), (), site, ("Opinion",)) == expected


def test_a_heading_with_a_badge_still_shows_where_the_headline_ends() -> None:
    """`Subscribers` behind the heading is not the headline's, nor is the section behind it in the title."""
    title = "Robots file harbour reports of their own | Chronicles"
    assert choose_title((title,), ("Robots file harbour reports of their own Subscribers",), NOWHERE) == title[:40]
    whole = "Robots file harbour reports at last - clerks object"
    assert choose_title((whole,), ("Robots file harbour reports at last – clerks object",), NOWHERE) == whole


def test_a_headline_clipped_for_search_engines_is_completed_by_the_heading() -> None:
    """JSON-LD headlines end at 110 characters without a sign; the heading has the rest."""
    heading = "Robots file the reports of the whole harbour after the clerks leave for the long holiday and stay away"
    assert choose_title((heading[:91],), (heading,), NOWHERE) == heading
    assert choose_title(("Robots file",), ("Robots file the reports",), NOWHERE) == "Robots file"


@pytest.mark.parametrize(
    ("stated", "title", "expected"),
    [
        (("The Example",), "Robots", "The Example"),
        ((), "Robots - Harbour Post", "Harbour Post"),
        ((), "Robots - in danger", None),
        (("harbourpost",), "Robots | Harbour Post", "Harbour Post"),
        (("harbourpost", "HARBOUR POST"), "Robots", "HARBOUR POST"),
        (("@harbourpost",), "Robots", "harbourpost"),
        (("Example | F1 | Harbours",), "Robots", "Example"),
        (("https://page.example/harbour",), "Robots", None),
    ],
)
def test_a_site_is_called_as_it_calls_itself(stated: tuple[str, ...], title: str, expected: str | None) -> None:
    """Markup first; without it the end of the page's title, where the domain stands for it."""
    assert choose_site_name(stated, title, "https://harbourpost.example/robots") == expected


def test_an_author_is_read_where_only_the_layout_names_one() -> None:
    """Words of a class that speaks of authors count where no markup does; those of comments and asides never."""
    body = (
        f"<article><h1>Robots learn to file</h1><div class='byline'>By Ada Byron</div><p>{LEAD}</p><p>{MORE[0]}</p>"
        "<p>"
        + MORE[1]
        + "</p></article><div class='comments'><b class='comment-author' rel='author'>Bob Guest</b></div>"
    )
    reading = read_page(page_html(body=body), facts())
    assert not isinstance(reading, Spike)
    assert reading.authors == ("Ada Byron",)


def test_a_site_among_its_authors_is_left_out() -> None:
    """A publisher listed beside the writer is none; alone it is the author, as in `John Doe` on johndoe.example."""
    metas = '<meta name="author" content="Harbour Post">'
    url = "https://harbourpost.example/robots-learn-to-file"
    assert read(f'<meta name="author" content="Ada Byron">{metas}', url).authors == ("Ada Byron",)
    assert read(metas, url).authors == ("Harbour Post",)


def test_a_picture_without_a_path_is_no_picture() -> None:
    """Some pages name their home page as their picture."""
    assert read('<meta property="og:image" content="https://news.example/">').pictures == ()


def test_a_clipped_title_gives_way_to_a_whole_one() -> None:
    """A headline cut with dots is only the last resort."""
    assert choose_title(("Robots learn to…", "Robots learn to file"), (), NOWHERE) == "Robots learn to file"
    assert choose_title(("Robots learn to…",), (), NOWHERE) == "Robots learn to…"


@pytest.mark.parametrize(
    ("bylines", "expected"),
    [
        (["By Ada Byron and Grace Hopper"], ("Ada Byron", "Grace Hopper")),
        (["Von Ada Byron"], ("Ada Byron",)),
        (["https://facebook.example/ada", "Ada Byron", "ada byron"], ("Ada Byron",)),
        (["@ada", "admin", "adabyron1", "The Example"], ()),
        (["Ada Byron, AP Auto Writer", "ADA BYRON"], ("Ada Byron",)),
        (["Martin Luther King, Jr."], ("Martin Luther King, Jr",)),
        (["ada@mail.example (Ada Byron)"], ()),
        (["Autor: Ada Byron", "Текст: Анна Петрова"], ("Ada Byron", "Анна Петрова")),
        (["by Ada Byron | November 18, 2026 12:01 PM"], ("Ada Byron",)),
        (["Ada Byron, MS, RD"], ("Ada Byron, MS, RD",)),
        (["ADA BYRON and GRACE HOPPER Associated Press"], ("Ada Byron", "Grace Hopper")),
        (["Associated Press"], ("Associated Press",)),
        (["Ada Byron", "Show all articles of Ada Byron", "View my complete profile", "Super User"], ("Ada Byron",)),
        (["Анна Петрова", "山田太郎"], ("Анна Петрова", "山田太郎")),
    ],
)
def test_authors_are_names_each_once(bylines: list[str], expected: tuple[str, ...]) -> None:
    """Addresses, handles, titles and account names are not authors."""
    assert clean_authors(bylines, ("The Example",)) == expected


def test_an_excerpt_is_the_publishers_own_where_it_says_something() -> None:
    """The description stands before the text."""
    text = "\n\n".join((LEAD, *MORE))
    own = "The harbour lets a machine write its customs reports, and the clerks object."
    assert choose_excerpt((own,), text, "T", 300) == own


@pytest.mark.parametrize(
    "poor",
    ["", "News", "Please enable JavaScript to view this page and read all of the news.", "Robots learn to file",
     "We use cookies to improve your experience on this website, read about it in our policy."],
)  # fmt: skip
def test_an_excerpt_comes_from_the_text_where_the_description_is_empty_talk(poor: str) -> None:
    """Notices and labels are no excerpt; the first sentences are."""
    text = "\n\n".join(("Photo: The Example", LEAD, *MORE))
    excerpt = choose_excerpt((poor,), text, "Robots learn to file", 150)
    assert excerpt == LEAD


def test_a_clipped_description_goes_on_in_the_text() -> None:
    """The first words with dots behind them are completed to a sentence."""
    excerpt = choose_excerpt((LEAD[:70] + "...",), "\n\n".join((LEAD, *MORE)), "T", 120)
    assert excerpt == LEAD


def test_a_long_line_is_cut_after_a_sentence_or_a_word() -> None:
    """No excerpt ends within a word, and `Mr.` ends no sentence."""
    assert (
        cut_at_sentence("First things come first here. Second ones follow soon.", 40) == "First things come first here."
    )
    assert (
        cut_at_sentence("It was decided by Mr. Smith and by all of his neighbours", 30)
        == "It was decided by Mr. Smith…"
    )


@pytest.mark.parametrize(
    ("claim", "original"),
    [
        ("/2026/03/02/robots-learn-to-file?utm_source=x", URL),
        ("https://www.news.example/robots", "https://www.news.example/robots"),
        ("https://other.example/robots", URL),
        ("https://news.example/", URL),
        ("https://news.example/en", URL),
        ("https://news.example/2026/03/", URL),
        ("javascript:alert(1)", URL),
        ("", URL),
    ],
)
def test_a_canonical_address_is_believed_only_as_far_as_it_can_be(claim: str, original: str) -> None:
    """Another site, a home page or a section above is not the article's address."""
    assert read(f'<link rel="canonical" href="{claim}">').addresses.original == original


def test_a_wrapped_address_is_unwrapped() -> None:
    """The address of a redirector is not the publisher's."""
    wrapped = f"https://www.google.com/url?url={URL}"
    assert read(url=wrapped).addresses.original == URL


def test_an_amp_page_names_its_original() -> None:
    """Of an AMP page the canonical is the article, the page itself its AMP copy."""
    body = page_html(f'<link rel="canonical" href="{URL}">').replace(b"<html", b"<html amp", 1)
    reading = read_page(body, facts("https://news.example/amp/robots"))
    assert not isinstance(reading, Spike)
    assert (reading.addresses.original, reading.addresses.amp) == (URL, "https://news.example/amp/robots")


def test_pictures_are_listed_best_first_without_trackers() -> None:
    """og:image before twitter:image before the body; pixels and drawings not at all."""
    head = (
        '<meta property="og:image" content="/a.jpg"><meta property="og:image:width" content="1200">'
        '<meta name="twitter:image" content="/b.jpg"><meta property="og:image" content="/logo.svg">'
        '<meta property="og:image" content="https://x.example/pixel.gif">'
    )
    assert [(picture.url, picture.width) for picture in read(head).pictures] == [
        ("https://news.example/a.jpg", 1200),
        ("https://news.example/b.jpg", None),
    ]


@pytest.mark.parametrize(
    "junk", [b"", b"/etc/passwd", b"http://127.0.0.1/x.png", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"GIF89a"]
)
def test_bytes_that_are_no_picture_have_no_size(junk: bytes) -> None:
    """A size is read from bytes only, never from a path or an address in them."""
    assert read_size(junk) is None


@pytest.mark.parametrize(
    "head",
    ['<script type="application/ld+json">{"@type":"Article","headline":"Robots","isAccessibleForFree":false}</script>',
     '<meta property="article:content_tier" content="locked">'],
)  # fmt: skip
def test_a_paywall_is_seen_in_markup(head: str) -> None:
    """What the publisher marks as not free is marked."""
    assert read(head).is_paywalled
    assert not read().is_paywalled


def test_a_paywall_is_seen_in_a_stub_that_says_so() -> None:
    """One paragraph and a plea to subscribe is a paywall."""
    body = f"<article><h1>Robots learn to file</h1><p>{LEAD}</p></article><div>Subscribe to continue reading.</div>"
    reading = read_page(page_html(body=body), facts())
    assert not isinstance(reading, Spike)
    assert reading.is_paywalled


def test_a_page_that_is_a_video_names_its_player() -> None:
    """og:type video with a player makes a video; an article with a video in it stays an article."""
    player = '<meta property="og:video:url" content="https://player.example/v/1">'
    assert read(f'<meta property="og:type" content="video.other">{player}').embed_url == "https://player.example/v/1"
    assert read(f'<meta property="og:type" content="article">{player}').embed_url is None
