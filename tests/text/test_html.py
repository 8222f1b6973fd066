"""Foreign markup is made safe, twice as well as once."""

import time
from html.parser import HTMLParser

import pytest

from tests.formats.hostile import hostile_titles
from topicwire.text.html import MAX_DEPTH, depth, sanitise
from topicwire.text.wordlists import words

BASE = "https://paper.example/dir/page"
VECTORS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<svg><a xlink:href='javascript:alert(1)'>x", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)>", "<a href='javascript:alert(1)'>x</a>",
    "<a href='jav\tascript:alert(1)'>x</a>", "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>", "<img src='javascript:alert(1)'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>", "<body onload=alert(1)>",
    "<form action=javascript:alert(1)><input type=submit>", "<p style='background:url(javascript:alert(1))'>x</p>",
    "<style>@import 'x'</style>", "<link rel=stylesheet href=x>", "<base href='//e.example'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<object data=x></object>", "<embed src=x>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>", "<p title='</p><script>alert(1)</script>'>", "<x onclick=alert(1)>x</x>",
    "<textarea><img src=x onerror=alert(1)></textarea>", "<template><script>alert(1)</script></template>",
    "<a href=x target=_top onclick=y>x</a>", "<img srcset='x 1x, javascript:alert(1) 2x'>",
    "<video><source onerror=alert(1)>", "<details ontoggle=alert(1) open>x", "<td background='javascript:x'>",
    "<isindex type=image src=1 onerror=alert(1)>", "<a href='//e.example\\@paper.example'>x</a>",
    "<img src=`x`onerror=alert(1)>", "<<script>alert(1)<</script>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
)  # fmt: skip


FORBIDDEN = words("script style svg math iframe object embed form input base meta link template")


class Look(HTMLParser):
    """Collects what a browser would see that it must not."""

    def __init__(self) -> None:
        super().__init__()
        self.bad = list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {
            "script",
            "style",
            "svg",
            "math",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "base",
            "meta",
            "link",
            "template",
        }:
            self.bad.append(tag)
        for name, value in attrs:
            said = (value or "").strip().lower()
            if name.startswith("on") or name in {"style", "target", "srcset", "id", "class", "background"}:
                self.bad.append(name)
            if name in {"href", "src", "cite"} and not said.startswith(("http://", "https://", "mailto:")):
                self.bad.append(f"{name}={said}")


def bad_parts(markup: str) -> list[str]:
    """List what must not stand in sanitised markup."""
    look = Look()
    look.feed(markup)
    look.close()
    return look.bad


@pytest.mark.parametrize("vector", [*VECTORS, *(f"<p>{vector}</p><b>" for vector in VECTORS), *hostile_titles()[::2]])
def test_nothing_dangerous_stays_and_cleaning_twice_changes_nothing(vector: str) -> None:
    """No script, handler, frame, style or address of another scheme is left."""
    clean = sanitise(vector, BASE)
    assert bad_parts(clean) == []
    assert sanitise(clean, BASE) == clean
    assert sanitise(clean) == clean


def test_text_links_and_pictures_stay() -> None:
    """What readers need is kept; relative addresses are resolved; links are marked."""
    markup = '<h2>H</h2><p>A <em>b</em> <a href="/x?a=1&amp;b=2" title="t">l</a>'
    markup += '<img src="i.png" alt="A" width="10" height="100%"></p>'
    assert sanitise(markup, BASE) == (
        '<h2>H</h2><p>A <em>b</em> <a href="https://paper.example/x?a=1&amp;b=2" title="t"'
        ' rel="nofollow noopener">l</a>'
        '<img src="https://paper.example/dir/i.png" alt="A" width="10"></p>'
    )


def test_relative_addresses_go_without_a_base() -> None:
    """What cannot be resolved is not kept half."""
    assert sanitise('<img src="i.png"><a href="//e.example/">x</a>') == '<img><a rel="nofollow noopener">x</a>'
    assert sanitise('<img src="i.png">', "nonsense") == "<img>"


def test_markup_nested_beyond_sense_is_kept_as_words() -> None:
    """A hundred thousand nested elements cost no time; their words stay."""
    started = time.perf_counter()
    clean = sanitise("<div>" * 100_000 + "The <words> &amp; more", BASE)
    assert time.perf_counter() - started < 3
    assert clean == "<p>The &lt;words&gt; &amp; more</p>"
    assert sanitise(clean, BASE) == clean


def test_depth_counts_what_is_open() -> None:
    """Closed and self-closing elements do not add up."""
    assert depth("<div><p>a<p>b<br><img></div><div>" * 3) == 3
    assert depth("<b>x</b>" * 10_000) == 1
    assert depth("<i>" * (MAX_DEPTH + 1)) == MAX_DEPTH + 1


def test_a_cell_over_a_million_columns_loses_its_span() -> None:
    """Absurd numbers in tables are dropped."""
    clean = sanitise("<table><tr><td colspan=1000000 rowspan=2>x</td></tr></table>")
    assert 'rowspan="2"' in clean
    assert "colspan" not in clean
