"""Mail addresses as text: judged, made one way of writing, and masked."""

import re

LONGEST, LONGEST_LOCAL = 254, 64
"""RFC 5321, section 4.5.3.1, with the two angle brackets of a path taken off."""
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_TOP = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")


def mailbox(text: str) -> str:
    """Give a mail address in one way of writing: domain in lower case and ASCII (IDNA); empty when it is none.

    Taken is what nearly all addresses are, `dot.atom@domain.example`. Quoted names, comments, addresses of machines
    and names beyond ASCII are not: few servers take them, and each is a way to smuggle something in.
    """
    local, at, domain = text.strip().rpartition("@")
    if not at or len(local) > LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        return ""
    named = _ascii_domain(domain)
    whole = f"{local}@{named}"
    return whole if named and len(whole) <= LONGEST else ""


def _ascii_domain(domain: str) -> str:
    try:
        named = domain.rstrip(".").encode("idna").decode("ascii").lower()
    except (UnicodeError, ValueError):
        return ""
    labels = named.split(".")
    is_domain = len(labels) >= 2 and all(map(_LABEL.fullmatch, labels)) and _TOP.fullmatch(labels[-1])
    return named if is_domain else ""


def same_mailbox(address: str) -> str:
    """Give what two addresses of one mailbox have in common: lower case throughout, as all large servers read it."""
    return address.lower()


def masked(address: str) -> str:
    """Show an address so that its owner knows it and nobody else can write to it, as `b…@e….org`."""
    local, _, domain = address.rpartition("@")
    name, _, top = domain.rpartition(".")
    return f"{local[:1]}…@{name[:1]}….{top}"
