"""Carries a plan of sends out: each is claimed in the ledger, brought, and its end put on record (law 12)."""

from __future__ import annotations

import datetime as dt
import os
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reports.deliver.outcome import Failed, Outcome, Sent, Unclear
from tracker.app.answer import Answer, exit_code_of
from tracker.app.context import Context
from tracker.app.parcels import LeftOut, Parcel, Planned, planned_views
from tracker.app.postman import Postman, fresh_name
from tracker.errors import Interrupted, JiraUnavailable
from tracker.model import Problem, Severity
from tracker.sends import TO_ANSWER, TO_LEAVE, Leave, Send, SendKey, SendState, What, Why, named
from tracker.slots import Daily, Rhythm, Slot, latest
from tracker.store import Store
from tracker.views import SendView

# What a job ends with when something surely did not go: it is tried again.
TRY_AGAIN = JiraUnavailable.exit_code
MIDNIGHT = Daily(dt.time())
AGAIN = "pirtrack digest --send --again --channel {}"


@dataclass(frozen=True, slots=True)
class PostOffice:
    """Where parcels are sent from; `again`: a person's word that what was sent may go once more."""

    context: Context
    store: Store
    again: bool = False

    @property
    def postman(self) -> Postman:
        """Who brings them."""
        return Postman(self.context)

    def shown(self, plan: Sequence[Planned]) -> Answer:
        """The plan, with everything that would leave."""
        where = {it.key.channel: self._where(it.key.channel) for it in plan}
        return self._answer(planned_views(plan, where), _told_of(plan))

    def carry_out(self, plan: Iterable[Planned], stop: Callable[[], bool] = lambda: False) -> Answer:
        """Sends what is to go, one after the other; what one channel does keeps no other from its own.

        Raises: StoreError; Interrupted between two sends, and nothing of them is lost.
        """
        views: list[SendView] = []
        problems: list[Problem] = []
        for it in plan:
            if stop():
                raise Interrupted("interrupted between two sends", hint="the next run goes on with the others")
            view, found = self._left(it) if isinstance(it, LeftOut) else self._send(it)
            views.append(view)
            problems.extend(found)
        return self._answer(views, problems)

    def _send(self, parcel: Parcel) -> tuple[SendView, list[Problem]]:
        clock, channel = self.context.clock, parcel.channel
        claimed = self.store.sends.claim(
            parcel.key, fresh_id=lambda: fresh_name(channel), by=_this_process(), now=clock(), again=self.again
        )
        if isinstance(claimed, Leave):
            return self._left(left_out(parcel.key, claimed))
        outcome = self.postman.bring(parcel, claimed, lambda: clock() < claimed.began + TO_LEAVE)
        state, detail = _ended(outcome)
        self.store.sends.finish(claimed, state, at=clock(), detail=detail, told=parcel.told)
        view = self._view(parcel.key, state.value, claimed.attempt, detail)
        return view, _problems(parcel.key, state, detail)

    def _left(self, it: LeftOut) -> tuple[SendView, list[Problem]]:
        return self._view(it.key, it.state, it.attempt, it.reason), _told_of([it])

    def _view(self, key: SendKey, state: str, attempt: int | None, detail: str | None) -> SendView:
        return SendView(key.what, key.channel, key.period, state, attempt, self._where(key.channel), detail)

    def _where(self, channel: str) -> str:
        return self.postman.where(self.context.config.channels[channel])

    def _answer(self, views: Sequence[SendView], problems: Sequence[Problem]) -> Answer:
        mark = self.store.mark()
        last = mark.mark if mark else None
        counted = {state: sum(v.state == state for v in views) for state in ("planned", "sent", "failed")}
        return Answer(
            "digest",
            self.context.as_of,
            {"sends": views},
            last,
            self.context.stale(last),
            tuple(problems),
            exit_code=exit_code_of(problems),
            summary=counted,
        )


def period_of(context: Context, rhythm: Rhythm | None) -> Slot:
    """The period that a send of this moment is for: the slot of its rhythm, the day where it has none."""
    return latest(rhythm or MIDNIGHT, context.clock(), context.config.timezone)


def left_out(key: SendKey, ruled: Leave, last: Send | None = None) -> LeftOut:
    """What the ledger's word on a send comes to in a plan."""
    return LeftOut(key, ruled.why, ruled.reason, last.attempt if last else None)


def _ended(outcome: Outcome) -> tuple[SendState, str | None]:
    match outcome:
        case Sent(missed=()):
            return SendState.SENT, None
        case Sent(missed):
            return SendState.SENT, f"not to {', '.join(missed)}: the server takes nothing for them"
        case Failed(reason):
            return SendState.FAILED, reason
        case Unclear(reason):
            return SendState.IN_DOUBT, reason


def _problems(key: SendKey, state: SendState, detail: str | None) -> list[Problem]:
    name = named(key)
    if state is SendState.FAILED:
        hint = "nothing of it arrived; the next run tries it again, and `pirtrack doctor` looks at the channel"
        return [Problem("SND-FAILED", Severity.ERROR, f"{name} did not reach {key.channel}: {detail}", hint=hint)]
    if state is SendState.IN_DOUBT:
        return [_doubt(key, detail)]
    if detail is not None:
        hint = "correct `to` of the channel; the others have it"
        return [Problem("SND-MISSED", Severity.ERROR, f"{name} went to {key.channel}, {detail}", hint=hint)]
    return []


def _told_of(plan: Iterable[Planned]) -> list[Problem]:
    left = [it for it in plan if isinstance(it, LeftOut)]
    doubts = [_doubt(it.key, it.reason) for it in left if it.why is Why.DOUBT]
    return [*doubts, *(_busy(it.key) for it in left if it.why is Why.BUSY)]


def _busy(key: SendKey) -> Problem:
    message = f"somebody else is sending {named(key)} to {key.channel} at this moment"
    hint = f"if that one was killed, it will be in doubt {int(TO_ANSWER.total_seconds()) // 60} minutes after it began"
    return Problem("SND-BUSY", Severity.WARNING, message, hint=hint)


def _doubt(key: SendKey, detail: str | None) -> Problem:
    message = f"it is not known whether {named(key)} reached {key.channel}: {detail}"
    hint = "it is never sent again by itself; ask there" + (
        f"; `{AGAIN.format(key.channel)}` sends it once more" if key.what is What.DIGEST else ""
    )
    return Problem("SND-IN-DOUBT", Severity.ERROR, message, hint=hint)


def as_a_job(answer: Answer) -> int:
    """The exit code of a job that sends: it comes again for what surely did not go, and for what somebody else began."""
    unfinished = any(p.code in ("SND-FAILED", "SND-BUSY") for p in answer.problems)
    return TRY_AGAIN if unfinished else answer.exit_code


def _this_process() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"
