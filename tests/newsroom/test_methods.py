"""What the hub says of its own methods is what it does."""

from dataclasses import replace

import pytest

from topicwire.config.settings import HubSettings, HubTable
from topicwire.net.settings import NetworkSettings
from topicwire.newsroom.methods import methods_of, named_contact
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.extract.chosen import TRUST
from topicwire.stages.rank.settings import RankSettings
from topicwire.stages.rank.weights import KEYS, Weights
from topicwire.vectors.settings import SemanticSettings


def settings(contact: str = "", url: str = "https://hub.example/news", **tables: object) -> HubSettings:
    """Build settings."""
    return HubSettings(hub=HubTable(title="Hub", url=url), network=NetworkSettings(contact=contact), **tables)


def test_changed_settings_are_said() -> None:
    """Thresholds and weights are those of this hub, not the shipped ones."""
    scores = RankSettings(weights=Weights(clickbait=-77), per_related=3, host_bonus={"paper.example": 9})
    found = methods_of(settings(scores=scores, stories=ClusterSettings(threshold=0.5)))
    parts = {one.name: one.value for one in found.scoring.parts}
    assert (parts["clickbait"], parts["host bonus: paper.example"], found.scoring.per_related) == (-77, 9, 3)
    assert found.forming.threshold == 0.5


def test_every_part_of_the_card_and_every_origin_of_a_date_is_named() -> None:
    """Nothing that counts is left out."""
    found = methods_of(settings())
    assert len(found.scoring.parts) == len(KEYS)
    assert {one.name for one in found.trust} == {origin.value for origin in TRUST}
    values = [one.value for one in found.trust]
    assert values == sorted(values, reverse=True)


def test_the_reference_card_has_other_parts() -> None:
    """Which start with the hub's own offset."""
    found = methods_of(settings(scores=RankSettings(card="reference", offset=52)))
    assert found.scoring.parts[0].value == 52
    assert "clickbait" not in {one.name for one in found.scoring.parts}


def test_a_model_of_meaning_brings_its_own_signs() -> None:
    """With it, what sentences mean is weighed too."""
    plain, meaning = (methods_of(settings(semantic=SemanticSettings(model=name))).forming for name in ("", "minilm"))
    assert not plain.has_meaning
    assert "meaning" not in {one.name for one in plain.signals}
    assert "meaning" in {one.name for one in meaning.signals}
    assert plain.start != meaning.start


@pytest.mark.parametrize(
    ("contact", "url", "named"),
    [
        ("desk@hub.example", "https://hub.example", "desk@hub.example"),
        ("", "https://hub.example/news", "https://hub.example/news/webmasters.html"),
        ("", "http://localhost:8000", ""),
        ("", "http://127.0.0.1:8000", ""),
    ],
)
def test_the_agent_names_a_person_else_the_page_for_webmasters(contact: str, url: str, named: str) -> None:
    """A hub that only its own machine can read names nothing nobody could open."""
    made = settings(contact, url)
    assert named_contact(made) == named
    assert methods_of(made).asking.agent.endswith(f"(+{named})" if named else "0.1.0")
    assert replace(methods_of(made).asking, agent="").token == "topicwire"
