"""What the manual says of reviews and figures is what there is."""

from __future__ import annotations

from pathlib import Path

from tracker.stats import DEFINITIONS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reviews.md").read_text(encoding="utf-8")


def test_every_figure_is_defined() -> None:
    for name in DEFINITIONS:
        assert f"| **{name}** |" in PAGE
