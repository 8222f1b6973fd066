"""What Lighthouse says of a hub's front page and of its widest story page, as `topicwire serve` gives them.

    python -m benchmarks.lighthouse HUB [--json]

Needs a Chromium and the npm package `lighthouse`, on the path or in `node_modules` here
(`npm install --prefix benchmarks --no-save lighthouse`). Scores are of 100, the phone preset, the least of RUNS.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.figures import show

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 2
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-sync"
BROWSERS = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")


@contextmanager
def served(hub: Path) -> Iterator[str]:
    """Serve the hub in a process of its own and give its address."""
    command = [sys.executable, "-m", "topicwire", "serve", "--hub", str(hub), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            line = next(line for line in process.stdout if "http://" in line)
            yield line[line.index("http://") :].split()[0].rstrip("/")
        finally:
            process.terminate()


def judge(lighthouse: str, address: str) -> dict[str, int]:
    """Run Lighthouse once; scores by category, and what cost points on the error stream."""
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        output = ["--quiet", "--output=json", f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}"]
        around = {**os.environ, "CHROME_PATH": browser}
        subprocess.run([lighthouse, address, *output, f"--chrome-flags={FLAGS}"], check=True, env=around)
        told = json.loads(report.read_text(encoding="utf-8"))
    _complain(told)
    return {name: round(100 * told["categories"][name]["score"]) for name in CATEGORIES}


def _complain(told: dict[str, Any]) -> None:
    for name in CATEGORIES:
        for reference in told["categories"][name]["auditRefs"]:
            audit = told["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                print(f"  {name}: {audit['title']} ({audit.get('displayValue', '')})", file=sys.stderr)


def widest_story(hub: Path) -> str:
    """Give the path of the largest story page."""
    page = max((hub / "public" / "stories").glob("*.html"), key=lambda path: path.stat().st_size)
    return f"stories/{page.name}"


def main() -> None:
    """Judge both pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hub", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    own = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
    lighthouse = str(own) if own.exists() else shutil.which("lighthouse")
    if lighthouse is None:
        sys.exit("Lighthouse is not here: npm install --prefix benchmarks --no-save lighthouse")
    figures: dict[str, float | int | bool | str] = {}
    with served(asked.hub) as address:
        for name, path in (("front", ""), ("story", widest_story(asked.hub))):
            runs = [judge(lighthouse, f"{address}/{path}") for _ in range(RUNS)]
            figures |= {f"{name}_{category}": min(run[category] for run in runs) for category in CATEGORIES}
    show(figures, asked.json)


if __name__ == "__main__":
    main()
