"""What may be done with a record file, from what lies there and what we last wrote. Pure."""

from collections.abc import Callable, Mapping
from enum import Enum, auto

Row = tuple[str, str]
"""(key, SHA-256 hex); ("", "") in the intended manifest: we meant to remove the file."""
REMOVAL: Row = ("", "")
UNREADABLE = "unreadable"
"""Stands for the digest of what is no plain file of ours: a link, a folder, a file we may not read."""


class Judgement(Enum):
    """What to do with one file."""

    SAME = auto()  # it is as we would write it
    WRITE = auto()
    COMPARE = auto()  # not ours; ours only if it happens to have the very bytes
    LEAVE = auto()  # a person's


def judge(key: str, on_disk: str | None, written: Row | None) -> tuple[Judgement, str]:
    """Decide on a file that is to be published, and say why where it is left alone.

    Args:
        key: of the sheet.
        on_disk: SHA-256 of what lies there; None when nothing does.
        written: what we last wrote there; None when we never did.
    """
    if written is None:
        return (Judgement.WRITE, "") if on_disk is None else (Judgement.COMPARE, "was there before us")
    is_new = written[0] != key
    if on_disk is None:
        # A person's deletion holds until there is something new to say.
        return (Judgement.WRITE, "") if is_new else (Judgement.LEAVE, "deleted by hand")
    if on_disk == written[1]:
        return (Judgement.WRITE if is_new else Judgement.SAME, "")
    return (Judgement.COMPARE if is_new else Judgement.LEAVE, "edited by hand")


def settle_intended(
    written: Mapping[str, Row], intended: Mapping[str, Row], digest_on_disk: Callable[[str], str | None]
) -> dict[str, Row]:
    """Find out how far a run that was cut off came, so that its files are not taken for a person's.

    Returns:
        What we last wrote, those intended writes and removals included that reached the disk.
    """
    settled = dict(written)
    for path, row in intended.items():
        on_disk = digest_on_disk(path)
        if row == REMOVAL and on_disk is None:
            settled.pop(path, None)
        elif row[1] == on_disk:
            settled[path] = row
    return settled
