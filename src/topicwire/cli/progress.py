"""Progress of a run on a terminal; nothing at all where there is none."""

from types import TracebackType
from typing import Self

from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn

from topicwire.cli.output import errors
from topicwire.model.work import OutcomeKind, StageName, Verdict


class StageProgress:
    """One line a stage: how many subjects it worked on, and how many it rejected or will try again."""

    def __init__(self, is_quiet: bool = False) -> None:
        self._is_shown = errors.is_terminal and not is_quiet
        self._bars = Progress(
            SpinnerColumn(), TextColumn("{task.description:<8}"), BarColumn(bar_width=24),
            TextColumn("{task.completed:>6.0f}  {task.fields[words]}"), console=errors, transient=True,
        )  # fmt: skip
        self._tasks: dict[StageName, TaskID] = {}
        self._troubles: dict[StageName, int] = {}

    def __enter__(self) -> Self:
        """Begin to draw."""
        if self._is_shown:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wipe what was drawn."""
        if self._is_shown:
            self._bars.stop()

    def on_event(self, stage: StageName, verdict: Verdict) -> None:
        """Count one verdict."""
        if not self._is_shown:
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage.value, total=None, words="")
        is_trouble = verdict.kind in {OutcomeKind.SPIKE, OutcomeKind.RETRY}
        self._troubles[stage] = self._troubles.get(stage, 0) + is_trouble
        words = f"{self._troubles[stage]} set aside" if self._troubles[stage] else ""
        self._bars.update(self._tasks[stage], advance=1, words=words)

    def clear(self) -> None:
        """Begin anew for the next cycle."""
        for task in self._tasks.values():
            self._bars.remove_task(task)
        self._tasks.clear()
        self._troubles.clear()
