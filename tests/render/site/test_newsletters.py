"""The newsletter's pages on the site."""

from dataclasses import replace

from tests.contract.test_store_newsletter import issue
from tests.render.newsletter.test_newsletter_letter import written
from tests.render.site.html import attribute, faults, pages, texts, tree
from tests.render.site.robotics import robotics
from topicwire.model.hub import Edition
from topicwire.model.newsletter import IssueState, NewsletterOffer
from topicwire.render.addresses import NEWSLETTERS, issue_page
from topicwire.render.site import site_sheets

OFFER = NewsletterOffer(every="week", weekday="friday", time="07:00", zone="Europe/Berlin", signup=True)


def with_issues(*days: str, offer: NewsletterOffer | None = OFFER) -> Edition:
    """Freeze the robotics day with issues of the newsletter."""
    letter, _ = written(robotics())
    issues = tuple(issue(day, state=IssueState.SENT, letter=letter) for day in days)
    return replace(robotics(), issues=issues, newsletter=offer)


def test_a_hub_without_a_newsletter_has_no_page_of_it() -> None:
    """And no link that leads nowhere."""
    found = pages(robotics())
    assert not [path for path in found if "newsletters" in path]
    assert b"newsletters/" not in found["index.html"]


def test_issues_are_listed_newest_first_and_linked_from_every_page() -> None:
    """An issue's page tells the very stories that were sent."""
    whole = with_issues("2026-02-27", "2026-03-02")
    found = pages(whole)
    index = found[NEWSLETTERS]
    assert texts(index, ".mail-issues time") == ["Monday, 2 March 2026", "Friday, 27 February 2026"]
    assert "Fridays" not in texts(index, ".tagline")[0]
    assert "on Friday at 07:00 (Europe/Berlin)" in texts(index, ".tagline")[0]
    assert "newsletters/index.html" in found["index.html"].decode()
    page = found[issue_page("2026-03-02")]
    letter = whole.issues[1].letter
    assert letter is not None
    assert texts(page, "h2.headline") == [" ".join(story.headline.split()) for story in letter.stories]


def test_the_pages_are_sound() -> None:
    """Headings in order, names on links, a label on the field."""
    found = pages(with_issues("2026-03-02"))
    for path in (NEWSLETTERS, issue_page("2026-03-02")):
        assert [fault for fault in faults(found[path]) if fault != "form"] == []


def test_the_form_is_offered_only_where_it_works() -> None:
    """A static site shows no dead form, and no page but this one may send any."""
    served = pages(with_issues())
    static = pages(with_issues(offer=replace(OFFER, signup=False)))
    form = tree(served[NEWSLETTERS]).css_first("form")
    assert form is not None
    assert attribute(form, "action") == "../newsletter/subscribe"
    assert b"form-action &#x27;self&#x27;" in served[NEWSLETTERS] or b"form-action 'self'" in served[NEWSLETTERS]
    assert tree(static[NEWSLETTERS]).css("form") == []
    assert b"form-action 'self'" not in static[NEWSLETTERS]
    assert b"form-action 'self'" not in served["index.html"]


def test_a_story_that_is_no_longer_shown_is_not_linked() -> None:
    """An old issue keeps its words, and has no link that leads nowhere."""
    whole = with_issues("2026-03-02")
    letter = whole.issues[0].letter
    assert letter is not None
    gone = letter.stories[1]
    less = replace(whole, articles=tuple(one for one in whole.articles if one.story_id != gone.story_id))
    page = pages(less)[issue_page("2026-03-02")].decode()
    assert letter.stories[0].page in page
    assert gone.page not in page
    assert gone.headline in page


def test_a_new_edition_leaves_the_pages_of_old_issues_alone() -> None:
    """A rebuild touches the newest issue's neighbours and no more."""
    before = {s.path: s.key for s in site_sheets(with_issues("2026-02-26", "2026-02-27"), front_stories=9, version="1")}
    after = site_sheets(with_issues("2026-02-26", "2026-02-27", "2026-03-02"), front_stories=9, version="1")
    changed = {s.path for s in after if before.get(s.path) != s.key and "newsletters/" in s.path}
    assert changed == {NEWSLETTERS, issue_page("2026-02-27"), issue_page("2026-03-02")}
