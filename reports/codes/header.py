"""What can be wrong with a report's header. Pure."""

from __future__ import annotations

from reports.codes.kinds import WHOLE, Code, E, I, W

_NAMELESS = "# Incident Report: Search was down\n\n**Severity**: P1\n**Status**: Resolved\n\n## Timeline\n\nIt broke."

HEADER = (
    Code("HDR-PLACEHOLDER", E, "the header still holds a placeholder", "A report that says FINAL with an empty header "
         "was not looked at: its items would be made for no incident.", "write what happened there",
         "**Duration**: [X hours Y minutes]", "**Duration**: 40 minutes", "**Duration**"),
    Code("HDR-ID", E, "the report has neither an incident id nor a date", "Its items could not be named, and would be "
         "made again under another name.", "write a line **Incident ID**: #YYYY-MM-DD-NNN below the title",
         _NAMELESS, _NAMELESS.replace("**Severity**", "**Incident ID**: #2026-03-02-007\n**Severity**"), WHOLE),
    Code("HDR-DATE", E, "the incident's date can't be read", "Reviews and due dates count from it.",
         "write it as YYYY-MM-DD", "**Date**: 2026-02-30", "**Date**: 2026-03-02", "**Date**:"),
    Code("HDR-NO-DATE", W, "the incident has no date", "No review can be due.", "write a line **Date**: YYYY-MM-DD",
         "", "**Date**: 2026-03-02", "**Date**:"),
    Code("HDR-DATE-TOLD", W, "the incident's date is taken from the text", "It may be another day that the text speaks "
         "of.", "write a line **Date**: YYYY-MM-DD below the title",
         _NAMELESS.replace("It broke.", "On March 2, 2026 it broke."),
         _NAMELESS.replace("**Severity**", "**Date**: 2026-03-02\n**Severity**"), WHOLE),
    Code("HDR-SEVERITY", W, "the incident has no severity", "Digests and policies sort by it.",
         "write a line **Severity**: P0, P1, P2 or P3", "", "**Severity**: P1", "**Severity**"),
    Code("HDR-SEVERITY-WORD", W, "the severity is not one that is known", "No policy applies to it, and digests can't "
         "sort by it.", "write P0, P1, P2 or P3, SEV-1 and the like, or High, Medium or Low",
         "**Severity**: purple", "**Severity**: SEV-2 (search only)", "**Severity**"),
    Code("HDR-EPIC", E, "the Jira epic is not a key", "The items would go under an epic of their own.",
         "write it as PROJECT-123, or take the line out", "- Jira epic: see the board", "- Jira epic: OPS-77",
         "- Jira epic"),
    Code("HDR-NO-EPIC", I, "the report names no Jira epic", "pirtrack makes one; where there is one already, the items "
         "would stand beside it.", "write a line - Jira epic: PROJECT-123 under References", "", "- Jira epic: OPS-77",
         "- Jira epic"),
)  # fmt: skip  # set by hand, as a table
