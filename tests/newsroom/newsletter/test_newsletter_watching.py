"""The newsletter between two cycles of a hub that is watched."""

from datetime import timedelta
from pathlib import Path

from tests.net.smtp_server import SmallServer
from tests.newsroom.newsletter.held import DAY
from tests.newsroom.newsletter.offices import MORNING, address, copy_hub, moved, reopened, states
from topicwire.model.work import StageName
from topicwire.newsroom.newsletter.going import send_beside, wake_for_mail
from topicwire.newsroom.running import open_line, run_once

LONG = timedelta(hours=3)
NO_SOURCES = '<?xml version="1.0"?><opml version="2.0"><head/><body/></opml>'


async def test_a_watched_hub_wakes_publishes_and_sends_by_itself(held_hub: Path, tmp_path: Path) -> None:
    """The page is there before the first mail, and a mail server that is away ends no watch."""
    async with SmallServer(answers={"greeting": ["421 not now"]}) as server:
        copy_hub(held_hub, tmp_path / "hub", server.port)
        (tmp_path / "hub" / "sources.opml").write_text(NO_SOURCES, encoding="utf-8")
        settings = tmp_path / "hub" / "hub.toml"  # a clock that stands still never lets a host be asked twice
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("[publishing]", "[publishing]\npictures = false"), encoding="utf-8")
        with reopened(tmp_path / "hub", MORNING + timedelta(minutes=10)) as room:
            page = room.folder / "public" / "newsletters" / f"{DAY}.html"
            async with open_line(room) as line:
                await run_once(line, StageName.PUBLISH)
                assert wake_for_mail(room, LONG) == timedelta(minutes=20)
                await send_beside(line)
                assert (page.exists(), server.taken) == (False, [])
                moved(room, timedelta(minutes=20))
                await send_beside(line)
                assert (page.exists(), server.taken) == (True, [])
                assert wake_for_mail(room, LONG) == timedelta(minutes=1)
                moved(room, timedelta(minutes=1))
                await send_beside(line)
            assert server.counts == {address(name): 1 for name in ("ada", "bea", "cyn")}
            assert states(room, DAY) == {"sent": 3}
            assert wake_for_mail(room, LONG) == LONG
