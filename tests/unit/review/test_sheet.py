"""The sheet: each item has one fate, each format says the same, and nothing in it is anybody's markup."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.related import related
from reports.review.again import Later, again, known_ones
from reports.review.compose import Past, compose
from reports.review.sheet import Fate, Promise, ReviewSheet
from tests.golden.sheets import FOLDER, SHEETS
from tests.unit.digest.samples import NINE, an_item, at, day
from tests.unit.digest.test_hostile import MALICE, Seen, moves_something
from tests.unit.review.samples import HEAD, ITEMS, PAST, nothing, sheet
from tracker.cli.medium import Format, Medium
from tracker.cli.output.sheet import render_sheet
from tracker.model import Acceptance, LinkState, Review, Status

TITLES = ("Promised", "Done", "Dropped, and why", "Slipped", "Still open", "Lost")


@pytest.mark.parametrize("name", SHEETS)
def test_every_format_is_as_it_was_looked_at(name: str) -> None:
    assert SHEETS[name](sheet()) == (FOLDER / name).read_text(encoding="utf-8"), "python -m tests.golden.sheets"


def test_the_numbers_are_the_same_in_every_format() -> None:
    counts = json.loads(SHEETS["sheet.json"](sheet()))["data"]["sheet"]["counts"]
    wanted = [counts[n] for n in ("promised", "done", "dropped", "slipped", "open", "lost")]
    patterns = {
        "sheet.txt": r"(?m)^{} \((\d+)\)",
        "sheet.md": r"(?m)^## {} \((\d+)\)",
        "sheet.html": r'{} <span class="n">(\d+)',
    }

    for name, pattern in patterns.items():
        text = SHEETS[name](sheet())
        found = [re.search(pattern.format(re.escape(t)), text) for t in TITLES]
        assert [int(f[1]) for f in found if f] == wanted, name
    assert "8 items were promised: 2 done, 2 dropped, 3 still open (1 overdue), 1 lost. 2 were put off." in SHEETS[
        "sheet.md"
    ](sheet()).replace("**", "")


def test_a_report_that_promised_nothing_and_is_gone_says_both() -> None:
    text = render_sheet(nothing(), Format.TEXT, Medium(NINE))

    assert "Nothing was promised." in text
    assert "The report can't be read here" in text
    assert "was there nothing to do?" in text


def test_old_data_is_said_first_and_loudly() -> None:
    stale = replace(sheet(), stale="Jira was not read for 3 days")

    assert render_sheet(stale, Format.MARKDOWN, Medium(NINE)).splitlines()[2] == "> **Jira was not read for 3 days**"
    assert json.loads(render_sheet(stale, Format.JSON, Medium(NINE)))["problems"][0]["code"] == "ANS-STALE"


statuses = st.sampled_from(Status)
links = st.sampled_from([LinkState.LINKED, LinkState.GONE, LinkState.RECORDED, LinkState.IN_DOUBT])
days = st.none() | st.dates(day(1, 1), day(12, 31))


@given(
    st.lists(st.tuples(statuses, links, days, days, st.integers(0, 3), st.booleans()), max_size=12),
    st.randoms(use_true_random=False),
)
def test_every_item_has_one_fate_whatever_the_order(facts: list[tuple[object, ...]], dice: random.Random) -> None:
    items = [
        an_item(n, status=s, link=link, due=due, first_due=first, slips=slips, closed=due if closed else None)
        for n, (s, link, due, first, slips, closed) in enumerate(facts)
    ]
    mixed = dice.sample(items, len(items))
    one, other = compose(HEAD, Past(tuple(items))), compose(HEAD, Past(tuple(mixed)))

    assert one == other
    assert sum(len(one.fated(fate)) for fate in Fate) == len(items)
    assert len(one.slipped) <= len(items)
    assert render_sheet(one, Format.HTML, Medium(NINE))


def test_what_a_report_calls_related_is_read_with_what_stands_below_it() -> None:
    text = (
        "# Incident\n\n### Related Incidents\n\n- 2024-10-15: Similar *index* issue\n- none\n\nAlso INC-7, in part.\n\n"
        "| id | what |\n|---|---|\n| INC-9 | the same |\n\n> - quoted\n\n### References\n\n- A runbook\n"
    )

    assert related("a.md", text.encode()) == (
        "2024-10-15: Similar index issue",
        "Also INC-7, in part.",
        "INC-9 · the same",
    )
    assert related("a.md", b"# Incident\n\n- Related Incidents\n") == ()


def test_a_related_incident_is_known_by_its_id_or_by_a_day_on_which_there_was_one() -> None:
    known = {"INC-7": day(1, 2), "INC-70": day(1, 3), "INC-8": day(1, 4), "INC-9": day(1, 4)}

    found = known_ones(("see INC-70", "2026-01-02: slow", "2026-01-04: which of two?", "another"), known)

    assert [r.incident for r in found] == ["INC-70", "INC-7", None, None]


def test_a_later_item_shares_an_action_where_its_words_do() -> None:
    own = (Promise("A/1", "Add an alert on replication lag", Fate.DONE), Promise("A/2", "Write a runbook", Fate.OPEN))
    later = (
        Later("B/1", "Alert when replication lags", "Again", day(3, 1)),
        Later("B/2", "Add an alert", "Again", day(3, 1)),
        Later("B/3", "Buy disks for the archive", "Again", day(3, 1)),
    )

    assert [(a.ref, a.like) for a in again(own, later)] == [("B/1", "A/1")]


def hostile() -> ReviewSheet:
    said = Acceptance(MALICE, MALICE, at(3, 1), (), day(3, 1), MALICE)
    items = (
        an_item(1, MALICE, owner=MALICE, assignee=MALICE, priority=MALICE, key=MALICE, url=f"javascript:{MALICE}"),
        an_item(4, MALICE, status=Status.CANCELLED, closed=day(3, 5), note=MALICE, accepted=said),
        an_item(
            7,
            MALICE,
            owner=MALICE,
            assignee=None,
            unmapped=MALICE,
            conflicts=(MALICE,),
            url=f'https://x/" onclick="{MALICE}',
        ),
    )
    head = replace(
        HEAD, incident=MALICE, title=MALICE, path=MALICE, severity=MALICE, epic=MALICE, epic_url=MALICE, stale=MALICE,
        state=MALICE, held=(Review(MALICE, day(3, 1), MALICE, MALICE),),
    )  # fmt: skip  # set by hand, as a table
    later = (Later(MALICE, MALICE, MALICE, day(3, 2)),)
    return compose(head, Past(items, (MALICE,), later, {MALICE: day(3, 1)}))


def test_the_hostile_report_stays_text_at_every_door() -> None:
    made = hostile()
    texts = {
        form: render_sheet(made, form, Medium(NINE, width=100)) for form in (Format.TEXT, Format.MARKDOWN, Format.HTML)
    }

    for text in texts.values():
        assert moves_something(text) == set()
    seen = Seen(texts[Format.HTML])
    assert not seen.tags & {"script", "img", "iframe", "form", "object", "base"}
    assert seen.handlers == []
    assert {link for link in seen.links if not link.startswith("https://jira.example.com/")} <= {"data:,"}
    assert re.search(r"<(?!https://jira\.example\.com/)[a-zA-Z!/]", texts[Format.MARKDOWN]) is None
    rows = [line for line in texts[Format.MARKDOWN].splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows} == {7}
    colored = render_sheet(made, Format.TEXT, Medium(NINE, width=100, color=True))
    assert moves_something(re.sub(r"\x1b\[[0-9;]*m", "", colored)) == set()
    assert json.loads(render_sheet(made, Format.JSON, Medium(NINE)))["data"]["sheet"]["title"] == MALICE


def test_the_sample_has_something_in_every_chapter() -> None:
    made = sheet()

    assert all(made.fated(fate) for fate in Fate)
    assert made.slipped
    assert made.again
    assert made.related
    assert len(ITEMS) == len(made.promises)
    assert len(PAST.later) > len(made.again)
