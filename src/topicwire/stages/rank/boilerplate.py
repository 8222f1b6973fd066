"""Tells press releases, market reports and clickbait by their set phrases. Pure: tables and how they are read.

English mostly, as most such mills write it; a phrase is looked for in folded text, so that case does not matter.
"""

import re

from topicwire.stages.rank.facts import Facts
from topicwire.text.phrases import folded_phrase, has_phrase

WIRES = frozenset(
    {"prnewswire.com", "businesswire.com", "globenewswire.com", "einpresswire.com", "accesswire.com", "prweb.com"}
    | {"newsfilecorp.com", "openpr.com", "presseportal.de"}
)
"""Domains that carry press releases only."""
RELEASE_SIGNS = (
    *("/prnewswire/", "(business wire)", "(globe newswire)", "globe newswire --", "/ein presswire/", "accesswire /"),
    *("for immediate release", "view original content to download", "view source version on businesswire.com"),
)
"""Datelines and footers that only a release has: one is enough."""
RELEASE_HINTS = (
    *("forward-looking statements", "press release", "media contact", "press contact", "safe harbor"),
    *("pressemitteilung", "pressekontakt", "communiqué de presse", "contact presse", "nota de prensa"),
)
"""Phrases that reports on a release use as well: two are needed."""
MARKET = "market"
OTHER_MARKETS = (
    *("stock market", "stock markets", "job market", "jobs market", "labor market", "labour market", "bull market"),
    *("bear market", "housing market", "market cap", "market capitalization", "black market"),
)
"""Markets that news is written about: such a title is no report for sale."""
REPORT_TITLE = (
    *("growth", "segmentation", "segments", "forecast", "forecasts", "size", "share", "trends", "cagr", "outlook"),
    *("opportunity", "opportunities", "industry overview", "industry analysis", "key players", "demand", "revenue"),
    *("competitive landscape", "global", "worth", "research report", "analysis", "insights", "scope"),
)
"""Words of a report's title; beside "market", two of them, or one and a year to come, make the title suspect."""
REPORT_BODY = (
    *("market size", "market share", "market report", "market research", "market analysis", "market growth", "cagr"),
    *("forecast period", "key players", "key market players", "competitive landscape", "market segmentation"),
    *("industry trends", "request a sample", "sample copy", "industry overview", "the report provides"),
    *("the report covers", "latest report", "compound annual growth", "market conditions", "market dynamics"),
    *("research report", "recent analysis of"),
)
YEAR = re.compile(r"\b20[2-9]\d\b")
BAITS = (
    *("you won't believe", "what happened next", "this is why", "here's why you", "will shock you"),
    *("blow your mind", "jaw-dropping", "doctors hate", "one weird trick", "this one trick", "gone wrong"),
    *("can't stop talking", "need to see this", "the internet is losing", "goes viral for", "will make you"),
)
SHORT_TITLE = 20
"""Letters up to which a title in capitals may be names and numbers only."""
SHOUTING = re.compile(r"(?:[!?]\s*){2,}")


def is_press_release(facts: Facts) -> str:
    """Give the sign by which the article is a press release; empty when it is none."""
    if facts.domain in WIRES:
        return facts.domain
    words = folded_phrase(f"{facts.excerpt} {facts.text}")
    sign = next((sign for sign in RELEASE_SIGNS if sign in words), "")
    hints = [hint for hint in RELEASE_HINTS if has_phrase(words, hint)]
    return sign or (f"“{hints[0]}” and “{hints[1]}”" if len(hints) > 1 else "")


def is_market_report(facts: Facts) -> str:
    """Give the phrases by which the article advertises a report on a market; empty when it does not.

    Its title must speak of a market in the way of such reports, and its words, or more of the title, confirm it.
    """
    title = folded_phrase(facts.title)
    if not has_phrase(title, MARKET) or any(has_phrase(title, other) for other in OTHER_MARKETS):
        return ""
    in_title = [sign for sign in REPORT_TITLE if has_phrase(title, sign)] + YEAR.findall(title)
    if len(in_title) < 2:
        return ""
    words = folded_phrase(f"{facts.excerpt} {facts.text}")
    in_words = [sign for sign in REPORT_BODY if has_phrase(words, sign)]
    return ", ".join([MARKET, *in_title, *in_words][:5]) if len(in_title) + 2 * len(in_words) >= 4 else ""


def is_clickbait(facts: Facts) -> str:
    """Give what in the title begs to be clicked; empty when nothing does."""
    title = folded_phrase(facts.title).replace("’", "'")
    bait = next((bait for bait in BAITS if bait in title), "")
    if bait:
        return f"“{bait}”"
    if SHOUTING.search(facts.title):
        return "its title shouts"
    letters = [letter for letter in facts.title if letter.isalpha()]
    is_shouted = len(letters) > SHORT_TITLE and facts.title.isupper()
    return "its title is all capitals" if is_shouted else ""
