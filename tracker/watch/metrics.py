"""Figures for Prometheus: the only room that knows prometheus-client."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from tracker.app.runner import Ended
from tracker.app.watch import Gauges, Watch
from tracker.errors import StoreError
from tracker.jobs import RunState

if TYPE_CHECKING:
    from prometheus_client import Metric

# Values of labels, and the figure.
Samples: TypeAlias = Iterable[tuple[Sequence[str], float]]
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Counts:
    """What this process has done since it began, counted as it happens, in whichever thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, ...]] = Counter()
        self._turns: Counter[tuple[str, ...]] = Counter()

    def heard(self, method: str, route: str, outcome: str) -> None:
        """A request to Jira was answered, or was not."""
        with self._lock:
            self._requests[method, route, outcome] += 1

    def ended(self, ended: Ended) -> None:
        """A turn of a job has ended."""
        with self._lock:
            self._turns[ended.turn.job, ended.state.value] += 1

    def taken(self) -> tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]:
        """Requests by method, route and outcome, and turns by job and outcome, as of now."""
        with self._lock:
            return self._requests.copy(), self._turns.copy()


class Collector:
    """Asks the store anew each time it is asked: there is nothing that could be out of date."""

    def __init__(self, watch: Watch, counts: Counts) -> None:
        self._watch = watch
        self._counts = counts

    def collect(self) -> Iterator[Metric]:
        """Every metric; of a store that cannot be read only that it is not well, and what was counted here."""
        yield _gauge("healthy", "1 when /healthz answers that all is well", [((), not self._watch.health().faults)])
        requests, turns = self._counts.taken()
        labels = ("method", "route", "outcome")
        yield _counter(
            "jira_requests",
            "Requests to Jira, by route and by status or what there was instead",
            requests.items(),
            labels,
        )
        yield _counter("job_turns", "Turns of jobs that this process has ended", turns.items(), ("job", "outcome"))
        try:
            figures = self._watch.gauges()
        except StoreError:
            return
        yield from _of_items(figures)
        yield from _of_jobs(figures)


def _of_items(figures: Gauges) -> Iterator[Metric]:
    by = ("priority",)
    yield _gauge("items", "Action items, by status and priority", figures.items.items(), ("status", "priority"))
    yield _gauge("items_overdue", "Overdue action items, by priority", _keyed(figures.overdue), by)
    yield _gauge(
        "items_waiting_for_a_person", "Items in conflict, in doubt, gone or ambiguous", [((), figures.waiting)]
    )
    yield _gauge("oldest_open_item_days", "Age of the oldest open issue, by priority", _keyed(figures.oldest), by)
    yield _gauge("longest_overdue_days", "By how much the item that is overdue longest is", _keyed(figures.latest), by)


def _of_jobs(figures: Gauges) -> Iterator[Metric]:
    if figures.last_pull is not None:
        at = figures.last_pull.timestamp()
        yield _gauge("last_complete_pull_timestamp_seconds", "When Jira was last read completely", [((), at)])
    if figures.token_days is not None:
        yield _gauge("token_days_left", "Days until the token ends, as configured", [((), figures.token_days)])
    runs = figures.jobs.values()
    failing = [((run.job,), run.state in (RunState.FAILED, RunState.LOST)) for run in runs]
    yield _gauge("job_failing", "1 when the last turn of a job failed or was lost", failing, ("job",))
    ended = [((run.job,), run.ended.timestamp()) for run in runs if run.ended is not None]
    yield _gauge("job_last_end_timestamp_seconds", "When the last turn of a job ended", ended, ("job",))


def _keyed(values: Mapping[str, float]) -> Samples:
    return [((key,), value) for key, value in values.items()]


def _gauge(name: str, told: str, values: Samples, labels: tuple[str, ...] = ()) -> Metric:
    from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415  # an extra, and only a scrape needs it

    family = GaugeMetricFamily(f"pirtrack_{name}", told, labels=labels)
    for key, value in sorted(values):
        family.add_metric(key, value)
    return family


def _counter(name: str, told: str, values: Samples, labels: tuple[str, ...]) -> Metric:
    from prometheus_client.core import CounterMetricFamily  # noqa: PLC0415  # the same

    family = CounterMetricFamily(f"pirtrack_{name}", told, labels=labels)
    for key, value in sorted(values):
        family.add_metric(key, value)
    return family


def exposition(watch: Watch, counts: Counts) -> bytes | None:
    """All of it in Prometheus' text format; None where the extra `metrics` is not installed."""
    try:
        from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415  # the same
    except ModuleNotFoundError:
        return None
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Collector(watch, counts))
    return generate_latest(registry)
