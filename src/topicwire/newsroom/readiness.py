"""Whether a hub can serve its readers: `/readyz`."""

from dataclasses import dataclass

from topicwire.config.files import PUBLIC
from topicwire.errors import StoreError
from topicwire.newsroom.room import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Each part that serving depends on, and how it is in words."""

    store: str
    edition: str
    site: str

    @property
    def is_ready(self) -> bool:
        """Tell whether every part is ok."""
        return all(part == "ok" for part in (self.store, self.edition, self.site))

    def as_dict(self) -> dict[str, object]:
        """Give the parts as JSON has them."""
        return {"ready": self.is_ready, "store": self.store, "edition": self.edition, "site": self.site}


def readiness(room: Room) -> Readiness:
    """Look at store, newest edition and the site's folder; quick enough to be asked every second."""
    try:
        edition = "ok" if room.store.editions.find_latest() else "none yet"
        store = "ok"
    except StoreError as error:
        store, edition = str(error), "unknown"
    return Readiness(store=store, edition=edition, site="ok" if has_site(room) else "missing")


def has_site(room: Room) -> bool:
    """Tell whether a site is in place."""
    return (room.folder / PUBLIC / "index.html").is_file()
