"""The publication day as the page shows it to its readers: beside the title, behind "Published", in a dateline. Pure.

Only places that are hardly ever something else are read; where none has a day, htmldate is asked (claims.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from topicwire.formats.date_finding import FoundDay, find_days
from topicwire.model.dates import DateClaim, DateOrigin
from topicwire.stages.extract.blocks import Block
from topicwire.stages.extract.head import DatedMark

_LABELLED = re.compile(
    r"\b(?:published|posted|publish date|pub(?:lication)?\.? date|date published|date posted"
    r"|veröffentlicht|erschienen|erstellt|publiziert|datum|publié|publiée|mis en ligne|posté|rédigé|publicado|publicada"
    r"|fecha|pubblicato|gepubliceerd|geplaatst|опубликовано|дата)\b|发布|發佈|發布|发表|公開|掲載|投稿日|作成|등록|입력|نشر",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:updated?|modified|revised|edited|reviewed|checked|last|aktualisiert|geändert|bearbeitet|stand|letzte"
    r"|mise? à jour|modifiée?|actualizad[oa]|modificad[oa]|atualizad[oa]|aggiornato|bijgewerkt|обновлено)\b"
    r"|更新|修改|수정",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"©|\(c\)|\bcopyright\b|\b(?:until|till|since|between|before|born|expires?|deadline|due|archive|bis|seit"
    r"|depuis|jusqu|hasta|desde|joined|member since|commented|reply|event|starts?|ends?|accessed|retrieved)\b",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(r"publi(?!c\b)|posted|entry-date|post-date|article-date|pubdate|dateline")
_FOREIGN = re.compile(
    r"modif|updat|comment|related|teaser|sidebar|widget|footer|copyright|event|current|today|clock|weather|archive|nav"
)
"""Marks of dates that are not the article's."""
_DATELINE = re.compile(r"^[^\W\d_][\w .,/'’()-]{2,50}[,(–—/ -]\s*$")
_BEHIND_DATELINE = re.compile(r"^\s*[)/,]?\s*(?:\(|/|--|–|—|- )")
_ABOVE, _BELOW, _LABEL_REACH, _FAR = 3, 9, 30, 60
"""Blocks above and below the title in which a bare day, or a labelled one, is the article's own. Set on the
pages named in docs/decisions/0012."""
_SURE, _BESIDE, _IN_DATELINE, _AWAY, _OVER = range(5)
"""Kinds of places, best first: labelled; below the title; a dateline; labelled far away; above the title, where
newspapers print today's date."""
_SHORT, _LONG = 90, 260
"""Most characters beside the day in a block that is a byline; longest block in which a label is believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sighting:
    """A day, and how good the place is where it stands."""

    rank: tuple[int, int]  # lower is better: kind of place, then distance from the title
    day: FoundDay
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a block stands."""

    distance: int  # in blocks from the title, negative above it
    below: int  # blocks from the title to where the text has begun
    beside: int  # characters of the block that are no day


def marked_claim(dated: Sequence[DatedMark], *, is_day_first: bool = False) -> DateClaim | None:
    """Give the day in the best of the elements marked as dates; None when none is believable.

    Args:
        dated: as read_head gathers them.
        is_day_first: how `1/2/2026` is meant.
    """
    return _best([one for mark in dated for one in _marked(mark, is_day_first)])


def shown_claim(blocks: Sequence[Block], titles: Sequence[str], *, is_day_first: bool = False) -> DateClaim | None:
    """Give the day that stands in the best place among the blocks around the title; None when there is none.

    Args:
        blocks: the page's text blocks in order.
        titles: what the page calls the article, best first; the first that is a block of its own is the title.
        is_day_first: how `1/2/2026` is meant.
    """
    at = _title_place(blocks, titles)
    below = _head_end(blocks, at) - at
    start, end = max(0, at - _LABEL_REACH), max(0, at + _FAR)
    near = enumerate(blocks[start:end], start=start)
    return _best([one for place, block in near for one in _sightings(block, place - at, below, is_day_first)])


