"""Issues: frozen when composed, the same in mail, page and record, and shown before they go."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from tests.contract.test_store_newsletter import issue, letter
from tests.formats.hostile import hostile_titles
from tests.net.smtp_server import SmallServer
from tests.newsroom.newsletter.offices import (
    MORNING,
    address,
    fill,
    go,
    moved,
    newsletter_room,
    reopened,
    subscribe,
    write_hub,
)
from tests.render.site.robotics import robotics
from topicwire.errors import DecisionError
from topicwire.formats.front_matter import read_front_matter
from topicwire.model.newsletter import IssueId, IssueState
from topicwire.newsroom.newsletter.deciding import approve, refuse, standing
from topicwire.newsroom.newsletter.foreseeing import foresee
from topicwire.newsroom.newsletter.issuing import draft
from topicwire.newsroom.newsletter.posting import open_office, password_of
from topicwire.newsroom.newsletter.previewing import look, send_test, write_preview
from topicwire.newsroom.newsletter.records import newsletter_files, record_bytes, record_path
from topicwire.newsroom.newsletter.sending import next_mail, send_due
from topicwire.newsroom.publishing import inputs_of
from topicwire.newsroom.room import Room
from topicwire.outbox.paths import check_path
from topicwire.render.whole import all_sheets
from topicwire.stages.publish.freezing import fingerprint, freeze

DAY = IssueId("2026-03-02")
FIELDS = {
    "category",
    "title",
    "excerpt",
    "publishedDateTime",
    "webUrl",
    "issue",
    "edition",
    "asOf",
    "since",
    "considered",
}
FIELDS |= {"stories"}


def valid(words: str) -> str:
    """Give words as a file can hold them."""
    return "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in words)


def site_of(room: Room) -> dict[str, bytes]:
    """Render what readers would get now."""
    edition = freeze(room.store, inputs_of(room), tuple(room.store.ranked.iterate()))
    return {sheet.path: sheet.make() for sheet in all_sheets(edition, 25, 30, 50) if "newsletters/" in sheet.path}


def body(raw: bytes, kind: str) -> str:
    """Give a part of a mail."""
    message: Any = message_from_bytes(raw, policy=policy.default)
    return str(message.get_body((kind,)).get_content())


async def test_mail_page_record_and_preview_tell_the_same(tmp_path: Path) -> None:
    """Whatever changed since it was composed."""
    async with SmallServer() as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            subscribe(room, "ada")
            await go(room)
            shown = look(room)
            letter = shown.issue.letter
            assert letter is not None
            for article in room.store.ranked.iterate():
                room.store.ranked.keep(replace(article, record=replace(article.record, title="Changed"), digest="x"))
            moved(room, timedelta(minutes=31))
            await go(room)
            page = site_of(room)["newsletters/2026-03-02.html"].decode()
            mail = server.taken[0][1]
            record = next((room.folder / "_newsletters").iterdir())
            front = read_front_matter(record.read_bytes(), "x").values
            assert [story["title"] for story in front["stories"]] == [story.headline for story in letter.stories]
            for story in letter.stories:
                assert story.headline in body(mail, "html").replace("&#x27;", "'").replace("&amp;", "&")
                assert story.headline in " ".join(body(mail, "plain").split())
                assert story.headline in shown.html.replace("&#x27;", "'").replace("&amp;", "&")
                assert story.headline in page.replace("&#x27;", "'").replace("&#39;", "'").replace("&amp;", "&")
            assert front["edition"] == shown.issue.edition_id
            assert record.relative_to(room.folder).as_posix() in newsletter_files(room)


def test_a_record_says_what_it_was_given_whatever_that_is() -> None:
    """More than 500 hostile titles come back as they were, under names that are ours."""
    for words in hostile_titles():
        made = letter(words)
        found = read_front_matter(record_bytes(robotics().hub, issue(letter=made), made), "x").values
        story = found["stories"][0]
        assert (found["title"], story["title"], story["provider"]) == (valid(words), valid(words), "The Paper")
        assert set(found) == FIELDS
        check_path(record_path(issue(letter=made), made))


async def test_readers_see_an_issue_only_once_it_goes_out(tmp_path: Path) -> None:
    """A held or refused issue is on no page; the edition changes when one becomes public."""
    with newsletter_room(tmp_path / "hub") as room:
        before = fingerprint(room.store, inputs_of(room))
        await go(room)
        assert list(site_of(room)) == ["newsletters/index.html"]
        assert fingerprint(room.store, inputs_of(room)) == before
        approve(room)
        assert "newsletters/2026-03-02.html" in site_of(room)
        assert fingerprint(room.store, inputs_of(room)) != before


async def test_every_mail_carries_its_own_way_out(tmp_path: Path) -> None:
    """One click on the web, and an address to write to; nobody gets another's link."""
    async with SmallServer() as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            ids = subscribe(room, "ada", "bea")
            await go(room)
            moved(room, timedelta(minutes=31))
            await go(room)
            book = open_office(room).book
            mails = dict(server.taken)
            for name in ("ada", "bea"):
                message: Any = message_from_bytes(mails[address(name)], policy=policy.default)
                link = f"https://robotics.example/newsletter/unsubscribe?t={book.leave_token(ids[name])}"  # type: ignore[arg-type]
                assert link in message["List-Unsubscribe"]
                assert f"mailto:desk@robotics.example?subject=unsubscribe%20{ids[name]}" in message["List-Unsubscribe"]
                assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
                assert message["Message-ID"] == f"<2026-03-02.{ids[name]}@robotics.example>"
                assert link in body(mails[address(name)], "html")
                assert link in body(mails[address(name)], "plain")
            ada, bea = (mails[address(name)] for name in ("ada", "bea"))
            assert "token-" not in body(ada, "html")
            assert book.leave_token(ids["bea"]) not in body(ada, "html") + body(ada, "plain")  # type: ignore[arg-type]
            assert len(ada) == len(bea)


