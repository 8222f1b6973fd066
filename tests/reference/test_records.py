"""Records of real hubs, through an edition and back to files."""

import pytest

from tests.reference.real_editions import files, frozen, records
from tests.reference.real_hubs import need
from tests.render.site.editions import HUB
from topicwire.render.records import record_sheets

pytestmark = pytest.mark.reference


@pytest.mark.parametrize(
    ("news", "least"), [("seeds", 2), ("hub-powerapps/_news", 674), ("hub-diablo4-early/_news", 805)]
)
def test_an_edition_writes_the_records_it_was_made_from(news: str, least: int) -> None:
    """Adopting a hub and publishing it changes no byte of a record file that has LF line ends."""
    place = need(news)
    written = {sheet.path: sheet.make() for sheet in record_sheets(frozen(HUB, records(place)))}
    found = {f"_news/{path.name}": path.read_bytes() for path in files(place)}
    assert written.keys() == found.keys()
    plain = {path for path, raw in found.items() if b"\r" not in raw}
    assert len(plain) >= least
    assert [path for path in sorted(plain) if written[path] != found[path]] == []
