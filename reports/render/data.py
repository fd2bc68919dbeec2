"""The digest as plain data, for JSON: exact, nothing of it cut. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias

from reports.digest.charts import Charts
from reports.digest.value import Digest, Line, Section
from reports.render import words

Json: TypeAlias = "str | int | Sequence[Json] | Mapping[str, Json] | None"


def digest_data(digest: Digest) -> dict[str, Json]:
    """What stands under `data` in the envelope."""
    return {
        "title": words.title(digest),
        "headline": words.headline(digest),
        "clear": digest.is_clear,
        "quiet": digest.is_quiet,
        "stale": digest.age.stale,
        "since": _iso(digest.since),
        "only": digest.only,
        "news": digest.news,
        "totals": asdict(digest.totals),
        "sections": [_section(section) for section in digest.sections],
        "charts": _charts(digest.charts),
    }


def _section(section: Section) -> dict[str, Json]:
    return {
        "name": section.heading.value,
        "title": words.TITLES[section.heading],
        "means": words.MEANINGS[section.heading],
        "count": len(section.lines),
        "jql": section.jql,
        "url": section.url,
        "lines": [_line(line) for line in section.lines],
    }


def _line(line: Line) -> dict[str, Json]:
    return {
        "ref": line.ref,
        "title": line.title,
        "priority": line.priority,
        "owner": line.owner,
        "due": _iso(line.due),
        "status": line.status,
        "jira_key": line.key,
        "url": line.url,
        "notes": list(line.notes),
        "new": line.new,
        "moves": [asdict(move) for move in line.moves],
    }


def _charts(charts: Charts) -> dict[str, Json]:
    return {
        "weeks": [
            {
                "end": w.end.isoformat(),
                "open": dict(zip(charts.ranks, w.open, strict=True)),
                "opened": w.opened,
                "closed": w.closed,
            }
            for w in charts.weeks
        ],
        "months": [{"start": m.start.isoformat(), "done": m.done, "on_time": m.on_time} for m in charts.months],
        "ages": [{"name": a.name, "open": dict(zip(charts.ranks, a.open, strict=True))} for a in charts.ages],
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
