"""Every problem that a report can have: a stable code, why it matters, how to mend it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model import Problem, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741  # one letter a row keeps the table a table


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem; families: FIL the disk, DOC the file, HDR the header, ITM the items, END the footer, TXT the prose."""

    name: str
    severity: Severity
    summary: str
    why: str
    remedy: str


_ROWS = (
    Code("FIL-MISSING", E, "there is no such file or folder", "Nothing was read.", "check the path, or reports.paths"),
    Code("FIL-EMPTY-FOLDER", W, "there is no report in this folder", "Perhaps another folder was meant.",
         "reports are files that end in .md or .markdown"),
    Code("FIL-KIND", E, "this is not a plain file", "A device or a pipe may never end.", "name a Markdown file or a "
         "folder"),
    Code("FIL-UNREADABLE", E, "the file can't be read", "What it says is not known.", "check who may read it"),
    Code("FIL-TOO-LARGE", E, "the file is larger than a report can be", "Reading it would keep everybody waiting.",
         "is this the right file?"),
    Code("FIL-EMPTY", E, "the file is empty", "It may have been lost while it was saved.",
         "write the report, or remove the file"),
    Code("FIL-BINARY", E, "the file is not text", "It can't be a report.", "name a Markdown file"),
    Code("DOC-ENCODING", W, "the file is not UTF-8", "Other tools will show its letters wrongly.",
         "save it as UTF-8"),
    Code("DOC-BYTES", E, "there are bytes here that are no text", "What stood there is lost, and would be missing in Jira "
         "too.", "save the file as UTF-8, and look at this line"),
    Code("DOC-NOT-A-REPORT", I, "this is no incident report", "It has no incident header and no action items.",
         "give it a header with Incident ID and Date, or leave it out of reports.paths"),
    Code("DOC-TEMPLATE", I, "this is a template that nobody filled in", "There is nothing in it to be tracked.",
         "copy it, and fill the copy in"),
    Code("HDR-PLACEHOLDER", E, "the header still holds a placeholder", "A report that says FINAL with an empty header "
         "was not looked at: its items would be made for no incident.", "write what happened there"),
    Code("HDR-ID", E, "the report has neither an incident id nor a date", "Its items could not be named, and would be "
         "made again under another name.", "write a line **Incident ID**: #YYYY-MM-DD-NNN below the title"),
    Code("HDR-DATE", E, "the incident's date can't be read", "Reviews and due dates count from it.",
         "write it as YYYY-MM-DD"),
    Code("HDR-NO-DATE", W, "the incident has no date", "No review can be due.", "write a line **Date**: YYYY-MM-DD"),
    Code("HDR-DATE-TOLD", W, "the incident's date is taken from the text", "It may be another day that the text speaks "
         "of.", "write a line **Date**: YYYY-MM-DD below the title"),
    Code("HDR-SEVERITY", W, "the incident has no severity", "Digests and policies sort by it.",
         "write a line **Severity**: P0, P1, P2 or P3"),
    Code("HDR-EPIC", E, "the Jira epic is not a key", "The items would go under an epic of their own.",
         "write it as PROJECT-123, or take the line out"),
    Code("ITM-NONE", W, "the report has no table of action items", "Nothing can be tracked.",
         "add a section ## Action Items with a table: # | Action | Owner | Due Date | Priority | Status"),
    Code("ITM-PLACEHOLDER", E, "a cell still holds a placeholder", "It would become an issue that says nothing.",
         "fill the cell in, or take the row out"),
    Code("ITM-TITLE", E, "a row has no action", "An issue without a title can't be made.",
         "say what is to be done, or take the row out"),
    Code("ITM-NUMBER", W, "two rows have the same number", "The second one gets another number, for good.",
         "number the rows one by one"),
    Code("ITM-OWNER", W, "an item has no owner", "What nobody owns is not done.", "name one person or team"),
    Code("ITM-DUE", W, "an item has no due date", "It can never be overdue, so nobody will ask.", "give it a date"),
    Code("ITM-DUE-DATE", E, "a due date can't be read", "The issue would have none.", "write it as YYYY-MM-DD"),
    Code("ITM-DUE-VAGUE", W, "a due date names no day", "The issue would have none, and could never be overdue.",
         "write it as YYYY-MM-DD"),
    Code("ITM-DUE-EARLY", W, "an item is due before the incident", "One of the two dates is wrong.",
         "correct the date"),
    Code("ITM-PRIORITY", W, "an item has no priority", "It can't be told from what may wait.",
         "write P0, P1, P2, P3 or P4"),
    Code("ITM-PRIORITY-WORD", E, "a priority can't be read", "The issue would have none.",
         "write P0, P1, P2, P3 or P4"),
    Code("ITM-STATUS", W, "a status is not known", "The item counts as not started.",
         "write Not Started, In Progress, Blocked, Done or Cancelled"),
    Code("END-PLACEHOLDER", E, "the footer still holds a placeholder", "The report is not finished, whatever it says.",
         "write what belongs there"),
    Code("END-STATUS", I, "the report names no document status", "Nobody can tell whether it is finished.",
         "write a line **Document Status**: DRAFT or FINAL"),
    Code("END-DATE", W, "a date in the footer can't be read", "It is not known when to look again.",
         "write it as YYYY-MM-DD"),
    Code("END-REVIEW", W, "the next review does not fit the incident's date", "It should lie 30 days (review.after) "
         "after the incident; the written date is used.", "correct it, or leave it if it is meant"),
    Code("END-UNSIGNED", W, "a finished report is not signed off by everybody", "An auditor will ask who agreed.",
         "get the sign-off, or set the document status back to DRAFT"),
    Code("TXT-PLACEHOLDER", W, "the text still holds a placeholder", "A reader will miss what should stand there.",
         "write it, or take it out"),
)  # fmt: skip

# A message quotes what was found, and a cell may hold megabytes.
_LONGEST = 300

CODES: Mapping[str, Code] = {row.name: row for row in _ROWS}


def problem(code: str, path: str, line: int, column: int, message: str | None = None) -> Problem:
    """A problem of a known kind at a place; without a message it says what its kind says."""
    row = CODES[code]
    said = message or row.summary
    shown = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
    return Problem(code, row.severity, shown, path, line, column, row.remedy)


def manual() -> str:
    """The page of all codes, for the docs."""
    lines = ["# What `pirtrack check` finds", ""]
    lines += ["Only an error stops a push. This page is made by `python -m tests.docs.reference`.", ""]
    for row in _ROWS:
        lines += [
            f"## {row.name}",
            "",
            f"*{row.severity.value}*: {row.summary}.",
            "",
            row.why,
            "",
            f"To mend it: {row.remedy}.",
            "",
        ]
    return "\n".join(lines)
