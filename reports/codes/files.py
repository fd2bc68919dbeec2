"""What can be wrong with a file before it is read as a report. Pure."""

from __future__ import annotations

from reports.codes.kinds import ADDED, DISK, WHOLE, Code, E, I, W

FILES = (
    Code("FIL-MISSING", E, "there is no such file or folder", "Nothing was read.", "check the path, or reports.paths",
         "incidents/nowhere.md", "incidents/report.md", DISK),
    Code("FIL-EMPTY-FOLDER", W, "there is no report in this folder", "Perhaps another folder was meant.",
         "reports are files that end in .md or .markdown", "a folder with nothing but notes.txt in it",
         "a folder with a report in it", DISK),
    Code("FIL-KIND", E, "this is not a plain file", "A device or a pipe may never end.", "name a Markdown file or a "
         "folder", "a named pipe", "a file", DISK),
    Code("FIL-UNREADABLE", E, "the file can't be read", "What it says is not known.", "check who may read it",
         "a report without read permission", "one with it", DISK),
    Code("FIL-TOO-LARGE", E, "the file is larger than a report can be", "Reading it would keep everybody waiting.",
         "is this the right file?", "a file of 21 MB", "a file of 20 MB", DISK),
    Code("FIL-EMPTY", E, "the file is empty", "It may have been lost while it was saved.",
         "write the report, or remove the file", "a file of nothing but blank lines", "a report", DISK),
    Code("FIL-BINARY", E, "the file is not text", "It can't be a report.", "name a Markdown file",
         "a picture called report.md", "a report", DISK),
    Code("DOC-ENCODING", W, "the file is not UTF-8", "Other tools will show its letters wrongly.",
         "save it as UTF-8", "a report saved as cp1252, with an accent in it", "the same saved as UTF-8", DISK),
    Code("DOC-BYTES", E, "there are bytes here that are no text", "What stood there is lost, and would be missing in Jira "
         "too.", "save the file as UTF-8, and look at this line", "a report with the bytes 81 8D in a line",
         "a report without them", DISK),
    Code("DOC-NOT-A-REPORT", I, "this is no incident report", "It has no incident header and no action items.",
         "give it a header with Incident ID and Date, or leave it out of reports.paths",
         "# How we cook\n\nWith love.", "# Incident: the kitchen was down\n\n**Date**: 2026-03-02\n**Severity**: P3",
         WHOLE),
    Code("DOC-TEMPLATE", I, "this is a template that nobody filled in", "There is nothing in it to be tracked.",
         "copy it, and fill the copy in",
         "# Incident Report: [TITLE]\n\n**Incident ID**: #YYYY-MM-DD-NNN\n**Date**: YYYY-MM-DD",
         "# Incident Report: The kitchen was down\n\n**Incident ID**: #2026-03-02-001\n**Date**: 2026-03-02", WHOLE),
)  # fmt: skip  # set by hand, as a table

SUPPRESSIONS = (
    Code("CHK-UNUSED", W, "a comment ignores what is not there", "The next real finding there would go unseen.",
         "take the comment out", "<!-- pirtrack: ignore ITM-OWNER: the team decides on Monday -->\n\nAll is well.",
         "All is well.", ADDED),
    Code("CHK-UNKNOWN", W, "a comment ignores a code that does not exist", "It ignores nothing.",
         "docs/checks.md names every code", "<!-- pirtrack: ignore ITM-OWNR: the team decides on Monday -->",
         "Owners are named on Monday.", ADDED),
    Code("CHK-STOPS", W, "a comment tries to ignore what stops a push", "The report is refused all the same.",
         "mend what is wrong there, and take the comment out",
         "<!-- pirtrack: ignore ITM-DUE-DATE: nobody knows yet -->", "Nobody knows yet.", ADDED),
    Code("CHK-REASON", I, "a comment ignores a finding and gives no reason", "Whoever reads it next can't tell whether "
         "it still holds.", "write it behind a colon: <!-- pirtrack: ignore ITM-OWNER: the team decides on Monday -->",
         "| 1 | Alert on a corrupt index | | 2026-03-06 | P1 | Open <!-- pirtrack: ignore ITM-OWNER --> |",
         "| 1 | Alert on a corrupt index | | 2026-03-06 | P1 | Open <!-- pirtrack: ignore ITM-OWNER: decided on Monday --> |",
         "| 1 |"),
)  # fmt: skip  # set by hand, as a table
