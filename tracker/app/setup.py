"""`pirtrack init`: a first configuration, from a few answers and the reports that are there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.files import read_reports
from reports.rules import ReadingRules
from tracker.app import doctor
from tracker.app.answer import Answer
from tracker.app.context import Context, utc_now
from tracker.config.stub import starter_config
from tracker.errors import StoreError, UsageError
from tracker.model import ParsedReport

# Reports older than this are recorded, not pushed, unless the person says otherwise.
LOOK_BACK = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class InitOptions:
    """What `init` was told; `since` None: proposed from the reports. `target` is the file to be written."""

    url: str
    project: str
    email: str | None = None
    reports: tuple[str, ...] = ("incidents/",)
    since: dt.date | None = None
    target: Path = Path("pirtrack.toml")
    force: bool = False
    test_connection: bool = True


def init(environ: Mapping[str, str], cwd: Path, options: InitOptions) -> Answer:
    """Writes the configuration, then looks at everything with `doctor`.

    Raises: UsageError when the file is there already or can't be written, ConfigError when an answer is impossible.
    """
    target = cwd / options.target
    if target.exists() and not options.force:
        raise UsageError(f"{target} is there already", hint="choose another --target, or overwrite it with --force")
    found = _reports(target.parent, options.reports)
    since = options.since or propose_since(found, utc_now().date())
    text = starter_config(
        url=options.url,
        project=options.project,
        email=options.email,
        paths=options.reports,
        owners={i.owner for r in found for i in r.items if i.owner},
        priorities={i.priority for r in found for i in r.items if i.priority},
        since=since,
    )
    _write(target, text)
    context = Context.open(target, environ, cwd, None)
    looked = doctor.doctor(context) if options.test_connection else Answer("init", context.as_of, {"checks": []})
    return Answer("init", context.as_of, looked.data, notes=_notes(target, found, since), exit_code=looked.exit_code)


def propose_since(reports: Sequence[ParsedReport], today: dt.date) -> dt.date:
    """The oldest report of the last 90 days: what is older is history, not work; without any, today."""
    recent = [r.date.value for r in reports if r.date and today - LOOK_BACK <= r.date.value <= today]
    return min(recent, default=today)


def _reports(base: Path, paths: Sequence[str]) -> tuple[ParsedReport, ...]:
    there = [base / p for p in paths if (base / p).exists()]
    return read_reports(there, base=base, rules=ReadingRules())[0] if there else ()


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"{target} can't be written: {error.strerror}", hint="choose a --target in a folder that can be written to"
        ) from None


def _notes(target: Path, found: Sequence[ParsedReport], since: dt.date) -> tuple[str, ...]:
    owners = {i.owner for r in found for i in r.items if i.owner}
    return (
        f"wrote {target}",
        f"reports read: {len(found)}; owners found: {len(owners)}; say who they are under [owners]",
        f"reports before {since} are recorded, not pushed (reports.since)",
        "next: pirtrack doctor, pirtrack check, pirtrack sync --dry-run, pirtrack sync",
    )
