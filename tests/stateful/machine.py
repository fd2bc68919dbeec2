"""Histories of many runs, edits, faults, kills and lost databases, under one law."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from sync.sandbox.world import EPIC_LINK
from tests.direct import Trouble
from tests.stateful import law
from tests.stateful.actor import FOLDER, Makes
from tests.stateful.fate import Fate
from tests.stateful.reporting import Reporting
from tests.stateful.working import Working
from tests.stateful.world import LAG, World

ON_WRITE = st.lists(
    st.sampled_from(
        [
            None,
            "reply_lost",
            "request_lost",
            "lands_late",
            "error",
            "error_after",
            "truncated",
            "throttled",
            "not_sent",
            "html",
        ]
    ),
    min_size=1,
    max_size=3,
)
ON_ANY = st.lists(st.sampled_from([None, None, "request_lost", "error", "truncated", "throttled"]), max_size=4)
INSTANT = st.integers(1, 40)


class Machine(Reporting, Working):
    """What people, the network and time do between runs, and the runs; the law is checked at the end."""

    make = Makes()

    @initialize(cloud=st.booleans(), bare=st.booleans(), rows=st.integers(0, 3), pushed=st.booleans())
    def begin(self, cloud: bool, bare: bool, rows: int, pushed: bool) -> None:
        """`bare`: a Data Center without the Epic Link on its screens; `pushed`: the first rows have their issues."""
        self.folder = tempfile.TemporaryDirectory(prefix="pirtrack-", dir=FOLDER)
        cloud = cloud or self.make.gateway is not None
        self.world = World(Path(self.folder.name), "cloud" if cloud else "dc", self.make)
        if bare and not cloud:
            self.world.jira.take_off_screen(EPIC_LINK, "Task")
        self.add_rows(rows)
        if pushed:
            self.run(Fate())

    # -- runs --------------------------------------------------------------------------------------

    @rule()
    def sync(self) -> None:
        self.run(Fate())

    @rule()
    def sync_again(self) -> None:
        self.run(Fate())

    @rule(on_write=ON_WRITE, on_any=ON_ANY)
    def sync_over_a_bad_line(self, on_write: list[Trouble | None], on_any: list[Trouble | None]) -> None:
        self.run(Fate(on_write=list(on_write), on_any=list(on_any)))

    @rule(on_write=ON_WRITE)
    def sync_over_a_bad_line_for_writes(self, on_write: list[Trouble | None]) -> None:
        self.run(Fate(on_write=list(on_write)))

    @precondition(Reporting.has_titles)
    @rule(count=st.integers(1, 3), on_write=ON_WRITE, minutes=st.sampled_from([0, 1, 5, 16]))
    def push_over_a_bad_line(self, count: int, on_write: list[Trouble | None], minutes: int) -> None:
        """What the promise is about: new rows, an answer that is not known, and somebody who runs it again."""
        self.add_rows(count)
        self.run(Fate(on_write=list(on_write)))
        self.world.pass_time(dt.timedelta(minutes=minutes))
        self.run(Fate())

    @rule(instant=INSTANT)
    def sync_and_be_killed(self, instant: int) -> None:
        self.run(Fate(instant))

    @rule(instant=INSTANT, minutes=st.sampled_from([1, 7, 24 * 60]))
    def sync_and_be_paused(self, instant: int, minutes: int) -> None:
        """SIGSTOP, a laptop's lid: the world goes on without this process."""
        self.run(Fate(instant, lambda: self.world.pass_time(dt.timedelta(minutes=minutes))))

    @rule(rows=st.integers(0, 2), commit=st.integers(1, 24), minutes=st.sampled_from([1, 16, 24 * 60]))
    def sync_and_be_paused_while_another_takes_over(self, rows: int, commit: int, minutes: int) -> None:
        """As on PostgreSQL, where a lock ends with its connection: this process wakes up and knows nothing of it."""
        self.add_rows(rows)
        ours = self.world.ours

        def meanwhile() -> None:
            self.world.pass_time(dt.timedelta(minutes=minutes))
            ours.run_beside(self.world.sync)
            self.world.pass_time(dt.timedelta(minutes=minutes))

        self.run(Fate(commit, meanwhile, at_commits=True))

    @rule()
    def read_every_link(self) -> None:
        self.run(Fate(), full=True)

    def run(self, fate: Fate, *, full: bool = False) -> None:
        answer = self.world.sync(self.world.ours, fate, full=full)
        law.nothing_twice(self.world)
        if answer is not None:
            law.remember(self.world)

    # -- time and machines -------------------------------------------------------------------------

    @rule(minutes=st.sampled_from([1, 5, 16, 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.world.pass_time(dt.timedelta(minutes=minutes))

    @rule(lags=st.booleans())
    def let_the_index_lag(self, lags: bool) -> None:
        self.world.jira.index_lag = LAG if lags else dt.timedelta()

    @precondition(lambda self: self.world.names_can_be_had_again())
    @rule()
    def lose_the_database(self) -> None:
        """A plain sync finds everything again, before the rows are numbered otherwise."""
        self.world.lose_database()
        self.run(Fate())

    # -- the law -----------------------------------------------------------------------------------

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.world.quiet()
            law.judge(self.world)
        finally:
            self.world.close()
            self.folder.cleanup()
