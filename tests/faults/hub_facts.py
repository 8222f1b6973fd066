"""What has to hold of a demo hub at any moment, also right after its engine was killed."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from topicwire.formats.record import read_record
from topicwire.store.sqlite import open_store

HERE = "http://site.invalid/"


class Watcher:
    """Looks at one hub again and again; what did not change since it was found good is not read twice."""

    def __init__(self, hub: Path) -> None:
        self._hub = hub
        self._good_records: set[tuple[str, int, int]] = set()
        self._good_sites: dict[str, frozenset[str]] = {}

    def check(self) -> None:
        """Check store, ledger, records and site."""
        self.check_store()
        self.check_records()
        self.check_site()

    def check_store(self) -> None:
        """The file is sound, and every tip is in one state."""
        store = open_store(str(self._hub / ".topicwire/hub.db"))
        try:
            assert store.check() == ()
            assert sum(line.count for line in store.ledger.count_tips()) == store.tips.count()
        finally:
            store.close()

    def check_records(self) -> None:
        """Every record file reads; none is half-written."""
        for path in (self._hub / "_news").glob("*.md"):
            facts = path.stat()
            stamp = (path.name, facts.st_mtime_ns, facts.st_size)
            if stamp not in self._good_records:
                assert read_record(path.read_bytes(), path.name).title, path.name
                self._good_records.add(stamp)

    def check_site(self) -> None:
        """The public link is not there yet, or leads to an edition with every file its pages name."""
        public = self._hub / "public"
        if not public.is_symlink():
            assert not public.exists()
            return
        site = public.resolve()
        name = site.name
        files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
        if name not in self._good_sites:
            assert "index.html" in files, name
            missing = sorted(set(links(site)) - files)
            assert not missing, (name, missing)
            self._good_sites[name] = files
        assert self._good_sites[name] == files, name


def links(site: Path) -> Iterator[str]:
    """List the files of the site that its pages name."""
    for page in site.rglob("*.html"):
        here = HERE + page.relative_to(site).as_posix()
        for node in LexborHTMLParser(page.read_text(encoding="utf-8")).css("[href], [src]"):
            link = node.attributes.get("href") or node.attributes.get("src") or ""
            whole = urljoin(here, link)
            if whole.startswith(HERE):
                path = unquote(urlsplit(whole).path).lstrip("/")
                yield f"{path}index.html" if not path or path.endswith("/") else path
