"""The current edition's files. The folder behind `public` changes when a new edition is ready."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from topicwire.web.moves import Moves

_TYPES = {
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".woff2": "font/woff2",
}
_JSON_FEED = "application/feed+json; charset=utf-8"
_FONTS = "assets/site/fonts/"
_STAMPED = "assets/site/"
"""Asked for with a stamp that changes when they do; fonts never change under their name."""
_WAIT = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>No edition yet</title>"
    "<h1>No edition yet</h1><p>Run <code>topicwire run</code>; this page shows the first edition when it is ready.</p>"
)


class EditionFiles(StaticFiles):
    """Static files that may appear later; revalidated on every visit, so that a new edition shows at once."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._folder, self._moves = folder, Moves(folder)

    async def check_config(self) -> None:
        """Take a folder that is not there yet."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give one file, the front page for a folder, or the site's own 404 page."""
        if not (self._folder / "index.html").is_file():
            return HTMLResponse(_WAIT, status_code=503, headers={"retry-after": "60"})
        if scope["method"] in {"GET", "HEAD"} and (moved_to := self._moves.find(path)):
            return RedirectResponse(moved_to, status_code=301, headers={"cache-control": "no-cache"})
        try:
            response = await super().get_response(path, scope)
        except (ValueError, OSError) as error:
            raise HTTPException(404) from error
        kind = _JSON_FEED if _is_json_feed(path) else _TYPES.get(Path(path).suffix)
        if kind and response.status_code == 200:
            response.headers["content-type"] = kind
        response.headers["cache-control"] = _caching(path, scope) if response.status_code in (200, 304) else "no-cache"
        return response


def _caching(path: str, scope: Scope) -> str:
    """Say for how long browsers may keep a file without asking again."""
    is_stamped = path.startswith(_STAMPED) and bool(scope.get("query_string"))
    return "public, max-age=31536000, immutable" if is_stamped or path.startswith(_FONTS) else "no-cache"


def _is_json_feed(path: str) -> bool:
    return path.startswith("feeds/") and path.endswith(".json")
