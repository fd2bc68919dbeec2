"""Our reports, cut, spliced, doubled and encoded otherwise, are read without an exception, and within their lines."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reports.decoding import decode
from reports.parse import parse_report
from reports.rules import ReadingRules

REPORTS = [path.read_bytes() for path in sorted((Path(__file__).parent / "ours").glob("*.md"))]
NOISE = (
    b"|",
    b"`",
    b"[",
    b"(",
    b"*",
    b"~~",
    b" ",
    b"\n",
    b"\r",
    b"> ",
    b"- ",
    b": ",
    b"1/2/24 ",
    b"@a, ",
    b"owner: a ",
)
ENCODINGS = ("utf-16", "cp1252", "utf-8-sig", "utf-16-le")


def mutated(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.randrange(200))
    other = chance.choice(REPORTS)
    noise = chance.choice(NOISE) * chance.choice((1, 3, 300))
    return chance.choice(
        (
            data[:at] + data[end:],
            data[:at] + data[at:end] * chance.choice((2, 50)) + data[end:],
            data[:at] + other[at : at + 400] + data[at:],
            data[:at] + chance.randbytes(8) + data[at:],
            data[:at] + noise + data[at:],
            data.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace"),
            data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\n> "))),
        )
    )[:60_000]


@pytest.mark.parametrize("seed", range(8))
def test_no_mutation_raises_or_points_outside(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # not a secret
    for _ in range(40):
        data = chance.choice(REPORTS)
        for _ in range(chance.randint(1, 5)):
            data = mutated(data, chance)
        report = parse_report("one.md", data, ReadingRules())
        source = decode("one.md", data).source
        lines = source.decode().replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1

        assert decode("one.md", source).source == source
        assert all(1 <= (p.line or 1) <= lines for p in report.problems)
        assert all(1 <= i.source.line <= lines and i.title.strip() for i in report.items)
