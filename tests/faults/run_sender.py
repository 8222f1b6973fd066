"""Sends what is due of a hub, and kills itself the moment a step is announced. Run by the tests of faults."""

import asyncio
import os
import signal
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

from tests.fakes import FixedClock
from tests.newsroom.newsletter.offices import go, office_with
from topicwire.newsroom.room import open_room


def main() -> None:
    """Take the hub, the time, the step and which time of it as arguments; say `ready` before the first mail."""
    folder, at, step, time = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    seen = Counter[str]()

    def announce(name: str) -> None:
        seen[name] += 1
        if (name, seen[name]) == (step, time):
            os.kill(os.getpid(), signal.SIGKILL)

    environment = {"TOPICWIRE_KEYS": str(folder.parent / "keys.json")}
    with open_room(folder, environment, FixedClock(at)) as room:
        asyncio.run(go(room, office_with(announce)))


if __name__ == "__main__":
    main()
