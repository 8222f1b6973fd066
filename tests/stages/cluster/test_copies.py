"""Which texts are copies."""

from tests.stages.cluster.copy_cases import cases
from tests.stages.cluster.newcomers import fingerprint
from topicwire.stages.cluster.copies import CopyFinder


def test_copies_are_told_from_what_only_looks_like_them() -> None:
    """Cut and lengthened agency texts are copies; quotes, own reports, boilerplate and grown live pages are none."""
    found = {"hit": 0, "false": 0, "missed": 0}
    for name, first, second, is_copy in cases():
        finder = CopyFinder()
        finder.add(fingerprint("first", first))
        is_found = finder.find(fingerprint(name, second), 0.8) is not None
        found["hit"] += is_found and is_copy
        found["false"] += is_found and not is_copy
        found["missed"] += is_copy and not is_found
    assert found["false"] == 0, found
    assert found["missed"] <= 5, found
