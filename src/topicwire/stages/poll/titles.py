"""The titles a feed showed last, each with its tip: what tells a renamed entry from a new one. Pure.

Kept as bytes, 16 for each title: half a digest of the title and the tip's id.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from topicwire.model.ids import TipId

_HALF = 8


def title_key(title: str) -> bytes:
    """Give 8 bytes that are equal for titles that differ only in case and spaces."""
    return blake2b(" ".join(title.casefold().split()).encode("utf-8", "replace"), digest_size=_HALF).digest()


def pack_titles(titles: Iterable[tuple[str, TipId]]) -> bytes:
    """Give the bytes to keep for (title, tip) pairs; a title that stands on several tips is left out."""
    keyed = [(title_key(title), tip_id) for title, tip_id in titles if title.strip()]
    counted = Counter(key for key, _ in keyed)
    return b"".join(key + bytes.fromhex(tip_id) for key, tip_id in keyed if counted[key] == 1)


def unpack_titles(kept: bytes | None) -> Mapping[bytes, TipId]:
    """Give tips by title key; empty for None and for bytes that are not ours."""
    if not kept or len(kept) % (2 * _HALF):
        return {}
    starts = range(0, len(kept), 2 * _HALF)
    return {kept[at : at + _HALF]: TipId(kept[at + _HALF : at + 2 * _HALF].hex()) for at in starts}
