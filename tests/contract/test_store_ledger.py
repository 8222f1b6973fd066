"""Every tip is in exactly one state."""

import random

from tests.fakes import NOON
from tests.store.nouns import HOUR, article, page, ranked, story, tip, verdict
from topicwire.model.ids import ArticleId, FeedId, TipId
from topicwire.model.work import LedgerLine, OutcomeKind, StageName, TipState
from topicwire.ports.store import Store

LEASE = HOUR
SPIKE = OutcomeKind.SPIKE


def settle(store: Store, stage: StageName, subject: str, kind: OutcomeKind) -> None:
    """Let a stage come to a verdict on a subject, with nothing left to do."""
    store.work.add(stage, subject, NOON)
    (lease,) = [one for one in store.work.take(stage, 1000, NOON, LEASE) if one.subject == subject]
    store.work.settle(lease, verdict(stage, subject, kind), None)


def give_article(store: Store, number: str, article_number: str = "") -> None:
    """Keep a tip that gave an article, its own unless another is named."""
    own = f"a{article_number or number}"
    store.tips.keep(tip(f"t{number}"))
    store.tips.keep_article(TipId(f"t{number}"), ArticleId(own))
    if not article_number:
        store.articles.keep(article(own))


def lines(store: Store) -> dict[tuple[str, str], int]:
    """Give the counts by state and reason."""
    return {(line.state.value, line.reason): line.count for line in store.ledger.count_tips()}


def test_each_case_is_told_apart(store: Store) -> None:
    """Spiked, waiting, duplicate, copy, related, leading and below the threshold, each with its reason."""
    for number in "123":
        store.tips.keep(tip(f"t{number}"))
    settle(store, StageName.FETCH, "t1", SPIKE)
    store.work.add(StageName.EXTRACT, "t2", NOON)
    store.pages.keep(page("t3"))
    store.tips.keep(tip("t4"))
    for number in ("5", "6", "7", "8", "9", "10", "11"):
        give_article(store, number)
    settle(store, StageName.ENRICH, "a5", SPIKE)
    store.stories.keep(story("s1", "a6"))
    store.work.add(StageName.RANK, "s1", NOON)
    store.ranked.keep(ranked("a6"))
    store.ranked.keep(ranked("a7", is_copy=True, is_lead=False))
    store.ranked.keep(ranked("a8", is_lead=False))
    store.ranked.keep(ranked("a9"))
    store.ranked.keep(ranked("a10", is_published=False))
    give_article(store, "12", "9")
    assert lines(store) == {
        ("spiked", "off-topic"): 2,
        ("waiting", "extract"): 2,
        ("waiting", "fetch"): 1,
        ("waiting", "rank"): 2,
        ("copy", ""): 1,
        ("related", ""): 1,
        ("leads", ""): 1,
        ("below-threshold", ""): 1,
        ("duplicate", ""): 1,
    }


def test_the_first_rule_that_applies_decides(store: Store) -> None:
    """A spiked tip stays spiked though it has an article; a waiting one waits though it is published."""
    give_article(store, "1")
    store.ranked.keep(ranked("a1"))
    assert lines(store) == {("leads", ""): 1}
    store.work.add(StageName.CLUSTER, "a1", NOON)
    store.work.add(StageName.RANK, "a1", NOON)
    assert lines(store) == {("waiting", "cluster"): 1}
    settle(store, StageName.EXTRACT, "t1", SPIKE)
    assert lines(store) == {("spiked", "off-topic"): 1}


def test_counts_add_up_whatever_happened(store: Store) -> None:
    """After any history the lines count every tip once, and so do those of the feeds."""
    chance = random.Random(7)
    with store.transaction():
        for number in range(200):
            store.tips.keep(tip(f"t{number}", feed_id=FeedId(f"f{number % 3}")))
            if chance.random() < 0.7:
                target = chance.choice([number, chance.randrange(number + 1)])
                store.tips.keep_article(TipId(f"t{number}"), ArticleId(f"a{target}"))
                store.articles.keep(article(f"a{target}"))
            if chance.random() < 0.5:
                flags = {name: chance.random() < 0.5 for name in ("is_lead", "is_copy", "is_published")}
                store.ranked.keep(ranked(f"a{number}", **flags))
            stage = chance.choice([StageName.FETCH, StageName.EXTRACT, StageName.ENRICH, StageName.RANK])
            subject = f"{chance.choice('ta')}{number}"
            settle(store, stage, subject, chance.choice([SPIKE, OutcomeKind.DONE]))
            if chance.random() < 0.1:
                store.work.add(stage, subject, NOON)
    assert sum(line.count for line in store.ledger.count_tips()) == store.tips.count() == 200
    of_feeds = [line for n in range(3) for line in store.ledger.count_tips_of(FeedId(f"f{n}"))]
    assert sum(line.count for line in of_feeds) == 200
    assert {line.state for line in of_feeds} == set(TipState)


def test_an_empty_hub_has_an_empty_ledger(store: Store) -> None:
    """No tips, no lines; one tip, one line."""
    assert store.ledger.count_tips() == ()
    store.tips.keep(tip("t1"))
    assert store.ledger.count_tips() == (LedgerLine(state=TipState.WAITING, reason="fetch", count=1),)


def test_sightings_of_a_run_are_counted(store: Store) -> None:
    """A run knows how many tips its feeds named and how many were new."""
    store.tips.keep(tip("t1", first_seen_at=NOON - HOUR))
    store.tips.keep(tip("t2", first_seen_at=NOON))
    for name in ("t1", "t2"):
        store.tips.keep_sighting(FeedId("f1"), TipId(name), NOON)
    store.tips.keep_sighting(FeedId("f2"), TipId("t1"), NOON - HOUR)
    assert store.ledger.count_sightings(NOON) == (2, 1)
