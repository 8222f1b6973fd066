"""What the cards are told of an article."""

from dataclasses import replace

import pytest

from tests.stages.cluster.builders import article, enrichment
from topicwire.stages.rank.facts import Sights, gather, usual_words

NOTHING = Sights(known=(), followed=(), topics={})


@pytest.mark.parametrize(
    ("counted", "language", "words"), [(300, "en", 300), (320, "zh", 200), (440, "ja", 200), (0, "th", 0)]
)
def test_scripts_without_spaces_are_counted_in_words_of_usual_length(counted: int, language: str, words: int) -> None:
    """So that a Chinese report is not twice as deep as the same in English."""
    assert usual_words(counted, language) == words


def test_an_outlet_that_is_only_a_domain_has_no_name() -> None:
    """Nobody says “told x.example”."""
    of = article("a", domain="x.example", authors=("Ann", "Bo"))
    named = replace(enrichment(of), provider_name="The Otter")
    bare = replace(named, provider_name="x.example")
    assert gather(of, named, False, NOTHING).outlet == "The Otter"
    assert gather(of, bare, False, NOTHING).outlet == ""
    assert gather(of, named, False, NOTHING).author == "Ann"
