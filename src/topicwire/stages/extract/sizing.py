"""Asks for the first bytes of picture candidates until one is large enough to lead."""

from collections.abc import Sequence

from topicwire.model.source import Picture
from topicwire.ports.web import Failure, Purpose, Request, Web
from topicwire.stages.extract.lead_pictures import can_lead, read_size

MAX_ASKED = 3
"""Candidates asked for before an article goes without a picture."""


async def choose_picture(candidates: Sequence[Picture], web: Web | None) -> Picture | None:
    """Give the first candidate that can lead, with its true size; None when none of the first three can.

    Args:
        candidates: best first, with the sizes the page claims.
        web: the door to the world; None: nothing is asked, and the first candidate stands with its claimed size.
    """
    if web is None:
        return candidates[0] if candidates else None
    for url in list(dict.fromkeys(picture.url for picture in candidates))[:MAX_ASKED]:
        size = await _ask_size(url, web)
        if size is not None and can_lead(*size):
            return Picture(url=url, width=size[0], height=size[1])
    return None


async def _ask_size(url: str, web: Web) -> tuple[int, int] | None:
    answer = await web.get(Request(url=url, purpose=Purpose.PICTURE_HEAD))
    if isinstance(answer, Failure) or answer.status not in {200, 206}:
        return None
    return read_size(answer.body)
