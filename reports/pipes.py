"""The pipes of a table's row: which of them part its cells, and which stand in code. Pure."""

from __future__ import annotations

import re

_CODE_OR_PIPE = re.compile(rb"`+[^`]*`+|\\.|\|")


def parted_outside_code(source: bytes, start: int, end: int, width: int) -> tuple[tuple[int, int], ...]:
    """The cells of a row whose code holds a bare pipe, as its writer meant them, from byte to byte.

    Empty where no code holds one, or where it does not come out as `width` cells.
    """
    row = source[start:end].strip().removeprefix(b"|").removesuffix(b"|")
    pipes = [m.start() for m in _CODE_OR_PIPE.finditer(row) if m.group() == b"|"]
    if row.replace(b"\\|", b"").count(b"|") <= width - 1 or len(pipes) != width - 1:
        return ()
    at = source.index(row, start)
    cells = zip([-1, *pipes], [*pipes, len(row)], strict=True)
    return tuple((at + begin + 1, at + stop) for begin, stop in cells)
