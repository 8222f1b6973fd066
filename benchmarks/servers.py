"""Starts a benchmark's web as a process of its own and ends it again."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def serving(module: str, *arguments: str) -> Iterator[tuple[int, int]]:
    """Run `python -m module`; give its port on loopback and its process id."""
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield int(process.stdout.readline()), process.pid
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(timeout=30)
