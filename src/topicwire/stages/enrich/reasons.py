"""Says of every topic of the hub, in words, why an article is or is not given it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from topicwire.model.article import Article
from topicwire.model.ids import TopicId
from topicwire.model.topic import Topic
from topicwire.stages.enrich.keywords import Found
from topicwire.stages.enrich.settings import EnrichSettings
from topicwire.stages.enrich.topics import FIELDS, Judgement, TopicFinder


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAnswer:
    """One topic of the hub, as it stands to one article."""

    topic_id: TopicId
    name: str
    is_given: bool
    why: str
    has_sign: bool  # a keyword of it stands somewhere in the article: worth telling even when it is not given
    is_refusing: bool  # the root excludes the article: it does not pass the gate


def words_of(article: Article) -> dict[str, str]:
    """Give the words of an article that topics may be matched on, by field, in the order they are searched."""
    return {"title": article.title, "excerpt": article.excerpt, "text": article.text}


def explain_topics(
    words: Mapping[str, str], topics: Iterable[Topic], finder: TopicFinder, settings: EnrichSettings
) -> tuple[TopicAnswer, ...]:
    """Explain every topic of the hub, given ones first as the record lists them, then the others in that order.

    Args:
        words: as `words_of` gives them.
        topics: of the hub, for their names.
        finder: made of these topics.
        settings: how topics are given.
    """
    names, found = {topic.id: topic.name for topic in topics}, finder.find(words)
    answers = [
        _answer(one, [sign for sign in found if sign.topic_id == one.topic.id], names, settings)
        for one in finder.judge(found, settings.match)
    ]
    return tuple(sorted(answers, key=lambda answer: not answer.is_given))


def _answer(
    judged: Judgement, found: list[Found], names: Mapping[TopicId, str], settings: EnrichSettings
) -> TopicAnswer:
    return TopicAnswer(
        topic_id=judged.topic.id,
        name=judged.topic.name,
        is_given=judged.is_given,
        why=say_why(judged, found, names, settings),
        has_sign=any(not one.is_exclusion for one in found) or (judged.topic.parent is not None and bool(judged.child)),
        is_refusing=judged.topic.parent is None and judged.excluded_by is not None,
    )


def say_why(judged: Judgement, found: list[Found], names: Mapping[TopicId, str], settings: EnrichSettings) -> str:
    """Say in words why a topic is given or not; `found` are its keywords anywhere in the article."""
    if judged.topic.parent is None:
        refusal = f"; {_place(judged.excluded_by)} keeps it out of the hub" if judged.excluded_by else ""
        signs = [one for one in found if not one.is_exclusion]
        named = f" ({_place(signs[0])})" if signs else ""
        return f"the hub's root topic, given always{named}{refusal}"
    wanted = _wanted(judged, names)
    if wanted and judged.excluded_by:
        return f"would be given by {wanted}, but {_place(judged.excluded_by)} excludes it"
    if wanted:
        return wanted
    if judged.hits:
        counts = f", one in the title counts {settings.title_counts}" if settings.title_counts > 1 else ""
        return f"needs {judged.topic.least} keywords, has {judged.count}: {_places(judged.hits)}{counts}"
    fields = FIELDS[judged.topic.match or settings.match]
    beyond = [one for one in found if not one.is_exclusion]
    if beyond:
        return f"{_place(beyond[0])}, but it is matched on {_listed(fields)} only"
    count = len(set(judged.topic.keywords))
    return f"none of its {count} keywords stands in the {_listed(fields)}" if count else "it has no keywords"


def _wanted(judged: Judgement, names: Mapping[TopicId, str]) -> str:
    if judged.has_enough and judged.topic.least > 1:
        return f"{_places(judged.hits)}, of {judged.topic.least} keywords needed"
    if judged.has_enough:
        return _place(judged.hits[0])
    return f"its child topic {names.get(judged.child, judged.child)}" if judged.child else ""


def _places(found: Iterable[Found]) -> str:
    return ", ".join(map(_place, found))


def _place(found: Found) -> str:
    return f"“{found.keyword}” in the {found.field}"


def _listed(fields: tuple[str, ...]) -> str:
    return " or ".join((", ".join(fields[:-1]), fields[-1])) if len(fields) > 1 else fields[0]
