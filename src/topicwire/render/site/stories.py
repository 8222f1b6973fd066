"""A story as templates see it: its lead, the other reports, and what to say about them."""

from dataclasses import dataclass
from datetime import datetime

from topicwire.model.article import ArticleKind
from topicwire.model.hub import Thumbnail
from topicwire.model.ids import ArticleId, Domain, StoryId
from topicwire.model.record import RankedArticle, Related
from topicwire.model.story import Member, MemberRole
from topicwire.render.site.links import language_of, page_of_source, page_of_topic, web_address
from topicwire.render.site.listing import Listing
from topicwire.render.site.moments import parse
from topicwire.text.clean import cut

ALTERNATES, CHIPS, EXCERPT = 3, 3, 320
"""Other reports and topics on a story's block; characters of its excerpt."""
WORDS_A_MINUTE = 238
"""Read silently by adults, the mean of 190 studies: Brysbaert, Journal of Memory and Language 109 (2019)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article as a story lists it. Addresses are http(s), empty when there is none to link to."""

    title: str
    address: str  # the publisher's page
    outlet: str
    outlet_page: str
    authors: tuple[str, ...]
    at: datetime | None  # None: the record's date cannot be read
    said_at: str  # the date as the record says it
    language: str  # empty: unknown
    is_lead: bool
    is_copy: bool
    is_video: bool
    quality: int | None
    domain: Domain
    article_id: ArticleId | None  # None: known only from a record
    amp: str  # address of its AMP copy
    minutes: int  # to read its text; 0: not known
    is_paywalled: bool  # the publisher says so
    ties: tuple[str, ...]
    similarity: float | None  # None: not known to the edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A topic to link to."""

    name: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A published story."""

    id: StoryId
    page: str
    lead: Report
    excerpt: str  # empty: none, or no more than the title again
    coverage: tuple[Report, ...]  # best first
    copies: tuple[Report, ...]
    outlets: int  # different providers, the lead's counted
    first_at: datetime
    last_at: datetime
    chips: tuple[Chip, ...]  # child topics, the root left out
    picture: Thumbnail | None

    @property
    def reports(self) -> int:
        """Count all reports, the lead and copies too."""
        return 1 + len(self.coverage) + len(self.copies)

    @property
    def is_wide(self) -> bool:
        """Tell whether more than one outlet has it."""
        return self.outlets > 1


def story_view(lead: RankedArticle, listing: Listing) -> StoryView:
    """Build the view of the story that this article leads."""
    story = listing.edition.stories.get(lead.story_id)
    members = {member.article_id: member for member in story.members} if story else {}
    first = _lead_report(lead, listing)
    others = sorted((_report(related, listing, members) for related in lead.record.related), key=_best_first)
    times = [lead.published_at, *(report.at for report in others if report.at)]
    record = lead.record
    return StoryView(
        id=lead.story_id,
        page=listing.pages.get(lead.story_id, ""),
        lead=first,
        excerpt=_excerpt(record.excerpt, record.title),
        coverage=tuple(report for report in others if not report.is_copy),
        copies=tuple(report for report in others if report.is_copy),
        outlets=len({record.provider.domain, *(related.provider.domain for related in record.related)}),
        first_at=min(times),
        last_at=max(times),
        chips=_chips(record.topics, listing),
        picture=_picture(lead, listing),
    )


def alternates(view: StoryView) -> tuple[Report, ...]:
    """Choose the reports named on a story's block: the best of outlets not named yet."""
    chosen: dict[str, Report] = {}
    for report in view.coverage:
        if report.outlet != view.lead.outlet:
            chosen.setdefault(report.outlet, report)
    return tuple(chosen.values())[:ALTERNATES]


def timeline(view: StoryView) -> tuple[Report, ...]:
    """List the first report of each outlet, earliest first."""
    dated = (report for report in (view.lead, *view.coverage, *view.copies) if report.at)
    chosen: dict[str, Report] = {}
    for report in sorted(dated, key=lambda report: (report.at, not report.is_lead, report.outlet)):
        chosen.setdefault(report.outlet, report)
    return tuple(chosen.values())


def lead_line(article: RankedArticle, listing: Listing) -> Report:
    """Give an article of the edition as one line, whether it leads or not."""
    return _lead_report(article, listing)


def _lead_report(article: RankedArticle, listing: Listing) -> Report:
    record = article.record
    return Report(
        title=record.title,
        address=web_address(record.web_url) or web_address(record.original_url) or web_address(record.embed),
        outlet=record.provider.name,
        outlet_page=_outlet_page(record.provider.domain, listing),
        authors=article.authors,
        at=article.published_at,
        said_at=record.published,
        language=language_of(article.language),
        is_lead=article.is_lead,
        is_copy=article.is_copy,
        is_video=record.kind is ArticleKind.VIDEO,
        quality=record.quality,
        domain=record.provider.domain,
        article_id=article.article_id,
        amp=web_address(record.amp_url),
        minutes=_minutes(article),
        is_paywalled=article.is_paywalled,
        ties=(),
        similarity=None,
    )


def _report(related: Related, listing: Listing, members: dict[ArticleId, Member]) -> Report:
    known = listing.by_id.get(related.article_id) if related.article_id else None
    member = members.get(related.article_id) if related.article_id else None
    is_copy = member.role is MemberRole.COPY if member else bool(known and known.is_copy)
    return Report(
        title=related.title,
        address=web_address(related.web_url) or (web_address(known.record.original_url) if known else ""),
        outlet=related.provider.name,
        outlet_page=_outlet_page(related.provider.domain, listing),
        authors=known.authors if known else (),
        at=known.published_at if known else parse(related.published),
        said_at=related.published,
        language=language_of(known.language) if known else "",
        is_lead=False,
        is_copy=is_copy,
        is_video=related.kind is ArticleKind.VIDEO,
        quality=related.quality,
        domain=related.provider.domain,
        article_id=related.article_id,
        amp=web_address(related.amp_url),
        minutes=_minutes(known) if known else 0,
        is_paywalled=bool(known and known.is_paywalled),
        ties=member.ties if member else (),
        similarity=member.similarity if member else None,
    )


def _minutes(article: RankedArticle) -> int:
    return max(1, round(article.word_count / WORDS_A_MINUTE)) if article.word_count else 0


def _best_first(report: Report) -> tuple[int, float, str]:
    at = report.at.timestamp() if report.at else float("inf")
    return (-(report.quality or 0), at, report.title)


def _outlet_page(domain: Domain, listing: Listing) -> str:
    return page_of_source(domain) if domain in listing.by_domain else ""


def _excerpt(excerpt: str | None, title: str) -> str:
    if not excerpt or excerpt.strip() == title.strip():
        return ""
    return cut(excerpt, EXCERPT)


def _chips(names: tuple[str, ...], listing: Listing) -> tuple[Chip, ...]:
    found = (listing.topics.get(name) for name in names)
    return tuple(Chip(name=topic.name, page=page_of_topic(topic.id)) for topic in found if topic and topic.parent)


def _picture(lead: RankedArticle, listing: Listing) -> Thumbnail | None:
    copies = (listing.edition.thumbnails.get(picture.url) for picture in lead.record.pictures)
    return next((copy for copy in copies if copy), None)
