"""What every store promises for the newsletter: issues, subscribers, and a row for every mail."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.fakes import NOON
from topicwire.errors import NotStoredError, StoreConflictError
from topicwire.model.ids import ArticleId, EditionId, StoryId
from topicwire.model.newsletter import (
    PUBLIC,
    DeliveryState,
    Issue,
    IssueId,
    IssueState,
    Letter,
    LetterPicture,
    LetterReport,
    LetterStory,
    Subscriber,
    SubscriberId,
    SubscriberState,
    Telling,
)
from topicwire.ports.store import Store

HOUR = timedelta(hours=1)
ISSUE = "2026-03-02"


def letter(headline: str = "Sensors “read” palms") -> Letter:
    """Build a letter of one story that says something everywhere."""
    story = LetterStory(
        story_id=StoryId("s1"),
        telling=Telling.GREW,
        headline=headline,
        address="https://paper.example/a",
        outlet="The Paper",
        authors=("Ada Example",),
        excerpt="Words\u0085of <some> length.",
        language="en",
        page="stories/s1.html",
        published_at=NOON - HOUR,
        heat=91,
        outlets=3,
        reports=4,
        new_outlets=2,
        also=(LetterReport(outlet="紙", title="手のひら", address="", language="ja"),),
        topic="Vision",
        picture=LetterPicture(file="assets/images/newsletters/a.jpg", width=536, height=302, alt="A palm"),
        articles=(ArticleId("a1"), ArticleId("a2")),
        domains=("paper.example", "kami.example"),
    )
    return Letter(subject=headline, preheader="More", stories=(story,), considered=4)


def issue(name: str = ISSUE, **fields: Any) -> Issue:
    """Build an issue."""
    given: dict[str, Any] = {
        "slot_at": NOON,
        "composed_at": NOON,
        "edition_id": EditionId("e" * 64),
        "as_of": NOON - HOUR,
        "since": NOON - 25 * HOUR,
        "zone": "Europe/Berlin",
        "state": IssueState.HELD,
        "hold_until": NOON + HOUR,
        "changed_at": NOON,
        "retry_at": None,
        "failures": 0,
        "why": "",
        "letter": letter(),
    }
    return Issue(**{"id": IssueId(name), **given, **fields})


def subscriber(name: str = "1111111111111111", **fields: Any) -> Subscriber:
    """Build a subscriber."""
    given: dict[str, Any] = {
        "state": SubscriberState.CONFIRMED,
        "lookup": f"look-{name}",
        "sealed": f"sealed-{name}",
        "asked_at": NOON,
        "asks": 1,
        "changed_at": NOON,
        "hard_bounces": 0,
        "soft_bounces": 0,
        "bounced_at": None,
        "origin": "form",
    }
    return Subscriber(**{"id": SubscriberId(name), **given, **fields})


def readers(store: Store, count: int = 3) -> list[SubscriberId]:
    """Keep subscribers and give their ids."""
    made = [subscriber(f"{number:016x}") for number in range(count)]
    for one in made:
        store.newsletter.subscribers.keep(one)
    return [one.id for one in made]


def test_an_issue_comes_back_as_it_was_and_its_mail_never_changes(store: Store) -> None:
    """Only its state and times change; what was composed first is what is sent."""
    issues = store.newsletter.issues
    issues.keep(issue())
    issues.keep_bodies(IssueId(ISSUE), "<p>één", "één")
    issues.keep(issue(state=IssueState.SENT))
    issues.keep_bodies(IssueId(ISSUE), "other", "other")
    assert issues.get(IssueId(ISSUE)) == issue(state=IssueState.SENT)
    assert issues.find_bodies(IssueId(ISSUE)) == ("<p>één", "één")
    assert issues.find(IssueId("none")) is None
    assert issues.find_bodies(IssueId("none")) is None
    with pytest.raises(NotStoredError):
        issues.get(IssueId("none"))


def test_issues_are_listed_by_state_and_by_due_time(store: Store) -> None:
    """Readers see those that went out, oldest first; a skipped one counts as the newest all the same."""
    issues = store.newsletter.issues
    issues.keep(issue("b", slot_at=NOON + HOUR, state=IssueState.SENT))
    issues.keep(issue("a", state=IssueState.SENDING))
    issues.keep(issue("c", slot_at=NOON + 2 * HOUR, state=IssueState.SKIPPED, letter=None))
    assert [one.id for one in issues.list_in(PUBLIC)] == ["a", "b"]
    assert [one.id for one in issues.list_newest(2)] == ["c", "b"]
    newest = issues.find_newest()
    assert newest is not None
    assert newest.letter is None


def test_a_subscriber_is_found_by_what_its_address_hashes_to(store: Store) -> None:
    """One address, one row."""
    keeper = store.newsletter.subscribers
    keeper.keep(subscriber())
    gone = subscriber(sealed=None, state=SubscriberState.UNSUBSCRIBED, bounced_at=NOON, hard_bounces=1)
    keeper.keep(gone)
    assert keeper.find_by_lookup("look-1111111111111111") == keeper.get(gone.id) == gone
    assert keeper.find_by_lookup("other") is None
    with pytest.raises(StoreConflictError):
        keeper.keep(subscriber("2222222222222222", lookup="look-1111111111111111"))
    with pytest.raises(NotStoredError):
        keeper.get(SubscriberId("none"))


def test_subscribers_are_counted_and_listed_by_state(store: Store) -> None:
    """States nobody is in are left out."""
    keeper = store.newsletter.subscribers
    keeper.keep(subscriber("2" * 16, asked_at=NOON + HOUR))
    keeper.keep(subscriber("1" * 16))
    keeper.keep(subscriber("3" * 16, state=SubscriberState.PENDING))
    assert keeper.count() == {SubscriberState.CONFIRMED: 2, SubscriberState.PENDING: 1}
    assert [one.id[0] for one in keeper.list_in(SubscriberState.CONFIRMED)] == ["1", "2"]
    assert [one.id[0] for one in keeper.list_all()] == ["1", "3", "2"]


def test_a_mail_is_queued_once_for_each_reader(store: Store) -> None:
    """Queueing again, as after a crash, adds nobody twice; one who was forgotten meanwhile is not added."""
    ids, rows = readers(store), store.newsletter.deliveries
    assert rows.queue(ISSUE, ids[:2], NOON) == 2
    assert rows.queue(ISSUE, [*ids, SubscriberId("gone")], NOON) == 1
    assert rows.queue("other", ids, NOON + HOUR) == 3
    assert rows.count(ISSUE) == {DeliveryState.QUEUED: 3}
    assert [row.subscriber_id for row in rows.list_due(ISSUE, NOON, 2)] == ids[:2]
    assert rows.list_due("other", NOON, 9) == ()
    assert (rows.next_due("other"), rows.next_due("none")) == (NOON + HOUR, None)


def test_only_one_may_begin_a_mail(store: Store) -> None:
    """Whoever is told no must not send it."""
    ids, rows = readers(store), store.newsletter.deliveries
    rows.queue(ISSUE, ids, NOON)
    assert [rows.begin(ISSUE, ids[0], NOON) for _ in range(2)] == [True, False]
    assert rows.begin(ISSUE, SubscriberId("none"), NOON) is False
    assert rows.give_up_open(NOON + HOUR) == 1
    assert rows.begin(ISSUE, ids[0], NOON) is False
    unclear = rows.list_in({DeliveryState.UNCLEAR})
    assert [(row.subscriber_id, row.changed_at) for row in unclear] == [(ids[0], NOON + HOUR)]


def test_what_was_sent_stays_sent(store: Store) -> None:
    """A late, wrong verdict changes nothing; only a bounce does, once."""
    ids, rows = readers(store), store.newsletter.deliveries
    rows.queue(ISSUE, ids, NOON)
    row = rows.list_due(ISSUE, NOON, 1)[0]
    sent = replace(row, state=DeliveryState.SENT, code="250 2.0.0", changed_at=NOON + HOUR)
    rows.settle(sent)
    rows.settle(replace(row, state=DeliveryState.QUEUED))
    assert rows.find(ISSUE, row.subscriber_id) == sent
    assert [rows.keep_bounce(ISSUE, row.subscriber_id, NOON, "5.1.1") for _ in range(2)] == [True, False]
    assert rows.keep_bounce(ISSUE, ids[1], NOON, "5.1.1") is False
    assert rows.count(ISSUE) == {DeliveryState.BOUNCED: 1, DeliveryState.QUEUED: 2}


def test_an_unclear_mail_is_queued_again_only_as_such(store: Store) -> None:
    """A person decides, and only on what is unclear."""
    ids, rows = readers(store), store.newsletter.deliveries
    rows.queue(ISSUE, ids, NOON)
    assert rows.queue_again(ISSUE, ids[0], NOON) is False
    rows.begin(ISSUE, ids[0], NOON)
    rows.give_up_open(NOON)
    assert rows.queue_again(ISSUE, ids[0], NOON + HOUR) is True
    assert rows.next_due(ISSUE) == NOON
    assert rows.count(ISSUE) == {DeliveryState.QUEUED: 3}


def test_mailings_are_found_by_their_beginning(store: Store) -> None:
    """Confirmation mails are told from issues, and counted over time."""
    ids, rows = readers(store), store.newsletter.deliveries
    rows.queue("confirm/1", ids[:1], NOON)
    rows.queue("confirm/2", ids[1:2], NOON + HOUR)
    rows.queue(ISSUE, ids, NOON)
    assert rows.list_mailings("confirm/") == ("confirm/1", "confirm/2")
    assert rows.count_since("confirm/", NOON + HOUR) == 1
    assert rows.list_mailings("") == (ISSUE, "confirm/1", "confirm/2")


def test_a_forgotten_reader_is_written_to_no_more(store: Store) -> None:
    """What waits goes; what was sent stays counted, naming nobody."""
    ids, rows = readers(store), store.newsletter.deliveries
    rows.queue(ISSUE, ids, NOON)
    sent = replace(rows.list_due(ISSUE, NOON, 1)[0], state=DeliveryState.SENT)
    rows.settle(sent)
    rows.queue("next", ids, NOON)
    store.newsletter.subscribers.drop(sent.subscriber_id)
    assert store.newsletter.subscribers.find(sent.subscriber_id) is None
    assert rows.count("next") == {DeliveryState.QUEUED: 2}
    assert rows.count(ISSUE) == {DeliveryState.QUEUED: 2, DeliveryState.SENT: 1}


def test_old_rows_that_are_done_with_are_forgotten(store: Store) -> None:
    """What is queued or unclear stays, however old."""
    ids, rows = readers(store), store.newsletter.deliveries
    rows.queue(ISSUE, ids, NOON)
    first, second, _ = rows.list_due(ISSUE, NOON, 9)
    rows.settle(replace(first, state=DeliveryState.SENT))
    rows.begin(ISSUE, second.subscriber_id, NOON)
    rows.give_up_open(NOON)
    assert rows.trim(NOON) == 0
    assert rows.trim(NOON + HOUR) == 1
    assert rows.count(ISSUE) == {DeliveryState.QUEUED: 1, DeliveryState.UNCLEAR: 1}
