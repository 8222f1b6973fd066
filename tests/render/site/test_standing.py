"""A page says whether its story goes on, in words that stay true without a clock."""

from dataclasses import replace
from datetime import timedelta

from tests.render.site.editions import AS_OF, Told, edition, story
from tests.render.site.html import texts
from tests.render.site.lives import frozen, page_of, pair, retitled
from topicwire.render.site import site_sheets


def test_a_story_develops_until_its_quiet_time_is_over() -> None:
    """The page says when it settles if nobody reports."""
    made = pair()
    page = page_of(edition([made]), made[1].id)
    assert texts(page, ".state") == ["Developing"]
    assert "Settles without new reports5 Mar 2026, 10:00" in " ".join(texts(page, ".story-side .facts"))


def test_a_story_nobody_reports_on_has_settled() -> None:
    """As of the edition, not of the reader's clock."""
    made = story([Told(title="Old", outlet="O", hours=80)])
    page = page_of(edition([made]), made[1].id)
    assert texts(page, ".state") == ["Settled"]
    assert "Settled since2 Mar 2026, 04:00" in " ".join(texts(page, ".story-side .facts"))


def test_settling_renders_the_page_anew_though_no_record_changed() -> None:
    """And only the pages of stories that settled since."""
    made, other = pair(), story([Told(title="Fresh", outlet="O", hours=0)])
    before = edition([made, other])
    after = replace(before, as_of=AS_OF + timedelta(hours=71))
    keys = [{s.path: s.key for s in site_sheets(one, front_stories=9, version="1")} for one in (before, after)]
    changed = {path for path, key in keys[1].items() if path.startswith("stories/") and keys[0][path] != key}
    assert changed == {f"stories/{made[1].id}.html"}


def test_first_seen_is_the_hubs_own_time_and_updates_are_of_any_kind() -> None:
    """A report, a turn, or an edit."""
    articles, group = pair()
    seen = AS_OF - timedelta(hours=1)
    articles = [replace(one, first_seen_at=seen) for one in articles]
    whole = frozen([(articles, group)], edits={articles[1].article_id: retitled(articles[1], "a", "b")})
    facts = " ".join(texts(page_of(whole, group.id), ".story-side .facts"))
    assert "First seen here2 Mar 2026, 11:00" in facts
    assert "Last updated2 Mar 2026, 12:00" in facts
