"""The enrich stage over the real store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import FixedClock
from tests.stages.cluster.builders import (
    KNOWN,
    NOON,
    VISION,
    article,
    due,
    enrichment,
    feed,
    hub,
    lease,
    prose,
    run,
    tip,
)
from topicwire.model.article import Article
from topicwire.model.hub import Hub
from topicwire.model.outcome import Done, Spike, SpikeReason, Unchanged
from topicwire.model.source import Feed
from topicwire.model.story import Member, MemberRole, Story
from topicwire.model.work import StageName
from topicwire.ports.store import Store
from topicwire.stages.enrich.settings import EnrichSettings
from topicwire.stages.enrich.stage import EnrichStage
from topicwire.store.sqlite import open_store


@pytest.fixture
def store() -> Iterator[Store]:
    """Open a store in memory."""
    opened = open_store(":memory:")
    yield opened
    opened.close()


def stage(store: Store, of: Hub | None = None, **settings: object) -> EnrichStage:
    """Build the stage for a hub with a focused and a general feed."""
    feeds = (feed("focused", is_focused=True), feed("general"))
    return EnrichStage(store, of or hub(feeds=feeds), FixedClock(), EnrichSettings(**settings))  # type: ignore[arg-type]


def seen(store: Store, one: Article, by: Feed, language: str | None = None) -> Article:
    """Keep an article as read from a feed."""
    store.tips.keep(tip(one, by, language))
    store.tips.keep_sighting(by.id, one.tip_id, NOON)
    store.tips.keep_article(one.tip_id, one.id)
    store.articles.keep(one)
    return one


async def test_an_article_is_enriched_and_handed_on(store: Store) -> None:
    """Topics, provider, language and fingerprints are kept together, and clustering is due as of the publication."""
    one = seen(store, article(title="AI camera sees", text=prose("x"), at=NOON - timedelta(hours=3)), feed())
    [outcome] = await run(stage(store), store, one.id)
    kept = store.enrichments.get(one.id)
    assert outcome == Done(value=kept)
    assert [match.topic_id for match in kept.topics] == ["vision", "ai"]
    assert (kept.provider_name, kept.is_known_provider, kept.language, kept.word_count) == (
        "The Known",
        True,
        "en",
        120,
    )
    assert (len(kept.text_hash), len(kept.sketch), kept.is_on_topic) == (64, 516, True)
    assert store.work.next_due(StageName.CLUSTER) == NOON - timedelta(hours=3)


async def test_an_article_dated_ahead_is_due_now(store: Store) -> None:
    """A date in the future must not hold an article back."""
    one = seen(store, article(title="AI", at=NOON + timedelta(days=30)), feed())
    await run(stage(store), store, one.id)
    assert store.work.next_due(StageName.CLUSTER) == NOON


async def test_a_general_source_must_name_a_topic(store: Store) -> None:
    """The ledger says off-topic, and the reason says what was looked for."""
    one = seen(store, article(title="Gardening"), feed("general"))
    [outcome] = await run(stage(store), store, one.id)
    assert isinstance(outcome, Spike)
    assert outcome.reason is SpikeReason.OFF_TOPIC
    assert "title, excerpt, text: ai, artificial intelligence, facial recognition" in outcome.detail
    assert list(due(store, StageName.CLUSTER)) == []


async def test_a_focused_source_is_taken_whole(store: Store) -> None:
    """All of a focused feed is on topic; it is enough that one of the feeds that named it is focused."""
    one = seen(store, article(title="Gardening"), feed("general"))
    store.tips.keep_sighting(feed("focused").id, one.tip_id, NOON)
    await run(stage(store), store, one.id)
    assert store.enrichments.get(one.id).is_on_topic


async def test_the_gate_names_a_few_of_many_keywords(store: Store) -> None:
    """A reason stays readable, also when there is nothing to look for."""
    one = seen(store, article(title="Gardening"), feed())
    many = replace(VISION, keywords=tuple(f"keyword{number}" for number in range(40)))
    [spike] = await run(stage(store, hub(topics=(many,))), store, one.id)
    assert spike.detail.endswith("keyword11 and 28 more")
    [spike] = await run(stage(store, hub(topics=())), store, one.id)
    assert "no topic of the hub has a keyword" in spike.detail


async def test_a_refusal_names_the_keyword_that_did_not_count(store: Store) -> None:
    """An editor who excluded too much sees it in the ledger."""
    one = seen(store, article(title="A camera phone"), feed())
    [spike] = await run(stage(store, hub(topics=(replace(VISION, exclude=("phone",)),))), store, one.id)
    assert "“camera” in the title, but “phone” in the title excludes it" in spike.detail


async def test_the_same_again_changes_nothing(store: Store) -> None:
    """A second run over the same article is unchanged."""
    one = seen(store, article(title="AI"), feed())
    await run(stage(store), store, one.id)
    assert [type(outcome) for outcome in await run(stage(store), store, one.id)] == [Unchanged]


async def test_changed_topics_are_found_stale_and_open_the_gate(store: Store) -> None:
    """A new keyword makes every enrichment stale, also of what was refused before."""
    one = seen(store, article(title="Gardening"), feed())
    await run(stage(store), store, one.id)
    wider = stage(store, hub(topics=(replace(VISION, keywords=("gardening",)),)))
    assert store.enrichments.list_stale(wider.version) == (one.id,)
    assert store.enrichments.list_stale(stage(store).version) == ()
    await run(wider, store, one.id)
    assert store.enrichments.get(one.id).is_on_topic


async def test_a_revision_that_went_off_topic_leaves_its_story(store: Store) -> None:
    """Clustering is told to let it go."""
    one = seen(store, article(title="Gardening"), feed())
    store.enrichments.keep(enrichment(one))
    member = Member(article_id=one.id, joined_at=NOON, role=MemberRole.COVERAGE, similarity=1.0, ties=())
    store.stories.keep(
        Story(id="s", revision=1, members=(member,), first_at=NOON, last_at=NOON, changed_at=NOON)  # type: ignore[arg-type]
    )
    await run(stage(store), store, one.id)
    assert not store.enrichments.get(one.id).is_on_topic
    assert list(due(store, StageName.CLUSTER)) == [one.id]


@pytest.mark.parametrize(
    ("site_name", "domain", "expected"),
    [
        ("Site", KNOWN.domain, ("The Known", True)),
        ("Site", "x.example", ("Site", False)),
        (None, "x.example", ("x.example", False)),
    ],
)
async def test_the_provider_is_named(
    store: Store, site_name: str | None, domain: str, expected: tuple[str, bool]
) -> None:
    """The organization's name first, then what the site calls itself, then its domain."""
    one = seen(store, article(title="AI", site_name=site_name, domain=domain), feed())
    await run(stage(store), store, one.id)
    kept = store.enrichments.get(one.id)
    assert (kept.provider_name, kept.is_known_provider) == expected


async def test_the_feed_names_the_language_when_the_page_does_not(store: Store) -> None:
    """Labels are believed before words."""
    one = seen(store, article(title="AI", language=None), feed(), language="de-DE")
    await run(stage(store), store, one.id)
    assert store.enrichments.get(one.id).language == "de"


async def test_a_crash_is_not_taken_for_a_refusal(store: Store) -> None:
    """What crashed is not enriched, and tried again when its enrichment is asked for."""
    one = seen(store, article(title="Gardening"), feed())
    stage(store).keep(lease(StageName.ENRICH, one.id), Spike(reason=SpikeReason.CRASHED))
    assert store.enrichments.find(one.id) is None


async def test_work_for_a_lost_article_is_no_error(store: Store) -> None:
    """What is not there cannot be enriched."""
    assert isinstance(await stage(store).work(lease(StageName.ENRICH, "0" * 16)), Unchanged)
    assert stage(store, batch=7).batch == 7
