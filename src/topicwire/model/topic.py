"""The hub's subject tree."""

from dataclasses import dataclass
from enum import StrEnum

from topicwire.model.ids import TopicId


class MatchField(StrEnum):
    """Which words of an article topics are matched on."""

    TITLE = "title"
    TITLE_AND_EXCERPT = "title+excerpt"
    TEXT = "text"  # title, excerpt and full text


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """An entry in the hub's subject tree: a file in `_data/topics`."""

    id: TopicId
    name: str  # as records and readers see it
    position: int  # NN of its file name: the order of topics in a record; the root is 0
    parent: TopicId | None  # None: the root topic
    description: str = ""
    keywords: tuple[str, ...] = ()  # whole words or phrases; a keyword listed twice counts twice in `reference`
    hashtags: tuple[str, ...] = ()
    match: MatchField | None = None  # None: the hub's own setting
    exclude: tuple[str, ...] = ()  # phrases: where one stands in the words matched on, the topic is not given
    least: int = 1  # different keywords that must stand there
    threshold: int | None = None  # heat that shows a story whose first topic it is; None: the hub's own


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMatch:
    """A topic given to an article, and why."""

    topic_id: TopicId
    keyword: str | None  # None: the root topic, given always, or one that a child topic brought along
    field: str  # "title", "excerpt", "text", "root", or "child"
    by: TopicId | None = None  # the child topic that brought it along
