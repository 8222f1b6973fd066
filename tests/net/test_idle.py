"""Which connections stay open."""

from datetime import timedelta

import pytest

from tests.fakes import FixedClock
from tests.net.servers import ask, door, reply, serve
from topicwire.net import idle as idle_module
from topicwire.net.idle import KEPT_HOSTS, KEPT_SECONDS, Idle
from topicwire.ports.web import Response


def test_only_so_many_hosts_keep_a_connection_open_at_a_time() -> None:
    """Polling thousands of hosts does not use up the process's files; later ones have their turn."""
    clock = FixedClock()
    idle = Idle(clock)
    kept = [idle.keep(f"http://h{at}.example") for at in range(KEPT_HOSTS + 10)]
    assert kept.count(True) == KEPT_HOSTS
    assert idle.keep("http://h0.example")
    clock.move(timedelta(seconds=KEPT_SECONDS + 1))
    assert idle.keep("http://late.example")


async def test_hosts_beyond_the_bound_leave_no_connection_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even when the server would keep it open."""
    monkeypatch.setattr(idle_module, "KEPT_HOSTS", 2)
    async with serve(lambda *_: reply(b"x")) as site:
        pins = {f"h{at}.example": f"127.0.0.1:{site.port}" for at in range(4)}
        async with door(pins=pins) as web:
            for _ in range(3):
                for host in pins:
                    assert isinstance(await ask(web, f"http://{host}/"), Response)
        assert (len(site.heads), site.connects) == (12, 2 + 2 * 3)
