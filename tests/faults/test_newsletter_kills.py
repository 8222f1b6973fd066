"""The sending process is killed at every step it announces, and by the server at every step that it sees."""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from tests.net.smtp_server import SmallServer
from tests.newsroom.newsletter.held import DAY, make_held_hub
from tests.newsroom.newsletter.offices import MORNING, copy_hub, go, reopened, states

pytestmark = pytest.mark.faults
ROOT = Path(__file__).parents[2]
LATER = MORNING + timedelta(minutes=31)
OWN = ("connected", "mail", "rcpt", "data", "body", "before-begin", "begun", "answered", "settled", "quit")
UNCLEAR = {"begun", "answered"}
"""After `answered` the mail was taken, and the process died before it could store that."""
SEEN = ("rcpt", "data", "body", "dot", "taken")


@pytest.fixture(scope="module")
def held_hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a hub whose issue is held, with three readers; leave it as it is."""
    return make_held_hub(tmp_path_factory.mktemp("held"))


async def kill_at(folder: Path, server: SmallServer, own: str, seen: str, time: int) -> int:
    """Run a sender that dies at its own step, or when the server sees one; give its exit code."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    arguments = (sys.executable, "-m", "tests.faults.run_sender", str(folder), LATER.isoformat(), own or "-", str(time))
    child = await asyncio.create_subprocess_exec(
        *arguments, cwd=ROOT, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )

    def on_step(step: str) -> None:
        if (step, server.reached[step]) == (seen, time):
            with suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)

    server.on_step = on_step
    code = await asyncio.wait_for(child.wait(), 60)
    server.on_step = lambda step: None
    return code


async def send_through_a_kill(held_hub: Path, tmp_path: Path, own: str, seen: str, time: int) -> None:
    """Kill one go, let the next ones do the rest, and count what arrived."""
    async with SmallServer() as server:
        folder = tmp_path / "hub"
        copy_hub(held_hub, folder, server.port)
        assert await kill_at(folder, server, own, seen, time) == -signal.SIGKILL
        with reopened(folder, LATER) as room:
            await go(room)
            await go(room)
            found = states(room, DAY)
            assert not [fault for fault in room.store.check() if "integrity" in fault]
        assert max(server.counts.values()) == 1
        assert sum(found.values()) == 3
        assert found.keys() <= {"sent", "unclear"}
        if seen != "taken":  # there it depends on whether the answer or the kill was faster
            assert found.get("unclear", 0) == (own in UNCLEAR or seen == "dot")
        assert server.counts.total() >= found["sent"]


@pytest.mark.parametrize("step", OWN)
async def test_a_sender_killed_at_its_own_step_sends_nothing_twice(held_hub: Path, tmp_path: Path, step: str) -> None:
    """Each reader gets the issue once at most, and what is not known is listed."""
    await send_through_a_kill(held_hub, tmp_path, step, "", 1 if step in {"connected", "quit"} else 2)


@pytest.mark.parametrize("step", SEEN)
async def test_a_sender_killed_while_the_server_works_sends_nothing_twice(
    held_hub: Path, tmp_path: Path, step: str
) -> None:
    """The last byte is out and no answer has come: the one moment that stays unclear."""
    await send_through_a_kill(held_hub, tmp_path, "", step, 2)
