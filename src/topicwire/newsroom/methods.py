"""Says how this hub works, from its own settings and from the tables of the code that runs it."""

from topicwire import __version__
from topicwire.config.settings import HubSettings
from topicwire.model.methods import Asking, Forming, Methods, Named, Scoring, Showing
from topicwire.net.agent import PRODUCT, user_agent
from topicwire.render.addresses import WEBMASTERS
from topicwire.stages.cluster.pair_model import shipped_model
from topicwire.stages.cluster.signals import SIGNALS
from topicwire.stages.extract.chosen import TRUST
from topicwire.stages.poll.health import SILENT_GAPS, SILENT_LEAST
from topicwire.stages.rank.reference_card import AMP, CHILD, KEYWORD, KNOWN, PICTURE
from topicwire.stages.rank.settings import RankSettings
from topicwire.stages.rank.weights import KEYS, part_name
from topicwire.text.urls import host


def methods_of(settings: HubSettings) -> Methods:
    """Gather what the pages about the hub's methods say."""
    trust = (Named(name=origin.value, value=value) for origin, value in TRUST.items())
    return Methods(
        asking=_asking(settings),
        trust=tuple(sorted(trust, key=lambda one: (-one.value, one.name))),
        forming=_forming(settings),
        scoring=_scoring(settings.scores),
        showing=_showing(settings),
        match=settings.topics.match,
        gate=settings.topics.gate,
    )


def named_contact(settings: HubSettings) -> str:
    """Give what the User-Agent names: the editor's contact, else our page for webmasters where the web can read it."""
    name = host(settings.hub.url)
    is_public = "." in name and not name.replace(".", "").isdigit()  # no `localhost`, no bare address
    return settings.network.contact or (f"{settings.hub.url}/{WEBMASTERS}" if is_public else "")


def _asking(settings: HubSettings) -> Asking:
    network, polling, fetching = settings.network, settings.polling, settings.fetching
    return Asking(
        agent=user_agent(__version__, named_contact(settings)),
        token=PRODUCT,
        floor_minutes=polling.floor_minutes,
        ceiling_hours=polling.ceiling_hours,
        retry_after_days=polling.retry_after_days,
        move_days=polling.move_days,
        host_gap_seconds=network.host_gap_seconds,
        requests_per_host=network.requests_per_host,
        asks_robots=network.robots,
        measures_pictures=settings.extraction.picture_sizes,
        redirects=network.redirects,
        total_seconds=network.total_seconds,
        attempts=fetching.attempts,
        page_mib=network.feed_mib,
        picture_mib=network.picture_mib,
        max_age_days=min(fetching.max_age_days, settings.extraction.max_age_days),
        silent_gaps=SILENT_GAPS,
        silent_days=SILENT_LEAST.days,
    )


def _forming(settings: HubSettings) -> Forming:
    stories, has_meaning = settings.stories, bool(settings.semantic.model)
    model = shipped_model()
    scale = model.meaning if has_meaning else model.plain
    signals = (Named(name=name, value=weight) for name, weight in zip(SIGNALS, scale.weights, strict=True) if weight)
    return Forming(
        window_hours=stories.window_hours,
        span_days=stories.span_days,
        quiet_hours=stories.quiet_hours,
        threshold=stories.threshold,
        copy_threshold=stories.copy_threshold,
        start=scale.start,
        signals=tuple(sorted(signals, key=lambda one: (-abs(one.value), one.name))),
        has_meaning=has_meaning,
    )


def _scoring(scores: RankSettings) -> Scoring:
    if scores.card == "reference":
        parts = _reference_parts(scores.offset)
    else:
        parts = tuple(Named(name=part_name(key), value=getattr(scores.weights, key)) for key in KEYS)
    bonuses = (Named(name=f"host bonus: {host}", value=points) for host, points in sorted(scores.host_bonus.items()))
    return Scoring(card=scores.card, parts=(*parts, *bonuses), per_related=scores.per_related)


def _reference_parts(offset: int) -> tuple[Named, ...]:
    named = {"start": offset, "lead picture": PICTURE, "AMP": AMP, "known organization": KNOWN}
    each = {"topic in title": KEYWORD, "child topics": CHILD}  # for every one of them
    return tuple(Named(name=name, value=value) for name, value in (named | each).items())


def _showing(settings: HubSettings) -> Showing:
    publishing = settings.publishing
    return Showing(
        excerpt_characters=settings.extraction.excerpt_characters,
        keeps_pictures=publishing.pictures,
        picture_width=publishing.picture_width,
        editions=publishing.editions,
        front_stories=publishing.front_stories,
        feed_entries=publishing.feed_entries,
        api_items=publishing.page_size,
    )
