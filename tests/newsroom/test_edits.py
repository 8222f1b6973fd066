"""Record files are an equal way to edit: what a person saves binds every later run."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.newsroom.edited import EditedHub, edited_hub
from topicwire.model.ids import Domain
from topicwire.model.record import Provider, RecordPicture
from topicwire.model.ruling import RulingKind
from topicwire.model.source import Picture
from topicwire.newsroom.rulings import list_rulings, undo_ruling

FAR = {"title": "Parliament votes on carbon tax", "text": ""}
PICTURE = RecordPicture(url="https://known.example/other.jpg", width=900, height=600)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[EditedHub]:
    """Open a hub without articles."""
    with edited_hub(tmp_path / "hub") as opened:
        yield opened


def kinds(hub: EditedHub) -> list[RulingKind]:
    """Give the kinds of the rulings that the last run made."""
    return [ruling.kind for ruling in hub.taken.rulings]


def is_quiet(hub: EditedHub) -> bool:
    """Run once more, and say whether that changed nothing."""
    before = hub.files()
    hub.run()
    return hub.files() == before and not hub.taken.rulings and not hub.taken.files


FIELDS: list[tuple[str, Any, RulingKind]] = [
    ("title", "What an editor calls it: \"AI\" — 'quoted'", RulingKind.TITLE),
    ("excerpt", "What an editor says of it.", RulingKind.EXCERPT),
    ("category", "opinion", RulingKind.CATEGORY),
    ("published", "2026-03-01T07:30:00+02:00", RulingKind.DATE),
    ("original_url", "https://known.example/elsewhere", RulingKind.ORIGINAL_URL),
    ("web_url", "https://known.example/readers", RulingKind.WEB_URL),
    ("amp_url", "https://known.example/amp", RulingKind.AMP_URL),
    ("amp_cache_url", "https://known-example.cdn.ampproject.org/c/s/known.example/amp", RulingKind.AMP_CACHE_URL),
    ("embed", '<iframe src="https://video.example/1"></iframe>', RulingKind.EMBED),
    (
        "provider",
        Provider(name="No", domain=Domain("other.example"), pictures=(Picture(url="/l.png"),)),
        RulingKind.PROVIDER,
    ),
    ("topics", ("Robots", "A topic nobody knows", "AI"), RulingKind.TOPICS),
    ("topics", (), RulingKind.TOPICS),
    ("pictures", (PICTURE,), RulingKind.PICTURES),
    ("pictures", (), RulingKind.PICTURES),
    ("quality", 7, RulingKind.QUALITY),
    ("heat", 300, RulingKind.HEAT),
]


@pytest.mark.parametrize(("field", "value", "kind"), FIELDS, ids=lambda part: str(part)[:20])
def test_every_field_a_person_changes_stays(hub: EditedHub, field: str, value: Any, kind: RulingKind) -> None:
    """The value is in file and store, a second run changes nothing, and no revision takes it back."""
    article = hub.arrive("one")
    hub.run()
    hub.save(article, **{field: value})
    hub.run()
    assert kinds(hub) == [kind]
    assert getattr(hub.record(article), field) == value
    assert getattr(hub.ranked(article).record, field) == value
    assert is_quiet(hub)
    hub.revise(article, title="The publisher's new AI title", excerpt="New words.", authors=("Somebody",))
    hub.run()
    assert getattr(hub.record(article), field) == value
    assert not hub.taken.rulings


def test_a_title_by_hand_survives_the_publishers(hub: EditedHub) -> None:
    """The publisher's own words are in no file; the log, the list and nothing else tell of them."""
    article = hub.arrive("one")
    hub.run()
    hub.save(article, title="An editor's title")
    hub.run()
    hub.revise(article, title="The publisher's new AI title", excerpt="A new excerpt.")
    hub.run()
    assert [(one["event"], one["what"], one["publisher"]) for one in hub.warnings] == [
        ("an editor's word stays", "title", "The publisher's new AI title")
    ]
    assert (hub.record(article).title, hub.record(article).excerpt) == ("An editor's title", "A new excerpt.")
    [line] = list_rulings(hub.room)
    assert "The publisher's new AI title" in line.conflict
    assert "An editor decided on: title" in hub.ranked(article).verdict
    assert is_quiet(hub)


