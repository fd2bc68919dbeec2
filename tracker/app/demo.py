"""`pirtrack demo`: the whole story on the embedded Jira, told step by step with the very commands."""

from __future__ import annotations

import datetime as dt
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from reports.files import read_reports
from reports.rules import ReadingRules
from sync.sandbox import SandboxServer
from tracker.app.answer import DONE, NEEDS_A_PERSON
from tracker.app.demo_reports import demo_reports
from tracker.config.stub import quoted
from tracker.errors import PirtrackError, UsageError

PROJECT = "ENG"
# So long ago the reports were pushed: people have had these days to work on the issues.
DAYS_BEFORE = 8
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """`reports` None: three reports of the demo's own. `keep`: the folder stays, to look around in."""

    reports: Path | None = None
    flavour: str = "cloud"
    keep: bool = False


def demo(options: DemoOptions, environ: Mapping[str, str], today: dt.date, say: Say) -> None:
    """Tells the story. Raises: UsageError when the reports are not there, PirtrackError when a step goes wrong."""
    if options.reports is not None and not options.reports.exists():
        raise UsageError(f"there is no {options.reports}", hint="name a folder of reports, or leave --reports out")
    with ExitStack() as stack:
        server = stack.enter_context(SandboxServer(options.flavour, project=PROJECT))
        folder = Path(tempfile.mkdtemp(prefix="pirtrack-demo-"))
        if not options.keep:
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        _Story(options, environ, today, say, server, folder).tell()


