"""A web of invented news: run as a process of its own, it prints its port.

Twenty outlets with three page shapes of about 60 kB (navigation, teasers, scripts and comments around the text), a
feed each, a picture for each article.
"""

import argparse
import asyncio
import io
import random
from html import escape

from aiohttp import web
from PIL import Image

from benchmarks.loopback import serve
from benchmarks.prose import Invented, invent

OUTLETS = 20
_FILL = "Read more about rates, weather, sport and the week ahead in our other pages."


def page(article: Invented, host: str) -> bytes:
    """Render one article's page, the same bytes for the same article."""
    chance = random.Random(article.number)
    text = "".join(f"<p>{escape(part)}</p>\n" for part in article.paragraphs)
    title, url = escape(article.title), f"http://{host}/a{article.number}.html"
    head = (
        f"<title>{title} | Outlet {article.outlet}</title><link rel=canonical href='{url}'>"
        f"<meta property='og:title' content='{title}'><meta property='og:image' content='http://{host}/p.jpg'>"
        f"<meta property='article:published_time' content='{article.at.isoformat()}'>"
        f"<meta name='description' content='{escape(article.paragraphs[0][:180])}'>"
        "<meta name=author content='A. Writer'>"
    )
    shape = article.outlet % 3
    body = (
        f"<article><h1>{title}</h1>{text}</article>",
        f"<div class=main><div class=story><h1>{title}</h1><div class=body>{text}</div></div></div>",
        f"<section><header><h1>{title}</h1></header><section class=content>{text}</section></section>",
    )[shape]
    links = "".join(
        f"<li class=teaser><a href='/a{chance.randrange(5000)}.html'><img src='/t{n}.jpg' alt=''>"
        f"<span class=kicker>Section {n}</span> {_FILL[: chance.randrange(20, 70)]}</a></li>"
        for n in range(120)
    )
    script = "<script>var config = {" + ",".join(f"'k{n}':'{chance.random()}'" for n in range(600)) + "};</script>"
    comments = "".join(f"<div class=comment><b>user{n}</b> {_FILL}</div>" for n in range(40))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}{script}</head>"
        f"<body><nav><ul>{links}</ul></nav>"
        f"{body}<aside><ul>{links}</ul></aside><div id=comments>{comments}</div>"
        f"<footer>{_FILL * 5}</footer></body></html>"
    ).encode()


def feed(articles: list[Invented], host: str, outlet: int) -> bytes:
    """Render one outlet's feed, newest first."""
    items = "".join(
        f"<item><title>{escape(a.title)}</title><link>http://{host}/a{a.number}.html</link><guid>{a.number}</guid>"
        f"<pubDate>{a.at:%a, %d %b %Y %H:%M:%S GMT}</pubDate>"
        f"<description>{escape(a.paragraphs[0])}</description></item>"
        for a in sorted(articles, key=lambda a: a.at, reverse=True)
    )
    return f'<rss version="2.0"><channel><title>Outlet {outlet}</title>{items}</channel></rss>'.encode()


def answers(count: int) -> dict[tuple[str, str], tuple[bytes, str]]:
    """Render everything the web has: (host, path) to bytes and content type."""
    made = invent(count, OUTLETS)
    picture = io.BytesIO()
    Image.new("RGB", (1200, 675), (90, 120, 150)).save(picture, "JPEG")
    found: dict[tuple[str, str], tuple[bytes, str]] = {}
    for outlet in range(OUTLETS):
        host = f"outlet{outlet}.example"
        own = [article for article in made if article.outlet == outlet]
        found[host, "/feed"] = (feed(own, host, outlet), "application/rss+xml")
        found[host, "/p.jpg"] = (picture.getvalue(), "image/jpeg")
        for article in own:
            found[host, f"/a{article.number}.html"] = (page(article, host), "text/html")
    return found


async def _serve(count: int) -> None:
    known = answers(count)

    async def answer(request: web.Request) -> web.Response:
        body, kind = known.get((request.host.split(":")[0], request.path), (b"", ""))
        return web.Response(body=body, content_type=kind) if kind else web.Response(status=404)

    await serve(answer)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    asyncio.run(_serve(parser.parse_args().articles))
