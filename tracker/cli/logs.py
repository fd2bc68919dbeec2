"""What `pirtrack run` says: one line on stderr for each turn of a job, for people or for machines."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum

from tracker.cli.face import QUIET, Face
from tracker.safe import safe_text

LOGGER = logging.getLogger("pirtrack")


class LogFormat(StrEnum):
    """How a line of the log is written."""

    TEXT = "text"
    JSON = "json"


class _Lines(logging.Formatter):
    """One record, one line; tracebacks of strangers stay out, since they may show anything."""

    def __init__(self, form: LogFormat, run: str) -> None:
        super().__init__()
        self._form = form
        self._run = run

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        fields: Mapping[str, object] = getattr(record, "fields", {})
        message = record.getMessage()
        if record.exc_info and record.exc_info[0]:
            message = f"{message.partition(chr(10))[0]} ({record.exc_info[0].__name__})"
        level = record.levelname.lower()
        if self._form is LogFormat.JSON:
            return json.dumps({"at": at, "level": level, "run": self._run, "message": message, **fields})
        said = "".join(f" {name}={_quoted(safe_text(str(value)))}" for name, value in fields.items())
        return f"{at} {level} [{self._run}] {safe_text(message)}{said.replace(' ', '  ', 1)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if " " in text or '"' in text else text


@contextmanager
def logs(face: Face, form: LogFormat, run: str) -> Iterator[logging.Logger]:
    """The log of this process, on stderr; -q leaves out what went well, -v tells when each turn begins."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines(form, run))
    root = logging.getLogger()
    before = root.handlers[:]
    root.handlers = [handler]
    levels = {QUIET: logging.WARNING, 0: logging.INFO}
    LOGGER.setLevel(levels.get(face.verbosity, logging.DEBUG))
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # that a tick waited for the one before is no news
    try:
        yield LOGGER
    finally:
        root.handlers = before
