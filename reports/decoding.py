"""Bytes as text: UTF-8, with or without its mark, UTF-16, else what old editors wrote. Pure."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from reports.codes import problem
from tracker.model import Problem


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as UTF-8, and the encoding that its bytes were in; `source` None: it is not text."""

    source: bytes | None
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(path: str, data: bytes) -> Decoded:
    """What the bytes of a file say."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(data.decode("utf-16", "replace").encode("utf-8", "replace"), "utf-16")
    if b"\0" in data:
        return Decoded(None, "binary", (problem("DOC-NOT-A-REPORT", path, 1, 1, "the file is not text"),))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = problem("DOC-ENCODING", path, line, 1)
        return Decoded(data.decode("cp1252", "replace").encode("utf-8"), "cp1252", (told,))
    return Decoded(data, "utf-8")