async def test_a_static_site_says_how_to_leave_by_mail(tmp_path: Path) -> None:
    """There is nobody there to answer a click."""
    async with SmallServer() as server:
        environment = write_hub(tmp_path / "hub", port=server.port)
        settings = tmp_path / "hub" / "hub.toml"
        settings.write_text(settings.read_text(encoding="utf-8").replace("signup = true", ""), encoding="utf-8")
        assert environment
        with reopened(tmp_path / "hub", MORNING) as room:
            fill(room, robotics())
            ids = subscribe(room, "ada")
            await go(room)
            moved(room, timedelta(minutes=31))
            await go(room)
            message: Any = message_from_bytes(server.taken[0][1], policy=policy.default)
            assert message["List-Unsubscribe-Post"] is None
            assert "https:" not in message["List-Unsubscribe"]
            assert f"mailto:desk@robotics.example?subject=unsubscribe%20{ids['ada']}" in body(
                server.taken[0][1], "html"
            )


async def test_a_preview_sends_nothing_and_keeps_nothing(tmp_path: Path) -> None:
    """Files to look at, and no trace in the store."""
    async with SmallServer() as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            subscribe(room, "ada")
            shown = look(room)
            page, plain = write_preview(room, shown, tmp_path / "look")
            assert shown.issue.letter is not None
            assert shown.issue.letter.subject in page.read_text(encoding="utf-8").replace("&#x27;", "'")
            assert "t=preview" in plain.read_text(encoding="utf-8")
            assert room.store.newsletter.issues.find_newest() is None
            await send_test(open_office(room), shown, "editor@mail.example")
            assert server.counts == {"editor@mail.example": 1}
            assert b"Subject: [Test] " in server.taken[0][1]
            assert room.store.newsletter.deliveries.list_mailings("") == ()


async def test_a_go_is_foreseen_without_doing_it(tmp_path: Path) -> None:
    """`--dry-run` tells what would happen, and nothing does."""
    with newsletter_room(tmp_path / "hub") as room:
        subscribe(room, "ada", "bea")
        assert foresee(room).words[0].startswith("An issue would be composed: Orlen Dynamics")
        assert room.store.newsletter.issues.find_newest() is None
        await go(room)
        approve(room)
        assert foresee(room).mails == 2
        assert standing(room).issues[0].state == "approved"


async def test_a_newsletter_that_is_switched_on_waits_for_its_next_time(tmp_path: Path) -> None:
    """Nobody gets an issue in the middle of the day because the settings were saved then."""
    with newsletter_room(tmp_path / "hub") as room:
        room.store.learned.keep("newsletter.began", b"2026-03-02T10:00:00+00:00")
        moved(room, timedelta(hours=3))
        assert (await go(room)).composed == ""
        assert next_mail(room) == MORNING + timedelta(days=1)
        moved(room, timedelta(days=1))
        assert (await go(room)).composed == "2026-03-03"


