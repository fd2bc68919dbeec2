"""What a document is: the review of an incident, a template for one, or something that speaks of incidents."""

from __future__ import annotations

import pytest

from reports.parse import parse_report
from reports.rules import ReadingRules
from tests.unit.reports.samples import parse
from tracker.model import ReportKind

ROWS = "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n| Alert on lag | @ana | 2026-03-20 |\n"
STORY = "## Timeline\n\n- 09:00 paged\n\n## Root cause\n\nA full disk.\n\n"


def kind(text: str, name: str = "one.md") -> ReportKind:
    return parse_report(f"incidents/{name}", text.encode(), ReadingRules()).kind


@pytest.mark.parametrize(
    "head",
    [
        "# Postmortem Template\n\n**Severity**: SEV-2\n\n",
        "# How ours look\n\n## Incident template\n\n**Severity**: [P1]\n\n",
        "# Plantilla de incidente\n\n",
    ],
)
def test_rows_below_a_title_that_says_template_are_examples(head: str) -> None:
    assert kind(head + STORY + ROWS) is ReportKind.TEMPLATE


@pytest.mark.parametrize(
    "head",
    [
        "# Template rendering was down\n\n**Date**: 2026-03-02\n\n",
        "# Incident: the mail template was empty\n\n**Severity**: SEV-2\n\n",
        "# Incident: [TITLE]\n\n**Date**: YYYY-MM-DD\n\n",
        "# [Resolved] Search was slow\n\n",
    ],
)
def test_rows_of_a_report_count_though_its_title_speaks_of_templates_or_is_one(head: str) -> None:
    assert kind(head + STORY * 4 + ROWS) is ReportKind.REPORT


@pytest.mark.parametrize("title", ["Postmortem — <short title> (<YYYY-MM-DD>)", "Postmortem — Short incident title"])
def test_bullets_below_a_title_that_nobody_wrote_explain(title: str) -> None:
    text = f"# {title}\n\n{STORY}## Action items\n\n- Concrete items that somebody can pick up\n"
    assert kind(text) is ReportKind.TEMPLATE
    assert kind(text.replace(title, "Search was down")) is ReportKind.REPORT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("TEMPLATE.md", ReportKind.TEMPLATE),
        ("00-template.md", ReportKind.TEMPLATE),
        ("postmortem.template.md", ReportKind.TEMPLATE),
        ("incident-report-template.md", ReportKind.REPORT),
    ],
)
def test_a_file_may_be_called_a_template(name: str, expected: ReportKind) -> None:
    assert kind(f"# Search was down\n\n**Date**: 2026-03-02\n\n{STORY}{ROWS}", name) is expected


def test_a_choice_that_nobody_made_fills_nothing() -> None:
    head = "# Incident: [TITLE]\n\n**Severity**: P0 (loss) · P1 (stall) · P2 (minor)\n**Status**: Resolved / unresolved.\n\n"
    assert kind(head + STORY + "## Action items\n\n- Something\n") is ReportKind.TEMPLATE


def test_a_runbook_without_a_day_tells_of_no_incident() -> None:
    text = "# SEV1: payments are down\n\n**Severity**: SEV1\n\n## Symptoms\n\n- Errors\n\n## Escalation\n\n- Call\n\n## Follow-up\n\n- [ ] Write a report\n"

    assert kind(text) is ReportKind.NOT_A_REPORT
    assert len(parse(text.replace("**Severity**", "**Date**: 2026-03-02\n**Severity**")).items) == 1


def test_a_text_without_headings_is_known_by_its_first_lines() -> None:
    text = "Search outage 2026-03-02\n\nRoot cause: a full disk.\n\nAction items:\n\n1. watch the disk\n"
    assert kind(text) is ReportKind.REPORT


def test_a_heading_that_is_no_title_makes_no_template_of_a_long_story() -> None:
    text = f"# Summary\n\nSearch was down.\n\n{STORY}"

    assert kind(text) is ReportKind.TEMPLATE
    assert kind(text + "- 09:10 rolled the index back and looked again\n" * 40) is ReportKind.REPORT
