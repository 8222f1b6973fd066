"""No clock but the injected one."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "topicwire"
ALLOWED = {"net/clock.py"}
"""The one file that reads the machine's clock."""
CALLS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}


def test_only_the_clock_reads_the_time_of_day() -> None:
    """Time is an argument everywhere else, so that a run can be repeated."""
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).as_posix() not in ALLOWED
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in CALLS
    ]
    assert found == []
