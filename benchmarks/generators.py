"""The same stories as folders that Hugo and Jekyll build: a page and a JSON file a story, lists, topics, RSS."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.templates import HUGO, JEKYLL
from topicwire.model.hub import Hub
from topicwire.model.record import RankedArticle


def write_hugo(folder: Path, hub: Hub, articles: Iterable[RankedArticle]) -> None:
    """Write what Hugo builds the stories from."""
    _write(folder, HUGO)
    settings = {
        "baseURL": f"{hub.url}/", "title": hub.title, "languageCode": hub.locale, "paginate": 100,
        "taxonomies": {"topic": "topics", "outlet": "outlets"}, "disableKinds": ["section"],
        "outputs": {"home": ["HTML", "RSS", "JSON"], "page": ["HTML", "JSON"], "term": ["HTML", "RSS"]},
        "services": {"rss": {"limit": 50}}, "params": _params(hub),
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    posts = folder / "content/stories"
    posts.mkdir(parents=True)
    for article in articles:
        front = json.dumps(facts(article), ensure_ascii=False, indent=1)
        (posts / f"{article.story_id}.md").write_text(f"{front}\n\n{article.record.excerpt}\n", encoding="utf-8")


def write_jekyll(folder: Path, hub: Hub, articles: Iterable[RankedArticle]) -> None:
    """Write what Jekyll builds the stories from: no JSON and no lists of topics, which it has no means for."""
    _write(folder, JEKYLL)
    settings = {"title": hub.title, "url": hub.url, "permalink": "/stories/:slug.html", **_params(hub)}
    (folder / "_config.yml").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "_posts").mkdir()
    for article in articles:
        name = f"{article.published_at:%Y-%m-%d}-{article.story_id}.md"
        front = json.dumps({"layout": "story", **facts(article)}, ensure_ascii=False, indent=1)
        (folder / "_posts" / name).write_text(f"---\n{front}\n---\n{article.record.excerpt}\n", encoding="utf-8")


def facts(article: RankedArticle) -> dict[str, Any]:
    """Give what our page of a story shows, as front matter."""
    record = article.record
    return {
        "title": record.title, "description": record.excerpt, "date": record.published, "topics": list(record.topics),
        "outlets": [record.provider.name], "outlet": record.provider.name, "authors": list(article.authors),
        "address": record.web_url, "amp": record.amp_url, "verdict": article.verdict, "record": record.path,
        "threshold": article.threshold,
        "reports": [
            {"title": one.title, "address": one.web_url, "outlet": one.provider.name, "date": one.published,
             "quality": one.quality}
            for one in record.related
        ],
        "cards": [
            {"name": card.name, "total": card.total,
             "parts": [{"name": part.name, "points": part.points, "why": part.why} for part in card.parts]}
            for card in (article.heat, article.quality) if card
        ],
    }  # fmt: skip


def _params(hub: Hub) -> dict[str, Any]:
    return {"description": hub.description, "tabs": [topic.name for topic in hub.topics if topic.parent][:9]}


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
