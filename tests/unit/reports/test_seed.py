"""The template as it stands, and filled in; its bytes are not ours to ship, so they are read where they are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.unit.reports.samples import parse
from tracker.model import Severity

FILLED = (
    (b"[INCIDENT TITLE]", b"Discovery was down"),
    (b"#YYYY-MM-DD-NNN", b"#2024-11-19-001"),
    (b"**Date**: YYYY-MM-DD", b"**Date**: 2024-11-19"),
    (b"[P0 / P1 / P2 / P3]", b"P0"),
    (b"[X hours Y minutes]", b"45 minutes"),
    (b"[Resolved / In Progress / Monitoring]", b"Resolved"),
)


@pytest.fixture
def seed(shared: Path) -> bytes:
    return (shared / "seed" / "incident-report-template.md").read_bytes()


@pytest.fixture
def filled(seed: bytes) -> bytes:
    for old, new in FILLED:
        assert old in seed
        seed = seed.replace(old, new)
    return seed


def test_every_placeholder_of_its_header_is_an_error(seed: bytes) -> None:
    report = parse(seed)

    errors = [(p.line, p.code) for p in report.problems if p.severity is Severity.ERROR]
    beside = [(p.line, p.code) for p in report.problems if p.severity is not Severity.ERROR]

    assert errors == [(line, "HDR-PLACEHOLDER") for line in (1, 3, 4, 5, 6, 7)]
    assert [(line, code) for line, code in beside if code.startswith("TXT-P")] == [
        (line, "TXT-PLACEHOLDER") for line in (13, 62, 292)
    ]


def test_its_most_pressing_items_are_teams_and_its_follow_ups_are_partly_untracked(seed: bytes) -> None:
    found = [(p.line, p.code) for p in parse(seed).problems if p.severity is Severity.WARNING]

    assert [line for line, code in found if code == "ITM-OWNER-TEAM"] == [142, 143, 144]
    assert [line for line, code in found if code == "TXT-UNTRACKED"] == [195, 196, 202, 213, 214, 215, 218, 219, 220]
    assert "TXT-COUNT" not in {code for _, code in found}  # "8 items tracked in Jira", and eight there are


def test_its_footer_is_real(seed: bytes) -> None:
    report = parse(seed)

    assert report.document_status is not None
    assert report.document_status.value == "FINAL"
    assert report.incident is None
    assert report.date is None
    assert len(report.sign_offs) == 4
    assert all(s.approved and s.date == dt.date(2024, 11, 20) for s in report.sign_offs)


def test_filled_in_it_holds_eight_items(filled: bytes) -> None:
    report = parse(filled)

    assert not report.has_errors
    assert report.incident is not None
    assert report.incident.value == "2024-11-19-001"
    assert report.epic is not None
    assert report.epic.value == "ENG-1234"
    assert report.next_review is not None
    assert report.next_review.value == dt.date(2024, 12, 19)
    assert [
        (i.row, i.owner, i.due.isoformat() if i.due else None, i.priority, i.status, i.jira_key) for i in report.items
    ] == [
        ("1", "@devops", "2024-11-22", "P0", "in_progress", None),
        ("2", "@database-team", "2024-11-26", "P0", "not_started", None),
        ("3", "@platform-team", "2024-11-25", "P0", "not_started", None),
        ("4", "@sre-team", "2024-11-29", "P1", "not_started", None),
        ("5", "@database-team", "2024-11-23", "P1", "not_started", None),
        ("6", "@devops", "2024-12-03", "P1", "not_started", None),
        ("7", "@database-team", "2024-11-21", "P2", "not_started", None),
        ("8", "@devops", "2024-12-10", "P2", "not_started", None),
    ]
