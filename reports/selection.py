"""Which findings are told, and how much each of them matters. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from reports.codes import CODES, FAMILIES
from reports.codes.kinds import Code
from tracker.model import Problem, Severity

ALL = "ALL"
NAMES: tuple[str, ...] = (ALL, *FAMILIES, *CODES)
STOPS: frozenset[str] = frozenset(name for name, code in CODES.items() if code.stops)


@dataclass(frozen=True)
class Selection:
    """Codes, families and ALL, as the configuration and the command line name them; None as a severity is off.

    Where `select` is empty, all that is on by itself is told, and what `severity` names by its own code. A code's own
    name weighs more than its family's, a family's more than ALL; between equals `ignore` wins. What stops a push is always
    told, as an error.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    severity: Mapping[str, Severity | None] = field(default_factory=dict)

    def told(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems that are told, each as severe as it is to be."""
        for problem in problems:
            severity = self.levels[problem.code]
            if severity is not None:
                yield problem if severity is problem.severity else replace(problem, severity=severity)

    @cached_property
    def levels(self) -> Mapping[str, Severity | None]:
        """How much each kind of problem matters, by its code; None: it is not told."""
        return {name: self._severity_of(code) for name, code in CODES.items()}

    def _severity_of(self, code: Code) -> Severity | None:
        if code.stops:
            return code.severity
        weights = {code.name: 3, code.family: 2, ALL: 1}
        against = _heaviest(weights, (*self.ignore, *(name for name, level in self.severity.items() if level is None)))
        level = max(
            (n for n in self.severity if self.severity[n] and n in weights), key=weights.__getitem__, default=""
        )
        chosen = _heaviest(weights, self.select or ((level,) if level == code.name else ()))
        on = chosen > against if chosen or against or self.select else code.on
        return (self.severity.get(level) or code.severity) if on else None

    def narrowed(
        self, select: Sequence[str], ignore: Sequence[str], severity: Mapping[str, Severity | None]
    ) -> Selection:
        """The same for one run: a `select` of its own replaces what was selected and ignored, the rest is added."""
        if not select:
            return Selection(self.select, (*self.ignore, *ignore), {**self.severity, **severity})
        levels = {name: level for name, level in self.severity.items() if level is not None}
        return Selection(select, ignore, {**levels, **severity})

    def is_on(self, code: str) -> bool:
        """Whether a kind of problem is told at all."""
        return self.levels[code] is not None


def nearest(name: str) -> str:
    """The code or family that somebody meant."""
    return next(iter(difflib.get_close_matches(name.upper(), NAMES, n=1, cutoff=0.0)), ALL)


def _heaviest(weights: Mapping[str, int], names: Iterable[str]) -> int:
    return max((weights.get(name, 0) for name in names), default=0)
