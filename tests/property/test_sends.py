"""Whatever processes do with one send (sleep, die, come back late), it leaves once, unless it surely failed or a person says again."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

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
        self.asked = 0
        self.out = 0  # how many left, but for those that surely were not taken
        self.names = count()

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def _claim(self, *, again: bool, sleeps: int) -> None:
        """Claims it, sleeps for so many minutes, and then lets it leave if it still may."""
        found = self.store.sends.claim(
            KEY, fresh_id=lambda: f"<{next(self.names)}@x>", by="me", now=self.now, again=again
        )
        if not isinstance(found, Send):
            return
        self.asked += again  # what was asked for and surely refused goes again by itself
        process = Process(found)
        self.processes.append(process)
        self.now += dt.timedelta(minutes=sleeps)
        if self.now < found.began + TO_LEAVE:
            process.left = True
            self.out += 1
            assert self.out <= 1 + self.asked, "it leaves more often than somebody wanted it"

    @rule(sleeps=st.integers(0, 3))
    def somebody_sends(self, sleeps: int) -> None:
        self._claim(again=False, sleeps=sleeps)

    @precondition(lambda self: not self.asked)
    @rule()
    def a_person_says_again(self) -> None:
        self._claim(again=True, sleeps=0)

    @rule(minutes=st.integers(1, 9))
    def time_passes(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)

    @precondition(lambda self: self.processes)
    @rule(data=st.data(), state=st.sampled_from([SendState.SENT, SendState.IN_DOUBT]))
    def an_end_is_heard(self, data: st.DataObject, state: SendState) -> None:
        process = data.draw(st.sampled_from(self.processes))
        self._end(process, state if process.left else SendState.FAILED)

    @precondition(lambda self: self.processes)
    @rule(data=st.data())
    def a_message_is_surely_refused(self, data: st.DataObject) -> None:
        process = data.draw(st.sampled_from(self.processes))
        self.out -= process.left
        self._end(process, SendState.FAILED)

    @precondition(lambda self: self.processes)
    @rule(data=st.data())
    def a_process_is_killed(self, data: st.DataObject) -> None:
        self.processes.remove(data.draw(st.sampled_from(self.processes)))

    def _end(self, process: Process, state: SendState) -> None:
        self.store.sends.finish(process.claimed, state, at=self.now, detail=None)
        self.processes.remove(process)


TestSending = Sending.TestCase
TestSending.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