@dataclass(slots=True)
class _Story:
    options: DemoOptions
    environ: Mapping[str, str]
    today: dt.date
    say: Say
    server: SandboxServer
    folder: Path

    def tell(self) -> None:
        """The steps of the first day, some days of work, and the day after."""
        self._prepare()
        self._step("What is wrong with the reports? Only errors would stop a push; warnings are for people.")
        self._run("check", "incidents", expected=(DONE, NEEDS_A_PERSON))
        self._step("What would be done? A plan is a value: nothing is written yet, here or in Jira.")
        self._run("sync", "--dry-run")
        self._step("Do it: one issue per item, under its incident's epic. The draft is tracked, not pushed.")
        self._run("sync", "--yes", expected=(DONE, NEEDS_A_PERSON))
        self._step("The same again: nothing is made twice, and nothing is written.")
        self._run("-q", "sync", expected=(DONE, NEEDS_A_PERSON))
        self._days_pass()
        self._step("Read the truth back, and see who moved what.")
        self._run("-q", "sync", expected=(DONE, NEEDS_A_PERSON))
        self._run("status")
        self._step("What is overdue, of what matters most?")
        self._run("overdue", "--priority", "P0")
        self._step("Which reports are due for their 30-day review?")
        self._run("reviews", "--all")
        self._end()

    def _prepare(self) -> None:
        kind = "Jira Cloud" if self.options.flavour == "cloud" else "Jira Data Center"
        self.say(f"pirtrack demo: an embedded {kind} listens at {self.server.url} (project {PROJECT}).")
        incidents = self.folder / "incidents"
        if self.options.reports is None:
            self.server.jira.clock.advance(-dt.timedelta(days=DAYS_BEFORE))
            epic = self._epic("Checkout reliability")
            incidents.mkdir()
            for name, text in demo_reports(self.today, epic).items():
                (incidents / name).write_text(text, encoding="utf-8")
            self.say(f"Its clock stands {DAYS_BEFORE} days back: people work in the meantime.")
            self.say(f"Three reports (two finished, one a draft) were written to {incidents}")
        else:
            self._take_over(self.options.reports, incidents)
        (self.folder / "pirtrack.toml").write_text(self._config(incidents), encoding="utf-8")

    def _take_over(self, reports: Path, incidents: Path) -> None:
        """The user's own reports are copied, and every epic that they name is made in the sandbox."""
        if reports.is_dir():
            shutil.copytree(reports, incidents)
        else:
            incidents.mkdir()
            shutil.copy(reports, incidents)
        found, _ = read_reports([incidents], base=self.folder, rules=ReadingRules())
        named = sorted({r.epic.value for r in found if r.epic})
        for key in named:
            project, _, number = key.rpartition("-")
            self.server.jira.plant_epic(project, int(number), f"Epic {key} of your own Jira")
        self.say(f"{len(found)} reports were copied to {incidents}; the originals are not touched.")
        if named:
            self.say(f"The epics that they name were made in the sandbox: {', '.join(named)}.")

    def _epic(self, summary: str) -> str:
        jira = self.server.jira
        kind = jira.kind("Epic")
        assert kind is not None  # noqa: S101  # the sandbox's own world has it
        epic = jira.add(PROJECT, kind, summary)
        jira.touch(epic)
        return epic.key

    def _config(self, incidents: Path) -> str:
        owners = self._owners(incidents)
        lines = [
            "[reports]",
            'paths = ["incidents/"]',
            "[jira]",
            f"url = {quoted(self.server.url)}",
            f"project = {quoted(PROJECT)}",
            *([f"email = {quoted(self.server.email)}"] if self.server.email else []),
            "[owners]",
            *(f"{quoted(handle)} = {{ email = {quoted(email)} }}" for handle, email in owners.items()),
        ]
        return "\n".join([*lines, ""])

    def _owners(self, incidents: Path) -> dict[str, str]:
        """Every owner of the reports but those who are meant to be nobody, spread over the sandbox's people."""
        found, _ = read_reports([incidents], base=self.folder, rules=ReadingRules())
        handles = sorted({i.owner for r in found for i in r.items if i.owner and "nobody" not in i.owner})
        people = ("lead@example.com", "ana@example.com", "bob@example.com", "kim.lee@example.com")
        return {handle: people[n % len(people)] for n, handle in enumerate(handles)}

    def _step(self, text: str) -> None:
        self.say("")
        self.say(f"## {text}")

    def _run(self, *words: str, expected: Sequence[int] = (DONE,)) -> None:
        """One command of pirtrack as a user would type it, in a process of its own."""
        self.say(f"$ pirtrack {shlex.join(words)}")
        environ = {
            **self.environ,
            "PIRTRACK_JIRA_TOKEN": self.server.token,
            "PIRTRACK_CONFIG": str(self.folder / "pirtrack.toml"),
        }
        command = [sys.executable, "-m", "tracker.cli", *words]
        done = subprocess.run(command, cwd=self.folder, env=environ, check=False)  # noqa: S603  # our own command
        if done.returncode not in expected:
            raise PirtrackError(f"the demo's step ended with exit code {done.returncode}", hint="please report this")

    def _days_pass(self) -> None:
        """People work: the first issue is done, one is begun, one put off, one dropped, one taken over."""
        jira = self.server.jira
        issues = [r for _, r in sorted(jira.records.items()) if r.kind.level == 0]
        acts: list[tuple[str, Callable[[str], object]]] = [
            ("moves {} to Done", lambda key: jira.transition(key, "Done")),
            ("begins {}", lambda key: jira.transition(key, "In Progress")),
            ("puts {} off by two weeks", lambda key: jira.edit(key, due=_later(jira.get(key).due, self.today))),
            ("drops {}: won't do", lambda key: jira.transition(key, "Done", "Won't Do")),
            ("is stuck with {}", lambda key: jira.transition(key, "Blocked")),
        ]
        self._step("Some days pass in Jira, where people know nothing of pirtrack.")
        days = DAYS_BEFORE if self.options.reports is None else 0
        for (words, act), record in zip(acts, issues, strict=False):
            jira.clock.advance(dt.timedelta(days=days / len(acts)))
            act(record.key)
            self.say(f"- {jira.clock.now():%Y-%m-%d}: somebody {words.format(f'{record.key} ({record.summary})')}")

    def _end(self) -> None:
        self.say("")
        self.say("## To do the same by hand")
        project = f" --flavour {self.options.flavour}" if self.options.flavour != "cloud" else ""
        self.say(f"$ pirtrack sandbox{project}     # keep it running; it prints its URL, e-mail and token")
        email = " --email bot@example.com" if self.server.email else ""
        self.say("$ export PIRTRACK_JIRA_TOKEN=sandbox-token")
        self.say(f"$ pirtrack init --url URL --project {PROJECT}{email} --reports incidents/")
        self.say("$ pirtrack check; pirtrack sync --dry-run; pirtrack sync; pirtrack status")
        if self.options.keep:
            self.say(f"Reports, configuration and store are kept in {self.folder}")


def _later(due: str | None, today: dt.date) -> str:
    base = dt.date.fromisoformat(due) if due else today
    return (base + dt.timedelta(days=14)).isoformat()
