"""The lab: what a change would do, before it is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import FixedClock
from tests.newsroom.edited import EditedHub
from tests.newsroom.hubs import stamps
from tests.stages.cluster.builders import NOON, prose
from tests.stages.rank.dossiers import good
from topicwire.config.loading import load_hub
from topicwire.config.new_hub import write_new_hub
from topicwire.errors import SettingsError
from topicwire.model.article import Article
from topicwire.model.ruling import Ruling, RulingKind, ruling_id
from topicwire.model.work import StageName
from topicwire.newsroom.lab.applying import apply, save
from topicwire.newsroom.lab.asked import Asked
from topicwire.newsroom.lab.last_run import keep_settings
from topicwire.newsroom.lab.moves import MoveKind
from topicwire.newsroom.lab.trying import Trial, drafted_files, try_out
from topicwire.newsroom.renewal import renew_stale
from topicwire.newsroom.room import open_room
from topicwire.stages.enrich.stage import EnrichStage

TITLES = {
    "robot": "Warehouse robot learns to fold boxes",
    "robotaxi": "Robotaxi blocks an ambulance in the harbour",
    "ferry": "Face recognition gates fail at the ferry port",
    "port": "Face recognition gates at the ferry port fail again",
    "garden": "A garden show opens with a drone",
}


def arrive(hub: EditedHub, name: str, **changes: Any) -> Article:
    """Let one article of TITLES arrive, an hour after the one before."""
    at = NOON - timedelta(hours=len(TITLES) - list(TITLES).index(name))
    fields = {"title": TITLES[name], "excerpt": "", "domain": f"{name}.example", "at": at, "first_seen_at": at}
    fields["text"] = prose(name, 250)
    article = good(name, **{**fields, **changes})
    hub.room.store.articles.keep(article)
    hub.room.store.work.add(StageName.ENRICH, article.id, hub.clock.now())
    return article


def run(hub: EditedHub) -> None:
    """Run a cycle as `topicwire run` does, by what the files say."""
    room = hub.room = replace(hub.room, config=load_hub(hub.room.folder, {}))
    version = EnrichStage(room.store, room.config.hub, room.clock, room.config.settings.topics).version
    renew_stale(room, version)
    keep_settings(room)
    hub.run()


@contextmanager
def opened(folder: Path) -> Iterator[EditedHub]:
    """Make a new hub in which all articles of TITLES arrived, and run it."""
    write_new_hub(folder, "A hub")
    settings = folder / "hub.toml"
    settings.write_text(settings.read_text().replace("# pictures = true", "pictures = false"))
    clock = FixedClock(NOON)
    with open_room(folder, {}, clock) as room:
        hub = EditedHub(room=room, clock=clock)
        for name in TITLES:
            arrive(hub, name)
        run(hub)
        yield hub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditedHub]:
    """Give a hub to read only."""
    with opened(tmp_path_factory.mktemp("lab") / "hub") as made:
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[EditedHub]:
    """Give a hub to change."""
    with opened(tmp_path / "hub") as made:
        yield made


def tried(hub: EditedHub, **asked: Any) -> Trial:
    """Try a change on two weeks."""
    return try_out(hub.room, Asked(**asked), 14)


def test_a_keyword_shows_what_its_topic_gains_and_why(hub: EditedHub) -> None:
    """Title and reason of each article."""
    trial = tried(hub, topic="robotics", add=("robot*",), drop=("robot",))
    [robotics] = trial.found.topics
    assert [(one.title, one.why) for one in robotics.gained] == [(TITLES["robotaxi"], "“robot*” in the title")]
    assert (robotics.name, robotics.before, robotics.after, robotics.lost) == ("Robotics", 1, 2, ())
    assert trial.articles == len(TITLES)
    assert trial.files == ("_data/topics/08-robotics.yaml",)


def test_an_excluded_phrase_shows_what_is_lost_and_why(hub: EditedHub) -> None:
    """And what that does to scores and to the site."""
    trial = tried(hub, topic="Biometrics & Face Recognition", exclude=("ferry",))
    [change] = [one for one in trial.found.topics if one.topic_id == "biometrics"]
    why = "would be given by “Face recognition” in the title, but “ferry” in the title excludes it".replace(
        "Face", "face"
    )
    assert [one.why for one in change.lost] == [why, why]
    assert all(one.after < one.before and one.parts for one in trial.found.scores)


def test_a_keyword_can_bring_articles_into_the_hub_and_take_them_out(hub: EditedHub) -> None:
    """What was refused as off topic is looked at again, and what would be refused is told."""
    entering = tried(hub, topic="robotics", add=("drone",)).found
    assert [(one.title, one.why) for one in entering.enters] == [
        (TITLES["garden"], "Robotics: “drone” in the title"),
    ]
    leaving = tried(hub, topic="robotics", drop=("robot",), exclude=("robot",)).found
    assert [(one.title, one.why) for one in leaving.leaves] == [
        (TITLES["robot"], "no keyword of any topic stands in it any more")
    ]
    assert [one.why for one in leaving.topics[0].lost] == ["it is no longer in the hub"]
    refused = tried(hub, topic="ai", exclude=("ferry",)).found
    assert {one.why for one in refused.leaves} == {
        "AI: the hub's root topic, given always; “ferry” in the title keeps it out of the hub"
    }
    assert [one.verdict for one in refused.disappears] == ["It is no longer in the hub."]


def test_a_threshold_shows_what_appears_and_disappears(hub: EditedHub) -> None:
    """The hub's own, or that of a topic."""
    gone = tried(hub, settings=("scores.threshold=300",)).found
    assert len(gone.disappears) == gone.site_before > 0
    assert (gone.site_after, gone.appears) == (0, ())
    assert "below the threshold of 300" in gone.disappears[0].verdict
    [one] = tried(hub, topic="robotics", threshold=0).found.appears
    assert (one.title, one.heat_before) == (TITLES["robot"], one.heat_after)
    assert "reaches the threshold of 0" in one.verdict


