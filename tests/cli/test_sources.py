"""add, and `sources`: list, check, remove, import, export."""

from pathlib import Path

from tests.cli.conftest import NO_SOURCES, Cli


def feeds_of(cli: Cli, hub: Path) -> list[dict[str, object]]:
    """List the feeds as programs see them, without what depends on the time."""
    return [line["feed"] for line in cli("sources", "list", "--hub", hub, "--json").json]


def test_a_feed_is_followed_by_its_address(cli: Cli, lonely_hub: Path) -> None:
    """It stands in sources.opml, in its folder, and is due."""
    words = ("http://meridianpost.example/feed.xml", "--folder", "World/News", "--focused")
    said = cli("add", "--hub", lonely_hub, *words)
    assert said.code == 0
    assert "Added The Meridian Post" in said.out
    (feed,) = feeds_of(cli, lonely_hub)
    assert (feed["folder"], feed["is_focused"]) == (["World", "News"], True)
    assert cli("run", "--hub", lonely_hub, "--dry-run", "--json").json["poll"] == 1
    again = cli("add", "--hub", lonely_hub, words[0])
    assert "Followed already" in again.out
    assert len(feeds_of(cli, lonely_hub)) == 1


def test_a_feed_is_found_behind_a_page(cli: Cli, lonely_hub: Path) -> None:
    """The home page is enough, with or without http://."""
    found = cli("add", "--hub", lonely_hub, "http://civicledger.example/", "--json").json
    assert [feed["url"] for feed in found["added"]] == ["http://civicledger.example/feed.json"]


def test_a_page_with_several_feeds_asks_which(cli: Cli, lonely_hub: Path) -> None:
    """Where nobody can answer, nothing is added and the choice is explained."""
    page = "http://meridianpost.example/several"
    said = cli("add", "--hub", lonely_hub, page)
    assert said.code == 2
    assert "http://harbourwire.example/atom.xml" in said.out
    assert "--first or --all" in said.err
    assert feeds_of(cli, lonely_hub) == []
    assert len(cli("add", "--hub", lonely_hub, page, "--first", "--json").json["added"]) == 1
    assert len(cli("add", "--hub", lonely_hub, page, "--all", "--json").json["added"]) == 1
    assert len(feeds_of(cli, lonely_hub)) == 2


def test_adding_can_be_rehearsed(cli: Cli, lonely_hub: Path) -> None:
    """What would be added is shown; the file stays as it is."""
    said = cli("add", "--hub", lonely_hub, "http://meridianpost.example/several", "--dry-run")
    assert said.code == 0
    assert "The Meridian Post" in said.out
    assert (lonely_hub / "sources.opml").read_text(encoding="utf-8") == NO_SOURCES


def test_a_dead_host_is_no_source(cli: Cli, lonely_hub: Path) -> None:
    """It says why, and exits with one; so does an address that is none, and one that is not public."""
    for url, why in (
        ("http://dead.example/feed", "no-connection"),
        ("javascript:alert(1)", ""),
        ("http://10.0.0.1/", "not-public"),
    ):
        said = cli("add", "--hub", lonely_hub, url)
        assert said.code == 1, url
        assert said.out == "", url
        assert why in said.err, url
    failed = cli("add", "--hub", lonely_hub, "http://dead.example/feed", "--json")
    assert failed.code == 1
    assert failed.json["feeds"] == []


def test_sources_are_listed_with_how_they_do(cli: Cli, hub: Path) -> None:
    """For people and for programs."""
    listed = cli("sources", "list", "--hub", hub, "--json").json
    assert len(listed) == 23
    assert {line["health"] for line in listed} <= {"ok", "silent"}
    said = cli("sources", "list", "--hub", hub)
    assert "23 feeds" in said.out
    assert len(said.out.splitlines()) == 25  # a line each, however long, for grep
    assert "silent: answers, but nothing new" in said.out


def test_checking_asks_every_feed_and_changes_nothing(cli: Cli, new_hub: Path) -> None:
    """All answer; with one that is dead the exit code is one and the others are told all the same."""
    good = cli("sources", "check", "--hub", new_hub, "--json")
    assert (good.code, len(good.json)) == (0, 23)
    assert all(line["entries"] for line in good.json)
    opml = new_hub / "sources.opml"
    text = opml.read_text(encoding="utf-8")
    opml.write_text(text.replace("http://quietcorner.example/feed.rss", "http://dead.example/feed"), encoding="utf-8")
    said = cli("sources", "check", "--hub", new_hub)
    assert said.code == 1
    assert (said.out.count("✓"), said.out.count("✗")) == (22, 1)
    assert cli("ledger", "--hub", new_hub, "--json").json["tips"] == 0


def test_sources_travel_as_opml(cli: Cli, hub: Path, lonely_hub: Path, tmp_path: Path) -> None:
    """Export, import into another hub, export again: the same feeds in the same folders, and the same bytes."""
    first, second = tmp_path / "first.opml", tmp_path / "second.opml"
    assert cli("sources", "export", first, "--hub", hub).code == 0
    rehearsed = cli("sources", "import", first, "--hub", lonely_hub, "--dry-run", "--json").json
    assert (len(rehearsed["added"]), feeds_of(cli, lonely_hub)) == (23, [])
    assert len(cli("sources", "import", first, "--hub", lonely_hub, "--json").json["added"]) == 23
    assert feeds_of(cli, lonely_hub) == feeds_of(cli, hub)
    cli("sources", "export", second, "--hub", lonely_hub)
    assert first.read_bytes() == second.read_bytes()
    assert cli("sources", "export", "--hub", hub).out.encode() == first.read_bytes()
    again = cli("sources", "import", first, "--hub", lonely_hub, "--json").json
    assert (again["added"], len(again["known"])) == ([], 23)


def test_a_file_that_is_no_opml_is_refused(cli: Cli, lonely_hub: Path, tmp_path: Path) -> None:
    """With a message, not a traceback; what can be read of a torn file is taken and the rest is named."""
    wrong = tmp_path / "wrong.opml"
    wrong.write_bytes(b"\x00\x01 nothing of the kind")
    said = cli("sources", "import", wrong, "--hub", lonely_hub)
    assert said.code == 1
    assert said.err.startswith("topicwire: ")
    assert cli("sources", "import", tmp_path / "none.opml", "--hub", lonely_hub).code == 2


def test_a_source_is_removed_by_its_address(cli: Cli, hub: Path) -> None:
    """Its articles stay; an address nobody follows is an error."""
    url = "http://meridianpost.example/feed.xml"
    assert "Would remove" in cli("sources", "remove", url, "--hub", hub, "--dry-run").out
    assert len(feeds_of(cli, hub)) == 23
    assert cli("sources", "remove", url, "--hub", hub).code == 0
    assert len(feeds_of(cli, hub)) == 22
    assert cli("sources", "remove", url, "--hub", hub).code == 1
    assert cli("explain", "http://meridianpost.example/2026/03/01/senate-passes-face-data-act/", "--hub", hub).code == 0
