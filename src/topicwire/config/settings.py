"""hub.toml as frozen, checked values: one table a part of topicwire."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT
from topicwire.net.mail_settings import MailSettings
from topicwire.net.settings import NetworkSettings
from topicwire.outbox.git_settings import GitSettings
from topicwire.outbox.newsletter_settings import NewsletterSettings
from topicwire.stages.cluster.settings import ClusterSettings
from topicwire.stages.enrich.settings import EnrichSettings
from topicwire.stages.extract.settings import ExtractSettings
from topicwire.stages.fetch.settings import FetchSettings
from topicwire.stages.poll.settings import PollSettings
from topicwire.stages.publish.settings import PublishSettings
from topicwire.stages.rank.settings import RankSettings
from topicwire.vectors.settings import SemanticSettings


def _public_address(value: str) -> str:
    """Refuse anything but an http(s) address; drop a trailing slash."""
    if not value.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    return value.rstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class HubTable:
    """Who the hub is: the `[hub]` table."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    """Name of the hub, as readers see it."""
    description: Annotated[str, Field(max_length=1000)] = ""
    """One sentence on what the hub covers."""
    url: Annotated[str, AfterValidator(_public_address)] = "http://localhost:8000"
    """Public address of the site; links in feeds, sitemaps and the API start with it."""
    locale: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en-us"
    """Language of the hub, as in `en-us`."""
    root_topic: Annotated[str, Field(min_length=1)] = "ai"
    """The `_id` of the topic that every article of the hub carries."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ServeTable:
    """The live server: the `[serve]` table."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    """Port to listen on; 0 takes a free one."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class HubSettings:
    """Everything hub.toml can say."""

    hub: HubTable
    """Who the hub is."""
    network: NetworkSettings = Field(default_factory=NetworkSettings)
    """How topicwire behaves on the network."""
    polling: PollSettings = Field(default_factory=PollSettings)
    """When feeds are asked."""
    fetching: FetchSettings = Field(default_factory=FetchSettings)
    """Which pages are fetched."""
    extraction: ExtractSettings = Field(default_factory=ExtractSettings)
    """How pages become articles."""
    topics: EnrichSettings = Field(default_factory=EnrichSettings)
    """How topics are given."""
    stories: ClusterSettings = Field(default_factory=ClusterSettings)
    """How articles join stories."""
    semantic: SemanticSettings = Field(default_factory=SemanticSettings)
    """Which model compares articles by meaning, if any."""
    scores: RankSettings = Field(default_factory=RankSettings)
    """How articles are scored and published."""
    publishing: PublishSettings = Field(default_factory=PublishSettings)
    """What readers get."""
    git: GitSettings = Field(default_factory=GitSettings)
    """How editions enter the hub's git history, where the hub folder is a repository."""
    newsletter: NewsletterSettings = Field(default_factory=NewsletterSettings)
    """The newsletter."""
    mail: MailSettings = Field(default_factory=MailSettings)
    """How mail leaves the hub."""
    serve: ServeTable = Field(default_factory=ServeTable)
    """The live server."""
