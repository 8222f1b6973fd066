"""A hub without keys is told so, once."""

from pathlib import Path

from tests.fakes import FixedClock
from tests.newsroom.hubs import overhear
from topicwire.config.new_hub import write_new_hub
from topicwire.newsroom.room import open_room
from topicwire.newsroom.sealing_runs import RunSeals


def test_a_hub_without_keys_hears_of_them_at_its_first_run_only(tmp_path: Path) -> None:
    """An editor who wants no sealed fields is not told again every two hours."""
    write_new_hub(tmp_path / "hub", "A hub")
    with open_room(tmp_path / "hub", {"XDG_CONFIG_HOME": str(tmp_path)}, FixedClock()) as room, overhear() as heard:
        RunSeals(room).begin()
        RunSeals(room).begin()
    assert [event["event"] for event in heard] == ["no key ring: private fields are left out of records"]
    assert heard[0]["remedy"] == "topicwire keys new"