async def test_an_issue_that_missed_its_time_gives_way_to_the_next(tmp_path: Path) -> None:
    """The machine was off for a day: readers get one issue, which tells all of it."""
    with newsletter_room(tmp_path / "hub") as room:
        subscribe(room, "ada")
        await go(room)
        moved(room, timedelta(days=2))
        done = await go(room)
        issues = room.store.newsletter.issues
        assert (done.composed, done.approved) == ("2026-03-04", ())
        assert issues.get(DAY).state is IssueState.SKIPPED
        assert issues.get(IssueId("2026-03-04")).letter is not None


async def test_a_word_needs_something_to_decide_on(tmp_path: Path) -> None:
    """And a decision is made once."""
    with newsletter_room(tmp_path / "hub") as room:
        for decide in (approve, refuse):
            with pytest.raises(DecisionError):
                decide(room)
        await go(room)
        refuse(room)
        with pytest.raises(DecisionError):
            approve(room)


async def test_the_password_comes_from_a_variable_or_its_file(tmp_path: Path) -> None:
    """It stands in no settings, so in nothing that shows them."""
    with newsletter_room(tmp_path / "hub") as room:
        mail = replace(room.config.settings.mail, user="desk", password_variable="SMTP_PASS")
        config = replace(room.config, settings=replace(room.config.settings, mail=mail))
        (tmp_path / "secret").write_text("canary-secret\n", encoding="utf-8")
        for environment in ({"SMTP_PASS": "canary-secret"}, {"SMTP_PASS_FILE": str(tmp_path / "secret")}):
            assert password_of(replace(room, config=config, environment=environment)) == "canary-secret"
        assert "canary-secret" not in repr(config)


async def test_pictures_are_copied_as_jpeg_once(tmp_path: Path) -> None:
    """From the hub's own copy, in the size shown; a broken copy is left out."""
    from io import BytesIO

    from PIL import Image

    with newsletter_room(tmp_path / "hub") as room:
        edition = robotics()
        for place, copy in enumerate(edition.thumbnails.values()):
            room.store.thumbnails.keep(copy)
            file = room.folder / copy.file
            file.parent.mkdir(parents=True, exist_ok=True)
            held = BytesIO()
            Image.new("RGB", (640, 900), (200, 30 * place, 40)).save(held, "WEBP")
            file.write_bytes(held.getvalue() if place != 1 else b"broken")
        made = draft(room)
        letter = made.issue.letter
        assert letter is not None
        shown = [(story.picture.width, story.picture.height) for story in letter.stories if story.picture]
        assert shown[0] == (536, 402)
        assert set(shown[1:]) == {(120, 80)}
        assert len(shown) == len(edition.thumbnails) - 1
        for one in made.pictures:
            with Image.open(BytesIO(one.raw)) as opened:
                assert opened.format == "JPEG"
        await go(room)
        kept = {path.name for path in (room.folder / "assets/images/newsletters").iterdir()}
        assert kept == {Path(one.picture.file).name for one in made.pictures}


async def test_an_issue_that_would_be_cut_tells_fewer_stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The coldest go, so that the link that unsubscribes is always there."""
    with newsletter_room(tmp_path / "hub") as room:
        whole = draft(room).issue.letter
        monkeypatch.setattr("topicwire.newsroom.newsletter.issuing.LARGEST", 15_000)
        made = draft(room)
        letter = made.issue.letter
        assert whole is not None
        assert letter is not None
        assert letter.stories == whole.stories[: len(letter.stories)]
        assert 1 < len(letter.stories) < len(whole.stories) == letter.considered
        assert len(made.html.encode()) <= 15_000
        assert "newsletter/unsubscribe" in made.html


async def test_no_mail_is_queued_before_its_page_is_there(tmp_path: Path) -> None:
    """A disk that is full holds the issue up, and nothing is lost."""
    async with SmallServer() as server:
        with newsletter_room(tmp_path / "hub", port=server.port) as room:
            subscribe(room, "ada")
            await go(room)
            moved(room, timedelta(minutes=31))

            async def fails() -> bool:
                return False

            await send_due(room, fails)
            assert room.store.newsletter.issues.get(DAY).state is IssueState.APPROVED
            await go(room)
            assert server.counts.total() == 1
