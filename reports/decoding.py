"""Bytes as text: UTF-8, with or without its mark, UTF-16, else what old editors wrote. Pure."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reports.codes import problem
from tracker.model import Problem

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as UTF-8, the encoding that its bytes were in, and the mark that they began with."""

    source: bytes
    encoding: str
    problems: tuple[Problem, ...] = ()
    mark: bytes = b""

    def encoded(self, source: bytes) -> bytes:
        """Another text as the bytes of such a file. Raises: UnicodeEncodeError where the encoding lacks a character."""
        return self.mark + source.removeprefix(codecs.BOM_UTF8).decode("utf-8").encode(self.encoding)


def decode(path: str, data: bytes) -> Decoded:
    """What the bytes of a file say; what no encoding can read is an error where it stands."""
    mark, encoding = next((known for known in _MARKS if data.startswith(known[0])), (b"", "utf-8"))
    body = data.removeprefix(mark)
    problems: list[Problem] = []
    lost = _refused_at(body, encoding)
    if lost is not None and not mark:
        problems.append(_at(path, "DOC-ENCODING", body[:lost].decode(encoding)))
        encoding = "cp1252"
        lost = _refused_at(body, encoding)
    text = body.decode(encoding, "replace")
    if lost is not None:
        problems.append(_at(path, "DOC-BYTES", body[:lost].decode(encoding, "replace")))
    elif "\0" in text:
        problems.append(_at(path, "DOC-BYTES", text[: text.index("\0")]))
    if encoding == "utf-8" and not problems:
        return Decoded(data, encoding, mark=mark)
    return Decoded(text.replace("\0", "\ufffd").encode("utf-8"), encoding, tuple(problems), mark)


def _refused_at(data: bytes, encoding: str) -> int | None:
    """The first byte that is not of an encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _at(path: str, code: str, before: str) -> Problem:
    *above, line = _LINE_END.split(before)
    return problem(code, path, len(above) + 1, len(line) + 1)
