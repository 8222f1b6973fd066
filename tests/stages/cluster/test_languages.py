"""Stories form within every language we promise."""

import pytest

from tests.stages.cluster.newcomers import newcomer, place, placer
from tests.stages.cluster.reports import REPORTS
from topicwire.stages.cluster.memory import Newcomer


def told(language: str) -> list[Newcomer]:
    """Give the four reports of a language, two hours apart."""
    return [
        newcomer(f"{language}{number}", title, 2.0 * number, language=language, excerpt=excerpt)
        for number, (title, excerpt) in enumerate(REPORTS[language])
    ]


@pytest.mark.parametrize("language", sorted(REPORTS))
def test_reports_in_other_words_make_one_story_and_another_event_stays_apart(language: str) -> None:
    """Whatever the script, three papers on a burst dam are one story, and an election the same day is another."""
    by = placer()
    place(by, *told(language))
    homes = [by.memory.homes[one.id] for one in told(language)]
    assert homes[0] == homes[1] == homes[2] != homes[3]


def test_one_event_in_two_languages_stays_two_stories() -> None:
    """A reader of one language is not sent to the other, even where names are the same."""
    by = placer()
    place(by, *told("es"), *told("pt"))
    homes = {language: by.memory.homes[told(language)[0].id] for language in ("es", "pt")}
    assert homes["es"] != homes["pt"]
