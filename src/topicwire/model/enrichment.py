"""What we derived from an article: nothing here is the publisher's word."""

from dataclasses import dataclass

from topicwire.model.ids import ArticleId, RevisionId
from topicwire.model.topic import TopicMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrichment:
    """Derived facts of one revision of one article."""

    article_id: ArticleId
    revision: RevisionId
    version: str  # of the enrich stage with its settings: what is stale is a query
    language: str  # ISO 639-1, "und" when unsure
    topics: tuple[TopicMatch, ...]  # child topics in hub order, the root topic last
    is_on_topic: bool  # a keyword of any topic matched, or the source is focused
    provider_name: str  # the organization's name, else site name, else domain
    is_known_provider: bool  # the domain is in _data/organizations
    text_hash: str  # of the normalised full text; equal hashes are copies
    sketch: bytes  # MinHash signature of word shingles, empty for a stub
    sketch_version: str
    word_count: int
    vector: bytes | None = None  # of title and excerpt, as text/cosines.py packs it; None without a model
    vector_model: str = ""  # the embedder's name: vectors of different models cannot be compared
