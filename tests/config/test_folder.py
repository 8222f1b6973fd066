"""A hub folder: made by init, read whole, errors with file, line and remedy."""

from pathlib import Path

import pytest

from topicwire.config.loading import find_hub, load_hub, settings_files
from topicwire.config.new_hub import write_new_hub
from topicwire.errors import SettingsError


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A new hub."""
    folder = tmp_path / "my-hub"
    write_new_hub(folder, 'Say "AI": a\\b hub')
    return folder


def test_a_new_hub_can_be_read_at_once(hub: Path) -> None:
    """What init writes works: about AI, with topics, organizations and feeds enough to begin."""
    config = load_hub(hub, {})
    assert config.hub.title == 'Say "AI": a\\b hub'
    assert config.hub.topics[0].id == "ai"
    assert len(config.hub.topics) >= 20
    assert len(config.hub.organizations) >= 40
    assert len(config.hub.feeds) >= 30
    assert all(topic.parent for topic in config.hub.topics[1:])


def test_init_never_writes_over_a_hub(hub: Path) -> None:
    """A second init changes nothing."""
    with pytest.raises(SettingsError, match="exists already"):
        write_new_hub(hub, "Another")


def test_the_hub_is_found_from_a_folder_below(hub: Path) -> None:
    """Commands work anywhere inside the hub."""
    assert find_hub(hub / "_data" / "topics") == hub


def test_no_hub_is_said_with_a_remedy(tmp_path: Path) -> None:
    """A newcomer is told about init."""
    with pytest.raises(SettingsError, match="topicwire init"):
        find_hub(tmp_path)


def spoil(hub: Path, name: str, text: str) -> None:
    """Write a file of the hub."""
    (hub / name).write_text(text, encoding="utf-8")


OPML = '<opml version="2.0"><body>\n{}\n</body></opml>\n'
FEED = '<outline type="rss" text="One" xmlUrl="https://one.example/feed"/>'


@pytest.mark.parametrize(
    ("name", "text", "subject", "words"),
    [
        (
            "_data/topics/30-lost.yaml",
            "taxonomy: topic\n_id: lost\nname: Lost\nparent: Nowhere\n",
            "30-lost.yaml:4",
            "parent topic `Nowhere` does not exist",
        ),
        ("_data/topics/30-again.yaml", "_id: ai\nname: Again\n", "30-again.yaml:1", "already in 00-ai.yaml"),
        ("_data/topics/30-x.yaml", "_id: x\nkeywords: [a\n", "30-x.yaml:", "mend the YAML"),
        ("_data/topics/30-x.yaml", "_id: x\n", "30-x.yaml:1", "`name`"),
        ("_data/topics/30-x.yaml", "_id: x\nname: X\nleast: 0\n", "30-x.yaml:3", "`least`"),
        ("_data/topics/30-x.yaml", "_id: x\nname: X\nthreshold: hot\n", "30-x.yaml:3", "`threshold`"),
        ("_data/topics/30-x.yaml", "_id: x\nname: X\nexclude: a\n", "30-x.yaml:3", "`exclude`"),
        ("_data/topics/30-x.yaml", "_id: x\nname: X\nkeywords:\n  - a*\n", "30-x.yaml:4", "3 letters beside a star"),
        ("_data/topics/30-x.yaml", "_id: x\nname: X\nkeywords:\n  - '*'\n", "30-x.yaml:4", "too short"),
        ("_data/topics/30-x.yaml", "_id: X Y\nname: X\n", "30-x.yaml:1", "`_id`"),
        ("_data/topics/x.yaml", "_id: x\nname: X\n", "x.yaml", "NN-name.yaml"),
        ("_data/organizations/x.example.md", "name: X\n", "x.example.md:1", "expected `---`"),
        ("_data/organizations/x.example.md", "---\nname: X\n", "x.example.md:3", "closing"),
        ("sources.opml", OPML.format(FEED + "\n" + FEED), "sources.opml:3", "stands in the file before"),
        ("sources.opml", "<rss/>", "sources.opml:1", "OPML"),
    ],
)
def test_a_wrong_file_is_named_with_line_and_remedy(hub: Path, name: str, text: str, subject: str, words: str) -> None:
    """A person can go to the line and mend it."""
    spoil(hub, name, text)
    with pytest.raises(SettingsError) as caught:
        load_hub(hub, {})
    assert subject in str(caught.value)
    assert words in str(caught.value)


def test_a_missing_root_topic_is_said(hub: Path) -> None:
    """The hub's root must exist."""
    text = (hub / "hub.toml").read_text(encoding="utf-8").replace('root_topic = "ai"', 'root_topic = "art"')
    spoil(hub, "hub.toml", text)
    with pytest.raises(SettingsError, match="no topic has the id `art`"):
        load_hub(hub, {})


def test_a_topic_may_exclude_need_several_and_have_its_own_threshold(hub: Path) -> None:
    """A minus before a keyword is short for `exclude`; keys that are not ours stay."""
    text = "_id: x\nname: X\nkeywords: [camera, -camera phone]\nexclude: [toy *]\nleast: 2\nthreshold: 90\nown: 1\n"
    spoil(hub, "_data/topics/30-x.yaml", text)
    topic = next(topic for topic in load_hub(hub, {}).hub.topics if topic.id == "x")
    assert (topic.keywords, topic.exclude, topic.least, topic.threshold) == (
        ("camera",),
        ("camera phone", "toy *"),
        2,
        90,
    )


def test_topics_may_hang_under_topics_but_not_in_a_circle(hub: Path) -> None:
    """The file and line of one of them is named."""
    spoil(hub, "_data/topics/30-x.yaml", "_id: x\nname: X\nparent: health\n")
    assert next(topic.parent for topic in load_hub(hub, {}).hub.topics if topic.id == "x") == "health"
    spoil(hub, "_data/topics/30-x.yaml", "_id: x\nname: X\nparent: y\n")
    spoil(hub, "_data/topics/31-y.yaml", "_id: y\nname: Y\nparent: x\n")
    with pytest.raises(SettingsError, match=r"30-x.yaml:3.*circle"):
        load_hub(hub, {})


def test_a_hub_can_be_read_as_if_its_files_said_something_else(hub: Path) -> None:
    """The folder stays as it is; a file that is not named is not there."""
    files = settings_files(hub)
    root = files["_data/topics/00-ai.yaml"].replace(b"name: AI", b"name: Minds")
    changed = load_hub(hub, {}, {"hub.toml": files["hub.toml"], "_data/topics/00-ai.yaml": root})
    assert [topic.name for topic in changed.hub.topics] == ["Minds"]
    assert load_hub(hub, {}).hub.topics[0].name == "AI"
