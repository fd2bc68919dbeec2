"""`python -m tests.corpus FOLDER MANIFEST`: how much of what a careful person reads out of reports we read too."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.corpus.score import score, table


def main(folder: str, manifest: str, *options: str) -> None:
    scores = score(Path(folder), Path(manifest))
    print(table(scores, details="-v" in options))  # noqa: T201  # the answer of a command


if __name__ == "__main__":
    main(*sys.argv[1:])
