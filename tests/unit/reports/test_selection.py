"""Which findings are told, as how severe, by configuration and command line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.selection import NAMES, STOPS, Selection, nearest
from tracker.model import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741  # as in the table of codes
NAME = st.sampled_from(NAMES)
LEVEL = st.sampled_from([E, W, I, None])
SELECTIONS = st.builds(
    Selection, st.lists(NAME, max_size=3), st.lists(NAME, max_size=3), st.dictionaries(NAME, LEVEL, max_size=3)
)


@pytest.mark.parametrize(
    ("selection", "code", "expected"),
    [
        (Selection(), "ITM-OWNER", W),
        (Selection(), "WRD-BOUNDED", None),
        (Selection(select=["ITM"]), "ITM-OWNER", W),
        (Selection(select=["ITM"]), "HDR-SEVERITY", None),
        (Selection(select=["ALL"]), "WRD-BOUNDED", W),
        (Selection(select=["ALL"], ignore=["WRD"]), "WRD-BOUNDED", None),
        (Selection(select=["WRD-BOUNDED"], ignore=["WRD"]), "WRD-BOUNDED", W),
        (Selection(ignore=["ITM"]), "ITM-OWNER", None),
        (Selection(select=["ITM-OWNER"], ignore=["ITM-OWNER"]), "ITM-OWNER", None),
        (Selection(severity={"ITM-OWNER": E}), "ITM-OWNER", E),
        (Selection(severity={"ITM": E}), "ITM-OWNER", E),
        (Selection(severity={"ITM": E, "ITM-OWNER": I}), "ITM-OWNER", I),
        (Selection(severity={"ITM-OWNER": None}), "ITM-OWNER", None),
        (Selection(severity={"WRD-BOUNDED": I}), "WRD-BOUNDED", I),
        (Selection(severity={"WRD": I}), "WRD-BOUNDED", None),
        (Selection(severity={"ITM": None, "ITM-OWNER": E}), "ITM-OWNER", E),
        (Selection(select=["HDR"], severity={"ITM-OWNER": E}), "ITM-OWNER", None),
    ],
)
def test_the_nearer_name_weighs_more(selection: Selection, code: str, expected: Severity | None) -> None:
    assert selection.levels[code] is expected


@given(SELECTIONS, st.sampled_from(sorted(STOPS)))
def test_what_stops_a_push_is_told_whatever_anybody_says(selection: Selection, code: str) -> None:
    assert selection.levels[code] is E
    assert selection.narrowed(["WRD"], ["ALL"], {"ALL": None}).levels[code] is E


def test_one_run_may_ask_for_what_the_configuration_leaves_out() -> None:
    configured = Selection(ignore=["ITM-OWNER"], severity={"ITM-DUE": None, "ITM-PRIORITY": E})

    run = configured.narrowed(["ITM-OWNER", "ITM-DUE", "ITM-PRIORITY"], [], {})

    assert [run.levels[c] for c in ("ITM-OWNER", "ITM-DUE", "ITM-PRIORITY", "HDR-SEVERITY")] == [
        W,
        W,
        E,
        None,
    ]


def test_one_run_may_add_to_the_configuration() -> None:
    run = Selection(ignore=["ITM-OWNER"]).narrowed([], ["ITM-DUE"], {"ITM-PRIORITY": I})

    assert [run.levels[c] for c in ("ITM-OWNER", "ITM-DUE", "ITM-PRIORITY")] == [None, None, I]


@pytest.mark.parametrize(("said", "meant"), [("ITM-OWNR", "ITM-OWNER"), ("itm", "ITM"), ("ALLL", "ALL")])
def test_a_mistaken_name_has_a_nearest_one(said: str, meant: str) -> None:
    assert nearest(said) == meant
