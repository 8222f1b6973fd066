"""Real hubs are taken over without losing a byte, and go on as they were."""

import time
from pathlib import Path

import pytest

from benchmarks.api import measure as measure_api
from benchmarks.laws import measure as measure_laws
from tests.newsroom.hubs import stamps
from tests.reference.real_hubs import HUBS, need
from topicwire.newsroom.building import would_change
from topicwire.newsroom.importing import Import, import_hub
from topicwire.newsroom.room import open_room

pytestmark = pytest.mark.reference
RECORDS = {"hub-powerapps": 674, "hub-diablo4-early": 805}


@pytest.fixture(scope="module", params=HUBS)
def taken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Import:
    """Take a real hub over into a folder of its own, in seconds."""
    start = time.monotonic()
    done = import_hub(need(request.param), tmp_path_factory.mktemp("real") / request.param, {})
    assert time.monotonic() - start < 30
    return done


def test_every_record_is_taken_over(taken: Import) -> None:
    """None is damaged, and each file is as we would write it, but for CRLF line ends."""
    assert taken.taken == taken.files == RECORDS[taken.folder.name]
    assert taken.identical + taken.rewritten == taken.files
    assert taken.troubles == ()


def test_publishing_would_change_no_record(taken: Import) -> None:
    """Nothing but CRLF files, which get LF; the store is sound, and taking over again finds nothing new."""
    before = stamps(taken.folder / "_news")
    with open_room(taken.folder, {}) as room:
        changed = [path for path in would_change(room) if path.startswith("_news/")]
        assert room.store.check() == ()
    assert len(changed) == taken.rewritten
    assert import_hub(taken.folder, None, {}).taken == 0
    assert stamps(taken.folder / "_news") == before


def test_no_story_has_two_leads_and_every_link_is_counted(taken: Import) -> None:
    """Readers see every article that was published, each as the lead of its own story."""
    with open_room(taken.folder, {}) as room:
        ranked = list(room.store.ranked.iterate())
    leads = [one.story_id for one in ranked if one.is_lead]
    assert len(leads) == len(set(leads))
    links = taken.links
    assert sum(len(one.record.related) for one in ranked) == (
        links.agreed + links.one_sided + links.elsewhere + links.unknown + links.itself
    )


def test_the_fitted_card_gives_nearly_every_quality(taken: Import) -> None:
    """Offset and host table are found from the records alone."""
    assert taken.fit.share >= 0.99
    assert taken.fit.offset == {"hub-powerapps": 2, "hub-diablo4-early": 52}[taken.folder.name]
    assert taken.fit.host_bonus.items() >= {("youtube.com", 100 if taken.fit.offset == 2 else 50)}


@pytest.mark.parametrize("hub", HUBS)
def test_the_laws_hold_on_real_records(hub: str) -> None:
    """Floors under the shares."""
    found = measure_laws(need(hub))
    assert (found["heat"], found["published"], found["amp"]) == (1, 1, 1)
    assert float(found["filename"]) >= 0.98
    assert float(found["topics"]) >= 0.997
    assert float(found["quality"]) >= 0.99


def test_the_api_of_an_adopted_hub_is_equal_to_what_it_published() -> None:
    """From its files through the store to the pages."""
    figures, unequal, known = measure_api(need("hub-powerapps"))
    assert (figures["pages"], figures["items"], unequal, known) == (27, 549, [], {})


def test_a_hub_is_taken_over_while_its_folder_stays_as_it_was(tmp_path: Path) -> None:
    """A dry run writes nothing anywhere."""
    hub = need("hub-powerapps")
    assert import_hub(hub, tmp_path / "hub", {}, dry_run=True).taken == RECORDS[hub.name]
    assert list(tmp_path.iterdir()) == []
