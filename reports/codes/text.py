"""What can be wrong with a report's footer and its prose. Pure."""

from __future__ import annotations

from reports.codes.kinds import ADDED, Code, E, I, W

_SIGNED = "| Commander |"

FOOTER = (
    Code("END-PLACEHOLDER", E, "the footer still holds a placeholder", "The report is not finished, whatever it says.",
         "write what belongs there", "**Next Review**: YYYY-MM-DD", "**Next Review**: 2026-04-01",
         "**Next Review**"),
    Code("END-STATUS", I, "the report names no document status", "Nobody can tell whether it is finished.",
         "write a line **Document Status**: DRAFT or FINAL", "", "**Document Status**: FINAL", "**Document Status**"),
    Code("END-DATE", W, "a date in the footer can't be read", "It is not known when to look again.",
         "write it as YYYY-MM-DD", "**Next Review**: 2026-04-31", "**Next Review**: 2026-04-01", "**Next Review**"),
    Code("END-REVIEW", W, "the next review does not fit the incident's date", "It should lie 30 days (review.after) "
         "after the incident; the written date is used.", "correct it, or leave it if it is meant",
         "**Next Review**: 2026-05-01", "**Next Review**: 2026-04-01", "**Next Review**"),
    Code("END-REVIEW-EARLY", W, "the next review lies before the incident", "Nobody can hold it.", "correct the date",
         "**Next Review**: 2025-04-01", "**Next Review**: 2026-04-01", "**Next Review**"),
    Code("END-FINALISED-EARLY", W, "the report was finalised before the incident", "One of the two dates is wrong.",
         "correct the date", "**Date Finalized**: 2026-02-04", "**Date Finalized**: 2026-03-04", "**Date Finalized**"),
    Code("END-FINALISED-LATE", W, "the report was finalised later than the policy allows", "policy.finalise says how "
         "long a report on an incident of its severity may take.", "nothing now; next time, sooner",
         "**Date Finalized**: 2026-03-09", "**Date Finalized**: 2026-03-04", "**Date Finalized**"),
    Code("END-UNSIGNED", W, "a finished report is not signed off by everybody", "An auditor will ask who agreed.",
         "get the sign-off, or set the document status back to DRAFT",
         "| Commander | Ana Lima | Pending | |", "| Commander | Ana Lima | Approved | 2026-03-04 |", _SIGNED),
    Code("END-UNDATED", W, "a sign-off has no date", "An auditor will ask when.", "write the day beside the sign-off",
         "| Commander | Ana Lima | Approved | |", "| Commander | Ana Lima | Approved | 2026-03-04 |", _SIGNED),
)  # fmt: skip  # set by hand, as a table

TEXT = (
    Code("TXT-PLACEHOLDER", W, "the text still holds a placeholder", "A reader will miss what should stand there.",
         "write it, or take it out", "[Describe what happened]", "The index was rebuilt by hand.", ADDED),
    Code("TXT-COUNT", W, "the text speaks of another number of action items", "A row was lost, or the text is "
         "out of date.", "correct the number, or add what is missing",
         "The review ended with 3 action items.", "The review ended with one action item.", ADDED),
    Code("TXT-UNTRACKED", W, "work is promised that no item tracks", "It stands under follow-ups, so somebody counts "
         "on it, and nobody will be asked for it.", "add a row to the action items, or take the promise out",
         "## Follow-Up Actions\n\n### Next 30 days\n\n- Rehearse the loss of a whole data centre",
         "## Follow-Up Actions\n\n### Next 30 days\n\n- Alert on index corruption", ADDED),
    Code("TXT-CAUSE", W, "no item answers a cause that the report names", "It will cause the next incident.",
         "add an item that takes the cause away, or say why none is needed",
         "### Root Causes\n\n1. Deployments skip the staging environment", "### Root Causes\n\n1. Nothing alerted on the corrupt index",
         ADDED, on=False),
)  # fmt: skip  # set by hand, as a table
