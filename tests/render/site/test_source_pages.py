"""The report card on a source's page, and the list of all sources."""

from dataclasses import replace
from functools import cache

import pytest

from tests.render.site.carded import FULL, full_card, moved_on
from tests.render.site.editions import FEEDS, NOTES
from tests.render.site.html import attribute, pages, texts, tree
from tests.render.site.robotics import robotics
from topicwire.model.hub import Edition
from topicwire.model.ids import Domain
from topicwire.model.report_card import NO_DELAY, Dating, Delay, ReportCard, Share
from topicwire.render.site.figures import LEAST, delay_figure, of_dates, share_figure
from topicwire.render.site.report import language_name, report_of, weekday_names
from topicwire.render.wording import wording_of

PAGE = f"sources/{FULL}.html"
ENGLISH = wording_of("en")


@cache
def site() -> dict[str, bytes]:
    """Render the robotics day once."""
    return pages(robotics())


def with_card(card: ReportCard) -> Edition:
    """Give the day with this card for the weekly."""
    whole = robotics()
    return replace(whole, cards={**whole.cards, FULL: card})


@pytest.mark.parametrize("whole", range(LEAST))
def test_a_share_of_too_few_is_never_given(whole: int) -> None:
    """Not as a percentage, and not for sorting; how many there were is said."""
    figure = share_figure(ENGLISH, "first", Share(part=whole, whole=whole))
    assert (figure.value, figure.is_known, figure.order) == ("too few to say", False, -1.0)
    assert f"so far: {whole}." in figure.told
    assert delay_figure(ENGLISH, "lag", Delay(minutes=7, cases=whole)).value == "too few to say"


def test_a_share_of_enough_says_of_how_many() -> None:
    """Percent, and the counts it is made from."""
    figure = share_figure(ENGLISH, "first", Share(part=2, whole=5))
    assert figure.value == "40%"
    assert "Of 5 stories" in figure.told
    assert "first with 2" in figure.told


def test_a_delay_of_seconds_is_said_in_words() -> None:
    """Not as nothing at all."""
    assert delay_figure(ENGLISH, "lag", Delay(minutes=0, cases=9)).value == "under a minute"


def test_every_figure_of_a_full_card_is_told() -> None:
    """Each with a sentence that has both its numbers; no placeholder is left."""
    told = texts(site()[PAGE], ".told-figures .told")
    assert len(told) >= 15
    assert all(any(letter.isdigit() for letter in sentence) for sentence in told)
    assert not any("{" in sentence for sentence in told)
    values = texts(site()[PAGE], ".told-figures strong")
    assert {"60", "97%", "75%", "42%", "2 h 14 min", "14%", "6 h 50 min", "92%"} <= set(values)
    assert "too few to say" not in values


def test_an_almost_empty_card_says_so_without_percent() -> None:
    """A source of which the hub saw two articles."""
    values = texts(site()["sources/shopfloor.example.html"], ".told-figures strong")
    assert "too few to say" in values
    assert not any("%" in value for value in values)


def test_every_drawing_has_a_name_and_its_table() -> None:
    """Whoever cannot see it reads the same figures."""
    drawings = tree(site()[PAGE]).css("svg.chart")
    assert len(drawings) == 4
    assert all(attribute(node, "role") == "img" and node.css_first("title").text() for node in drawings)
    heads = texts(site()[PAGE], ".panel details caption")
    assert len(heads) == 3
    rows = texts(site()[PAGE], ".panel details tbody tr")
    assert "1 February 2026024" in rows
    assert sum(row.startswith(("Mon", "Sun")) for row in rows) == 2


def test_the_weeks_of_the_table_end_with_the_last_day() -> None:
    """Twelve weeks, the last from Monday 23 February to Sunday 1 March."""
    report = report_of(full_card(FEEDS[0].id), ENGLISH, {})
    assert len(report.week_rows) == 12
    assert (report.week_rows[-1].name, report.week_rows[-1].cells) == ("23 February 2026", (7,))
    assert (report.until, report.since) == ("1 March 2026", "2 March 2025")


def test_a_source_that_never_failed_says_so() -> None:
    """In place of an empty table."""
    card = full_card(FEEDS[0].id)
    good = replace(card, polling=replace(card.polling, days=(Share(part=3, whole=3),) * 60))
    assert b"every poll was answered well" in pages(with_card(good))[PAGE]


