"""The default hub about AI is complete, consistent and says nothing twice."""

from pathlib import Path

import pytest
from publicsuffixlist import PublicSuffixList

from topicwire.config.new_hub import write_new_hub
from topicwire.config.organizations import read_organizations
from topicwire.config.sources import read_sources
from topicwire.config.topics import read_topics


@pytest.fixture(name="hub")
def new_hub(tmp_path: Path) -> Path:
    """Write a new hub as `topicwire init` does."""
    write_new_hub(tmp_path / "hub", "A hub")
    return tmp_path / "hub"


def test_topics_hang_under_ai_and_name_each_keyword_once(hub: Path) -> None:
    """A keyword listed twice would count twice in the reference card."""
    root, *children = read_topics(hub, "ai")
    assert (root.id, root.name, root.position) == ("ai", "AI", 0)
    assert len(children) >= 20
    assert {topic.parent for topic in children} == {"ai"}
    assert all(topic.keywords and topic.hashtags and topic.description for topic in children)
    assert all(len(set(topic.keywords)) == len(topic.keywords) for topic in (root, *children))


def test_no_keyword_is_so_common_that_it_lets_everything_in(hub: Path) -> None:
    """Bare names of large firms and everyday words are not evidence of AI."""
    keywords = {keyword for topic in read_topics(hub, "ai") for keyword in topic.keywords}
    assert not keywords & {"google", "microsoft", "meta", "apple", "face", "vision", "claude", "gemini", "model"}


def test_organizations_are_registrable_domains(hub: Path) -> None:
    """Providers are looked up by registrable domain; anything else would never be found."""
    suffixes = PublicSuffixList()
    organizations = read_organizations(hub)
    assert len(organizations) >= 40
    assert [o.domain for o in organizations if suffixes.privatesuffix(o.domain) != o.domain] == []


def test_sources_are_many_and_in_folders(hub: Path) -> None:
    """All of them https, each address once."""
    feeds = read_sources(hub)
    assert len(feeds) >= 30
    assert len({feed.url for feed in feeds}) == len(feeds)
    assert all(feed.url.startswith("https://") and feed.folder for feed in feeds)
    assert {len(feed.folder) for feed in feeds} == {1, 2}
    assert 0 < sum(feed.is_focused for feed in feeds) < len(feeds)
