"""Figures of a hub for Prometheus: `/metrics`."""

from collections import Counter
from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from topicwire import __version__
from topicwire.model.work import StageName
from topicwire.newsroom.room import Room
from topicwire.stages.poll.health import health_of


def metrics_text(room: Room) -> bytes:
    """Read the figures from the store, now; nothing is counted in this process."""
    registry = CollectorRegistry()
    _gauge(registry, "topicwire_info", "Version of topicwire", ("version",), {(__version__,): 1.0})
    tips = Counter[tuple[str, ...]]()
    for line in room.store.ledger.count_tips():
        tips[line.state.value, line.reason] += line.count
    _gauge(registry, "topicwire_tips", "Tips by the state they ended in", ("state", "reason"), tips)
    now = room.clock.now()
    health = Counter[tuple[str, ...]]((health_of(state, now).value,) for state in room.store.feeds.list_states())
    _gauge(registry, "topicwire_feeds", "Feeds by how they do", ("health",), health)
    work: dict[tuple[str, ...], float] = {(stage.value,): float(room.store.work.count(stage)) for stage in StageName}
    _gauge(registry, "topicwire_work", "Work that waits, by stage", ("stage",), work)
    _freshness(room, registry)
    return generate_latest(registry)


def _freshness(room: Room, registry: CollectorRegistry) -> None:
    now, run, edition = room.clock.now(), room.store.ledger.find_last_run(), room.store.editions.find_latest()
    if run:
        ended = run.finished_at or run.started_at
        age = (now - ended).total_seconds()
        _gauge(registry, "topicwire_run_age_seconds", "Time since the last run ended", (), {(): age})
    if edition:
        age = (now - edition[1]).total_seconds()
        _gauge(registry, "topicwire_edition_age_seconds", "Time since the edition's contents changed", (), {(): age})


def _gauge(
    registry: CollectorRegistry, name: str, words: str, labels: tuple[str, ...], rows: Mapping[tuple[str, ...], float]
) -> None:
    gauge = Gauge(name, words, labels, registry=registry)
    for row, value in rows.items():
        (gauge.labels(*row) if labels else gauge).set(value)
