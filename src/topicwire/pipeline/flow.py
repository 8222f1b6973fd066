"""What the loops of one cycle tell each other: who kept something, and who has run dry."""

import asyncio


class Flow:
    """The stages of a cycle by their place in the order."""

    def __init__(self, count: int, stop: asyncio.Event | None) -> None:
        self._is_dry = [False] * count
        self._news = [asyncio.Event() for _ in range(count)]
        self._stop = stop

    @property
    def is_stopping(self) -> bool:
        """True once nothing new may be begun."""
        return self._stop is not None and self._stop.is_set()

    def is_dry_before(self, place: int) -> bool:
        """True when every earlier stage is done for this cycle."""
        return all(self._is_dry[:place])

    def tell_kept(self, place: int) -> None:
        """Say that this stage kept something: later stages may have work, and so may itself."""
        for news in self._news[place:]:
            news.set()

    def tell_dry(self, place: int) -> None:
        """Say that this stage is done for this cycle."""
        self._is_dry[place] = True
        for news in self._news[place + 1 :]:
            news.set()

    def take_news(self, place: int) -> bool:
        """Tell whether there was news since the last call."""
        was_set = self._news[place].is_set()
        self._news[place].clear()
        return was_set

    async def wait_for_news(self, place: int) -> None:
        """Wait until there is news; leaves it for `take_news`."""
        await self._news[place].wait()