def test_hiding_takes_an_article_from_the_readers(hub: EditedHub) -> None:
    """The next article of the story leads, and nobody lists the hidden one; undone, all is as before."""
    good, poor = hub.arrive("good", at=hub.clock.now()), hub.arrive("poor", picture=None)
    hub.run()
    before = hub.files()
    assert hub.record(good).is_published
    hub.save(good, is_published=False)
    hub.run()
    assert kinds(hub) == [RulingKind.PUBLISHED]
    assert (hub.record(good).heat, hub.record(good).is_published) == (-1, False)
    assert (hub.record(poor).is_published, hub.record(poor).related) == (True, ())
    assert hub.ranked(good).verdict.startswith("Hidden: an editor decided")
    assert is_quiet(hub)
    undo_ruling(hub.room, hub.room.store.rulings.list_all()[0].id)
    hub.run()
    assert hub.files() == before


def test_publishing_by_hand_overrides_the_threshold(hub: EditedHub) -> None:
    """Also when a better article joins the story: what a person published stays the one that is shown."""
    poor = hub.arrive("poor", picture=None, domain="unknown.example", text="")
    hub.run()
    assert hub.record(poor).is_published is False
    hub.save(poor, is_published=True)
    hub.run()
    assert hub.record(poor).is_published is True
    assert "an editor decided that it is published" in hub.ranked(poor).verdict.casefold()
    better = hub.arrive("better")
    hub.run()
    assert len(hub.story_of(poor)) == 2
    assert (hub.record(poor).is_published, hub.record(better).heat) == (True, -1)
    assert is_quiet(hub)


def test_choosing_the_lead_overrides_quality(hub: EditedHub) -> None:
    """Heat by hand where there was -1 means: this one leads. Figures follow the law from there."""
    good, poor = hub.arrive("good"), hub.arrive("poor", picture=None)
    hub.run()
    assert hub.record(poor).heat == -1
    hub.save(poor, heat=100)
    hub.run()
    assert kinds(hub) == [RulingKind.LEAD]
    quality = hub.record(poor).quality or 0
    assert (hub.record(poor).heat, hub.record(poor).is_published) == (quality + 20, True)
    assert (hub.record(good).heat, hub.record(good).is_published) == (-1, False)
    assert is_quiet(hub)
    hub.arrive("best", authors=("Ada",))
    hub.run()
    assert hub.ranked(poor).is_lead


def test_leads_swapped_by_hand_are_swapped(hub: EditedHub) -> None:
    """Both files edited the way the law would have them: nobody is hidden by that."""
    good, poor = hub.arrive("good"), hub.arrive("poor", picture=None)
    hub.run()
    hub.save(good, heat=-1, is_published=False)
    hub.save(poor, heat=90, is_published=True)
    hub.run()
    assert sorted(kinds(hub)) == sorted([RulingKind.LEAD, RulingKind.LEAD, RulingKind.PUBLISHED])
    assert hub.ranked(poor).is_lead
    assert [one.web_url for one in hub.record(poor).related] == [good.original_url]
    assert is_quiet(hub)


def test_adding_a_related_article_merges_two_stories(hub: EditedHub) -> None:
    """One file lists an article of another story: all of both are one story, with its id, and undone they are two."""
    first, second = hub.arrive("first"), hub.arrive("second")
    other = hub.arrive("other", **FAR)
    hub.run()
    before, ids = hub.files(), [hub.ranked(one).story_id for one in (first, second, other)]
    assert len(hub.story_of(first)) == 2
    item = hub.record(first).related[0]
    added = replace(item, title=other.title, web_url=other.original_url, quality=None)
    hub.save(first, related=(*hub.record(first).related, added))
    hub.run()
    assert kinds(hub) == [RulingKind.MERGE]
    assert hub.story_of(first) == hub.story_of(other) == {first.id, second.id, other.id}
    assert {hub.ranked(one).story_id for one in (first, second, other)} == {ids[0]}
    leads = [one for one in (first, second, other) if hub.ranked(one).is_lead]
    assert [len(hub.record(one).related) for one in (first, second, other)] == [2, 2, 2]
    assert hub.record(leads[0]).heat == (hub.record(leads[0]).quality or 0) + 40
    assert is_quiet(hub)
    undo_ruling(hub.room, hub.taken.rulings[0].id if hub.taken.rulings else list_rulings(hub.room)[0].ruling.id)
    hub.run()
    assert [hub.ranked(one).story_id for one in (first, second, other)] == ids
    assert hub.files() == before


