"""`pirtrack doctor`: everything that a sync will need, looked at before it is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sync.preflight import screen_problems
from sync.situation import waiting
from tracker.app.answer import DONE, NEEDS_A_PERSON, Answer
from tracker.app.connect import Office, open_office
from tracker.app.context import Context
from tracker.app.jobs import job_problems, jobs_of
from tracker.app.policies import push_rules
from tracker.app.postman import Postman
from tracker.app.snapshot import not_arrived
from tracker.config.delivery import Mail
from tracker.errors import PirtrackError, StoreError
from tracker.model import Incident, InDoubt, Severity, Standing
from tracker.store import Store
from tracker.store.pooler import HINT, SHARED, between_us_and
from tracker.views import DoctorView

# A clock that is further off than this makes deadlines and "as of" wrong.
CLOCK_TOLERANCE = dt.timedelta(seconds=30)
TOKEN_WARNING = dt.timedelta(days=21)


def doctor(context: Context) -> Answer:
    """Every check with its finding and its remedy; the first failure that has an exit code of its own sets it."""
    examination = _Examination(context)
    checks = list(examination.run())
    code = examination.exit_code or (NEEDS_A_PERSON if any(c.state == "failed" for c in checks) else DONE)
    return Answer("doctor", context.as_of, {"checks": checks}, exit_code=code)


def _ok(check: str, finding: str) -> DoctorView:
    return DoctorView(check, "ok", finding)


@dataclass(slots=True)
class _Examination:
    context: Context
    exit_code: int = DONE

    def _failed(self, check: str, error: PirtrackError) -> DoctorView:
        self.exit_code = self.exit_code or error.exit_code
        return DoctorView(check, "failed", error.message, error.hint)

    def run(self) -> Iterator[DoctorView]:
        config = self.context.config
        yield _ok("config", f"read from {config.path}" if config.path else "none found; defaults are used")
        yield from self._reports()
        yield from self._channels()
        try:
            with self.context.store_or_none_yet() as store:
                yield from self._store_findings(store)
                yield from self._jira(store)
        except PirtrackError as error:
            yield self._failed("store" if isinstance(error, StoreError) else "jira", error)

    def _jira(self, store: Store) -> Iterator[DoctorView]:
        office = open_office(self.context, store)
        caller = office.jira.myself()
        yield _ok("jira", f"{office.site.title or self.context.jira.url}, {_flavour(office)}, {office.site.version}")
        yield _ok("token", f"belongs to {caller.person.name} ({caller.person.account}), time zone {caller.zone}")
        yield from self._expiry()
        yield self._clock(caller.now)
        yield from self._project(office)
        yield from self._owners(office)

    def _reports(self) -> Iterator[DoctorView]:
        for path in self.context.config.reports.paths:
            there = (self.context.config.base / path).exists() or any(c in str(path) for c in "*?[")
            if there:
                yield _ok("reports", f"{path} is there")
            else:
                yield DoctorView("reports", "failed", f"{path} is not there", "correct reports.paths")

    def _channels(self) -> Iterator[DoctorView]:
        """Each channel as far as it can be looked at without sending anything: secrets, and whether the server greets us."""
        postman = Postman(self.context)
        for name, channel in self.context.config.channels.items():
            fault = postman.fault(channel)
            if fault is None:
                yield _ok("channels", f"{name}: {postman.where(channel)}, as far as is seen without sending")
            else:
                remedy = f"correct channels.{name}" + (" or [smtp]" if isinstance(channel.way, Mail) else "")
                yield DoctorView("channels", "failed", f"{name}: {fault}", remedy)

    def _store_findings(self, store: Store) -> Iterator[DoctorView]:
        if not self.context.has_store():
            yield _ok("store", "none yet; the first sync makes it")
            return
        mark = store.mark()
        read = mark.mark.strftime("%Y-%m-%d %H:%M UTC") if mark else "never"
        yield _ok("store", f"opens; Jira was last read completely: {read}")
        yield from self._between()
        for problem in job_problems(store, jobs_of(self.context), self.context.clock()):
            yield DoctorView("jobs", "failed", problem.message, problem.hint)
        for said in not_arrived(self.context, store):
            remedy = "what surely failed is tried again by the next run; what is in doubt is not: ask there"
            yield DoctorView("channels", "warning", said, remedy)
        for tracked in store.items():
            if isinstance(tracked.link, InDoubt):
                finding = f"{tracked.item.ref} is {waiting(tracked.link, self.context.jira.in_doubt_grace)}"
                yield DoctorView("store", "warning", finding, "run `pirtrack sync`: it settles by looking")

    def _between(self) -> Iterator[DoctorView]:
        """What a shared store needs: a session that stays ours, since the lock belongs to it."""
        found = between_us_and(self.context.config.store.url)
        if found is not None and found.shares:
            self.exit_code = self.exit_code or StoreError.exit_code
            yield DoctorView("store", "failed", f"the store {SHARED}", HINT)
        elif found is not None and found.pooler:
            yield _ok("store", "reached through a pool that keeps a session for as long as we stay")

    def _expiry(self) -> Iterator[DoctorView]:
        expires = self.context.jira.token_expires
        if expires is None:
            yield DoctorView("token", "warning", "when it expires is not known", "write jira.token_expires")
            return
        left = expires - self.context.as_of
        if left <= TOKEN_WARNING:
            finding = f"it expires on {expires}, in {left.days} days" if left.days >= 0 else f"it expired on {expires}"
            yield DoctorView("token", "warning", finding, "make a new one and write the new jira.token_expires")
        else:
            yield _ok("token", f"it expires on {expires}, in {left.days} days")

    def _clock(self, jira: dt.datetime) -> DoctorView:
        off = abs(self.context.clock() - jira)
        if off > CLOCK_TOLERANCE:
            finding = f"this machine and Jira differ by {int(off.total_seconds())} s"
            return DoctorView("clock", "warning", finding, "set this machine's clock (NTP)")
        return _ok("clock", f"agrees with Jira's to {max(1, int(off.total_seconds()))} s")

    def _project(self, office: Office) -> Iterator[DoctorView]:
        jira = self.context.jira
        desk = office.desk(jira.project, epics=True)
        nobody = Incident("doctor", "doctor", "", Standing.FINISHED, "")
        found = screen_problems(desk, jira.project, push_rules(self.context, office.store.id), nobody, makes_epic=True)
        for problem in (*found.errors, *found.warnings):
            state = "failed" if problem.severity is Severity.ERROR else "warning"
            yield DoctorView("project", state, problem.message, problem.hint)
        if not found.errors:
            yield _ok("project", f"{jira.project} takes {jira.issue_type} under {jira.epic_type}")
        may = office.jira.permissions(jira.project) if desk.known else frozenset()
        for permission, loss in _WISHED.items():
            if desk.known and permission not in may:
                yield DoctorView("project", "warning", f"the token lacks {permission}: {loss}", "ask its administrator")

    def _owners(self, office: Office) -> Iterator[DoctorView]:
        handles = sorted(self.context.config.owners)
        for handle, owner in office.owners(handles).items():
            if owner.problem:
                yield DoctorView("owners", "warning", f"{handle}: {owner.problem}", "correct it under [owners]")
        yield _ok("owners", f"{len(handles)} mapped")


_WISHED = {
    "EDIT_ISSUES": "changes in a report can't be carried to Jira",
    "ASSIGN_ISSUES": "issues stay unassigned",
    "ADD_COMMENTS": "withdrawn rows can't be commented",
}


def _flavour(office: Office) -> str:
    return {"cloud": "Cloud", "dc": "Data Center"}[office.flavour.value]
