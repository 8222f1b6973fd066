"""Loaded by the server that worker processes are forked from, when many engines share it.

Python's own ends when the engine that was just asking it for a worker is killed. In the program that is right: the
server has one engine. Here it has to outlive fifty of them.
"""

import errno
from multiprocessing import reduction
from typing import Any

_receive = reduction.recvfds


def receive(*args: Any) -> list[int]:
    """Take the asker's death for a connection that was given up."""
    try:
        return _receive(*args)
    except EOFError as error:
        raise OSError(errno.ECONNABORTED, "the asker is dead") from error


reduction.recvfds = receive