def test_removing_a_related_article_splits_a_story(hub: EditedHub) -> None:
    """What the lead no longer lists leaves; the story keeps its id; a later article joins one of the two."""
    first, second, third = hub.arrive("first"), hub.arrive("second"), hub.arrive("third")
    hub.run()
    lead, gone, stays = sorted((first, second, third), key=lambda one: (not hub.ranked(one).is_lead, one.id))
    story_id = hub.ranked(lead).story_id
    kept = tuple(one for one in hub.record(lead).related if one.web_url != gone.original_url)
    hub.save(lead, related=kept)
    hub.run()
    assert kinds(hub) == [RulingKind.SPLIT]
    assert hub.story_of(lead) == {lead.id, stays.id}
    assert hub.story_of(gone) == {gone.id}
    assert hub.ranked(lead).story_id == story_id
    assert hub.record(gone).related == ()
    assert hub.ranked(gone).is_lead
    assert is_quiet(hub)
    fourth = hub.arrive("fourth")
    hub.run()
    assert not {lead.id, gone.id} <= hub.story_of(fourth)
    undo_ruling(hub.room, list_rulings(hub.room)[0].ruling.id)
    hub.run()
    assert hub.story_of(lead) == {first.id, second.id, third.id, fourth.id}


def test_an_article_that_lists_nobody_any_more_leaves_alone(hub: EditedHub) -> None:
    """Whose own file drops all the others goes, and the others stay together."""
    articles = [hub.arrive(name) for name in ("first", "second", "third")]
    hub.run()
    leaver = next(one for one in articles if not hub.ranked(one).is_lead)
    hub.save(leaver, related=())
    hub.run()
    assert hub.story_of(leaver) == {leaver.id}
    assert all(len(hub.story_of(one)) == 2 for one in articles if one is not leaver)
    assert is_quiet(hub)


def test_a_related_article_nobody_knows_is_listed_until_it_comes(hub: EditedHub) -> None:
    """It counts as the law says; when the hub gets it, it joins the story and is listed once."""
    articles = [hub.arrive("first"), hub.arrive("second")]
    hub.run()
    lead = next(one for one in articles if hub.ranked(one).is_lead)
    record = hub.record(lead)
    item = replace(record.related[0], title="Elsewhere", web_url="https://far.example/later", quality=None)
    hub.save(lead, related=(*record.related, item))
    hub.run()
    assert kinds(hub) == [RulingKind.LISTED]
    assert hub.record(lead).related[-1] == item
    assert hub.record(lead).heat == (record.heat or 0) + 20
    assert is_quiet(hub)
    late = hub.arrive("late", original_url=item.web_url, addresses=(item.web_url,), **FAR)
    hub.run()
    hub.run()
    assert late.id in hub.story_of(lead)
    assert [one.web_url for one in hub.record(lead).related].count(item.web_url) == 1


def test_a_related_article_retold_is_retold_everywhere(hub: EditedHub) -> None:
    """A title corrected where another file lists it is corrected in the article's own file too."""
    first, second = hub.arrive("first"), hub.arrive("second")
    hub.run()
    [item] = hub.record(first).related
    hub.save(first, related=(replace(item, title="A corrected title"),))
    hub.run()
    assert [(one.kind, one.article_id) for one in hub.taken.rulings] == [(RulingKind.TITLE, second.id)]
    assert hub.record(second).title == "A corrected title"
    assert hub.record(first).related[0].title == "A corrected title"
    assert is_quiet(hub)


def test_a_removed_file_hides_its_article_and_stays_away(hub: EditedHub) -> None:
    """Whatever is new about it; when the file is put back, the article is too."""
    first, second = hub.arrive("first"), hub.arrive("second")
    hub.run()
    path, raw = hub.path(first), hub.path(first).read_bytes()
    path.unlink()
    hub.run()
    assert kinds(hub) == [RulingKind.DELETED]
    hub.revise(first, title="A new AI title of the first")
    hub.run()
    assert not path.exists()
    assert hub.record(second).related == ()
    assert is_quiet(hub)
    path.write_bytes(raw.replace(b"AI camera", b"AI cameras", 1))
    hub.run()
    assert kinds(hub) == [RulingKind.TITLE]
    assert hub.record(first).title.startswith("AI cameras story")
    assert len(hub.record(second).related) == 1


def test_undoing_a_removal_writes_the_file_again(hub: EditedHub) -> None:
    """The file comes back as it would be."""
    first = hub.arrive("first")
    hub.run()
    before = hub.files()
    hub.path(first).unlink()
    hub.run()
    assert hub.files() == {}
    undo_ruling(hub.room, list_rulings(hub.room)[0].ruling.id)
    hub.run()
    assert hub.files() == before


