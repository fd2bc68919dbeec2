"""The same sync in this process and by the sandbox's clock, for grids too wide for a process a cell."""

from __future__ import annotations

import copy
import datetime as dt
import io
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

from sync.gateway import Connection, open_jira
from sync.gateway.patience import Patience
from sync.ports import Jira, Site
from sync.sandbox.model import Jira as SandboxJira
from tests.e2e.team import Done, Team
from tracker.app.context import Context
from tracker.app.sync import SyncOptions, sync
from tracker.cli import door
from tracker.cli.face import Face
from tracker.cli.medium import Format
from tracker.cli.opening import deliver
from tracker.cli.progress import shown_progress
from tracker.model import Link
from tracker.store import open_store


@dataclass(frozen=True)
class Moment:
    """Both sides at one instant: the files here, and all of Jira."""

    files: Mapping[Path, bytes]
    jira: SandboxJira


@dataclass
class Inside:
    """A team's sync, from its configuration file to its exit code; who sleeps here only turns the clock.

    `answer_within` is the time-out of every request, in seconds that do pass.
    """

    team: Team
    answer_within: float = 20.0

    def sync(self, options: SyncOptions | None = None) -> Done:
        """One run with `-v --format json`."""
        before = len(self.team.server.requests)
        face = Face(command="sync", verbosity=1, form=Format.JSON)
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = door.code_of(face, lambda: self._run(face, options or SyncOptions()))
        return Done(code, out.getvalue(), err.getvalue(), tuple(self.team.server.requests[before:]))

    def _run(self, face: Face, options: SyncOptions) -> int:
        environ = {"PIRTRACK_JIRA_TOKEN": self.team.server.token}
        context = Context.open(self.team.folder / "pirtrack.toml", environ, self.team.folder, dt.date(2026, 3, 1))
        on_its_clock = replace(context, clock=self.team.server.jira.clock.now)
        with shown_progress(face) as progress:
            answer = sync(on_its_clock, options, progress, dial=self._dial)
        return deliver(face, answer)

    def _dial(self, connection: Connection, *, site: Site | None, patience: Patience) -> Jira:
        clock = self.team.server.jira.clock
        on_paper = replace(
            patience,
            clock=clock.now,
            sleep=lambda seconds: clock.advance(dt.timedelta(seconds=seconds)),
            jitter=lambda: 1.0,
            ticks=lambda: clock.now().timestamp(),
        )
        quick = replace(connection, timeout=self.answer_within, create_timeout=self.answer_within)
        return open_jira(quick, site=site, patience=on_paper)

    def pass_time(self, **span: float) -> None:
        """Time passes at once, here and in Jira."""
        self.team.server.jira.clock.advance(dt.timedelta(**span))

    def make_store(self) -> None:
        """An empty store."""
        open_store(self._store_url, clock=self.team.server.jira.clock.now, create=True).close()

    @property
    def _store_url(self) -> str:
        return f"sqlite:///{self.team.folder / 'pirtrack.db'}"

    def links(self) -> dict[str, Link]:
        """What the store knows of every epic and item, by its name."""
        with open_store(self._store_url, clock=self.team.server.jira.clock.now) as store:
            epics = {i.incident.id: i.epic for i in store.incidents() if i.incident.epic is None}
            return {**epics, **{str(t.item.ref): t.link for t in store.items()}}

    def withdrawn(self) -> list[str]:
        """Items that the store has as taken out of their reports."""
        with open_store(self._store_url, clock=self.team.server.jira.clock.now) as store:
            return [str(t.item.ref) for t in store.items() if t.item.withdrawn]

    def moment(self) -> Moment:
        """Everything as it is now."""
        files = {p: p.read_bytes() for p in self.team.folder.rglob("*") if p.is_file()}
        return Moment(files, copy.deepcopy(self.team.server.jira))

    def back_to(self, moment: Moment) -> None:
        """Everything as it was then."""
        for path in self.team.folder.rglob("*"):
            if path.is_file() and path not in moment.files:
                path.unlink()
        for path, content in moment.files.items():
            path.write_bytes(content)
        here = vars(self.team.server.jira)  # the same Jira, since others hold it too
        here.clear()
        here.update(vars(copy.deepcopy(moment.jira)))
        self.team.server.faults.clear()
