"""One review sheet in every format. `python -m tests.golden.sheets` writes the files anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reports.review.sheet import ReviewSheet
from tests.unit.digest.samples import NINE
from tests.unit.review.samples import sheet
from tracker.cli.medium import Format, Medium
from tracker.cli.output.sheet import render_sheet

FOLDER = Path(__file__).parent / "review"
SHEETS: Mapping[str, Callable[[ReviewSheet], str]] = {
    "terminal.txt": lambda s: render_sheet(s, Format.TEXT, Medium(NINE, width=100, color=True)),
    "sheet.txt": lambda s: render_sheet(s, Format.TEXT, Medium(NINE, width=100)),
    "sheet.md": lambda s: render_sheet(s, Format.MARKDOWN, Medium(NINE)),
    "sheet.html": lambda s: render_sheet(s, Format.HTML, Medium(NINE)),
    "sheet.json": lambda s: render_sheet(s, Format.JSON, Medium(NINE)),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, render in SHEETS.items():
        (FOLDER / name).write_text(render(sheet()), encoding="utf-8")


if __name__ == "__main__":
    main()
