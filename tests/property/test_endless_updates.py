"""No value makes an endless update: whatever is in a report, and whatever Jira can't hold of it, the second run is quiet."""

from __future__ import annotations

import datetime as dt
import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.unit.app.onsite import OnSite, on_site
from tests.values import a_report, a_row
from tracker.merging import SUMMARY_LIMIT, canonical_title
from tracker.model import Linked, Priority, ReportedItem

ODD = st.sampled_from(
    [
        "\u00a0", "\u200b", "\u2060", "\ufeff", "\t", "\u2028", "\u2029", "\u0085", "\u3000", "  ", "\r\n", "\x00", "\x1b[31m",
        "e\u0301", "\u00e9", "\u1100\u1161", "\u212b", "👩‍👩‍👧", "🚨", "🏳️‍🌈", "ß", "İ", "ﬁ", "{code}", "*bold*", "[x|y]",
    ]
)  # fmt: skip  # set by hand, as a table
WORDS = st.sampled_from(["Watch", "the", "index", "rehearse", "failover", "x" * 90])
TITLES = st.lists(st.one_of(ODD, WORDS), min_size=1, max_size=40).map("".join)
TEXTS = st.one_of(TITLES, st.text(st.characters(exclude_categories=["Cs"]), max_size=400))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
@example("🚨" * 200)
@example("x" * 252 + " 🚨")
@example("e" + "\u200b" + "\u0301")
def test_a_canonical_title_stays_as_it_is_in_jira(text: str) -> None:
    """Jira trims what is at the ends, cuts at 255 as Java counts, takes one line only, and may compose otherwise."""
    sent = canonical_title(text)

    assert units(sent) <= SUMMARY_LIMIT
    assert "\n" not in sent
    assert canonical_title(sent) == sent
    for shown in (
        sent.strip(),
        unicodedata.normalize("NFD", sent),
        unicodedata.normalize("NFC", sent),
        f" {sent}\u200b ",
    ):
        assert canonical_title(shown) == sent


ROWS = st.tuples(
    TITLES.filter(canonical_title),
    st.sampled_from([None, dt.date(2026, 4, 1), dt.date(1999, 12, 31)]),
    st.sampled_from([None, *Priority]),
    st.sampled_from([None, "@devops", "@ana", "@nobody", "@Ana", "Kim Lee"]),
)
# An example takes several runs: shrinking one would take minutes.
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
MAP = '[jira.priority]\nP0 = "Highest"\nP1 = "Highest"\nP2 = "Medium"\nP3 = "No such priority"\n'


def rows_of(given_rows: list[tuple[str, dt.date | None, Priority | None, str | None]]) -> list[ReportedItem]:
    return [
        a_row(title, number=n, row=str(n), due=due, priority=priority, owner=owner)
        for n, (title, due, priority, owner) in enumerate(given_rows, start=1)
    ]


def assert_quiet(site: OnSite, rows: list[ReportedItem]) -> None:
    """The run after a run writes nothing and asks twice."""
    site.sync_reports(a_report(*rows))
    site.sync_reports(a_report(*rows))
    assert [(w.method, w.path, w.request_json) for w in site.writes] == []
    assert len(site.asked) == 2, [f"{r.method} {r.path}" for r in site.asked]


@pytest.mark.parametrize("flavour", ["cloud", "dc"])
@pytest.mark.parametrize("lacking", [None, "duedate", "priority", "assignee"])
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), phases=NO_SHRINKING)
@given(first=st.lists(ROWS, min_size=6, max_size=12), second=st.lists(ROWS, min_size=6, max_size=12))
def test_no_value_makes_an_endless_update(
    flavour: str,
    lacking: str | None,
    first: list[tuple[str, dt.date | None, Priority | None, str | None]],
    second: list[tuple[str, dt.date | None, Priority | None, str | None]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, on_site(Path(folder), flavour) as site:
        site.configure(MAP)
        if lacking:
            site.server.jira.take_off_screen(lacking, "Task")
        rows = rows_of(first)
        assert_quiet(site, rows)
        made = len(site.server.jira.records)
        keys = {t.item.ref.number: t.link.issue.key for t in site.known()[1] if isinstance(t.link, Linked)}
        moved = [replace(row, jira_key=keys.get(row.number or 0)) for row in rows_of(second)[: len(rows)]]
        moved += [replace(row, jira_key=keys.get(row.number or 0)) for row in rows[len(moved) :]]
        site.sync_reports(a_report(*moved))
        assert_quiet(site, moved)
        assert len(site.server.jira.records) == made, "the key in a row says which item it is"


@pytest.mark.parametrize("flavour", ["cloud", "dc"])
def test_a_long_title_with_emoji_is_made_and_quiet(flavour: str) -> None:
    with tempfile.TemporaryDirectory() as folder, on_site(Path(folder), flavour) as site:
        rows = [a_row("🚨 page the owner " * 20, number=1, row="1"), a_row("x" * 300, number=2, row="2")]

        assert_quiet(site, rows)

        assert sum(r.kind.level == 0 for r in site.server.jira.records.values()) == 2
