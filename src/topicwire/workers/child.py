"""What runs inside a worker process: one call after another, under limits, until the line is cut.

Nothing here starts a process; `worker` does. Imports stay few, because every worker pays for them.
"""

import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection

from topicwire.ports.workers import Crash

READY = "ready"
"""What a worker says first, once its limits hold."""


def serve(line: Connection, memory_bytes: int) -> None:
    """Answer calls until the other end is gone.

    Args:
        line: gives (function, arguments), takes the value or a Crash.
        memory_bytes: most memory this process may have for itself.
    """
    limit(memory_bytes)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt at the terminal is the parent's to act on
    try:
        line.send(READY)
        while True:
            _answer(line)
    except (EOFError, OSError, MemoryError):  # a call too large to take leaves the line unusable
        return


def limit(memory_bytes: int) -> None:
    """Bound this process's memory and keep it from writing core files.

    RLIMIT_DATA, not RLIMIT_AS: numerical libraries reserve far more addresses than they use.
    """
    _lower(resource.RLIMIT_DATA, memory_bytes)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(kind: int, wanted: int) -> None:
    _, hard = resource.getrlimit(kind)
    bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(kind, (bound, bound))


def _answer(line: Connection) -> None:
    packed = line.recv_bytes()
    value = _call(packed)
    del packed
    try:
        line.send(value)
    except OSError:
        raise
    except BaseException as error:  # a value that cannot be packed is this call's fault alone
        line.send(Crash(detail=f"the value cannot be sent: {describe(error)}"))


def _call(packed: bytes) -> object:
    try:
        function, arguments = _unpack(packed)
        return function(*arguments)
    except MemoryError:
        return Crash(detail="it ran out of memory")
    except BaseException as error:  # also SystemExit: nothing a call does may end the worker quietly
        return Crash(detail=describe(error))


def _unpack(packed: bytes) -> tuple[Callable[..., object], tuple[object, ...]]:
    from multiprocessing.reduction import ForkingPickler

    call: tuple[Callable[..., object], tuple[object, ...]] = ForkingPickler.loads(packed)
    return call


def describe(error: BaseException) -> str:
    """Put an exception into one line."""
    try:
        words = str(error)
    except Exception:
        words = ""
    name = type(error).__name__
    return f"{name}: {words[:300]}" if words else name
