"""Writes the golden file anew: `python -m tests.newsroom.regenerate`. Read the difference before you commit it."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.newsroom.hubs import opened, run_demos
from tests.newsroom.summary import GOLDEN, as_text, summarize


def main() -> None:
    """Run the demo and keep how it ended."""
    with TemporaryDirectory() as folder:
        hub = Path(folder) / "hub"
        run_demos({hub: []})
        with opened(hub) as room:
            GOLDEN.write_text(as_text(summarize(room)), encoding="utf-8")
    sys.stdout.write(f"Wrote {GOLDEN}\n")


if __name__ == "__main__":
    main()
