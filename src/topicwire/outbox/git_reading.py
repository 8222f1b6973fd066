"""What git holds at the hub's paths: in its newest commit, in its index, in its object store. Changes nothing."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from topicwire.errors import OutboxError
from topicwire.outbox.git_calls import Git

PLAIN_FILES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as trees and the index have it."""

    mode: str
    oid: str


Entries = dict[str, Entry]
"""By path."""


def top_names(paths: Iterable[str]) -> tuple[str, ...]:
    """Give the folders or files at the top that the paths are in."""
    return tuple(sorted({path.partition("/")[0] for path in paths}))


def committed(git: Git, head: str | None, tops: Sequence[str]) -> Entries:
    """List what a commit has below some names at the top; empty without a commit or names."""
    if head is None or not tops:
        return {}
    raw = git.must("ls-tree", "-r", "-z", "--full-tree", head, "--", *tops)
    return dict(_tree_lines(raw))


def _tree_lines(raw: bytes) -> Iterator[tuple[str, Entry]]:
    for line in filter(None, raw.split(b"\0")):
        facts, _, path = line.partition(b"\t")
        mode, _, oid = facts.decode("ascii").split(" ")
        yield path.decode("utf-8", "surrogateescape"), Entry(mode, oid)


def staged(git: Git, tops: Sequence[str]) -> Entries:
    """List what the person's index has below some names at the top; it has no conflicts."""
    if not tops:
        return {}
    raw = git.must("ls-files", "--stage", "-z", "--", *tops)
    return dict(_index_lines(raw))


def _index_lines(raw: bytes) -> Iterator[tuple[str, Entry]]:
    for line in filter(None, raw.split(b"\0")):
        facts, _, path = line.partition(b"\t")
        mode, oid, _ = facts.decode("ascii").split(" ")
        yield path.decode("utf-8", "surrogateescape"), Entry(mode, oid)


def ignored(git: Git, paths: Sequence[str]) -> frozenset[str]:
    """Tell which of the paths the repository is told to ignore; a path in the index is never ignored."""
    if not paths:
        return frozenset()
    # It refuses to read paths literally; ours have none of the signs that would be read otherwise.
    answer = git.ask("check-ignore", "-z", "--stdin", stdin=_joined(paths), extra={"GIT_LITERAL_PATHSPECS": "0"})
    if answer.code not in {0, 1}:  # 1: none of them
        raise OutboxError(f"refused: {answer.words}", subject="git check-ignore")
    return frozenset(answer.out.decode("utf-8", "surrogateescape").split("\0")) & frozenset(paths)


def blobs(git: Git, oids: Sequence[str]) -> Iterator[bytes]:
    """Give the bytes of objects, in the order asked for.

    Raises:
        OutboxError: one is missing: the repository is damaged, or a partial clone that cannot reach its remote.
    """
    raw = git.must("cat-file", "--batch", stdin="".join(f"{oid}\n" for oid in oids).encode()) if oids else b""
    at = 0
    for oid in oids:
        end = raw.find(b"\n", at)
        words = raw[at : max(end, at)].split(b" ")
        if len(words) != 3 or not words[2].isdigit():
            raise OutboxError(f"the object {oid} is missing", subject="git cat-file", remedy="git fsck says more")
        start, size = end + 1, int(words[2])
        yield raw[start : start + size]
        at = start + size + 1


def keep_blobs(git: Git, paths: Sequence[str]) -> dict[str, str]:
    """Put files into the object store as the person's attributes ask for (line ends, LFS), and give their ids."""
    if not paths:
        return {}
    raw = git.must("hash-object", "-w", "--stdin-paths", stdin="".join(f"{path}\n" for path in paths).encode())
    return dict(zip(paths, raw.decode("ascii").split(), strict=True))


def blob_id(raw: bytes, hash_name: str) -> str:
    """Give the id that bytes have in git as they are."""
    known = hashlib.new(hash_name, b"blob %d\0" % len(raw), usedforsecurity=False)
    known.update(raw)
    return known.hexdigest()


def _joined(paths: Iterable[str]) -> bytes:
    return "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