def _best(sightings: Sequence[_Sighting]) -> DateClaim | None:
    return _claim(min(sightings, key=lambda one: one.rank)) if sightings else None


def _title_place(blocks: Sequence[Block], titles: Sequence[str]) -> int:
    headings = [at for at, block in enumerate(blocks) if block.tag == "h1"]
    if headings:
        return headings[0]
    for title in titles:
        wanted = _fold(title)
        for at, block in enumerate(blocks[:600]):
            if len(wanted) > 5 and abs(len(block.text) - len(title)) < 9 and _fold(block.text) == wanted:
                return at
    return -_LABEL_REACH


def _head_end(blocks: Sequence[Block], title: int) -> int:
    """Give the place where the text has begun for sure: behind the second paragraph after the title."""
    long = [at for at in range(max(0, title + 1), min(len(blocks), title + _BELOW)) if len(blocks[at].text) > _SHORT]
    return long[1] if len(long) > 1 else title + _BELOW


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _sightings(block: Block, distance: int, below: int, is_day_first: bool) -> Iterator[_Sighting]:
    text = block.text
    found = find_days(text[:_LONG], is_day_first=is_day_first)
    beside = len(text) - sum(day.end - day.start for day in found)
    for day in found:
        before = text[max(0, day.start - 40) : day.start]
        rank = _rank(before, text, day, _Place(distance=distance, below=below, beside=beside))
        if rank is not None:
            words = f"{_label(before)} {day.raw}".strip()
            yield _Sighting(rank=(rank, abs(distance)), day=day, words=words)


def _marked(mark: DatedMark, is_day_first: bool) -> Iterator[_Sighting]:
    """Give the days of a marked element: its marks count as a label, those of a change or a comment against it."""
    if _FOREIGN.search(mark.hint) or (mark.distance < -2 and not _PUBLICATION.search(mark.hint)):
        return
    found = find_days(mark.text, is_day_first=is_day_first)
    beside = len(mark.text) - sum(day.end - day.start for day in found)
    for day in found:
        before = mark.text[max(0, day.start - 40) : day.start]
        label, against = _last(_LABELLED, before), max(_last(_CHANGED, before), _last(_OTHER, before))
        if label < against or (label < 0 and mark.distance and beside > _SHORT):
            continue
        is_sure = label >= 0 or bool(_PUBLICATION.search(mark.hint))
        rank = _SURE if is_sure else _BESIDE if mark.distance >= 0 else _OVER
        yield _Sighting(rank=(rank, abs(mark.distance)), day=day, words=f"{_label(before)} {day.raw}".strip())


def _rank(before: str, text: str, day: FoundDay, place: _Place) -> int | None:
    """Rate the place of a day in a block; None where it is no place for a publication."""
    distance, beside = place.distance, place.beside
    label = _last(_LABELLED, before)
    if label < max(_last(_CHANGED, before), _last(_OTHER, before)):
        return None
    if label >= 0 and (beside <= _SHORT or day.start < _SHORT):
        return _SURE if -_ABOVE <= distance <= _LABEL_REACH else _AWAY
    if beside <= _SHORT and -_ABOVE <= distance <= place.below and not _CHANGED.search(text[: day.start]):
        return _BESIDE if distance >= 0 else _OVER
    is_dateline = _DATELINE.match(text[: day.start]) and _BEHIND_DATELINE.match(text[day.end :])
    return _IN_DATELINE if is_dateline and 0 <= distance <= _LABEL_REACH else None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _label(before: str) -> str:
    """Give the label in front of a day, from where it starts."""
    at = _last(_LABELLED, before)
    return before[at:].strip() if at >= 0 else ""


def _claim(sighting: _Sighting) -> DateClaim:
    day = sighting.day
    origin = DateOrigin.PAGE_TEXT if sighting.rank[0] == _OVER else DateOrigin.BYLINE
    return DateClaim(origin=origin, raw=sighting.words[:200], at=day.at, has_time=day.has_time)
