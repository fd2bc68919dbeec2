"""What a running scheduler tells of itself: whether all is well, figures, and the page. No request to Jira."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from reports.digest.value import Digest
from tracker.app.answers import views_of
from tracker.app.context import Context
from tracker.app.digest import digest_of
from tracker.app.jobs import ASK_JIRA
from tracker.app.runner import Ended
from tracker.errors import JiraRefused, StoreError
from tracker.jobs import JobRun, RunState
from tracker.model import LinkState
from tracker.rules import day_of
from tracker.store import Store
from tracker.views import ItemView

UNRANKED = "none"


@dataclass(frozen=True, slots=True)
class Health:
    """Why answers are not to be trusted, a sentence each; empty when all is well. `last_pull`: the last complete one."""

    faults: tuple[str, ...]
    last_pull: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Gauges:
    """Counts and spans in days, by priority (`none` where an item has none), and what became of each job.

    `items` are counted by status and priority. `oldest` is the age of the oldest open issue, `latest` by how much the
    item that is overdue longest is. `token_days`: until the token ends, None where that is not configured.
    """

    items: Mapping[tuple[str, str], int]
    overdue: Mapping[str, int]
    oldest: Mapping[str, int]
    latest: Mapping[str, int]
    waiting: int
    jobs: Mapping[str, JobRun]
    last_pull: dt.datetime | None
    token_days: int | None


@dataclass(frozen=True, slots=True)
class _Refusal:
    at: dt.datetime
    detail: str


@dataclass(slots=True)
class Watch:
    """Looks at the store that a scheduler works on; what Jira refused this process, it has to be told."""

    context: Context
    store: Store
    _refusals: dict[str, _Refusal] = field(default_factory=dict)

    def hear(self, ended: Ended) -> None:
        """A turn has ended."""
        if ended.turn.job not in ASK_JIRA:
            return
        if ended.code == JiraRefused.exit_code:
            self._refusals[ended.turn.job] = _Refusal(self.context.clock(), ended.detail)
        elif ended.state is RunState.DONE:
            self._refusals.pop(ended.turn.job, None)

    def health(self) -> Health:
        """Whether answers can be trusted: the store can be read, Jira takes the token, the last pull is not too old."""
        try:
            mark, newest = self.store.mark(), self.store.ledger.newest(self.context.clock())
        except StoreError as error:
            return Health((error.message,))
        last = mark.mark if mark else None
        stale = self.context.stale(last)
        refused = [
            f"Jira refuses this process, in the job {job}: {refusal.detail}"
            for job, refusal in sorted(self._refusals.items())
            if not _was_done_since(newest.get(job), refusal.at)
        ]
        return Health((*refused, *([stale] if stale else [])), last)

    def gauges(self) -> Gauges:
        """Everything that can be counted now. Raises: StoreError."""
        today = self._today()
        views = views_of(today, self.store)
        mark, expires = self.store.mark(), today.jira.token_expires
        open_ = [v for v in views if v.status.is_open and v.link is not LinkState.RECORDED]
        late = [v for v in views if v.overdue]
        return Gauges(
            items=Counter((v.status.value, _rank(v)) for v in views),
            overdue=Counter(map(_rank, late)),
            oldest=_longest((_rank(v), (today.as_of - v.opened_at.date()).days) for v in open_ if v.opened_at),
            latest=_longest((_rank(v), v.days_overdue) for v in late),
            waiting=sum(v.needs_person for v in views),
            jobs=self.store.ledger.newest(self.context.clock()),
            last_pull=mark.mark if mark else None,
            token_days=None if expires is None else (expires - today.as_of).days,
        )

    def digest(self) -> Digest:
        """The digest of this moment; it is not remembered. Raises: StoreError."""
        return digest_of(self._today(), self.store)

    def _today(self) -> Context:
        return replace(self.context, as_of=day_of(self.context.clock(), self.context.config.timezone))


def _was_done_since(run: JobRun | None, at: dt.datetime) -> bool:
    """Another process has asked Jira since, with a token that it took."""
    return run is not None and run.state is RunState.DONE and run.ended is not None and run.ended > at


def _rank(view: ItemView) -> str:
    return view.priority or UNRANKED


def _longest(spans: Iterable[tuple[str, int]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for rank, days in spans:
        longest[rank] = max(days, longest.get(rank, 0))
    return longest
