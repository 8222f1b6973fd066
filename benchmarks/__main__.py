"""Runs every benchmark once: `python -m benchmarks`."""

import subprocess
import sys

NAMES = ("polling", "pipeline", "run_again", "rendering", "build", "history", "dates", "lab")

for name in NAMES:
    print(f"\n== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *sys.argv[1:]], check=True)
