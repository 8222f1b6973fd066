"""Pushes the branch to its remote: asked for once, never forced, cut off when it hangs, told in words."""

from dataclasses import dataclass

from topicwire.outbox.git_calls import Answer, Git
from topicwire.outbox.git_settings import GitSettings
from topicwire.outbox.git_standing import Repository
from topicwire.text.clean import cut, one_line

_DIVERGED = ("(fetch first)", "(non-fast-forward)", "(stale info)", "(needs force)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What a push came to."""

    is_done: bool
    words: str
    is_late: bool = False  # cut off


def push(git: Git, repository: Repository, settings: GitSettings) -> Pushed:
    """Push the newest commit of the branch to the branch of the same name.

    Raises:
        OutboxError: git is not installed.
    """
    return push_commit(git, settings, repository.head or "", repository.branch)


def push_commit(git: Git, settings: GitSettings, commit: str, branch: str, replaced: str | None = None) -> Pushed:
    """Push one commit to a branch of the remote.

    Args:
        git: in the hub's folder.
        settings: say which remote.
        commit: its id.
        branch: at the remote.
        replaced: the id the remote must still have there, or empty: it must have no such branch; the branch may begin
            afresh then. None: the commit has to follow on what is there.

    Raises:
        OutboxError: git is not installed.
    """
    remote, ref = settings.remote or "origin", f"refs/heads/{branch}"
    if remote not in git.ask("remote").out.decode("utf-8", "replace").splitlines():
        return Pushed(is_done=False, words=f"not pushed: there is no remote called {remote!r} (git remote add)")
    lease = () if replaced is None else (f"--force-with-lease={ref}:{replaced}",)
    answer = git.ask(
        "push", "--porcelain", "--no-progress", "--no-follow-tags", *lease, "--", remote, f"{commit}:{ref}",
        seconds=settings.push_seconds, has_hooks=settings.push_hooks,
    )  # fmt: skip
    if answer.code == 0:
        return Pushed(is_done=True, words=f"pushed to {remote}/{branch}")
    return Pushed(is_done=False, words=f"not pushed: {_why(answer, remote, branch)}", is_late=answer.is_late)


def _why(answer: Answer, remote: str, branch: str) -> str:
    if answer.is_late:
        return f"{remote} gave no answer: {answer.words}"
    status = next((line for line in _lines(answer) if line.startswith("!")), "")
    if any(reason in status for reason in _DIVERGED):
        return f"{remote}/{branch} has commits that are not here; bring them in (git pull), it is never forced"
    if status:
        reason = status.rpartition("\t")[2]
        return f"{remote} refused: {cut(one_line(reason), 200)}"
    return f"{remote} cannot be reached: {answer.words}"


def _lines(answer: Answer) -> list[str]:
    return answer.out.decode("utf-8", "replace").splitlines()
