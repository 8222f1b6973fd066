"""Video addresses: from what a feed or page names to the address of a player."""

import re

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE = re.compile(
    r"https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/|live/|v/)|youtu\.be/)"
    r"([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])"
)
_VIMEO = re.compile(r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/|channels/[\w-]+/)?(\d{5,12})(?!\d)")


def embed_of(video: str) -> str | None:
    """Give the player address of a video named by its YouTube id or its page; None for anything else."""
    if _YOUTUBE_ID.fullmatch(video):
        return f"https://www.youtube.com/embed/{video}"
    if found := _YOUTUBE.match(video):
        return f"https://www.youtube.com/embed/{found[1]}"
    if found := _VIMEO.match(video):
        return f"https://player.vimeo.com/video/{found[1]}"
    return None
