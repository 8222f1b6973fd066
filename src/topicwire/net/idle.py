"""Which connections stay open: a bounded number, so that polling thousands of hosts cannot use up files."""

from collections import OrderedDict

from topicwire.ports.clock import Clock

KEPT_SECONDS = 15.0
KEPT_HOSTS = 256


class Idle:
    """Remembers whose connection was left open, and for how long that holds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: OrderedDict[str, float] = OrderedDict()  # by origin, soonest first

    def keep(self, origin: str) -> bool:
        """Say whether the connection of the next request to this origin may stay open, and count it if so."""
        now = self._clock.monotonic()
        while self._until and next(iter(self._until.values())) <= now:
            self._until.popitem(last=False)
        if origin not in self._until and len(self._until) >= KEPT_HOSTS:
            return False
        self._until[origin] = now + KEPT_SECONDS
        self._until.move_to_end(origin)
        return True
