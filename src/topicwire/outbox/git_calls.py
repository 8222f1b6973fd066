"""Calling git: without a shell, a terminal, a pager or a hook, in a known environment, and never for ever."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from topicwire.errors import OutboxError
from topicwire.text.clean import cut, one_line

SECONDS = 120.0
"""For a call that stays on this machine."""
GRACE_SECONDS = 2.0
"""Between asking git to end, so that it can take its lock files away, and ending it."""
PASSED_ON = (
    "PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "SSH_AUTH_SOCK", "GNUPGHOME",
    "GIT_SSH", "GIT_SSH_COMMAND", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_SSL_CAINFO",
    "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
)  # fmt: skip
"""All that git gets of our environment. GIT_DIR, GIT_INDEX_FILE and the like would lead it to another repository;
the rest (tokens, key rings) is no business of programs that git may start."""
FIXED = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "false",
    "SSH_ASKPASS": "false",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_EDITOR": "false",
}
OPTIONS = (
    "--no-pager",
    "-c", "core.fsmonitor=false",
    "-c", "gc.autoDetach=false",
    "-c", "i18n.commitEncoding=UTF-8",
    "-c", "user.useConfigOnly=true",
    "-c", "push.gpgSign=false",
    "-c", "push.followTags=false",
    "-c", "push.recurseSubmodules=no",
)  # fmt: skip
NO_HOOKS = ("-c", "core.hooksPath=/dev/null")
_CREDENTIALS = re.compile(r"//[^/\s]*@")
_MARK = re.compile(r"^(?:fatal|error|remote|hint|warning): *")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a call came to."""

    code: int  # 0: done
    out: bytes
    error: str  # its error stream, as it is: may quote the remote
    is_late: bool = False  # cut off because it took too long

    @property
    def words(self) -> str:
        """Give the first line that says something, clean and without credentials."""
        lines = (one_line(_MARK.sub("", line)) for line in self.error.splitlines() if not line.startswith("hint:"))
        line = next((line for line in lines if line), "it said nothing")
        return cut(_CREDENTIALS.sub("//…@", line), 200)


class Git:
    """Git in one folder."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        """Work in `folder`, with what of `environment` git may know."""
        self._folder = folder
        self._environment = {name: environment[name] for name in PASSED_ON if name in environment} | FIXED
        found = shutil.which("git", path=environment.get("PATH", os.defpath))
        self._program = found if found and Path(found).is_absolute() else None

    def ask(
        self,
        *words: str,
        stdin: bytes = b"",
        extra: Mapping[str, str] | None = None,
        seconds: float = SECONDS,
        has_hooks: bool = False,
    ) -> Answer:
        """Call git and give what it says, whatever that is.

        Args:
            words: the command and its arguments, none of them foreign.
            stdin: what it reads.
            extra: of the environment, for this call.
            seconds: after which it is cut off, with all that it started.
            has_hooks: whether it may run hooks.

        Raises:
            OutboxError: git is not installed, or cannot be started.
        """
        if self._program is None:
            raise OutboxError("git is not installed", subject="git", remedy="install git, or set git.enabled = false")
        command = (self._program, *OPTIONS, *(() if has_hooks else NO_HOOKS), *words)
        try:
            process = subprocess.Popen(  # noqa: S603 - no shell; every word is ours
                command, cwd=self._folder, env=self._environment | dict(extra or {}), start_new_session=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip
        except OSError as error:
            raise OutboxError(f"git cannot be started: {error.strerror}", subject="git") from error
        return _listen(process, stdin, seconds)

    def must(self, *words: str, stdin: bytes = b"", extra: Mapping[str, str] | None = None) -> bytes:
        """Call git and give what it writes.

        Raises:
            OutboxError: it refused, or took too long.
        """
        answer = self.ask(*words, stdin=stdin, extra=extra)
        if answer.code:
            what = "took too long" if answer.is_late else f"refused: {answer.words}"
            raise OutboxError(what, subject=f"git {words[0]}")
        return answer.out

    def line(self, *words: str) -> str:
        """Give the one line that a call writes; raises as `must` does."""
        return self.must(*words).decode("utf-8", "surrogateescape").removesuffix("\n")


def _listen(process: "subprocess.Popen[bytes]", stdin: bytes, seconds: float) -> Answer:
    try:
        out, error = process.communicate(stdin, seconds)
        return Answer(code=process.returncode, out=out, error=error.decode("utf-8", "replace"))
    except subprocess.TimeoutExpired:
        return Answer(code=-1, out=b"", error=f"no answer in {seconds:g} s", is_late=True)
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End git and all that it started, when it has not ended by itself, and let go of its pipes."""
    if process.poll() is None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                process.wait(GRACE_SECONDS)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            with suppress(OSError):  # bytes that nobody read any more
                pipe.close()
