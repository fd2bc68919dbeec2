"""The figures as people and spreadsheets get them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from click.testing import Result

from tests.unit.cli.samples import HOSTILE, PAPER, an_answer
from tests.values import NOW
from tracker.cli.medium import Format
from tracker.cli.output import render
from tracker.model import Status
from tracker.stats import DEFINITIONS, Measured, figures

HARMED = Measured(Status.IN_PROGRESS, NOW.date(), owner=HOSTILE, severity=HOSTILE, priority=HOSTILE)


def test_every_share_says_what_it_rests_on_and_what_it_means(pirtrack: Callable[..., Result]) -> None:
    told = pirtrack("stats")

    assert told.exit_code == 0
    assert "0 % (0 of 1)" in told.stdout
    assert all(meaning in told.stdout for meaning in DEFINITIONS.values())
    assert "1 items are not counted" not in told.stderr
    assert "1 item is not counted, since it has no issue or it is gone" in told.stderr


def test_only_what_was_asked_for_is_told(pirtrack: Callable[..., Result]) -> None:
    told = json.loads(pirtrack("stats", "--by", "owner", "--by", "priority", "--format", "json").stdout)

    assert [f["group"] for f in told["data"]["figures"]] == ["priority", "owner"]


def test_the_same_numbers_in_json_and_csv(pirtrack: Callable[..., Result]) -> None:
    data = json.loads(pirtrack("stats", "--format", "json").stdout)["data"]["figures"]
    rows = list(csv.DictReader(io.StringIO(pirtrack("stats", "--format", "csv").stdout, newline="")))

    assert rows == [
        {k: "" if v is None else str(v) for k, v in f.items()} | {"name": row["name"]}
        for f, row in zip(data, rows, strict=True)
    ]


@pytest.mark.parametrize("form", [Format.TABLE, Format.MARKDOWN, Format.CSV, Format.JSON])
def test_hostile_names_are_harmless(form: Format) -> None:
    text = render(an_answer("stats", figures=list(figures([HARMED], NOW.date()))), form, PAPER)

    assert "\x1b" not in text
    assert "\u202e" not in text
    if form is Format.CSV:
        names = [row["name"] for row in csv.DictReader(io.StringIO(text, newline=""))]
        assert [n for n in names if n.startswith(("=", "+", "-", "@"))] == []
        assert sum(n.startswith("'=cmd") for n in names) == 3
    if form is Format.MARKDOWN:
        assert "<script>" not in text
