"""How we name ourselves to every server: honestly."""

PRODUCT = "topicwire"
"""The product token, also the name robots.txt rules are looked up under (RFC 9309, section 2.2.1)."""

CONTACT_LENGTH = 200


def user_agent(version: str, contact: str) -> str:
    """Build the User-Agent, e.g. `topicwire/0.1.0 (+https://example.org/bot)`.

    Whatever could end the header or the comment inside it is dropped from both parts.

    Args:
        version: our own version.
        contact: mail or web address for webmasters; empty: none is named.
    """
    product = f"{PRODUCT}/{_keep_safe(version) or '0'}"
    named = _keep_safe(contact)[:CONTACT_LENGTH]
    return f"{product} (+{named})" if named else product


def _keep_safe(text: str) -> str:
    return "".join(letter for letter in text if "!" <= letter <= "~" and letter not in "()\\")