def test_a_card_shows_which_scores_change_by_what(hub: EditedHub) -> None:
    """The largest change first, with the parts that count otherwise."""
    found = tried(hub, settings=("scores.card=reference", "scores.offset=9")).found
    assert found.scores
    for change in found.scores:
        assert sum(part.after - part.before for part in change.parts) == change.after - change.before


def test_a_story_threshold_shows_what_is_grouped_otherwise(hub: EditedHub) -> None:
    """Both sides are formed anew, so that nothing but the change makes a difference."""
    trial = tried(hub, settings=("stories.threshold=0.99",))
    [move] = trial.found.moves
    assert (move.kind, move.titles, move.source) == (MoveKind.PARTS, (TITLES["port"],), TITLES["ferry"])
    assert trial.is_regrouped
    assert trial.agreement == 1.0
    assert trial.found.stories_after == trial.found.stories_before + 1


def test_the_rulings_of_editors_hold_in_the_lab(own: EditedHub) -> None:
    """What an editor tied stays tied, and what one hid stays hidden, whatever the settings."""
    store, ids = (
        own.room.store,
        {one.title: one.id for one in map(own.room.store.articles.get, own.room.store.articles.list_ids())},
    )
    for kind, name, value in (
        (RulingKind.MERGE, "robot", ids[TITLES["ferry"]]),
        (RulingKind.PUBLISHED, "robot", False),
    ):
        ruling = Ruling(
            id=ruling_id(kind, ids[TITLES[name]], value, NOON),
            kind=kind,
            article_id=ids[TITLES[name]],
            value=value,
            replaced=None,
            at=NOON,
            by="test",
            revision=None,
        )
        store.rulings.keep(ruling)
    found = tried(own, settings=("stories.threshold=0.99", "scores.threshold=0")).found
    assert TITLES["robot"] not in [one.title for one in found.appears]
    assert TITLES["robot"] not in [title for move in found.moves for title in move.titles]


