"""Dates in every form that people write, and what is no date; ambiguity is told, never guessed. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reports import relative, terms
from reports.words import plain

_DASH = "[-\u2010\u2011\u2012]"
_ISO = re.compile(
    rf"(?<!\d)(?<!\d-)(?P<y>\d{{4}})(?:{_DASH}|[/.]\s?)(?P<m>\d{{1,2}})(?:{_DASH}|[/.]\s?)(?P<d>\d{{1,2}})(?![\d-])"
)
_COMPACT = re.compile(r"(?<![\d-])(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)")
_CJK = re.compile(
    r"(?:(?P<era>令和)\s*)?(?:(?P<y>\d{4}|(?<=令和)\d{1,2})\s*[年년]\s*)?(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일号]"
)
_FIRST_OF_ERA = 2018
_MONTH = r"(?P<name>[^\W\d_]{3,12})\.?"
_ORDINAL = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?"
_DAY_FIRST = re.compile(
    rf"(?<!\d){_ORDINAL}[\s/-]*(?:de |of |d')?\s*{_MONTH}(?:(?:,|\s+de|\s+del)?[\s/-]+(?P<y>\d{{4}})|[-/'’\s]*(?<=[-/'’])(?P<z>\d{{2}}))?(?!\w)"
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?<!\d[-/]){_MONTH}[\s/-]*{_ORDINAL}(?!\d)(?:\s*(?:-|–|to)\s*\d{{1,2}}(?!\d))?(?:,?[\s/-]+(?P<y>\d{{4}})|,?\s*['’](?P<z>\d{{2}}))?(?![\d:])"
)
_NUMBERS = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?P<y>\d{4}|\d{2}))?(?![\d/-]|\.\d)"
)
_WITH_YEAR = re.compile(rb"(?<![\w/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\w/-])")
_DIGIT = re.compile(r"\d")
_MONTHS = 12
# A date that stands further on is not what the text is about.
_LONGEST = 300
# How far back a day without a year may lie before it is taken for one of the next year.
_LOOK_BACK = dt.timedelta(days=60)


class Order(StrEnum):
    """Which comes first where day and month are both numbers."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What dates are read against: `base` is the report's own, `order` that in which it writes numbers, where known.

    `show` looks for the order in the whole report, once a date may be two.
    """

    base: dt.date | None = None
    order: Order | None = None
    show: Callable[[], Order | None] | None = None

    def settle(self) -> Order | None:
        """The order, looked for where it was not known before."""
        return self.order or (self.show() if self.show is not None else None)


class Impossible(ValueError):
    """The text is there, and it can't be what it should be; the message says why."""


class Ambiguous(Impossible):
    """The text may name either of two days."""

    def __init__(self, either: tuple[dt.date, dt.date]) -> None:
        first, second = sorted(either)
        super().__init__(f"may be {first} or {second}; write it as YYYY-MM-DD")
        self.either = either


class Vague(Impossible):
    """The text speaks of a time, and names no day."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date and where in the text it stands; `inferred`: the text does not name all of it."""

    value: dt.date
    start: int
    end: int
    inferred: bool = False


def day(text: str, by: Reckoning = Reckoning()) -> Day:
    """The first date that a text names; what it leaves out is counted from the report's.

    Raises: Impossible when no calendar has it, or it may be two; Vague when there is none.
    """
    text = text[:_LONGEST]
    found = next(_days(text, by), None)
    if found is not None:
        return found
    try:
        counted = relative.day(text, by.base)
    except ValueError as why:
        raise Impossible(f"is impossible: {why}") from None
    if isinstance(counted, relative.Either):
        raise Ambiguous((counted.first, counted.second))
    if counted is not None:
        return Day(counted.value, counted.start, counted.end, inferred=True)
    raise Vague("names no day; write it as YYYY-MM-DD")


def order_in(source: bytes) -> Order | None:
    """The order in which a text writes day and month, where it shows it and nowhere writes them otherwise."""
    shown: set[Order] = set()
    for match in _WITH_YEAR.finditer(source):
        first, second = int(match[1]), int(match[3])
        if first > _MONTHS >= second:
            shown.add(Order.DAY_FIRST)
        elif second > _MONTHS >= first:
            shown.add(Order.MONTH_FIRST)
    return shown.pop() if len(shown) == 1 else None


def order_of(either: tuple[dt.date, ...], chosen: dt.date, text: str) -> Order | None:
    """The order that makes a text the one of two days."""
    return next((o for o in Order if chosen in either and day(text, Reckoning(order=o)).value == chosen), None)


def _days(text: str, by: Reckoning) -> Iterator[Day]:
    """Dates that stand in a text, the surest forms first; a form that has none is passed over."""
    if _DIGIT.search(text) is None:
        return
    if match := _ISO.search(text):
        yield _made(match, int(match["y"]), int(match["m"]), int(match["d"]))
    if not text.isascii() and (match := _CJK.search(text)):
        month, of_month = int(match["m"]), int(match["d"])
        era = _FIRST_OF_ERA if match["era"] and match["y"] else 0
        yield _made(match, era + _year(match, match["y"], month, of_month, by.base), month, of_month)
    if match := _COMPACT.search(text):
        yield _made(match, int(match["y"]), int(match["m"]), int(match["d"]))
    for form in (_MONTH_FIRST, _DAY_FIRST):
        for match in form.finditer(text):
            named = terms.MONTHS.get(plain(match["name"]))
            if named is not None:
                said = match["y"] or match["z"]
                yield _made(match, _year(match, said, named, int(match["d"]), by.base), named, int(match["d"]))
    for match in _NUMBERS.finditer(text):
        yield from _numbers(match, by)


def _year(match: re.Match[str], said: str | None, month: int, of_month: int, base: dt.date | None) -> int:
    if said:
        year = int(said)
        return year + 2000 if len(said) == 2 and match.groupdict().get("era") is None else year  # noqa: PLR2004  # two digits
    if base is None:
        raise Vague(f"names no year: {match.group().strip()!r}; write it as YYYY-MM-DD")
    if not 1 <= month <= _MONTHS:
        return base.year
    same = dt.date(base.year, month, max(1, min(of_month, calendar.monthrange(base.year, month)[1])))
    return base.year if same >= base - _LOOK_BACK else base.year + 1


def _made(match: re.Match[str], year: int, month: int, of_month: int) -> Day:
    try:
        value = dt.date(year, month, of_month)
    except ValueError:
        raise Impossible(f"is impossible: there is no {match.group().strip()}") from None
    said = match.groupdict()
    return Day(value, match.start(), match.end(), inferred=not (said.get("y") or said.get("z")))


def _numbers(match: re.Match[str], by: Reckoning) -> Iterator[Day]:
    """Day and month, in the order that the numbers allow."""
    first, second = int(match["a"]), int(match["b"])
    if not match["y"] and (match["sep"] != "/" or by.base is None):
        return  # a version, a share, a time
    pairs = {(m, d) for m, d in ((first, second), (second, first)) if 1 <= m <= _MONTHS and 1 <= d <= 31}  # noqa: PLR2004  # a calendar
    if match["sep"] == "." and second <= _MONTHS:
        pairs = {(second, first)}  # Source: DIN 5008, the day comes first where dots part the numbers
    if len(pairs) > 1 and (order := by.settle()) is not None:
        pairs = {(second, first) if order is Order.DAY_FIRST else (first, second)}
    made = [_made(match, _year(match, match["y"], m, d, by.base), m, d) for m, d in sorted(pairs)]
    if len(made) > 1:
        raise Ambiguous((made[0].value, made[1].value))
    yield from made
