"""The law of composing: reading what was written gives the same values."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from importlib.resources import files
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from reports.compose import compose
from reports.parse import parse_report
from reports.rules import ReadingRules
from tests.unit.reports.samples import WHOLE
from tracker.model import Found, ParsedReport, Priority, ReportedItem, ReportKind, SignOff, Source, Status

T = TypeVar("T")

TEMPLATE = (files("reports") / "templates" / "report.md").read_text(encoding="utf-8")
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
# No words that say a status or an owner, and every sign that Markdown or a table could take for its own.
TEXT = st.text("abcdexyzé日|*_`~[]<>\\&#!()+-.,/ ", max_size=30).map(
    lambda s: " ".join(f"Rework {s} soon".split()).replace(" | ", " |")
)
OWNERS = st.lists(st.sampled_from(["@ana", "@sre-team", "Bo Lima", "Zoë"]), max_size=3, unique=True).map(tuple)


def found(of: st.SearchStrategy[T]) -> st.SearchStrategy[Found[T] | None]:
    return st.none() | of.map(lambda value: Found(value, 0, 0))


@st.composite
def items(draw: st.DrawFn, number: int) -> ReportedItem:
    owners = draw(OWNERS)
    return ReportedItem(
        title=draw(TEXT),
        source=Source("", 0),
        number=number,
        row=str(number),
        owner=owners[0] if owners else None,
        owners=owners,
        due=draw(st.none() | DAYS),
        priority=draw(st.none() | st.sampled_from(Priority)),
        status=draw(st.none() | st.sampled_from(Status)),
        jira_key=draw(st.none() | st.sampled_from(["ENG-1", "OPS-77"])),
    )


@st.composite
def reports(draw: st.DrawFn) -> ParsedReport:
    day = draw(DAYS)
    return ParsedReport(
        path="",
        digest="",
        kind=ReportKind.REPORT,
        title=Found(draw(TEXT), 0, 0),
        incident=Found(f"{day}-{draw(st.integers(1, 999)):03}", 0, 0),
        date=Found(day, 0, 0),
        severity=draw(found(st.sampled_from(["P0", "SEV-2", "critical *", "a_b"]))),
        incident_status=draw(found(st.sampled_from(["Resolved", "Monitoring <b>"]))),
        document_status=Found(draw(st.sampled_from(["DRAFT", "FINAL", "In Review"])), 0, 0),
        finalised=draw(found(DAYS)),
        epic=draw(found(st.sampled_from(["ENG-12", "OPS_2-7"]))),
        next_review=Found(draw(DAYS), 0, 0),
        prepared_by=draw(found(st.sampled_from(["@ana", "Zoë & Bo", "a\\b"]))),
        sign_offs=draw(st.lists(st.builds(SignOff, TEXT, TEXT, st.booleans(), st.none() | DAYS, st.just(0)), min_size=1, max_size=3).map(tuple)),
        items=tuple(draw(items(n)) for n in range(1, draw(st.integers(1, 4)) + 1)),
    )  # fmt: skip  # set by hand, as a table


def values(report: ParsedReport) -> ParsedReport:
    """The report without places and problems."""

    def bare(value: Found[T] | None) -> Found[T] | None:
        return None if value is None else Found(value.value, 0, 0)

    return replace(
        report, path="", digest="", problems=(),
        title=bare(report.title), incident=bare(report.incident), date=bare(report.date), severity=bare(report.severity),
        incident_status=bare(report.incident_status), document_status=bare(report.document_status),
        finalised=bare(report.finalised), epic=bare(report.epic), next_review=bare(report.next_review),
        prepared_by=bare(report.prepared_by),
        sign_offs=tuple(replace(s, line=0) for s in report.sign_offs),
        items=tuple(replace(i, source=Source("", 0)) for i in report.items),
    )  # fmt: skip  # set by hand, as a table


@given(reports())
def test_what_is_composed_is_read_as_it_was(report: ParsedReport) -> None:
    assert values(parse_report("", compose(report, TEMPLATE).encode(), ReadingRules())) == report


def test_a_report_of_another_shape_is_composed_into_ours() -> None:
    report = values(parse_report("", WHOLE.encode(), ReadingRules()))
    assert report.items
    assert values(parse_report("", compose(report, TEMPLATE).encode(), ReadingRules())) == report