def test_files_that_were_edited_are_compared_with_the_last_run(own: EditedHub) -> None:
    """Without a change of its own the lab shows what the next run will do; after it, nothing is left."""
    assert try_out(own.room, Asked(), 14).found.is_empty
    path = own.room.folder / "_data/topics/08-robotics.yaml"
    path.write_text(path.read_text().replace("  - robot\n", "  - robot*\n"))
    own.room = replace(own.room, config=load_hub(own.room.folder, {}))
    trial = tried(own)
    assert [len(one.gained) for one in trial.found.topics] == [1]
    assert trial.is_edited
    run(own)
    assert not tried(own).is_edited
    assert tried(own).found.is_empty


def test_a_hub_that_never_ran_has_nothing_to_compare_with(tmp_path: Path) -> None:
    """It is said, and is no error."""
    write_new_hub(tmp_path / "hub", "A hub")
    with open_room(tmp_path / "hub", {}, FixedClock()) as room:
        trial = try_out(room, Asked(), 14)
    assert (trial.has_baseline, trial.articles, trial.found.is_empty) == (False, 0, True)


def test_trying_changes_nothing(hub: EditedHub) -> None:
    """Neither file nor store."""
    before, records = stamps(hub.room.folder / "_data"), list(hub.room.store.ranked.iterate())
    tried(hub, topic="robotics", add=("drone",), settings=("scores.threshold=1", "stories.threshold=0.5"))
    assert stamps(hub.room.folder / "_data") == before
    assert list(hub.room.store.ranked.iterate()) == records
    assert hub.room.store.work.count(StageName.ENRICH) == hub.room.store.work.count(StageName.RANK) == 0


def test_what_was_tried_is_what_comes_about(own: EditedHub) -> None:
    """Saved and applied, the next run gives exactly the topics and the site that the lab foretold."""
    asked = Asked(topic="robotics", add=("drone", "robot*"), settings=("scores.threshold=75",))
    trial = try_out(own.room, asked, 14)
    own.room = save(own.room, drafted_files(own.room, asked))
    assert "threshold = 75                     # heat" in (own.room.folder / "hub.toml").read_text()
    assert apply(own.room, trial.since, is_regrouped=trial.is_regrouped).due >= len(TITLES)
    assert try_out(own.room, Asked(), 14).found.site_after == trial.found.site_after  # as long as no run did it
    run(own)
    seen = {one.record.title for one in own.room.store.ranked.iterate() if one.record.is_visible}
    assert len(seen) == trial.found.site_after
    assert {one.title for one in trial.found.appears} <= seen
    robotics = [one for one in own.room.store.ranked.iterate() if "Robotics" in one.record.topics]
    assert len(robotics) == trial.found.topics[0].after == 3


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked(topic="cookery", add=("x",)), "no topic `cookery`"),
        (Asked(topic="robotics", drop=("nothing",)), "no keyword `nothing`"),
        (Asked(add=("x",)), "does not say of which"),
        (Asked(topic="robotics"), "no change of the topic is asked for"),
        (Asked(topic="robotics", match="titel"), "--topic robotics: `match`"),
        (Asked(topic="robotics", add=("a*",)), "3 letters"),
        (Asked(settings=("scores.treshold=60",)), "--set: unknown key `scores.treshold` (did you mean `threshold`?)"),
        (Asked(settings=("scores.threshold=hot",)), "--set: `scores.threshold`"),
        (Asked(settings=("threshold=60",)), "write it as scores.threshold=60"),
    ],
)
def test_a_mistake_is_named(hub: EditedHub, asked: Asked, words: str) -> None:
    """With what would be right."""
    with pytest.raises(SettingsError) as caught:
        try_out(hub.room, asked, 14)
    assert words in str(caught.value)
