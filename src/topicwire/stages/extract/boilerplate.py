"""Word lists that tell an article's own text from what stands around it. Tables only.

Collected by reading pages; tuned on 102 pages with a known body (`python -m benchmarks.extraction`), so every change
here is to be measured there.
"""

import re

from topicwire.text.wordlists import words

SKIPPED = words(
    "script style noscript template svg math iframe nav footer header aside button select textarea input figure "
    "figcaption picture video audio object embed canvas head dialog menu option label map img source link meta hr "
    "address"
)
UNSEEN = SKIPPED - words("nav footer header aside")
"""Elements that are left out even where nothing else holds text."""
"""Elements whose words are never an article's. `form` is not among them: some pages are one form."""

INLINE = words(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub "
    "sup time tt u var wbr"
)
"""Elements that do not end a paragraph."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PARAGRAPHS = frozenset(("p", "blockquote", "pre"))
CELLS = frozenset(("li", "td", "dd", "dt"))

BODY_MARK = re.compile(r"article[-_]*body|story[-_]*body|entry-content|post-content|post[-_]*body", re.IGNORECASE)
"""Class names and ids that publishers give to the body itself."""

JUNK_MARK = re.compile(
    r"comment|disqus|forum|respond|related|recommend|shar(?:e|ing)|social|promo|newsletter|subscri|side-?bar|rail\b|footer"
    r"|caption|byline|author|bio\b|breadcrumb|\bads?\b|\bad-|-ad\b|advert|sponsor|outbrain|taboola|tags?\b|taglist"
    r"|popular|trending|most-read|read-?more|see-?also|more-from|cookie|consent|gdpr|banner|hidden|toolbar|widget|menu"
    r"|\bnav|pagination|pager|masthead|copyright|disclaimer|credit|gallery|slideshow|carousel|jump|timestamp|dateline"
    r"|pub-?date|print-only|modal|popup|overlay|login|sign-?in|sign-?up|donat|poll\b|quiz|rating|reviewer|next-|prev"
    r"|teaser|headline-list|infobox|screen-?reader|sr-only|visually-?hidden|follow|pull-?quote|topics?\b|meta\b"
    r"|headlines",
    re.IGNORECASE,
)
"""Class names and ids of what stands around an article."""

COMMENT_MARK = re.compile(r"comment|disqus|forum", re.IGNORECASE)
"""Class names and ids of what readers wrote, which may be longer than the story."""

TAIL_HEADING = re.compile(
    r"^(?:top rated |view |all |latest |\d+ )?comments?\W*(?:\d+\W*)?$|^(?:leave|post|add) a (?:comment|reply)"
    r"|^(?:related|recommended|trending|popular) (?:articles|stories|posts|news|content|topics|reading|coverage|now)"
    r"|^most (?:read|popular|viewed)|^more (?:from|in|on|stories|news)\b|^you (?:may|might) (?:also )?(?:like|enjoy)"
    r"|^about the author|^sponsored|^promoted|^latest (?:news|stories|articles)|^editor'?s picks"
    r"|^around the web|^from the web",
    re.IGNORECASE,
)
"""Short lines after which the article is over, however long what follows is."""

BOX_HEADING = re.compile(
    r"^(?:read|up|watch) next|^(?:don'?t|do not) miss\b|^see also|^also read|^tell us what|^what do you think"
    r"|^sign up|^share this|^(?:related|recommended|trending|popular)\b|^something to consider",
    re.IGNORECASE,
)
"""Short lines that start a box within an article as often as its tail."""

STRAY_LINE = re.compile(
    r"^(?:related|read more|see also|more from|recommended|share this|advertisement|follow us|sign up|subscribe"
    r"|copyright|©|all rights reserved|comments?$|tags?:|filed under|photo|image|source:|click here)",
    re.IGNORECASE,
)
"""How lines start that stand in a body and are not of it."""

CREDIT_END = re.compile(r"\((?:image|photo|picture|pic|credit|getty|reuters|ap|afp)\b[^)]{0,60}\)$", re.IGNORECASE)
"""How a picture's caption ends when it is set as a paragraph."""

POOR_EXCERPT = re.compile(
    r"^(?:photo|image|picture|video|credit|source|file|by|posted|published|updated|last updated|share|click|subscribe"
    r"|sign up|advertisement|sponsored|copyright|©|follow|read more|read also|please enable|you need to|loading|menu"
    r"|home)\b|cookies?\b.{0,80}\b(?:experience|consent|policy|website|accept)|enable javascript"
    r"|javascript is (?:disabled|required)|your browser|ad ?blocker|all rights reserved|terms of (?:use|service)"
    r"|privacy policy|sign up for|subscribe to|log ?in to|create an account|already a (?:subscriber|member)"
    r"|^the post .{0,300} appeared first on",
    re.IGNORECASE,
)
"""Sentences that describe the page and not the news."""
