"""Whether it happened again: what the report calls related, and what later reports promise once more. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.likeness import roots
from reports.review.sheet import Again, Promise, Related

# Two actions share their work where most words of the shorter one are in the other, and so many at least.
FEWEST_WORDS = 2
SHARE = 0.6
MOST = 20


@dataclass(frozen=True, slots=True)
class Later:
    """An item of a report on a later incident."""

    ref: str
    title: str
    incident_title: str
    day: dt.date


def again(promises: Sequence[Promise], later: Iterable[Later]) -> tuple[Again, ...]:
    """The later items that share an action, each with the one that it is most like; the surest ones only, by day."""
    own = [(p, roots(p.title)) for p in promises]
    found = sorted(_likes(own, later), key=lambda found: (-found[0], found[1].day, found[1].ref))[:MOST]
    return tuple(sorted((it for _, it in found), key=lambda it: (it.day, it.ref)))


def _likes(own: Sequence[tuple[Promise, frozenset[str]]], later: Iterable[Later]) -> Iterator[tuple[float, Again]]:
    for item in later:
        words = roots(item.title)
        best = max(((likeness(words, mine), p) for p, mine in own), key=lambda it: it[0], default=None)
        if best is not None and best[0] >= SHARE:
            yield best[0], Again(item.ref, item.title, item.incident_title, item.day, best[1].ref)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter text's words that both have; 0 where they are too few to tell."""
    common = len(one & other)
    return common / min(len(one), len(other)) if common >= FEWEST_WORDS else 0.0


def known_ones(lines: Iterable[str], known: Mapping[str, dt.date | None]) -> tuple[Related, ...]:
    """Each line with the incident that it names: by its id, or by a date on which there was just one."""
    by_day: dict[str, list[str]] = {}
    for incident, day in known.items():
        if day is not None:
            by_day.setdefault(day.isoformat(), []).append(incident)
    return tuple(Related(line, _named(line, known, by_day)) for line in lines)


def _named(line: str, known: Mapping[str, dt.date | None], by_day: Mapping[str, Sequence[str]]) -> str | None:
    named = [incident for incident in known if incident in line]
    if named:
        return max(named, key=len)
    on_its_day = [ids[0] for day, ids in sorted(by_day.items()) if day in line and len(ids) == 1]
    return on_its_day[0] if len(on_its_day) == 1 else None
