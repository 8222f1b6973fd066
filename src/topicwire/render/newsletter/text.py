"""The letter as plain text: the same values as the HTML, wrapped for reading."""

from collections.abc import Iterator
from textwrap import wrap

from topicwire.model.newsletter import Letter, LetterStory, Telling
from topicwire.render.newsletter.around import Around
from topicwire.render.site.links import absolute

WIDTH = 72


def letter_text(letter: Letter, around: Around) -> str:
    """Write the letter, LF line ends, a line end last."""
    lines = [around.hub.title, around.day, *_link(around, "mail_in_browser", around.web), "", "=" * WIDTH]
    for story in letter.stories:
        lines += ["", *_story(story, around), "", "-" * WIDTH]
    return "\n".join([*lines[:-1], "=" * WIDTH, "", *foot(around)]) + "\n"


def foot(around: Around) -> Iterator[str]:
    """Give the lines below the stories of every issue."""
    say = around.wording.say
    yield from wrap(say("mail_why_you", hub=around.hub.title), WIDTH)
    yield f"{say('mail_unsubscribe')}: {around.unsubscribe}"
    yield from _link(around, "mail_methods", around.methods)
    if around.postal:
        yield ""
        yield from around.postal


def _story(story: LetterStory, around: Around) -> Iterator[str]:
    say, count = around.wording.say, around.wording.count
    if story.telling is Telling.GREW:
        yield count(story.new_outlets, "mail_grew")
    yield from wrap(story.headline, WIDTH)
    byline = [story.outlet, *([say("mail_by", names=", ".join(story.authors))] if story.authors else [])]
    yield from wrap(" · ".join(byline), WIDTH)
    if story.excerpt:
        yield ""
        yield from wrap(story.excerpt, WIDTH)
    yield ""
    if story.address:
        yield story.address
    label = count(story.outlets, "mail_outlets") if story.outlets > 1 else say("mail_story_alone")
    yield f"{label}: {absolute(around.hub, story.page)}"
    for report in story.also:
        yield from wrap(f"{report.outlet}: {report.title}", WIDTH, initial_indent="  – ", subsequent_indent="    ")
        if report.address:
            yield f"    {report.address}"


def _link(around: Around, key: str, address: str) -> Iterator[str]:
    if address:
        yield f"{around.wording.words[key]}: {address}"
