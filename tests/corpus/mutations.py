"""Reports cut, spliced, doubled and encoded otherwise."""

from __future__ import annotations

import random
from collections.abc import Sequence

LARGEST = 60_000
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
    b"| a ",
    b"- ",
    b"[(",
    b"### 1. a b c d\n\n",
    b"**a** - ",
    b"<!--",
    b"[a](b)",
    b"\\|",
    b"## Date\n",
    b"{{",
    b"&amp;",
)
ENCODINGS = ("utf-16", "cp1252", "utf-8-sig", "utf-16-le")


def mutated(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """One mutation of a report, with parts of others in it."""
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.randrange(200))
    other = chance.choice(others)
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
    )[:LARGEST]


def several(others: Sequence[bytes], chance: random.Random) -> bytes:
    """A report with one to five mutations."""
    data = chance.choice(others)
    for _ in range(chance.randint(1, 5)):
        data = mutated(data, others, chance)
    return data
