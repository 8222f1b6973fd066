"""Which address is the article's own: what the page claims is believed only as far as it can be checked."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from topicwire.stages.extract.head import PageHead
from topicwire.text.urls import amp_cache, normal, registrable_domain, unwrap

_VIEWS = {"amp", "print", "index.html", "index.htm", "index.php", "all", "single", "1", "2", "full", "share", "mobile"}
"""Last parts of a path that show the same article in another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The addresses of one article, normal."""

    original: str
    amp: str | None
    amp_cache: str | None
    known: tuple[str, ...]  # every one it is known under, the original first


def choose_addresses(final_url: str, asked: tuple[str, ...], head: PageHead, stated: str | None) -> Addresses:
    """Choose the publisher's own address.

    Args:
        final_url: where the redirects ended.
        asked: the other addresses on the way: as asked for, and the hops.
        head: the page's links.
        stated: the address JSON-LD gives.
    """
    final = normal(unwrap(final_url)) or final_url
    claims = (head.link("canonical"), head.first("og:url"), stated)
    believed = [address for claim in claims if (address := _believed(claim, final))]
    original = believed[0] if believed else final
    amp = normal(head.link("amphtml") or "", final) if head.link("amphtml") else None
    if head.is_amp and original != final:
        amp = amp or final
    if amp == original:
        amp = None
    others = (normal(unwrap(address)) for address in asked)
    known = dict.fromkeys(address for address in (original, final, *believed, amp, *others) if address)
    return Addresses(original=original, amp=amp, amp_cache=amp_cache(amp) if amp else None, known=tuple(known))


def _believed(claim: str | None, final: str) -> str | None:
    """Give a claimed address when it can be the article's: same domain, not the home page, not a section above it."""
    if not claim or claim.startswith(("#", "javascript:")):
        return None
    address = normal(claim, final)
    if address is None:
        return None
    address = unwrap(address)
    if registrable_domain(address) != registrable_domain(final):
        return None
    return None if _is_home(address) or _is_above(address, final) else address


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    path = parts.path.strip("/").lower()
    return not parts.query and (path in {"", "index.html", "index.php", "home"} or _is_language(path))


def _is_language(path: str) -> bool:
    return len(path) == 2 or (len(path) == 5 and path[2] in "-_")


def _is_above(address: str, final: str) -> bool:
    """A path that the final one continues is the section, unless what follows is only another view."""
    upper, lower = urlsplit(address), urlsplit(final)
    above, below = upper.path.rstrip("/") + "/", lower.path.rstrip("/") + "/"
    if upper.hostname != lower.hostname or above == below or not below.startswith(above) or upper.query:
        return False
    rest = below[len(above) :].strip("/").lower()
    return rest not in _VIEWS and not rest.isdigit()
