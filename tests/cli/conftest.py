"""The command line as a person or a script uses it, against the demo web."""

import asyncio
import json
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest

from topicwire.demo.folder import make_demo_folder
from topicwire.demo.server import RUNS, DemoWeb
from topicwire.demo.site import Reply

ROOT = Path(__file__).parents[2]
NO_SOURCES = '<?xml version="1.0"?>\n<opml version="2.0"><head><title>None</title></head><body/></opml>\n'
SEVERAL = b"""<!doctype html><title>Two feeds</title>
<link rel="alternate" type="application/rss+xml" title="News" href="http://meridianpost.example/feed.xml">
<link rel="alternate" type="application/atom+xml" title="Wire" href="http://harbourwire.example/atom.xml">"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Read the one JSON document that is all of the output."""
        return json.loads(self.out)


Cli = Callable[..., Said]


class SmallWeb(DemoWeb):
    """The demo web, with one page more that names two feeds."""

    def _find(self, host: str, raw_path: str) -> Reply:
        return Reply(body=SEVERAL) if raw_path == "/several" else super()._find(host, raw_path)


@pytest.fixture(scope="session")
def pins() -> Iterator[Mapping[str, str]]:
    """Serve the demo web beside the tests, and say where its hosts are; nobody listens at dead.example."""
    ready, stop = threading.Event(), asyncio.Event()
    found: dict[str, str] = {}
    loops: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        async with SmallWeb(RUNS[0], slowness=0) as web:
            loops.append(asyncio.get_running_loop())
            found.update(web.pins)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    ready.wait(30)
    yield {**found, "dead.example": "127.0.0.1:1"}
    loops[0].call_soon_threadsafe(stop.set)
    thread.join()


@pytest.fixture(scope="session")
def order() -> Iterator[Callable[..., int]]:
    """Give a way to have something run in a process of its own, at once."""
    with Popen([sys.executable, "-m", "tests.cli.host"], stdin=PIPE, stdout=PIPE, text=True, cwd=ROOT) as host:
        assert host.stdin
        assert host.stdout

        def ask(**what: Any) -> int:
            host.stdin.write(json.dumps(what) + "\n")  # type: ignore[union-attr]
            host.stdin.flush()  # type: ignore[union-attr]
            status: int = json.loads(host.stdout.readline())["status"]  # type: ignore[union-attr]
            return status

        yield ask
        host.stdin.close()


@pytest.fixture
def cli(order: Callable[..., int], tmp_path: Path) -> Cli:
    """Give a way to run `topicwire` with arguments."""
    numbers = count()

    def run(*argv: str | Path, cwd: Path = tmp_path, **env: str) -> Said:
        number = next(numbers)
        out, err = tmp_path / f"{number}.out", tmp_path / f"{number}.err"
        words = [str(word) for word in argv]
        code = order(argv=words, cwd=str(cwd), env=env, out=str(out), err=str(err))
        return Said(code=code, out=out.read_text(encoding="utf-8"), err=err.read_text(encoding="utf-8"))

    return run


@pytest.fixture
def new_hub(pins: Mapping[str, str], tmp_path: Path) -> Path:
    """Give a demo hub that was never run."""
    make_demo_folder(tmp_path / "new", pins)
    return tmp_path / "new"


@pytest.fixture
def lonely_hub(new_hub: Path) -> Path:
    """Give a demo hub that follows nobody."""
    (new_hub / "sources.opml").write_text(NO_SOURCES, encoding="utf-8")
    return new_hub


@pytest.fixture(scope="session")
def read_hub(pins: Mapping[str, str], order: Callable[..., int], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a demo hub after its first run; for reading only."""
    hub = tmp_path_factory.mktemp("read") / "hub"
    make_demo_folder(hub, pins)
    assert order(folder=str(hub), time=RUNS[0].isoformat()) == 0
    return hub


@pytest.fixture
def hub(read_hub: Path, tmp_path: Path) -> Path:
    """Give a copy of the demo hub after its first run."""
    shutil.copytree(read_hub, tmp_path / "hub", symlinks=True)
    return tmp_path / "hub"
