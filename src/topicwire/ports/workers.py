"""Workers that may die: foreign bytes are parsed in them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    """The worker died, ran out of time or memory, or the function raised."""

    detail: str


class Workers(Protocol):
    """Runs pure functions of picklable arguments in other processes, with a hard deadline for each call."""

    async def run(self, function: Callable[..., T], *arguments: object) -> T | Crash:
        """Run one call and give its value; a Crash instead of any exception."""
        ...
