"""Whatever processes do with one send (sleep, die, come back late), it leaves once, unless it surely failed or a person says again."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tracker.sends import TO_LEAVE, Send, SendKey, SendState, What
from tracker.store import open_store

NINE = dt.datetime(2026, 3, 9, 9, tzinfo=dt.UTC)
KEY = SendKey(What.DIGEST, "team", "2026-03-09")


@dataclass
class Process:
    """One that was given the right to send; `left`: its message is on its way, or arrived."""

    claimed: Send
    left: bool = False


class Sending(RuleBasedStateMachine):
    """Several processes and a person over one ledger."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="pirtrack-")
        self.now = NINE
        self.store = open_store(f"sqlite:///{self.folder.name}/pirtrack.db", clock=lambda: self.now)
        self.processes: list[Process] = []
        self.left = 0
        self.asked = 0
        self.names = count()

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def _claim(self, *, again: bool) -> None:
        found = self.store.sends.claim(
            KEY, fresh_id=lambda: f"<{next(self.names)}@x>", by="me", now=self.now, again=again
        )
        if isinstance(found, Send):
            self.processes.append(Process(found))
            self.asked += again

    @rule()
    def somebody_sends(self) -> None:
        self._claim(again=False)

    @rule()
    def a_person_says_again(self) -> None:
        self._claim(again=True)

    @rule(minutes=st.integers(0, 9))
    def time_passes(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)

    @precondition(lambda self: self.processes)
    @rule(data=st.data())
    def a_message_leaves(self, data: st.DataObject) -> None:
        process = data.draw(st.sampled_from(self.processes))
        if process.left:
            return
        if self.now < process.claimed.began + TO_LEAVE:
            process.left = True
            self.left += 1
        else:
            self._end(process, SendState.FAILED)

    @precondition(lambda self: self.processes)
    @rule(data=st.data(), state=st.sampled_from([SendState.SENT, SendState.IN_DOUBT]))
    def an_end_is_heard(self, data: st.DataObject, state: SendState) -> None:
        process = data.draw(st.sampled_from(self.processes))
        if process.left:
            self._end(process, state)

    @precondition(lambda self: self.processes)
    @rule(data=st.data())
    def a_message_is_surely_refused(self, data: st.DataObject) -> None:
        process = data.draw(st.sampled_from(self.processes))
        if process.left:
            self.left -= 1  # it was not taken
        self._end(process, SendState.FAILED)

    @precondition(lambda self: self.processes)
    @rule(data=st.data())
    def a_process_is_killed(self, data: st.DataObject) -> None:
        self.processes.remove(data.draw(st.sampled_from(self.processes)))

    def _end(self, process: Process, state: SendState) -> None:
        self.store.sends.finish(process.claimed, state, at=self.now, detail=None)
        self.processes.remove(process)

    @invariant()
    def it_went_once_for_each_time_that_somebody_wanted_it(self) -> None:
        assert self.left <= 1 + self.asked


TestSending = Sending.TestCase
TestSending.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
