"""What a person changed in a record file, field by field. Pure. What each change means: docs/decisions/0009."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from topicwire.model.record import Record, RecordPicture, Related
from topicwire.model.ruling import RulingKind, RulingValue
from topicwire.stages.rank.law import NOT_LEADING
from topicwire.stages.rank.ruled import RECORD_FIELDS, RELATED_KINDS

KEYS = {
    RulingKind.TITLE: "title",
    RulingKind.EXCERPT: "excerpt",
    RulingKind.CATEGORY: "category",
    RulingKind.DATE: "publishedDateTime",
    RulingKind.TYPE: "type",
    RulingKind.ORIGINAL_URL: "originalUrl",
    RulingKind.WEB_URL: "webUrl",
    RulingKind.AMP_URL: "ampWebUrl",
    RulingKind.AMP_CACHE_URL: "cdnAmpWebUrl",
    RulingKind.EMBED: "featuredContent",
    RulingKind.PROVIDER: "provider",
    RulingKind.TOPICS: "topics",
    RulingKind.PICTURES: "images",
    RulingKind.PUBLISHED: "published",
    RulingKind.LEAD: "heat",
    RulingKind.QUALITY: "quality",
    RulingKind.HEAT: "heat",
    RulingKind.LISTED: "related",
    RulingKind.MERGE: "related",
    RulingKind.SPLIT: "related",
}
"""The file's key that a ruling comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that says something else."""

    kind: RulingKind
    value: RulingValue  # for a figure, None: its line was taken out, and it is ours again
    replaced: RulingValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """All that changed in one file."""

    changes: tuple[Change, ...] = ()
    added: tuple[Related, ...] = ()  # to the list of related articles
    removed: tuple[Related, ...] = ()
    retold: tuple[tuple[Related, Change], ...] = ()  # what is said of another article, as it was listed
    is_sealed_changed: bool = False

    @property
    def size(self) -> int:
        """Count the changes."""
        return len(self.changes) + len(self.added) + len(self.removed) + len(self.retold) + self.is_sealed_changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What figures follow from, in the hub's settings."""

    per_related: int
    threshold: int


def compare(before: Record, after: Record, law: Law) -> Edit:
    """Say what a person changed.

    Args:
        before: the file as it was when we last knew it.
        after: the file as it is.
        law: heat and published that only follow it, after another change, are no decision.
    """
    kept, removed, added = _matched(before.related, after.related)
    return Edit(
        changes=(*_fields(before, after, RECORD_FIELDS), *_figures(before, after, law)),
        added=added,
        removed=removed,
        retold=tuple((old, change) for old, new in kept for change in _retold(old, new)),
        is_sealed_changed=before.sealed != after.sealed,
    )


def compare_words(before: Record, after: Record) -> Edit:
    """Say what differs in an article's own words, where nobody knows what the file's figures and list were."""
    return Edit(changes=tuple(_fields(before, after, RECORD_FIELDS)))


def _fields(
    before: Record | Related, after: Record | Related, kinds: Sequence[RulingKind] | dict[RulingKind, str]
) -> Iterator[Change]:
    for kind in kinds:
        name = RECORD_FIELDS[kind]
        old, new = _value(getattr(before, name)), _value(getattr(after, name))
        if _bare(old) != _bare(new):
            yield Change(kind=kind, value=new, replaced=old)


def _value(value: RulingValue | Enum) -> RulingValue:
    return value.value if isinstance(value, Enum) else value


def _bare(value: RulingValue) -> RulingValue:
    """Leave out whether pictures have a copy: that is no decision."""
    if not isinstance(value, tuple):
        return value
    return (
        tuple(
            RecordPicture(url=one.url, width=one.width, height=one.height)
            for one in value
            if isinstance(one, RecordPicture)
        )
        or value
    )


def _figures(before: Record, after: Record, law: Law) -> Iterator[Change]:
    if after.quality != before.quality:
        yield Change(kind=RulingKind.QUALITY, value=after.quality, replaced=before.quality)
    follows = after.heat not in {before.heat, None} and after.heat == _lawful_heat(before, after, law)
    if after.heat != before.heat and not follows:
        yield from _heat(before.heat, after.heat, bool(after.related))
    if after.is_published != before.is_published and not _is_published_lawful(before, after, law, follows):
        yield Change(kind=RulingKind.PUBLISHED, value=after.is_published, replaced=before.is_published)


def _lawful_heat(before: Record, after: Record, law: Law) -> int | None:
    """Give the heat that the other changes bring with them; None where there is none to go from."""
    if before.heat is None or before.heat == NOT_LEADING or before.quality is None or after.quality is None:
        return None
    more = len(after.related) - len(before.related)
    return before.heat + after.quality - before.quality + law.per_related * more


def _is_published_lawful(before: Record, after: Record, law: Law, follows: bool) -> bool:
    """Say whether it only follows: from a heat that follows, or from not leading any more."""
    if follows and after.heat is not None:
        return after.is_published is (after.heat >= law.threshold)
    is_put_back = before.heat != NOT_LEADING and after.heat == NOT_LEADING
    return is_put_back and bool(after.related) and after.is_published is False


def _heat(before: int | None, after: int | None, has_others: bool) -> Iterator[Change]:
    if before == NOT_LEADING and after is not None:
        yield Change(kind=RulingKind.LEAD, value=True, replaced=False)
    elif after == NOT_LEADING:
        if has_others:
            yield Change(kind=RulingKind.LEAD, value=False, replaced=True)
    else:
        yield Change(kind=RulingKind.HEAT, value=after, replaced=before)


def _matched(
    before: Sequence[Related], after: Sequence[Related]
) -> tuple[list[tuple[Related, Related]], tuple[Related, ...], tuple[Related, ...]]:
    """Pair the listed articles by address, what is left by title; give the pairs, those gone and those new."""
    pairs, old, new = list[tuple[Related, Related]](), list(before), list(after)
    for key in (_address, _title):
        for one in tuple(old):
            match = next((other for other in new if key(one) and key(one) == key(other)), None)
            if match is not None:
                pairs.append((one, match))
                old.remove(one)
                new.remove(match)
    return pairs, tuple(old), tuple(new)


def _address(related: Related) -> str:
    return related.web_url or related.amp_url or ""


def _title(related: Related) -> str:
    return related.title


def _retold(before: Related, after: Related) -> Iterator[Change]:
    yield from _fields(before, after, [kind for kind in RECORD_FIELDS if kind in RELATED_KINDS])
    if after.quality is not None and after.quality != before.quality:
        yield Change(kind=RulingKind.QUALITY, value=after.quality, replaced=before.quality)
