"""Makes the files as they would be after a change, in memory. Pure: bytes of files to bytes of files."""

from collections.abc import Mapping, Sequence
from typing import Any

from topicwire.config.files import SETTINGS
from topicwire.config.toml_edits import read_assignment, with_value
from topicwire.config.topic_edits import with_items, with_scalar
from topicwire.errors import SettingsError
from topicwire.formats.safe_yaml import read_mapping
from topicwire.newsroom.lab.asked import Asked
from topicwire.text.phrases import folded_phrase

BOM = "\ufeff"


def draft(files: Mapping[str, bytes], asked: Asked) -> dict[str, bytes]:
    """Give all files with the change in them.

    Args:
        files: hub.toml and the topics, as `settings_files` gives them; they can be read.
        asked: the change.

    Raises:
        SettingsError: an unknown topic or keyword, or a place that has to be changed by hand.
    """
    drafted = dict(files)
    if asked.settings:
        drafted[SETTINGS] = _with_settings(files[SETTINGS], asked.settings)
    if asked.is_about_a_topic:
        path = find_topic_file(files, asked.topic)
        drafted[path] = _with_topic(path, files[path], asked)
    return drafted


def find_topic_file(files: Mapping[str, bytes], name: str) -> str:
    """Find the file of a topic by its `_id`, its name or its short name, in any case.

    Raises:
        SettingsError: there is none; names those there are.
    """
    if not name:
        what = "the change of a topic does not say of which"
        raise SettingsError(what, subject="topicwire lab", remedy="add --topic ID")
    topics = {path: read_mapping(raw) for path, raw in files.items() if path != SETTINGS}
    wanted = folded_phrase(name)
    for path, topic in topics.items():
        if wanted in {folded_phrase(str(topic.get(key) or "")) for key in ("_id", "name", "shortname")}:
            return path
    known = ", ".join(str(topic.get("_id")) for topic in topics.values())
    raise SettingsError(f"the hub has no topic `{name}`", subject="--topic", remedy=f"it has {known}")


def _with_settings(raw: bytes, settings: Sequence[str]) -> bytes:
    text = raw.decode("utf-8")
    bare = text.removeprefix(BOM)
    for words in settings:
        bare = with_value(bare, *read_assignment(words))
    return (BOM + bare if text.startswith(BOM) else bare).encode()


def _with_topic(path: str, raw: bytes, asked: Asked) -> bytes:
    text = raw.decode("utf-8")
    try:
        changed = _changed(text.removeprefix(BOM), asked)
    except SettingsError as error:
        raise SettingsError(error.what, subject=error.subject or path, remedy=error.remedy) from error
    return (BOM + changed if text.startswith(BOM) else changed).encode()


def _changed(text: str, asked: Asked) -> str:
    mapping = read_mapping(text.encode())
    in_keywords, in_exclude = _dropped(mapping, asked.drop)
    if asked.add or in_keywords:
        text = with_items(text, "keywords", asked.add, in_keywords)
    if asked.exclude or in_exclude:
        text = with_items(text, "exclude", asked.exclude, in_exclude)
    scalars = {"match": asked.match or None, "least": asked.least, "threshold": asked.threshold}
    for key, value in scalars.items():
        if value is not None:
            text = with_scalar(text, key, value)
    return text


def _dropped(mapping: Mapping[str, Any], drop: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part what is to be dropped by the list it stands in."""
    lists = {key: [str(item) for item in mapping.get(key) or ()] for key in ("keywords", "exclude")}
    folded = {key: {folded_phrase(item) for item in items} for key, items in lists.items()}
    for item in drop:
        if not any(folded_phrase(item) in known for known in folded.values()):
            known = ", ".join((*lists["keywords"], *lists["exclude"])) or "none"
            raise SettingsError(f"the topic has no keyword `{item}`", subject="--drop", remedy=f"its keywords: {known}")
    in_keywords = [item for item in drop if folded_phrase(item) in folded["keywords"]]
    return in_keywords, [item for item in drop if item not in in_keywords]
