"""Pages with traps for readers of dates, each with the day it was truly published. All made up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

SEEN = datetime(2026, 3, 12, 15, 30, tzinfo=UTC)
"""When the pages are read, and were first named by a feed."""
_TEXT = (
    "The harbour office counted four hundred forms before noon, and every one of them had been filled in by a machine.",
    "Nobody at the counter could say who had signed the contract, which runs for two years and names no price at all.",
    "The clerks will be heard in autumn, the office said, when the machine has had time to learn the rules for fish.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedPage:
    """One page and the truth about it."""

    name: str
    html: str
    url: str
    day: date | None  # it was published on; None: nobody can know
    feed: str | None = None  # date its feed gives
    feed_changed: str | None = None  # time of change its feed gives
    is_old: bool = False  # over 30 days old when read: must not enter as new
    is_future: bool = False  # all its dates lie in the future


def pages() -> Iterator[DatedPage]:
    """Give every page, always the same."""
    yield from _marked()
    yield from _shown()
    yield from _old()
    yield from _future()


def _page(head: str = "", byline: str = "", above: str = "", below: str = "", lang: str = "en") -> str:
    body = "".join(f"<p>{words}</p>" for words in _TEXT)
    return (
        f"<!doctype html><html lang='{lang}'><head><title>Machine fills in forms</title>{head}</head><body>"
        f"<div class='top'>{above}</div><article><h1>Machine fills in forms</h1>{byline}{body}</article>{below}"
        "<footer>© 2026 The Harbour Paper. All rights reserved.</footer></body></html>"
    )


def _jsonld(published: str, more: str = "") -> str:
    return (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"Machine fills in forms","datePublished":"{published}"{more}}}</script>'
    )


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def _marked() -> Iterator[DatedPage]:
    """Pages whose markup says it, in many forms."""
    day = date(2026, 3, 10)
    forms = (
        "2026-03-10T22:30:00-05:00", "2026-03-10T01:00:00+09:00", "2026-03-10", "Tue, 10 Mar 2026 08:00:00 GMT",
        "2026-03-10 08:00:00", "March 10, 2026 8:00 AM", "10 March 2026", "1773129600", "1773129600000",
        "2026-03-10T08:00:00.000Z", "20260310T080000Z", "2026/03/10 08:00", "10.03.2026", "2026年3月10日",
    )  # fmt: skip
    for number, form in enumerate(forms):
        yield DatedPage(name=f"json-ld {form}", html=_page(_jsonld(form)), url=f"https://a.example/{number}", day=day)
        head = _meta("article:published_time", form)
        yield DatedPage(name=f"meta {form}", html=_page(head), url=f"https://b.example/{number}", day=day)
    head = _jsonld("2026-03-10T08:00:00Z", ',"dateModified":"2026-03-12T10:00:00Z"')
    yield DatedPage(name="changed since", html=_page(head), url="https://a.example/c", day=day)
    for lang, host, raw in (("en-GB", "c", "10/03/2026"), ("fr", "d", "10/03/2026"), ("en-US", "e", "03/10/2026")):
        head = _meta("article:published_time", raw)
        yield DatedPage(name=f"{lang} {raw}", html=_page(head, lang=lang), url=f"https://{host}.example/1", day=day)
    head = _meta("article:published_time", "10/03/2026") + _meta("date", "2026-03-10")
    yield DatedPage(name="two forms of one day", html=_page(head), url="https://f.example/1", day=day)
    head = _meta("article:published_time", "11/03/2026")
    yield DatedPage(name="day first or future", html=_page(head), url="https://f.example/2", day=date(2026, 3, 11))
    script = '<script>window.state={"article":{"publishedAt":"2026-03-10T08:00:00Z","id":7}}</script>'
    yield DatedPage(name="in a script", html=_page(script), url="https://g.example/1", day=day)


def _shown() -> Iterator[DatedPage]:
    """Pages that only show it to their readers, with other days around."""
    day = date(2026, 3, 10)
    bylines = (
        ("en", "<p class='byline'>By Ada Byron | March 10, 2026</p>"),
        ("en", "<div>Published: 10 March 2026, 8:05 am</div>"),
        ("en", "<span class='entry-date'>Mar 10, 2026</span>"),
        ("de", "<p>Veröffentlicht am 10. März 2026 um 8:05 Uhr</p>"),
        ("de", "<p class='datum'>10.03.2026</p>"),
        ("de", "<p class='datum'>10.03.26</p>"),
        ("fr", "<p>Publié le 10/03/2026 à 17:08</p>"),
        ("fr", "<p class='date'>Le 10 mars 2026</p>"), ("es", "<p>Publicado el 10 de marzo de 2026</p>"),
        ("pt", "<p>Publicado em 10 de março de 2026</p>"), ("it", "<p class='data'>10 marzo 2026</p>"),
        ("ru", "<p class='date'>10 марта 2026</p>"), ("zh", "<p>发布时间：2026年3月10日 08:05</p>"),
        ("ja", "<p class='date'>2026年3月10日</p>"), ("ar", "<p class='date'>10 مارس 2026</p>"),
        ("en", "<p>Updated March 12, 2026. Published March 10, 2026.</p>"),
        ("en", "<p>HARBOURTOWN, March 10, 2026 (Harbour Wire) -- The office said so.</p>"),
    )  # fmt: skip
    around = "<div class='clock'>Thursday, March 12, 2026</div><nav><a href='/'>Home</a></nav>"
    below = (
        "<section class='comments'><p>Bob, March 12, 2026: Well.</p></section>"
        "<aside class='related'><a href='/x'>Old news</a> <span class='date'>May 5, 2019</span></aside>"
    )
    for number, (lang, byline) in enumerate(bylines):
        html = _page(byline=byline, above=around, below=below, lang=lang)
        yield DatedPage(name=f"shown {number} {lang}", html=html, url=f"https://h.example/{number}", day=day)
    for number, path in enumerate(
        ("/2026/03/10/forms", "/news/2026-03-10-forms", "/2026/mar/10/forms", "/f-20260310.html")
    ):
        html = _page(above=around, below=below)
        yield DatedPage(name=f"address {path}", html=html, url=f"https://i{number}.example{path}", day=day)


def _old() -> Iterator[DatedPage]:
    """Pages of 2019 that something makes look new, and pages that nobody dates."""
    old, now, feed = date(2019, 5, 5), "2026-03-12T09:00:00Z", "2026-03-12T10:00:00Z"
    clock = "<div class='date'>Thursday, March 12, 2026</div>"
    rows: tuple[tuple[str, str, str, str | None, date | None], ...] = (
        ("feed dated anew, markup old", _page(_jsonld("2019-05-05T08:00:00Z")), "/a", feed, old),
        ("feed dated anew, only shown", _page(byline="<p>Published May 5, 2019</p>"), "/b", feed, old),
        ("feed dated anew, beside the title",
         _page(byline="<p class='byline'>Ada Byron, 5 May 2019</p>"), "/c", feed, old),
        ("feed dated anew, address old", _page(), "/2019/05/05/forms", feed, old),
        ("feed dated anew, month in address", _page(), "/2019/05/forms", feed, None),
        ("markup dated anew, address old", _page(_jsonld(now)), "/2019/05/05/forms", feed, old),
        ("markup dated anew, month in address", _page(_jsonld(now)), "/blog/2019/05/forms", None, None),
        ("json-ld is the time of the request", _page(_jsonld(now) + _meta("article:published_time",
         "2019-05-05T08:00:00Z")),
         "/d", feed, old),
        ("printed again",
         _page(_jsonld(now), below="<p>This article was first published on May 5, 2019.</p>"), "/e", feed, old),
        ("printed again, year only",
         _page(_jsonld(now), below="<p><i>Originally published in 2019.</i></p>"), "/f", None, None),
        ("printed again, German",
         _page(_jsonld(now), byline="<p>Erstmals veröffentlicht am 5. Mai 2019</p>", lang="de"),
         "/g", feed, old),
        ("only changed, today", _page(_meta("article:modified_time", now)), "/h", None, None),
        ("only changed, last year", _page(_meta("og:updated_time", "2025-02-01T09:00:00Z")), "/i", None, None),
        ("only changed, shown", _page(byline="<p>Last updated: March 12, 2026</p>"), "/j", None, None),
        ("nobody dates it", _page(), "/about-us", None, None),
        ("today's date in the header", _page(above=clock), "/k", None, None),
        ("today in the header, year in the footer", _page(above=clock, below="<p>© 2019</p>"), "/l", None, None),
        ("a comment of today", _page(below="<div class='comment'><time datetime='2026-03-12T08:00'>today</time></div>"),
         "/m", None, None),
        ("an event of today", _page(byline="<div class='event-date'>Starts March 12, 2026</div>"), "/n", None, None),
    )  # fmt: skip
    for name, html, path, said, day in rows:
        yield DatedPage(name=name, html=html, url=f"https://old.example{path}", day=day, feed=said, is_old=True)
    yield DatedPage(
        name="sitemap changed today", html=_page(), url="https://old.example/o", day=None, feed_changed=now, is_old=True
    )


def _future() -> Iterator[DatedPage]:
    """Pages dated ahead: one wrong clock among right ones, and nothing but wrong ones."""
    ahead, day = "2031-01-01T00:00:00Z", date(2026, 3, 11)
    yield DatedPage(
        name="json-ld ahead", html=_page(_jsonld(ahead)), url="https://x.example/1", day=None, is_future=True
    )
    yield DatedPage(name="feed ahead", html=_page(), url="https://x.example/2", day=None, feed=ahead, is_future=True)
    shown = _page(byline="<p>Published January 1, 2031</p>")
    yield DatedPage(name="shown ahead", html=shown, url="https://x.example/3", day=None, is_future=True)
    path = "https://x.example/2031/01/01/forms"
    yield DatedPage(name="address ahead", html=_page(), url=path, day=None, is_future=True)
    head = _jsonld(ahead) + _meta("article:published_time", "2026-03-11T08:00:00Z")
    yield DatedPage(name="one of two ahead", html=_page(head), url="https://x.example/4", day=day)
