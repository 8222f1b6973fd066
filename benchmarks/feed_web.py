"""A web of feeds that have nothing new: run as a process of its own, it prints its port."""

import argparse
import asyncio

from aiohttp import web

from benchmarks.loopback import serve

ETAG = '"v1"'


async def _answer(request: web.Request) -> web.Response:
    if request.headers.get("If-None-Match") == ETAG:
        return web.Response(status=304, headers={"ETag": ETAG})
    items = "".join(
        f"<item><title>Entry {n} of {request.path}</title><link>http://{request.host}/e{n}</link>"
        f"<guid>{request.path}-{n}</guid><pubDate>Mon, 02 Mar 2026 {n % 24:02}:00:00 GMT</pubDate></item>"
        for n in range(20)
    )
    body = f'<rss version="2.0"><channel><title>{request.path}</title>{items}</channel></rss>'
    return web.Response(text=body, content_type="application/rss+xml", headers={"ETag": ETAG})


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    asyncio.run(serve(_answer))
