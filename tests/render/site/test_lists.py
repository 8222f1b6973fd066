"""Front page, latest, topics, sources, archive and the page about the figures."""

from dataclasses import replace
from functools import cache

from tests.render.site.editions import HUB, TOPICS, Told, edition, many, story
from tests.render.site.html import attribute, pages, texts, tree
from tests.render.site.robotics import robotics
from topicwire.render.site import site_sheets


@cache
def site() -> dict[str, bytes]:
    """Render the robotics day."""
    return pages(robotics())


def test_the_front_page_ranks_stories_by_heat_and_age() -> None:
    """The recall stands first; the old exoskeletons last."""
    heads = texts(site()["index.html"], "h2.headline")
    assert heads[0].startswith("Orlen Dynamics recalls")
    assert heads[-1] == "Last year's exoskeletons, one year on"
    assert len(heads) == 12


def test_the_front_page_shows_as_many_stories_as_the_hub_says() -> None:
    """The setting decides."""
    sheets = {sheet.path: sheet for sheet in site_sheets(robotics(), front_stories=3, version="1")}
    assert len(texts(sheets["index.html"].make(), "h2.headline")) == 3


def test_a_story_names_its_sources_and_what_more_there_is() -> None:
    """Three other outlets by name, the rest by number."""
    first = tree(site()["index.html"]).css("li.story")[0]
    assert len(first.css(".alternates li")) == 3
    assert " ".join((first.css_first(".more").text() or "").split()).startswith("11 more reports")
    assert attribute(first.css_first(".node"), "title") == "15 sources"


def test_only_pictures_with_a_copy_are_shown() -> None:
    """The story whose picture was not copied shows none; nothing is asked of the publisher."""
    pictures = [attribute(node, "src") for node in tree(site()["index.html"]).css("img")]
    assert len(pictures) == 3
    assert all(address.startswith("assets/images/news/") for address in pictures)


def test_the_front_page_says_when_it_was_and_links_its_edition() -> None:
    """As-of time is the edition's, absolute and in UTC."""
    link = tree(site()["index.html"]).css_first(".dateline a")
    assert attribute(link, "href") == "editions/2026-03-02/1200-8534d6f5.html"
    assert texts(site()["index.html"], ".dateline") == ["As of 2 Mar 2026, 12:00 UTC"]


def test_most_covered_topics_count_the_last_week() -> None:
    """The story of last January does not count; children count for their parent."""
    assert texts(site()["index.html"], ".covered li")[:3] == [
        "Robot arms 4 stories",
        "Farming 3 stories",
        "Standards & law 3 stories",
    ]


def test_latest_is_cut_into_days() -> None:
    """Newest first, a heading for each day."""
    page = site()["latest.html"]
    assert texts(page, ".day-name")[0] == "Monday, 2 March 2026"
    times = [attribute(node, "datetime") for node in tree(page).css(".line > time")]
    assert times == sorted(times, reverse=True)


def test_a_topic_shows_its_road_its_subtopics_and_their_stories() -> None:
    """Robot arms holds what was filed under grippers."""
    page = site()["topics/arms.html"]
    assert texts(page, ".road li") == ["Robotics"]
    assert texts(page, ".subtopics a") == texts(page, ".subtabs a") == ["Grippers"]
    assert "A strawberry picker that asks before it picks" in texts(page, "h2.headline")
    assert texts(site()["topics/grippers.html"], ".tab-row [aria-current]") == ["Robot arms"]


def test_topics_in_a_circle_do_not_hang_the_site() -> None:
    """Two topics that name each other as parent are shown nowhere in the tree, and their pages still render."""
    circle = (replace(TOPICS[1], parent=TOPICS[2].id), replace(TOPICS[2], parent=TOPICS[1].id))
    found = pages(edition([], hub=replace(HUB, topics=(TOPICS[0], *circle))))
    assert "topics/arms.html" in found


def test_a_long_topic_ends_in_the_archive() -> None:
    """Ranked stories, then earlier ones, then a pointer with the number that is left."""
    page = pages(many(4000))["topics/drones.html"]
    assert len(texts(page, "h2.headline")) == 12
    assert len(texts(page, ".line")) == 200
    assert texts(page, ".onward") == ["The whole archive 121 stories"]


def test_a_source_page_counts_what_it_gave() -> None:
    """Leads, own reports, copies, and all that was read of it."""
    page = site()["sources/eastern-ledger.example.html"]
    assert texts(page, ".tally dd") == ["0", "1", "2", "3"]
    assert texts(page, ".badge")[0].startswith("Copy")


def test_the_sources_list_says_in_words_how_each_feed_is() -> None:
    """What was last heard, or that nothing was yet."""
    status = texts(site()["sources.html"], ".feed-status")
    assert [words.partition(":")[0] for words in status] == ["Fails", "Not asked yet.", "Answers.", "Silent"]


def test_the_archive_turns_from_month_to_month() -> None:
    """A calendar for each, and the first stories of every day."""
    assert texts(site()["archive/index.html"], ".calendar caption")[0] == "March 2026 10 stories"
    assert texts(site()["archive/2026-02.html"], ".turn a") == ["← March 2026", "January 2026 →"]
    assert texts(site()["archive/2026-03.html"], ".month-days h2") == [
        "Monday, 2 March 2026 4 stories",
        "Sunday, 1 March 2026 6 stories",
    ]


def test_the_figures_page_speaks_of_this_hub() -> None:
    """Threshold, half-life and the parts that articles really have."""
    page = site()["about.html"]
    assert texts(page, ".tally dd") == ["36", "12", "4", "70", "24 hours"]
    assert any("related" in row and "+280" in row for row in texts(page, "tbody tr"))
    assert "desk@robotics.example" in page.decode()


def test_a_hub_in_another_language_says_so() -> None:
    """Without a catalogue our own words are English; the hub's words carry the hub's language."""
    page = pages(edition([story([Told(title="T", outlet="O")])], hub=replace(HUB, locale="it-ch")))["index.html"]
    assert attribute(tree(page).css_first("html"), "lang") == "en"
    assert attribute(tree(page).css_first(".brand a"), "lang") == "it-ch"