def test_many_files_gone_at_once_are_no_decisions(hub: EditedHub) -> None:
    """A folder that was lost is told and written again; nothing is hidden."""
    for number in range(12):
        hub.arrive(f"n{number}")
    hub.run()
    before = hub.files()
    for path in (hub.room.folder / "_news").iterdir():
        path.unlink()
    hub.run()
    assert (hub.taken.lost, hub.taken.rulings) == (12, [])
    assert [one["event"] for one in hub.warnings] == ["record files are gone"]
    assert hub.files() == before


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("title: ", 'title: "unended\ntitle: ', "4"),
        ('webUrl: "https:', 'webUrl: "javascript:', "6"),
        ("publishedDateTime: 2026-03-02T12:00:00Z", "publishedDateTime: soon", "4"),
        ("type: article", "type: opera", "7"),
        ("heat: 85", "heat: -2", "9"),
    ],
    ids=["yaml", "address", "date", "type", "heat"],
)
def test_what_cannot_be_taken_is_told_and_left_alone(hub: EditedHub, old: str, new: str, line: str) -> None:
    """With file and line, on every run, while the other files are taken; once mended it binds."""
    first, second = hub.arrive("first"), hub.arrive("other", **FAR)
    hub.run()
    before = hub.path(first).read_text(encoding="utf-8")
    hub.replace(first, old, new)
    hub.replace(first, "Computer Vision", "Robots")
    hub.save(second, title="Another title")
    broken = hub.path(first).read_bytes()
    for expected in ([RulingKind.TITLE], []):
        hub.run()
        assert kinds(hub) == expected
        [trouble] = hub.taken.troubles
        assert f"{hub.ranked(first).record.path}:{line}: " in trouble
        assert hub.path(first).read_bytes() == broken
    hub.path(first).write_text(before.replace("Computer Vision", "Robots"), encoding="utf-8")
    hub.run()
    assert kinds(hub) == [RulingKind.TOPICS]


def test_an_unknown_key_and_a_comment_stay(hub: EditedHub) -> None:
    """What a person adds beyond our keys is carried through every later change."""
    article = hub.arrive("one")
    hub.run()
    hub.replace(article, "category: news\n", "category: news\nlayout: wide # mine\n")
    hub.run()
    assert kinds(hub) == [RulingKind.EXTRAS]
    hub.revise(article, title="The publisher's new AI title")
    hub.run()
    assert 'category: news\nlayout: wide # mine\ntitle: "The publisher\'s new AI title"\n' in hub.path(
        article
    ).read_text(encoding="utf-8")


def test_another_spelling_of_the_same_decides_nothing(hub: EditedHub) -> None:
    """Line ends, quotes and order are put back, once."""
    article = hub.arrive("one")
    hub.run()
    before = hub.path(article).read_bytes()
    hub.path(article).write_bytes(before.replace(b"\n", b"\r\n").replace(b'"', b"'"))
    hub.run()
    assert (kinds(hub), hub.taken.files) == ([], [hub.ranked(article).record.path])
    assert hub.path(article).read_bytes() == before
    assert is_quiet(hub)


def test_a_line_taken_out_gives_a_figure_back(hub: EditedHub) -> None:
    """Who removes `quality` or `heat` wants the hub's own again."""
    article = hub.arrive("one")
    hub.run()
    before = hub.files()
    hub.save(article, quality=12, heat=200, is_published=True)
    hub.run()
    assert (hub.record(article).quality, hub.record(article).heat) == (12, 200)
    hub.save(article, quality=None, heat=None)
    hub.run()
    assert hub.files() == before


def test_figures_that_follow_from_another_edit_decide_nothing(hub: EditedHub) -> None:
    """Who keeps the law by hand while taking an article out is understood as that and no more."""
    articles = [hub.arrive(name) for name in ("first", "second", "third")]
    hub.run()
    lead = next(one for one in articles if hub.ranked(one).is_lead)
    record = hub.record(lead)
    hub.save(lead, related=record.related[:1], heat=(record.heat or 0) - 20)
    hub.run()
    assert kinds(hub) == [RulingKind.SPLIT]
    assert hub.record(lead).heat == (record.heat or 0) - 20


def test_an_article_an_editor_touched_stays_when_it_turns_off_topic(hub: EditedHub) -> None:
    """A revision about something else does not take the record away."""
    article = hub.arrive("one")
    hub.run()
    hub.save(article, title="An editor's title")
    hub.run()
    hub.revise(article, title="Something else")
    store = hub.room.store
    store.enrichments.keep(replace(store.enrichments.get(article.id), is_on_topic=False))
    hub.run()
    assert hub.record(article).title == "An editor's title"