def test_a_source_without_a_card_still_has_its_reports() -> None:
    """An edition of an older topicwire knows none."""
    found = pages(replace(robotics(), cards={}))
    assert texts(found[PAGE], ".line-title")
    assert not texts(found[PAGE], ".report-card")
    assert "–" in texts(found["sources.html"], ".source-table td")[2]


def test_a_topic_of_the_past_is_a_name_and_no_link() -> None:
    """Links lead somewhere or are not there."""
    rows = tree(site()[PAGE]).css(".panel .covered li")
    linked = {row.css_first("bdi").text(): row.css_first("a") is not None for row in rows[:3]}
    assert linked == {"Robot arms": True, "Standards & law": True, "A topic of the past": False}


def test_sources_stand_by_the_stories_they_lead() -> None:
    """Without scripts the list has its order, and says so to a screen reader."""
    led = [int(attribute(row.css("td")[0], "data-order")) for row in tree(site()["sources.html"]).css("tbody tr")]
    assert led == sorted(led, reverse=True)
    assert attribute(tree(site()["sources.html"]).css("th[aria-sort]")[0], "aria-sort") == "descending"


def test_the_list_counts_feeds_by_how_they_are() -> None:
    """And groups them as the editor does."""
    found = site()["sources.html"]
    assert (
        "4 feeds · 1 feed answers · 1 feed is silent · 1 feed fails · 1 feed was not asked yet"
        in texts(found, ".page-head .soft")[0]
    )
    assert texts(found, ".group-name") == ["General news", "Trade press", "Trade press › Farming"]


def test_a_silent_feed_is_said_with_the_day_of_its_newest_article() -> None:
    """So that a reader sees for how long."""
    whole = replace(robotics(), source_notes={**NOTES, FEEDS[0].id: "silent"})
    found = pages(whole)
    assert texts(found[PAGE], ".feed-status")[0].startswith("Silent: it answers")
    assert "newest article here is of 1 March 2026" in texts(found[PAGE], ".feed-status")[0]


def test_a_note_that_is_no_word_of_ours_stands_as_it_is() -> None:
    """Nothing is swallowed, and nothing runs."""
    whole = replace(robotics(), source_notes={FEEDS[0].id: "<script>x</script>"})
    assert "<script>x</script>" in texts(pages(whole)["sources.html"], ".feed-status")


def test_hostile_names_on_a_card_arrive_as_words() -> None:
    """Topics and languages come from records, which may say anything."""
    card = replace(full_card(FEEDS[0].id), topics=(("<img src=x onerror=alert(1)>", 9),), languages=(("<b>xx</b>", 3),))
    page = pages(with_card(card))[PAGE]
    assert b"<img src=x" not in page
    assert texts(page, ".panel .covered bdi") == ["<img src=x onerror=alert(1)>", "<b>xx</b>"]


def test_a_later_day_is_another_page() -> None:
    """The key of a page covers its card."""
    assert pages(with_card(moved_on(full_card(FEEDS[0].id))))[PAGE] != site()[PAGE]


def test_days_and_languages_have_names() -> None:
    """Monday first; what nobody knows by name stays a code."""
    assert weekday_names(ENGLISH)[::6] == ("Mon", "Sun")
    assert language_name("pt-BR", ENGLISH) == "Brazilian Portuguese"
    assert [language_name(code, ENGLISH) for code in ("de", "und", "xx")] == ["German", "Unknown", "xx"]


def test_a_card_of_nothing_renders() -> None:
    """A source that was added this morning."""
    card = full_card(FEEDS[0].id)
    empty = ReportCard(
        domain=Domain("new.example"),
        until=card.until,
        polling=replace(card.polling, days=()),
        rhythm=replace(card.rhythm, weeks=(0,) * 12, hours=(0,) * 168, newest_on=None),
    )
    report = report_of(empty, ENGLISH, {})
    assert report.in_weeks.told == "This hub has no article of it yet."
    assert (empty.dating, empty.lag) == (Dating(), NO_DELAY)
    assert all(not figure.is_known for figure in of_dates(ENGLISH, empty))
