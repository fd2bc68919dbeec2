"""The use case of starting a report: from the bundled template, under the next free id of its day."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from reports.compose import compose
from reports.files import ENDINGS, shown_as
from reports.parse import parse_report
from reports.words import one_line, slug
from tracker.app.answer import Answer, Progress
from tracker.app.context import Context
from tracker.app.documents import report_view
from tracker.app.loading import Choice, load, reading_rules
from tracker.errors import StoreError, UsageError
from tracker.model import Found, ParsedReport, ReportKind

T = TypeVar("T")

_PLAINLY = "say it in one line of plain words"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of an incident when its report is started; `output` is a file or a folder."""

    title: str
    date: dt.date | None = None
    severity: str | None = None
    commander: str | None = None
    epic: str | None = None
    output: Path | None = None


def new(context: Context, draft: Draft, progress: Progress | None = None) -> Answer:
    """Writes a draft that holds what is known and asks for the rest. Raises: UsageError; nothing is overwritten."""
    day = draft.date or context.as_of
    incident = f"{day}-{_free_number(day, _known_ids(context, progress)):03}"
    path = _place(context, draft, incident)
    shown = shown_as(path, context.config.base)
    text = compose(_as_report(draft, incident, day, day + context.config.review.after), _template())
    report = parse_report(shown, text.encode(), reading_rules(context))
    _refuse_what_would_be_lost(draft, report)
    _write(path, text)
    left = len({p.line for p in report.problems if p.code.endswith("-PLACEHOLDER")})
    return Answer(
        command="new",
        as_of=context.as_of,
        data={"reports": [report_view(context, report)]},
        notes=(
            f"{shown} is started as a draft; {left} lines are to be filled in: `pirtrack check {shown}` names them",
            f"when it is finished, set **Document Status**: {context.config.reports.finished[0]}, then `pirtrack sync`",
        ),
    )


def _as_report(draft: Draft, incident: str, day: dt.date, review: dt.date) -> ParsedReport:
    def said(value: T | None) -> Found[T] | None:
        return None if value is None else Found(value, 1, 1)

    return ParsedReport(
        path="",
        digest="",
        kind=ReportKind.REPORT,
        title=said(one_line(draft.title)),
        incident=said(incident),
        date=said(day),
        severity=said(draft.severity),
        epic=said(draft.epic),
        prepared_by=said(draft.commander),
        next_review=said(review),
    )


def _template() -> str:
    return (files("reports") / "templates" / "report.md").read_text(encoding="utf-8")


def _refuse_what_would_be_lost(draft: Draft, report: ParsedReport) -> None:
    """What would not be read back as it was said is refused before anything is written."""
    for option, wanted, found in (
        ("TITLE", draft.title, report.title),
        ("--severity", draft.severity, report.severity),
        ("--commander", draft.commander, report.prepared_by),
        ("--epic", draft.epic, report.epic),
    ):
        if wanted is not None and (found is None or found.value != one_line(wanted)):
            raise UsageError(f"{option} would not be read back as {wanted!r}", hint=_PLAINLY)


# The id --------------------------------------------------------------------------------------------


def _known_ids(context: Context, progress: Progress | None) -> set[str]:
    """Those of the configured reports, and those that the store remembers of reports that are elsewhere by now."""
    reports, _ = load(context, Choice(), progress=progress)
    ids = {report.incident.value for report in reports if report.incident is not None}
    try:
        if context.has_store():
            with context.store() as store:
                ids |= {tracked.incident.id for tracked in store.incidents()}
    except StoreError:
        pass  # it is no help in this, and no hindrance
    return ids


def _free_number(day: dt.date, known: Collection[str]) -> int:
    numbers = (found[1] for id_ in known if (found := re.fullmatch(rf"{day}-(\d{{3,9}})", id_)))
    return max(map(int, numbers), default=0) + 1


# The file ------------------------------------------------------------------------------------------


def _place(context: Context, draft: Draft, incident: str) -> Path:
    name = f"{incident}-{slug(draft.title)}.md"
    if draft.output is None:
        return _folder(context) / name
    output = context.cwd / draft.output
    return output / name if output.is_dir() or str(draft.output).endswith(os.sep) else output


def _folder(context: Context) -> Path:
    """The folder of the first configured path: itself, that of a file, or what a pattern begins with."""
    path = context.config.base / context.config.reports.paths[0]
    plain = [part for part in path.parts if not re.search(r"[*?\[]", part)]
    if len(plain) < len(path.parts):
        return Path(*path.parts[: next(n for n, part in enumerate(path.parts) if part not in plain)])
    return path.parent if path.suffix.lower() in ENDINGS else path


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already; nothing was overwritten", hint="name another --output") from None
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}", hint="name another --output") from error
