"""One worker process as seen from outside: started when needed, replaced when it died. Blocking; runs in a thread."""

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.reduction import ForkingPickler

from topicwire.ports.workers import Crash
from topicwire.workers.child import describe, serve

START_SECONDS, END_SECONDS = 60.0, 2.0
_STARTING = threading.Lock()
"""multiprocessing keeps a list of children that is not made for two threads starting some at once."""


class Worker:
    """A place for one process. One thread at a time may use it; `kill` may come from any."""

    def __init__(self, context: ForkServerContext, memory_bytes: int, calls: int) -> None:
        """Take the place; the process starts with the first call.

        Args:
            context: how processes are started.
            memory_bytes: limit of the process.
            calls: after this many the process is replaced, so that what libraries leak is given back.
        """
        self._context, self._memory_bytes, self._calls = context, memory_bytes, calls
        self._process: ForkServerProcess | None = None
        self._line: Connection | None = None
        self._left = 0
        self._is_killed = False

    def start(self) -> None:
        """Make sure that a living process waits for a call. Raises OSError when none can be had."""
        if self._process is not None and (self._is_killed or self._left <= 0 or not self._process.is_alive()):
            self.close()
        if self._process is not None:
            return
        self._is_killed = False
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._memory_bytes), daemon=True)
        with theirs, _STARTING:
            process.start()
        self._process, self._line, self._left = process, ours, self._calls
        if not ours.poll(START_SECONDS):
            self.close()
            raise OSError("the worker process did not start in time")
        ours.recv()

    def call(self, function: Callable[..., object], arguments: tuple[object, ...]) -> object:
        """Run one call in the process; a Crash for whatever goes wrong. `start` comes first."""
        if self._line is None:
            return Crash(detail="the worker process is gone")
        try:
            packed = ForkingPickler.dumps((function, arguments))
        except Exception as error:
            return Crash(detail=f"the call cannot be sent: {describe(error)}")
        self._left -= 1
        return self._exchange(self._line, packed)

    def kill(self) -> None:
        """End the process at once; a call under way in another thread ends with it."""
        self._is_killed = True
        process = self._process
        if process is not None:
            with suppress(ValueError):  # closed by its own thread just now
                process.kill()

    def close(self) -> None:
        """End the process, kindly first, and reap it."""
        line, process = self._line, self._process
        self._line = self._process = None
        if line is not None:
            line.close()  # an idle process sees this and returns
        if process is None or process.pid is None:
            return
        process.join(0 if self._is_killed else END_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()

    def _exchange(self, line: Connection, packed: memoryview) -> object:
        try:
            line.send_bytes(packed)
            answer = line.recv_bytes()
        except (EOFError, OSError):
            return Crash(detail=self._bury())
        try:
            return ForkingPickler.loads(answer)
        except Exception as error:
            return Crash(detail=f"the value cannot be read: {describe(error)}")

    def _bury(self) -> str:
        """Reap the dead process and say how it died."""
        process, self._left = self._process, 0
        if process is None:
            return "the worker process is gone"
        process.join(END_SECONDS)
        return describe_exit(process.exitcode)


def describe_exit(code: int | None) -> str:
    """Say how a process ended, given its exit code (negative: the signal)."""
    if code is not None and code < 0:
        return f"the worker process was ended by {signal.Signals(-code).name}"
    return f"the worker process ended with {code}"
