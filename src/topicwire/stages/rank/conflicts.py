"""Where a publisher's newer words go against what an editor decided: the editor's stay, and it is told. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from topicwire.model.article import Article
from topicwire.model.ruling import Ruling, RulingKind, RulingValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A ruling, and what its article's newest revision says instead."""

    ruling: Ruling
    publisher: str  # empty: the publisher took it away


_WORDS: Mapping[RulingKind, Callable[[Article], str]] = {
    RulingKind.TITLE: lambda article: article.title,
    RulingKind.EXCERPT: lambda article: article.excerpt,
    RulingKind.TYPE: lambda article: article.kind.value,
    RulingKind.AMP_URL: lambda article: article.amp_url or "",
    RulingKind.AMP_CACHE_URL: lambda article: article.amp_cache_url or "",
    RulingKind.DATE: lambda article: f"{article.published.at:%Y-%m-%dT%H:%M:%SZ}",
    RulingKind.PICTURES: lambda article: article.picture.url if article.picture else "",
}
"""What a revision says of the field a ruling is on; fields that no page decides are left out."""


def find_conflicts(rulings: Iterable[Ruling], revisions: Sequence[Article]) -> tuple[Conflict, ...]:
    """List the rulings whose field the publisher changed after they were made.

    Args:
        rulings: those in force on one article.
        revisions: of the article, oldest first; at least one.
    """
    then: dict[str | None, Article] = {one.revision: one for one in revisions}
    now = revisions[-1]
    found = (_conflict(one, then.get(one.revision), now) for one in rulings if one.kind in _WORDS)
    return tuple(one for one in found if one)


def _conflict(ruling: Ruling, then: Article | None, now: Article) -> Conflict | None:
    word = _WORDS[ruling.kind]
    if then is None or word(then) == word(now) or said(ruling.value) == word(now):
        return None
    return Conflict(ruling=ruling, publisher=word(now))


def word_of(kind: RulingKind, article: Article) -> str | None:
    """Give what a revision says of a field, spelled like `said` spells values; None where no page decides it."""
    return _WORDS[kind](article) if kind in _WORDS else None


def said(value: RulingValue) -> str:
    """Spell a ruling's value, or what it replaced, to compare it with a publisher's word."""
    if isinstance(value, tuple):
        return next((getattr(one, "url", "") for one in value), "")
    return str(value) if value is not None else ""
