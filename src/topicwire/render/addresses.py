"""Where everything lies on the site. Paths are relative to the site's root and never change for the same thing.

Pages are `.html` files linked relatively, so that the site also reads well from a folder, without a server.
"""

from datetime import UTC, datetime

from topicwire.model.ids import Domain, EditionId, StoryId, TopicId

FRONT, LATEST, ARCHIVE, ABOUT, SOURCES = "index.html", "latest.html", "archive/index.html", "about.html", "sources.html"
TOPICS, SITEMAP, NEWS_SITEMAP, ROBOTS, OPML = (
    "topics.html",
    "sitemap.xml",
    "news-sitemap.xml",
    "robots.txt",
    "sources.opml",
)
SEARCH = "search.html"
FEEDS, HUB_FEEDS = "feeds.html", "feeds.opml"
"""The page that lists every feed of the hub, and the same list for feed readers."""
REDIRECTS = "_redirects"
"""Where stories that are no more lead on to, in the form that static hosts read."""
WEBMASTERS = "webmasters.html"
"""How the hub asks: for those who run the sites it asks."""
EDITION = "edition.json"
"""Id, as-of time and counts of the edition the site was rendered from."""
NEWSLETTERS = "newsletters/index.html"
"""Past issues of the newsletter, and how to get it."""
FEED_FORMATS = ("rss", "atom", "json")


def story_page(story_id: StoryId) -> str:
    """Give the page of one story."""
    return f"stories/{story_id}.html"


def story_record(story_id: StoryId) -> str:
    """Give the Markdown record of the article that leads a story."""
    return f"stories/{story_id}.md"


def share_image(story_id: StoryId) -> str:
    """Give the picture by which a story is shown where it is shared."""
    return f"assets/share/{story_id}.png"


def topic_page(topic_id: TopicId) -> str:
    """Give the page of one topic."""
    return f"topics/{topic_id}.html"


def source_page(domain: Domain) -> str:
    """Give the page of one provider."""
    return f"sources/{domain}.html"


def month_page(at: datetime) -> str:
    """Give the archive page of the month."""
    return f"archive/{at.year:04}-{at.month:02}.html"


def issue_page(issue_id: str) -> str:
    """Give the page of one issue of the newsletter."""
    return f"newsletters/{issue_id}.html"


def day_page(at: datetime) -> str:
    """Give the page of the day (UTC)."""
    return f"days/{at.astimezone(UTC):%Y-%m-%d}.html"


def edition_page(edition_id: EditionId, as_of: datetime) -> str:
    """Give the page that shows the front page of an edition, as it was, for good."""
    return f"editions/{as_of.astimezone(UTC):%Y-%m-%d/%H%M}-{edition_id[:8]}.html"


def topic_feed(form: str, topic_id: TopicId) -> str:
    """Give the feed of one topic in one of FEED_FORMATS."""
    return f"feeds/topics/{topic_id}.{form}"


def source_feed(form: str, domain: Domain) -> str:
    """Give the feed of one provider in one of FEED_FORMATS."""
    return f"feeds/sources/{domain}.{form}"


def hub_feed(form: str, name: str) -> str:
    """Give one of the feeds of the whole hub, `all`, `stories` or `hot`, in one of FEED_FORMATS."""
    return f"feeds/{name}.{form}"


def story_feed(story_id: StoryId) -> str:
    """Give the feed of one story: `render.story_feeds.has_story_feed` says whether there is one."""
    return f"feeds/stories/{story_id}.atom"


def relative(target: str, start: str) -> str:
    """Give the relative link from the page at `start` to `target`."""
    return "../" * start.count("/") + target
