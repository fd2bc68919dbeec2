"""The forms in which reports tell about themselves."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.unit.reports.samples import codes, parse
from tracker.model import ParsedReport

BODY = "\n## Timeline\n\n- 09:00 it broke\n\n## Root cause\n\nA full disk.\n\n## Action items\n\n- Alert on lag\n"


def told(report: ParsedReport) -> tuple[str | None, dt.date | None, str | None, str | None]:
    found = (report.incident, report.date, report.severity, report.incident_status)
    return tuple(f.value if f and f.line else None for f in found)  # type: ignore[return-value]  # in this order


@pytest.mark.parametrize(
    "head",
    [
        "# Incident INC-7: down\n\n**Date:** 2026-03-02\n**Severity:** SEV-2\n**Status:** Resolved\n",
        "# INC-7: down\n\n- **Date**: 2026-03-02\n- **Severity (scale)**: SEV-2\n- **Status**: Resolved\n",
        "# INC-7 - down\n\n**Date** · 2 March 2026\n**Severity** · SEV-2\n**Status** · Resolved\n",
        "# Postmortem: INC-7 down\n\nDate: March 2nd, 2026\nSeverity: SEV-2\nStatus: Resolved\n",
        "# Postmortem\n\n**ID:** INC-7 | **Date:** 2026-03-02 | **Severity:** SEV-2 | **Status:** Resolved\n",
        "# Postmortem\n\n| | |\n|---|---|\n| **ID** | INC-7 |\n| **Date** | 2026-03-02 |\n| **Severity** | SEV-2 |\n| **Status** | Resolved |\n",
        "# Postmortem\n\n## メタデータ\n\n| 項目 | 内容 |\n|---|---|\n| インシデントID | INC-7 |\n| 発生日時 | 2026-03-02 10:00 |\n| 重大度 | SEV-2 |\n| ステータス | Resolved |\n",
        "# Postmortem\n\n| Incident ID | INC-7 | Severity | SEV-2 |\n|---|---|---|---|\n| Date | 2026-03-02 | Status | Resolved |\n",
        "---\nid: INC-7\ndate: 2026-03-02\nseverity: SEV-2\nstatus: Resolved\ntags: [a, b\n---\n# Postmortem\n",
        "# Postmortem\n\n**ID:** INC-7\n\n## Date\n\n2026-03-02\n\n## Severity\n\n- [ ] SEV-1\n- [x] SEV-2\n\n## Status\n\nResolved\n",
        "# INC-7 | down\n\n## Date: March 2, 2026\n\n## Severity: SEV-2\n\n## ✅ Status: Resolved\n",
        "# Postmortem\n\n**ID:**  \nINC-7\n\n**Date:**  \n2026-03-02\n\n**Severity:**  \nSEV-2\n\n**Status:**  \nResolved\n",
        "# Postmortem\n\n**Incident ID**：INC-7\n**Date**：2026-03-02\n**Severity**：SEV-2\n**Status**：Resolved\n",
        "# Postmortem\n\n**ID :** INC-7 · **Date :** 2026-03-02 · **Mood :** low · **Severity :** SEV-2 · **Status :** Resolved\n",
        "# Relatório\n\n**ID**: INC-7\n**Data**: 02/03/2026 (2 de março de 2026)\n**Severidade**: SEV-2\n**Situação**: Resolved\n",
    ],
)
def test_the_header_in_many_forms(head: str) -> None:
    assert told(parse(head + BODY)) == ("INC-7", dt.date(2026, 3, 2), "SEV-2", "Resolved")


@pytest.mark.parametrize(
    "head",
    [
        "# 2026-03-02 - Search was down\n",
        "# Search outage, 2 March 2026\n",
        "# Search was down\n\n## Summary\n\nOn Monday 2 March 2026 search was down.\n",
        "# Search was down\n\n**Started**: 2026-03-02 09:00\n**Resolved**: 2026-03-03\n",
        "# Search was down\n\n**Duration**: two hours, from 10:00 on March 2, 2026\n",
    ],
)
def test_a_date_is_looked_for_where_no_line_says_it(head: str) -> None:
    assert told(parse(head + BODY))[1] == dt.date(2026, 3, 2)


def test_a_title_of_any_level_is_no_section() -> None:
    text = "### Search was down\n\n#### Summary\n\n- **Duration**: from 10:00 on March 2, 2026\n"
    assert told(parse(text + BODY.replace("## ", "#### ")))[1] == dt.date(2026, 3, 2)


def test_a_numbered_table_tells_no_facts() -> None:
    table = "| # | Item | Owner | Date |\n|---|---|---|---|\n| 1 | Alert on lag | @ana | 2026-04-01 |\n"
    assert told(parse(f"# Search was down\n\n## Open items\n\n{table}" + BODY)) == (None, None, None, None)


def test_a_day_in_capitals_is_the_id_of_an_incident() -> None:
    assert told(parse("# INC-2026-03-02: search was down\n" + BODY))[:2] == ("INC-2026-03-02", dt.date(2026, 3, 2))
    assert told(parse("# Incident 2026-03-02: search was down\n" + BODY))[0] is None


def test_a_date_out_of_the_story_is_told() -> None:
    assert "HDR-DATE-TOLD" in codes(parse("# Search\n\n## Summary\n\nOn 2 March 2026 it broke.\n" + BODY))


def test_the_first_day_of_a_timeline_is_told_where_nothing_else_says_one() -> None:
    timeline = "# Search\n\n## Timeline\n\n| {} | What |\n|---|---|\n| 2026-03-02 23:50 | It broke |\n| 2026-03-03 00:10 | It ran |\n"
    report = parse(timeline.format("Time (UTC)") + BODY)
    assert (told(report)[1], "HDR-DATE-TOLD" in codes(report)) == (dt.date(2026, 3, 2), True)
    assert told(parse(timeline.format("Fixed in") + BODY))[1] is None


def test_a_date_that_may_be_two_is_an_error() -> None:
    report = parse("# Search outage\n\n**Date**: 05/06/2024\n" + BODY)
    assert (report.date, "HDR-DATE" in codes(report)) == (None, True)


def test_a_date_that_may_be_two_is_settled_by_another_place() -> None:
    report = parse("# Search outage\n\n**Date**: 05/06/2024\n\n## Summary\n\nOn 5 June 2024 it broke.\n" + BODY)
    assert report.date is not None
    assert report.date.value == dt.date(2024, 6, 5)


@pytest.mark.parametrize(
    "text",
    [
        "# Runbook: search\n\n**Severity**: P1\n**Next Review**: 2026-05-01\n\n## Impact\n\n## Resolution\n\n## Prevention\n\n- Watch it\n",
        "# How to write a postmortem\n\n## Timeline\n\n## Impact\n\n## Action items\n\n- Give each an owner\n",
        "# Postmortems\n\n## Why\n\n## Action Items\n\n| Action | Owner |\n|---|---|\n| Add alert | @jane |\n",
        "# Our week\n\n- Shipped search\n\n## Next steps\n\n- Ship more\n",
    ],
)
def test_what_speaks_of_incidents_is_no_report_of_one(text: str) -> None:
    report = parse(text)
    assert (report.kind.value, report.items) == ("not_a_report", ())
