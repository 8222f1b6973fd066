"""Full-text search of a hub: names resolved, typing errors forgiven, pieces of texts to show. Changes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from topicwire.model.ids import ArticleId, Domain, TopicId
from topicwire.model.search import Answer, FoundStories, ListedStory, Question, Wanted, Words
from topicwire.newsroom.room import Room
from topicwire.text.clean import cut, one_line
from topicwire.text.searchwords import edits_forgiven, fold, marked

FEW = 3
"""Up to so many stories with a word, other spellings of it are counted as well."""
SPELLINGS, TEXTS, AROUND = 6, 8, 110
"""Other spellings of a word; full texts looked through for one result; characters shown on each side of a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spelled:
    """A word of a question as the hub knows it."""

    word: str
    stories: int  # that have it, or a word that begins so; may stop at 100
    others: Words  # spelled like it; empty when enough stories have the word


def search(room: Room, question: Question, limit: int, offset: int = 0) -> Answer:
    """Answer a question: exactly when that finds anything to speak of, else with spelling and one word less."""
    if question.is_empty:
        return Answer(question=question, total=0, stories=(), terms=())
    wanted = _resolved(room, question)
    terms = tuple(dict.fromkeys((*question.words, *(word for phrase in question.phrases for word in phrase))))
    found = room.store.search.find(wanted, limit, offset)
    if found.total > FEW or not question.words:
        return Answer(question=question, total=found.total, stories=found.stories, terms=terms)
    return _forgiving(room, wanted, Answer(question=question, total=found.total, stories=found.stories, terms=terms),
                      (limit, offset))  # fmt: skip


def _forgiving(room: Room, wanted: Wanted, exact: Answer, page: tuple[int, int]) -> Answer:
    """Try other spellings of rare words, then without the rarest word; keep what was found before if nothing helps."""
    spelled = tuple(_spell(room, word) for word in exact.question.words)
    similar = replace(wanted, words=tuple((one.word, *one.others) for one in spelled))
    found = room.store.search.find(similar, *page) if similar != wanted else FoundStories(total=0, stories=())
    if found.total > exact.total:
        return _told(exact, found, spelled)
    if exact.total or len(spelled) < 3:
        return exact
    rarest = min(spelled, key=lambda one: (one.stories + bool(one.others), -len(one.word)))
    rest = tuple(one for one in spelled if one is not rarest)
    found = room.store.search.find(replace(similar, words=tuple((one.word, *one.others) for one in rest)), *page)
    return replace(_told(exact, found, rest), is_mostly=True) if found.total else exact


def _told(exact: Answer, found: FoundStories, spelled: Sequence[_Spelled]) -> Answer:
    helped = [one for one in spelled if one.others]
    terms = (*exact.terms, *(other for one in helped for other in one.others))
    mean = tuple((one.word, one.others[0]) for one in helped if not one.stories)
    return replace(
        exact,
        total=found.total,
        stories=found.stories,
        terms=tuple(dict.fromkeys(terms)),
        is_similar=bool(helped),
        mean=mean,
    )


def _spell(room: Room, word: str) -> _Spelled:
    stories = room.store.search.count_with(word)
    edits = edits_forgiven(word) if stories <= FEW else 0
    others = room.store.search.list_similar(word, edits, SPELLINGS) if edits else ()
    return _Spelled(word=word, stories=stories, others=others)


def _resolved(room: Room, question: Question) -> Wanted:
    return Wanted(
        words=tuple((word,) for word in question.words),
        phrases=question.phrases,
        without=question.without,
        topics=tuple(_topic(room, said) for said in question.topics),
        sources=tuple(_domains(room, said) for said in question.sources),
        since=question.since,
        until=question.until,
    )


def _topic(room: Room, said: str) -> TopicId:
    """Give the id of the topic that is called so; what was said itself when none is, so that nothing has it."""
    named = fold(said)
    topics = room.config.hub.topics
    found = (topic.id for topic in topics if topic.id == said or fold(topic.name) == named)
    return next(found, TopicId(said))


def _domains(room: Room, said: str) -> tuple[Domain, ...]:
    """Give the outlets of that domain or name: several may share a name."""
    domain, named = said.lower(), fold(said)
    known = room.store.search.list_sources()
    return tuple(found for found, name, _ in known if found == domain or fold(name) == named) or (Domain(domain),)


def telling_headline(story: ListedStory, terms: Words) -> str:
    """Give another outlet's headline that has words asked for which the lead's words have not; empty: none."""
    own = _hits(f"{story.title} {story.excerpt}", terms)
    return next((other for other in story.headlines if _hits(other, terms) - own), "")


def telling_text(room: Room, story: ListedStory, terms: Words) -> str:
    """Cut the piece of a full text that has most of the words which nothing else shown has; empty: none."""
    shown = _hits(" ".join((story.title, story.excerpt, telling_headline(story, terms))), terms)
    missing = tuple(term for term in terms if not any(hit.startswith(term) for hit in shown))
    if not missing:
        return ""
    pieces = (_piece(text, missing) for text in _texts(room, story.articles[:TEXTS]))
    return next((piece for piece in pieces if piece), "")


def _texts(room: Room, articles: Sequence[ArticleId]) -> Iterator[str]:
    for article_id in articles:
        article = room.store.articles.find(article_id)
        if article and article.text:
            yield one_line(article.text)


def _piece(text: str, terms: Words) -> str:
    """Cut the words around the first hit."""
    at = 0
    for words, is_hit in marked(text, terms):
        if is_hit:
            start = max(0, at - AROUND)
            start = text.rfind(" ", 0, start) + 1 if start else 0
            piece = cut(text[start : at + len(words) + AROUND + 20], 2 * AROUND + 40)
            return f"…{piece}" if start else piece
        at += len(words)
    return ""


def _hits(text: str, terms: Words) -> set[str]:
    return {fold(piece) for piece, is_hit in marked(text, terms) if is_hit}
