"""`pirtrack sync`: reports in, truth back from Jira, everything decided, then carried out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial

from sync.apply import carry_out
from sync.changes import Adopt, Comment, CreateItem, Plan, Update
from sync.hands import Hands, Run
from sync.observe import Reading
from sync.plan import plan
from sync.policy import PushRules
from sync.situation import Situation
from tracker.app import documents
from tracker.app.answer import Answer, Progress
from tracker.app.connect import Dial, Office, open_office
from tracker.app.context import Context
from tracker.app.loading import Choice, Chosen, choose, read_chosen, reading_rules
from tracker.app.policies import intake_policy, push_rules
from tracker.app.pull import Pull, PullOptions, pull, refresh
from tracker.app.remembering import StoreMemory
from tracker.app.report import Told, tell
from tracker.app.survey import survey
from tracker.app.telling import Teller, Telling, awaiting, with_reviews
from tracker.app.writeback import WriteBack, WroteBack
from tracker.errors import Interrupted, JiraError, UnsafePlan
from tracker.intake import Intake, Known, standing_of, take_in
from tracker.model import Flavour, ParsedReport, Problem, Severity, Standing
from tracker.rules import is_too_many
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """What one sync is asked to do; `paths` narrow the reports down, empty means the configured ones."""

    paths: tuple[str, ...] = ()
    dry_run: bool = False
    offline: bool = False
    push: bool = True
    pull: bool = True
    full: bool = False
    yes: bool = False
    write_back: bool = False
    changed_since: str | None = None


def sync(
    context: Context,
    options: SyncOptions,
    progress: Progress,
    stop: Callable[[], bool] = lambda: False,
    dial: Dial | None = None,
) -> Answer:
    """Reads reports, pulls, plans, and unless it is a dry run carries the plan out.

    Raises: ConfigError, JiraError, LockHeld, StoreError, UnsafePlan (before the first write).
    """
    chosen = choose(context, Choice(options.paths, options.changed_since)) if options.push else Chosen()
    with ExitStack() as stack:
        opened = context.store_or_none_yet() if options.dry_run else context.writing(create=True)
        connect = partial(open_office, stop=stop, dial=dial)
        store = stack.enter_context(opened)
        rules = reading_rules(context)
        memory = StoreMemory(store, rules)
        reports, unread = read_chosen(chosen, rules, memory, progress)
        if not options.dry_run:
            whole = options.push and not options.paths and options.changed_since is None
            memory.keep({file.shown for file in chosen.files} if whole else None)
        unread = (*unread, *_refusals(context, reports))
        run = SyncRun(context, options, progress, stop, store, connect)
        return run.rehearse(reports, unread) if options.dry_run else run.perform(reports, unread)


@dataclass(slots=True)
class SyncRun:
    """One sync over one store; `connect` opens Jira, after the reports were taken in."""

    context: Context
    options: SyncOptions
    progress: Progress
    stop: Callable[[], bool]
    store: Store
    connect: Callable[[Context, Store], Office] = open_office

    def rehearse(self, reports: Sequence[ParsedReport], unread: Sequence[Problem]) -> Answer:
        """The plan, and nothing else: what is read is not kept, nothing is carried out."""
        told = self._rehearsed(reports, tuple(unread))
        answer = tell(self.context, self.store, told)
        return replace(answer, notes=(*answer.notes, *awaiting(self.store))) if self.options.push else answer

    def _rehearsed(self, reports: Sequence[ParsedReport], unread: tuple[Problem, ...]) -> Told:
        intake = self._take_in(reports)
        if self.options.offline:
            planned = plan(self._situation(intake.after, Flavour.CLOUD), self._rules())
            return Told(intake, planned, unread=unread, rehearsed=True)
        office = self.connect(self.context, self.store)
        pulled = self._pull(office, intake.after)
        fresh = self._refresh(office, pulled)
        planned = plan(self._asked(office, fresh), self._rules())
        return Told(intake, planned, fresh, unread=unread, rehearsed=True)

    def perform(self, reports: Sequence[ParsedReport], unread: Sequence[Problem]) -> Answer:
        """The whole run: what was read is kept before anything is written to Jira."""
        intake = self._take_in(reports)
        self._guard_rows(intake)
        self.store.put(incidents=intake.incidents, items=intake.items, events=intake.events)
        office = self.connect(self.context, self.store)
        pulled = self._pull(office, intake.after)
        if self.store.mark() is None and pulled.strangers:
            # Issues of ours that this store never heard of: another one was here before, and sent what is past.
            self.store.ledger.be_quiet_until(self.context.clock())
        self.store.put(incidents=pulled.incidents, items=pulled.items, events=pulled.events, mark=pulled.mark)
        planned = self._push_plan(office, pulled) if self.options.push else Plan(())
        self._guard(planned)
        run = self._carry_out(office, planned)
        wrote = self._write_back(reports)
        reviews = self._reviews(office, pulled, run)
        return with_reviews(
            tell(self.context, self.store, Told(intake, planned, pulled, run, tuple(unread), wrote=wrote)), reviews
        )

    def _reviews(self, office: Office, pulled: Pull, run: Run) -> Telling:
        """What was said on reviews: heard from epics that were found again, and told to those that don't know it."""
        teller = Teller(self.context, self.store, office)
        found = [o.change.target for o in run.outcomes if isinstance(o.change, Adopt) and o.change.how == "adopted"]
        epics = {target for target in found if target in pulled.after.incidents}
        teller.hear(self.store.incidents() if epics else pulled.after.incidents.values())
        if run.stopped is not None or not self.options.push:
            return Telling()
        try:
            teller.ask({target.rpartition("/")[0] for target in found if target not in epics})
            untold = self.store.review_words.untold(refused=self.options.full)
            return teller.tell(untold) if untold else Telling()
        except JiraError as error:
            return Telling(notes=[f"what was said on reviews is told to Jira with the next sync ({error.message})"])

    def _write_back(self, reports: Sequence[ParsedReport]) -> WroteBack:
        if not (self.options.write_back or self.context.config.reports.write_back):
            return WroteBack()
        return WriteBack(self.context, self.store, intake_policy(self.context), self.progress, self.stop).run(reports)

    def _take_in(self, reports: Sequence[ParsedReport]) -> Intake:
        known = Known.of(self.store.incidents(), self.store.items())
        absent = documents.absent(self.context, {i.incident.path for i in known.incidents.values()})
        return take_in(known, reports, intake_policy(self.context), self.context.clock(), absent=absent)

    def _pull(self, office: Office, known: Known) -> Pull:
        return pull(office, known, self._pulling(), self._reading(), _Heeding(self.progress, self.stop))

    def _pulling(self) -> PullOptions:
        return PullOptions(
            changes=self.options.pull,
            push=self.options.push,
            full=self.options.full,
            yes=self.options.yes,
            vanished=self.context.config.limits.vanished,
        )

    def _push_plan(self, office: Office, pulled: Pull) -> Plan:
        fresh = self._refresh(office, pulled)
        self.store.put(incidents=fresh.incidents, items=fresh.items, events=fresh.events)
        asked = self._asked(office, fresh)
        known = fresh.after.incidents
        self.store.put(incidents=[i for i in asked.incidents if i != known[i.incident.id]])
        return plan(asked, self._rules())

    def _refresh(self, office: Office, pulled: Pull) -> Pull:
        """What a blind plan would update, and our epics that it would put items under, are read once more."""
        blind = plan(self._blind(office, pulled), self._rules())
        moving = {c.target for c in blind.changes if isinstance(c, Update | Comment)}
        filling = {c.incident for c in blind.changes if isinstance(c, CreateItem)}
        return refresh(office, pulled, moving | filling, self._pulling(), self._reading())

    def _asked(self, office: Office, pulled: Pull) -> Situation:
        """Planned twice: once blindly, to know what to ask Jira for, and once with its answers."""
        blind = self._blind(office, pulled)
        return survey(office, blind, plan(blind, self._rules()), self._rules())

    def _blind(self, office: Office, pulled: Pull) -> Situation:
        situation = self._situation(pulled.after, office.flavour)
        handles = sorted({t.item.owner for t in situation.items if t.item.owner})
        return replace(
            situation,
            finds=pulled.finds,
            looked=pulled.looked,
            rival=pulled.rival,
            owners=office.owners(handles, ask=False),
            desks=office.known_desks({office.project_of(i) for i in pulled.after.incidents.values()}),
        )

    def _reading(self) -> Reading:
        jira = self.context.jira
        return Reading(jira.priority, jira.status, self.context.clock())

    def _situation(self, known: Known, flavour: Flavour) -> Situation:
        return Situation(
            now=self.context.clock(),
            flavour=flavour,
            incidents=tuple(known.incidents.values()),
            items=tuple(known.items.values()),
            desks={},
            owners={},
            offline=True,
        )

    def _rules(self) -> PushRules:
        return push_rules(self.context, self.store.id, insist=self.options.yes)

    def _guard_rows(self, intake: Intake) -> None:
        """A table that can't be read any more looks like one whose rows were all removed."""
        lost, before = intake.withdrawals, intake.rows_before
        if is_too_many(lost, before, self.context.config.limits.vanished) and not self.options.yes:
            raise UnsafePlan(
                f"{lost} of {before} rows are gone from their reports at once; nothing was written",
                hint="look at `pirtrack read`: is each table still read? If the rows were removed, `pirtrack sync --yes`",
            )

    def _guard(self, planned: Plan) -> None:
        limit = self.context.config.limits.creates
        if planned.creates > limit and not self.options.yes:
            raise UnsafePlan(
                f"this run would make {planned.creates} issues, more than limits.creates = {limit}; nothing was written",
                hint="look at `pirtrack sync --dry-run`, then run `pirtrack sync --yes`, or raise limits.creates",
            )

    def _carry_out(self, office: Office, planned: Plan) -> Run:
        hands = Hands(
            jira=office.jira,
            journal=self.store,
            clock=self.context.clock,
            epic_link=office.epic_link() if planned.writes else None,
            priorities=self.context.jira.priority,
            vanished=1.0 if self.options.yes else self.context.config.limits.vanished,
            stop=self._heed,
            step=self.progress.step,
        )
        run = carry_out(planned, hands)
        if any(o.result in ("refused", "not_applied") for o in run.outcomes):
            office.forget_desks()
        return run

    def _heed(self) -> bool:
        """Between two steps: whether a signal came. Raises: LockHeld when another has taken over meanwhile."""
        self.store.confirm()
        return self.stop()


@dataclass(frozen=True, slots=True)
class _Heeding:
    """Progress of work that only reads: a signal ends it between two pages, and nothing was kept of it."""

    progress: Progress
    stop: Callable[[], bool]

    def step(self, what: str, done: int, total: int) -> None:
        """The same. Raises: Interrupted."""
        self.progress.step(what, done, total)
        if self.stop():
            raise Interrupted("interrupted while reading Jira; nothing was written", hint="run the same command again")


def _refusals(context: Context, reports: Sequence[ParsedReport]) -> list[Problem]:
    """The errors of reports that call themselves finished; what is wrong with drafts is for `check`."""
    refused = [r for r in reports if standing_of(r, intake_policy(context)) is Standing.REFUSED]
    return [p for r in refused for p in r.problems if p.severity is Severity.ERROR]
