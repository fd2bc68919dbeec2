"""What the manual says of reviews and figures is what there is."""

from __future__ import annotations

from pathlib import Path

from reports.render.sheet import MEANINGS
from tracker.stats import DEFINITIONS

NOT_IN_THE_TABLE = {"Earlier reviews"}
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reviews.md").read_text(encoding="utf-8")


def test_every_figure_is_defined() -> None:
    for name in DEFINITIONS:
        assert f"| **{name}** |" in PAGE


def test_every_chapter_of_the_sheet_is_explained() -> None:
    for name in MEANINGS.keys() - NOT_IN_THE_TABLE:
        assert f"| **{name}** |" in PAGE
