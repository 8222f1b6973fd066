"""Which connections stay open."""

from datetime import timedelta

from tests.fakes import FixedClock
from topicwire.net.idle import KEPT_HOSTS, KEPT_SECONDS, Idle


def test_only_so_many_hosts_keep_a_connection_open_at_a_time() -> None:
    """Polling thousands of hosts does not use up the process's files; later ones have their turn."""
    clock = FixedClock()
    idle = Idle(clock)
    kept = [idle.keep(f"http://h{at}.example") for at in range(KEPT_HOSTS + 10)]
    assert kept.count(True) == KEPT_HOSTS
    assert idle.keep("http://h0.example")
    clock.move(timedelta(seconds=KEPT_SECONDS + 1))
    assert idle.keep("http://late.example")
