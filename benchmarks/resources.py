"""CPU and memory of this process and its children, read while work goes on."""

import os
import resource
import threading
from types import TracebackType
from typing import Self

import psutil

_MIB = 1024 * 1024


class Meter:
    """Samples the memory of the process tree; adds up CPU of this process and its finished and living children."""

    def __init__(self, ignored_pid: int | None = None, every_seconds: float = 0.2, pid: int | None = None) -> None:
        """Watch the tree of this process, or that of another one (then CPU is of its children alone)."""
        self._ignored, self._every, self._pid = ignored_pid, every_seconds, pid or os.getpid()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._children_cpu: dict[int, float] = {}
        self.peak_mb = 0.0

    def __enter__(self) -> Self:
        """Begin to sample."""
        self._cpu_before = self._own_cpu()
        self._sample()
        self._children_before = dict(self._children_cpu)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop sampling."""
        self._sample()
        self._stop.set()
        self._thread.join()
        children = sum(self._children_cpu.values()) - sum(self._children_before.values())
        self.cpu_seconds = self._own_cpu() - self._cpu_before + children

    def _watch(self) -> None:
        while not self._stop.wait(self._every):
            self._sample()

    def _sample(self) -> None:
        """Add up memory: unique pages of each process, and pages shared between workers once."""
        total = 0
        for process in self._tree():
            if process.pid == self._ignored:
                continue
            try:
                total += process.memory_full_info().pss
                if process.pid != self._pid:
                    times = process.cpu_times()
                    self._children_cpu[process.pid] = times.user + times.system
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        self.peak_mb = max(self.peak_mb, total / _MIB)

    def _tree(self) -> list[psutil.Process]:
        try:
            own = psutil.Process(self._pid)
            return [own, *own.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    @staticmethod
    def _own_cpu() -> float:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime
