"""Which addresses are one page's, and which are not: a table of pairs."""

import pytest

from topicwire.text.urls import address_key, normal, unwrap

PAGE = "https://www.paper.example.com/2026/03/story"
SPELLINGS = (
    PAGE, PAGE + "/", PAGE.replace("https", "http"), PAGE.replace("www.", ""), PAGE.replace("www.", "m."),
    PAGE.replace("www.", "mobile."), PAGE.replace("www.", "amp."), PAGE + "/amp", PAGE + "/amp/", PAGE + ".amp",
    PAGE + "?amp=1", PAGE + "?amp", PAGE + "/print", PAGE + "?print=1", PAGE + "?output=amp", PAGE + "?view=print",
    PAGE + "?utm_source=a&utm_medium=b", PAGE + "?fbclid=x", PAGE + "?gclid=x", PAGE + "?mc_cid=1", PAGE + "#top",
    PAGE + "?ref=rss", PAGE + "?source=feed", PAGE.upper().replace("/STORY", "/story").replace("HTTPS", "https"),
    f"https://www.google.com/url?url={PAGE}", f"https://l.facebook.com/l.php?u={PAGE}", f"https://href.li/?{PAGE}",
    "https://www-paper-example-com.cdn.ampproject.org/c/s/www.paper.example.com/2026/03/story",
    PAGE + "?", PAGE + "?&", PAGE.replace("com/", "com:443/"), PAGE.replace("story", "%73tory"),
)  # fmt: skip
OTHERS = (
    PAGE + "?page=2", PAGE + "?id=1", PAGE + "?id=2", PAGE + "/2", PAGE + "-2", PAGE.replace("03", "04"),
    PAGE.replace("paper", "other"), PAGE.replace("www", "blog"), "https://www.paper.example.com/",
    "https://www.paper.example.com/2026/03", PAGE + "?p=10", PAGE + "?ref=chapter2", PAGE + "#!/a", PAGE + "s",
    PAGE.replace("story", "Story"), PAGE.replace("com/", "com:8443/"), PAGE + "?v=1&id=1", PAGE + "/amplifier",
)  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_one_page_has_one_key(spelling: str) -> None:
    """However it is written, wrapped or shown, it is the same page."""
    assert address_key(unwrap(spelling)) == address_key(PAGE)


@pytest.mark.parametrize("other", OTHERS)
def test_other_pages_have_other_keys(other: str) -> None:
    """What may name another page is never dropped."""
    assert address_key(unwrap(other)) != address_key(PAGE)


def test_other_pages_differ_among_each_other() -> None:
    """153 pairs, no two the same."""
    assert len({address_key(other) for other in OTHERS}) == len(OTHERS)


@pytest.mark.parametrize("address", [*SPELLINGS, *OTHERS])
def test_the_normal_form_is_its_own(address: str) -> None:
    """Normalising twice changes nothing."""
    once = normal(address)
    assert once is not None
    assert normal(once) == once
