"""A key only where it is one, and tickets that others hold."""

from __future__ import annotations

import pytest

from reports.rules import ReadingRules
from tests.unit.reports.samples import parse
from tracker.model import ReportedItem

HEAD = "# Incident: search was down\n\n**Date**: 2026-03-02\n\n## Action items\n\n"
TABLE = "| Action | Owner | Ticket |\n|---|---|---|\n| Cap the queue | @a | {} |\n"


def only(body: str, *projects: str) -> ReportedItem:
    (item,) = parse(HEAD + body, ReadingRules(projects=projects)).items
    return item


@pytest.mark.parametrize(
    ("cell", "key", "elsewhere"),
    [
        ("ENG-12", "ENG-12", None),
        ("[cap](https://j.example/browse/ENG-12)", "ENG-12", None),
        ("CVE-2022-1, SEV-2, INC-3, PR-158", None, None),
        ("#123", None, "#123"),
        ("org/repo#11", None, "org/repo#11"),
        ("[#7](https://git.example/org/repo/issues/7)", None, "https://git.example/org/repo/issues/7"),
        ("https://git.example/g/p/-/issues/4", None, "https://git.example/g/p/-/issues/4"),
        ("DONE - PR #384", None, None),
        ("https://git.example/org/repo/pull/9", None, None),
        ("n/a", None, None),
    ],
)
def test_a_ticket_column(cell: str, key: str | None, elsewhere: str | None) -> None:
    item = only(TABLE.format(cell))

    assert (item.jira_key, item.elsewhere) == (key, elsewhere)


@pytest.mark.parametrize(
    ("bullet", "title", "key", "elsewhere"),
    [
        ("Cap the queue (Jira: ENG-12)", "Cap the queue", "ENG-12", None),
        ("Cap the queue (Jira ENG-12)", "Cap the queue (Jira ENG-12)", "ENG-12", None),
        ("Cap the queue ([jira](https://j.example/browse/ENG-12))", "Cap the queue (jira)", "ENG-12", None),
        ("[ENG-12](https://j.example/browse/ENG-12) - Cap the queue", "Cap the queue", "ENG-12", None),
        ("ENG-12: Cap the queue", "Cap the queue", "ENG-12", None),
        ("Cap the queue (ENG-12)", "Cap the queue (ENG-12)", "ENG-12", None),
        ("OPS-12: Cap the queue", "OPS-12: Cap the queue", None, None),
        ("Cap the queue that ENG-7 made", "Cap the queue that ENG-7 made", None, None),
        ("Cap the queue against CVE-2022-1", "Cap the queue against CVE-2022-1", None, None),
        ("Cap the queue (#123)", "Cap the queue (#123)", None, "#123"),
        ("#2127", "#2127", None, "#2127"),
        ("Revert what PR #12 did", "Revert what PR #12 did", None, None),
    ],
)
def test_a_bullet(bullet: str, title: str, key: str | None, elsewhere: str | None) -> None:
    item = only(f"- {bullet}\n", "ENG")

    assert (item.title, item.jira_key, item.elsewhere) == (title, key, elsewhere)
