"""What can be wrong with action items: their rows, owners, dates and words. Pure."""

from __future__ import annotations

from reports.codes.kinds import FOLDER, Code, E, W

_ROW = "| 1 |"
_GOOD = "| 1 | Alert on a corrupt index | @search | 2026-03-06 | P1 | Open |"

ITEMS = (
    Code("ITM-NONE", W, "the report names no action items", "Nothing can be tracked.",
         "add a section ## Action Items with a table: # | Action | Owner | Due Date | Priority | Status",
         "", _GOOD, _ROW),
    Code("ITM-PLACEHOLDER", E, "a cell still holds a placeholder", "It would become an issue that says nothing.",
         "fill the cell in, or take the row out", "| 1 | Alert on a corrupt index | [Name] | YYYY-MM-DD | P1 | Open |", _GOOD,
         _ROW),
    Code("ITM-TITLE", E, "a row has no action", "An issue without a title can't be made.",
         "say what is to be done, or take the row out", "| 1 | | @search | 2026-03-06 | P1 | Open |", _GOOD, _ROW),
    Code("ITM-NUMBER", W, "two rows have the same number", "The second one gets another number, for good.",
         "number the rows one by one", f"{_GOOD}\n| 1 | Write a runbook | @search | 2026-03-06 | P1 | Open |",
         f"{_GOOD}\n| 2 | Write a runbook | @search | 2026-03-06 | P1 | Open |", _ROW),
    Code("ITM-DUPLICATE", W, "two rows ask for the same", "Two issues would be made for one piece of work.",
         "take one of them out, or say in what they differ",
         f"{_GOOD}\n| 2 | Alert on a corrupt index | @search | 2026-03-06 | P1 | Open |",
         f"{_GOOD}\n| 2 | Alert on a corrupt index of the archive | @search | 2026-03-06 | P1 | Open |", _ROW),
    Code("ITM-OWNER", W, "an item has no owner", "What nobody owns is not done.", "name one person or team",
         "| 1 | Alert on a corrupt index | | 2026-03-06 | P1 | Open |", _GOOD, _ROW),
    Code("ITM-OWNER-UNKNOWN", W, "an owner is not in the configuration's [owners]", "The issue stays unassigned.",
         "add the handle to [owners], or correct it; told only where [owners] holds somebody",
         "| 1 | Alert on a corrupt index | @serach | 2026-03-06 | P1 | Open |", _GOOD, _ROW),
    Code("ITM-OWNER-TEAM", W, "a P0 item has no person", "Most pressing, and nobody's own: a team, a component or a "
         "label answers no call.", "name the person who answers for it",
         "| 1 | Alert on a corrupt index | @sre-team | 2026-03-06 | P0 | Open |",
         "| 1 | Alert on a corrupt index | @ana | 2026-03-06 | P0 | Open |", _ROW),
    Code("ITM-DUE", W, "an item has no due date", "It can never be overdue, so nobody will ask.", "give it a date",
         "| 1 | Alert on a corrupt index | @search | | P1 | Open |", _GOOD, _ROW),
    Code("ITM-DUE-DATE", E, "a due date can't be read", "The issue would have none.", "write it as YYYY-MM-DD",
         "| 1 | Alert on a corrupt index | @search | 05/06/2026 | P1 | Open |", _GOOD, _ROW),
    Code("ITM-DUE-VAGUE", W, "a due date names no day", "The issue would have none, and could never be overdue.",
         "write it as YYYY-MM-DD", "| 1 | Alert on a corrupt index | @search | next sprint | P1 | Open |", _GOOD, _ROW),
    Code("ITM-DUE-EARLY", W, "an item is due before the incident", "One of the two dates is wrong.",
         "correct the date", "| 1 | Alert on a corrupt index | @search | 2025-03-06 | P1 | Open |", _GOOD, _ROW),
    Code("ITM-DUE-LATE", W, "an item is due later than the policy allows", "policy.due says how long an item of its "
         "priority may take, from the day of the incident.", "bring the date forward, or lower the priority",
         "| 1 | Alert on a corrupt index | @search | 2026-03-17 | P1 | Open |", _GOOD, _ROW),
    Code("ITM-DUE-REVIEW", W, "an item is due after the review", "The review that the report names will find it open.",
         "bring the date forward, or name a later review",
         "| 1 | Alert on a corrupt index | @search | 2026-04-07 | P2 | Open |", _GOOD, _ROW),
    Code("ITM-DUE-WEEKEND", W, "an item is due on a weekend", "Nobody may be there to finish it, or to notice.",
         "choose a weekday, or leave it if it is meant",
         "| 1 | Alert on a corrupt index | @search | 2026-03-07 | P1 | Open |", _GOOD, _ROW),
    Code("ITM-PRIORITY", W, "an item has no priority", "It can't be told from what may wait.",
         "write P0, P1, P2, P3 or P4", "| 1 | Alert on a corrupt index | @search | 2026-03-06 | | Open |", _GOOD, _ROW),
    Code("ITM-PRIORITY-WORD", E, "a priority can't be read", "The issue would have none.",
         "write P0, P1, P2, P3 or P4", "| 1 | Alert on a corrupt index | @search | 2026-03-06 | soonish | Open |", _GOOD, _ROW),
    Code("ITM-STATUS", W, "a status is not known", "The item counts as not started.",
         "write Not Started, In Progress, Blocked, Done or Cancelled",
         "| 1 | Alert on a corrupt index | @search | 2026-03-06 | P1 | Whatever |", _GOOD, _ROW),
)  # fmt: skip  # set by hand, as a table

# Off unless asked for.
WORDING = (
    Code("WRD-ACTION", W, "an item does not say what to do", "Work that only wishes, or begins with a verb that decides "
         "nothing, is talked about and not done.", "begin with what somebody is to do: add, write, remove, alert on",
         "| 1 | Better monitoring | @search | 2026-03-06 | P1 | Open |", _GOOD, _ROW, on=False),
    Code("WRD-SPECIFIC", W, "an item does not say of what", "Improving, enhancing or reviewing things in general "
         "can't be planned.", "name the service, the alert, the page that is to change",
         "| 1 | Improve various things as needed | @search | 2026-03-06 | P1 | Open |", _GOOD, _ROW, on=False),
    Code("WRD-BOUNDED", W, "an item has no end", "Nobody can tell when it is done, so it never is.",
         "say by what one sees that it is finished",
         "| 1 | Continue to monitor the index | @search | 2026-03-06 | P1 | Open |", _GOOD, _ROW, on=False),
    Code("WRD-ELSEWHERE", W, "another report asks for the same", "What has to be promised twice was not done the first "
         "time.", "track it once and link to it, or say what is new",
         "Alert when the replica lags by a minute", "Alert when the replica is gone", FOLDER, on=False),
)  # fmt: skip  # set by hand, as a table
