"""The letter as HTML that stands in mail clients: tables, styles on the elements, a dark form where it is known."""

from functools import cache

from css_inline import CSSInliner

from topicwire.model.newsletter import Letter
from topicwire.render.newsletter.around import Around
from topicwire.render.newsletter.colours import colours
from topicwire.render.site.links import absolute
from topicwire.render.site.templates import render

LARGEST = 100_000
"""Bytes: the largest web mail cuts a message at 102 kB, unsubscribe link and all."""


@cache
def _inliner() -> CSSInliner:
    """Build the inliner: styles go onto the elements, the rules for dark mode and phones stay in the head."""
    return CSSInliner(load_remote_stylesheets=False, keep_style_tags=False, keep_at_rules=True, minify_css=True)


def letter_html(letter: Letter, around: Around) -> str:
    """Render the letter; the same letter gives the same text."""
    light, dark = colours()
    view = {
        "letter": letter,
        "around": around,
        "hub": around.hub,
        "light": light,
        "dark": dark,
        "pages": {story.page: absolute(around.hub, story.page) for story in letter.stories},
        "files": {
            story.picture.file: absolute(around.hub, story.picture.file) for story in letter.stories if story.picture
        },
    }
    return mail_html(around, "mail-letter.html", view)


def mail_html(around: Around, template: str, view: dict[str, object]) -> str:
    """Render any of our mails."""
    raw = render(around.wording, template, view).decode("utf-8")
    return _inliner().inline(raw)
