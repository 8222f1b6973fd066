"""hub.toml: what is taken, and how it is said when something is not."""

from pathlib import Path

import pytest

from topicwire.config.hub_toml import read_settings, schema
from topicwire.errors import SettingsError

PATH = Path("hub.toml")
GOOD = '[hub]\ntitle = "A hub"\n'


def test_a_title_is_enough() -> None:
    """Everything but the title has a default."""
    settings = read_settings(PATH, GOOD, {})
    assert (settings.hub.title, settings.scores.threshold) == ("A hub", 70)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[hub]\ntitle = "A"\n\n[scores]\ntreshold = 60\n', 5, "did you mean `threshold`"),
        ('[hub]\ntitle = "A"\n[polling]\nfloor_minutes = "often"\n', 4, "polling.floor_minutes"),
        ('[hub]\ntitle = "A"\n[polling]\nfloor_minutes = 0\n', 4, "greater than or equal to 1"),
        ('[hub]\nurl = "https://a.example"\n', 1, "`hub.title` is missing"),
        ('[hub]\ntitle = "A"\nurl = "ftp://a.example"\n', 3, "must start with http"),
        ('[hub]\ntitle = "A\n', 2, "not TOML"),
        ('[hub]\ntitle = "A"\n[colours]\nred = 1\n', 3, "unknown key `colours`"),
        ('[hub]\ntitle = "A"\n[topics]\nmatch = "body"\n', 4, "topics.match"),
        ('[hub]\ntitle = "A"\n[scores.weights]\ndept = 5\n', 4, "did you mean `depth`"),
        ('[hub]\ntitle = "A"\n[scores.weights]\nbyline = 5\ncopy = 5\n', 5, "less than or equal to 0"),
        ('[hub]\ntitle = "A"\n[scores]\nweights = {depth = 900}\n', 4, "less than or equal to 100"),
        ('[hub]\ntitle = "A"\n[scores]\ndiversity = 2\n', 4, "less than or equal to 1"),
        ('[hub]\ntitle = "A"\n[network]\ncontact = "${MAIL}"\n', 4, "MAIL is not set"),
    ],
)
def test_an_error_names_line_and_remedy(text: str, line: int, words: str) -> None:
    """A person can go to the line and mend it."""
    with pytest.raises(SettingsError) as caught:
        read_settings(PATH, text, {})
    assert str(caught.value).startswith(f"hub.toml:{line}: ")
    assert words in str(caught.value)


def test_further_errors_are_counted() -> None:
    """The first is told, the others are not hidden."""
    with pytest.raises(SettingsError, match="1 more"):
        read_settings(PATH, '[hub]\ntitle = "A"\n[scores]\nx = 1\ny = 2\n', {})


def test_values_come_from_the_environment_and_from_secret_files(tmp_path: Path) -> None:
    """A secret never needs to stand in the file."""
    (tmp_path / "mail.txt").write_text("desk@hub.example\n", encoding="utf-8")
    text = '[hub]\ntitle = "${NAME:-My hub}"\nurl = "${URL}"\n[network]\ncontact = "${MAIL}"\n'
    environment = {"URL": "https://hub.example/", "MAIL_FILE": "mail.txt"}
    settings = read_settings(tmp_path / "hub.toml", text, environment)
    assert (settings.hub.title, settings.hub.url) == ("My hub", "https://hub.example")
    assert settings.network.contact == "desk@hub.example"


def test_a_dollar_and_brace_can_be_meant() -> None:
    """A title may say ${HOME} without anybody's home in it."""
    assert read_settings(PATH, '[hub]\ntitle = "In $${HOME}"\n', {}).hub.title == "In ${HOME}"


def test_the_schema_describes_every_setting() -> None:
    """An editor shows what each key is for."""
    described = schema()
    for name, table in described["$defs"].items():
        for key, part in table.get("properties", {}).items():
            assert part.get("description") or "$ref" in part, f"{name}.{key}"
