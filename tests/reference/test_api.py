"""The API we render from a real hub's records, against the API that hub published."""

from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml

from tests.reference.real_editions import edition
from tests.reference.real_hubs import need
from topicwire.render.api import api_sheets

pytestmark = pytest.mark.reference
PAGE_SIZE = 25


def published(hub: Path) -> dict[str, Any]:
    """Read every file of the hub's API, by path; whatever its line ends."""
    return {path.relative_to(hub).as_posix(): orjson.loads(path.read_bytes()) for path in hub.glob("api/**/*.json")}


def rendered(hub: Path) -> dict[str, Any]:
    """Render the API from the records, topics and settings beside it."""
    return {sheet.path: orjson.loads(sheet.make()) for sheet in api_sheets(edition(hub), PAGE_SIZE)}


def test_the_lists_of_a_real_hub_are_equal_value_for_value() -> None:
    """All and per topic: every value, the order, the pages and where each points to next."""
    hub = need("hub-powerapps")
    real, ours = published(hub), rendered(hub)
    assert len(real) == 27
    different = [path for path, value in real.items() if ours.get(path) != value]
    assert different == []


def test_every_child_topic_with_records_has_a_list() -> None:
    """The one difference: the hub lists only topics whose file names an address for it, we list all that have news."""
    hub = need("hub-powerapps")
    more = {
        path.split("/")[2] for path, value in rendered(hub).items() if "value" in value and path not in published(hub)
    }
    topics = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (hub / "_data" / "topics").glob("*.yaml")]
    assert (
        more
        == {topic["_id"] for topic in topics if "news" not in topic["services"]}
        == {"model-driven-apps", "portals"}
    )


def test_every_item_is_also_a_file_of_its_own() -> None:
    """One file for each published record, with the very item of the list."""
    ours = rendered(need("hub-powerapps"))
    listed = {entry["path"]: entry for value in ours.values() for entry in value.get("value", ())}
    single = {value["path"]: value for value in ours.values() if "value" not in value}
    assert len(single) == 428
    assert single == listed
