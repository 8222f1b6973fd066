"""The one place where XML of others becomes a tree: no file, no network, no entities, limited depth and size."""

import re

from lxml import etree
from lxml.etree import _Element as Element

from topicwire.errors import FormatError

_ELEMENT = re.compile("<[A-Za-z_]")


def strict_tree(text: str, url: str = "") -> Element | None:
    """Parse repaired text (see xml_text.repair); None when it is not well formed.

    Raises:
        FormatError: nested deeper than 256 or otherwise over the limits of libxml2.
    """
    return _tree(text, url, recover=False)


def mended_tree(text: str, url: str = "") -> Element | None:
    """Parse what can be parsed of repaired text, closing and skipping where needed; None when nothing can."""
    return _tree(text, url, recover=True)


def _tree(text: str, url: str, *, recover: bool) -> Element | None:
    if not _ELEMENT.match(text):  # repair() drops all before the root: entities can be declared nowhere else
        raise FormatError("the document does not start with an element")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root: Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser, base_url=url)
    except etree.XMLSyntaxError:
        return None
    except ValueError as error:
        raise FormatError(f"XML that cannot be read: {error}") from error
    return root
