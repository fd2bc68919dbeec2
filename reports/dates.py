"""Dates in every form that people write, and what is no date; ambiguity is told, never guessed. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports import vocabulary
from reports.words import plain

_DASH = "[-\u2010\u2011\u2012]"
_ISO = re.compile(rf"(?<![\d-])(?P<y>\d{{4}})(?:{_DASH}|[/.])(?P<m>\d{{1,2}})(?:{_DASH}|[/.])(?P<d>\d{{1,2}})(?![\d-])")
_COMPACT = re.compile(r"(?<![\d-])(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)")
_CJK = re.compile(r"(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]")
_MONTH = r"(?P<name>[^\W\d_]{3,12})\.?"
_ORDINAL = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_DAY_FIRST = re.compile(
    rf"(?<!\d){_ORDINAL}[\s-]*(?:de |of )?\s*{_MONTH}(?:(?:,|\s+de|\s+del)?[\s-]+(?P<y>\d{{4}}))?(?!\w)"
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w){_MONTH}\s*{_ORDINAL}(?!\d)(?:\s*(?:-|–|to)\s*\d{{1,2}})?(?:,?\s+(?P<y>\d{{4}}))?(?![\d:])"
)
_NUMBERS = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?P<y>\d{4}|\d{2}))?(?![\d/-]|\.\d)"
)
_QUARTER = re.compile(r"(?<!\w)(?:(?P<y>\d{4})[\s-]*)?Q(?P<q>[1-4])(?:[\s,-]*(?P<z>\d{4}))?(?!\w)", re.IGNORECASE)
_WEEK = re.compile(r"(?<!\w)(?P<y>\d{4})-?W(?P<w>\d{1,2})(?!\w)", re.IGNORECASE)
_SPAN = re.compile(
    r"(?<!\w)(?:in |within |\+)?(?P<n>\d{1,3}|a|an|one|two|three|four|six)\s*-?\s*"
    r"(?P<unit>days?|d|weeks?|wks?|w|months?|mo|tage|wochen|monate?|jours?|semaines?|mois|dias?|semanas?|meses|mes)(?!\w)",
    re.IGNORECASE,
)
_NUMBER = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_FRIDAY = 5
# A date that stands further on is not what the text is about.
_LONGEST = 300
# How far back a day without a year may lie before it is taken for one of the next year.
_LOOK_BACK = dt.timedelta(days=60)


class Impossible(ValueError):
    """The text is there, and it can't be what it should be; the message says why."""


class Ambiguous(Impossible):
    """The text may name either of two days."""

    def __init__(self, either: tuple[dt.date, ...]) -> None:
        super().__init__("may be read in two ways; write it as YYYY-MM-DD")
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


def day(text: str, base: dt.date | None = None) -> Day:
    """The first date that a text names; what it leaves out is counted from `base`, the report's date.

    Raises: Impossible when no calendar has it, or it may be two; Vague when there is none.
    """
    text = text[:_LONGEST]
    found = next(_days(text, base), None)
    if found is not None:
        return found
    relative = _relative(text, base)
    if relative is not None:
        return relative
    raise Vague("names no day; write it as YYYY-MM-DD")


def _days(text: str, base: dt.date | None) -> Iterator[Day]:
    """Dates that stand in a text, the surest forms first; a form that has none is passed over."""
    for form in (_ISO, _CJK, _COMPACT):
        if match := form.search(text):
            yield _made(match, int(match["y"]), int(match["m"]), int(match["d"]))
    for form in (_MONTH_FIRST, _DAY_FIRST):
        for match in form.finditer(text):
            month = _month(match["name"])
            if month is not None:
                yield _made(match, _year(match, month, int(match["d"]), base), month, int(match["d"]))
    for match in _NUMBERS.finditer(text):
        yield from _numbers(match, base)


def _month(name: str) -> int | None:
    return vocabulary.MONTHS.get(plain(name))


def _year(match: re.Match[str], month: int, of_month: int, base: dt.date | None) -> int:
    if match["y"]:
        year = int(match["y"])
        return year + 2000 if year < 100 else year  # noqa: PLR2004  # two digits
    if base is None:
        raise Vague(f"names no year: {match.group().strip()!r}; write it as YYYY-MM-DD")
    same = dt.date(base.year, month, min(of_month, calendar.monthrange(base.year, month)[1]))
    return base.year if same >= base - _LOOK_BACK else base.year + 1


def _made(match: re.Match[str], year: int, month: int, of_month: int) -> Day:
    try:
        value = dt.date(year, month, of_month)
    except ValueError:
        raise Impossible(f"is impossible: there is no {match.group().strip()}") from None
    return Day(value, match.start(), match.end(), inferred=not match["y"])


def _numbers(match: re.Match[str], base: dt.date | None) -> Iterator[Day]:
    """Day and month, in the order that the numbers allow."""
    first, second = int(match["a"]), int(match["b"])
    if not match["y"] and (match["sep"] != "/" or base is None):
        return  # a version, a share, a time
    months = {m for m, d in ((first, second), (second, first)) if 1 <= m <= 12 and 1 <= d <= 31}  # noqa: PLR2004  # a calendar
    if match["sep"] == "." and second <= 12:  # noqa: PLR2004  # the same
        months = {second}  # Source: DIN 5008, the day comes first where dots part the numbers
    if len(months) > 1:
        raise Ambiguous(
            tuple(_made(match, _year(match, m, d, base), m, d).value for m, d in ((first, second), (second, first)))
        )
    if months:
        month = months.pop()
        of_month = second if month == first else first
        yield _made(match, _year(match, month, of_month, base), month, of_month)


def _relative(text: str, base: dt.date | None) -> Day | None:
    """Weeks, quarters and spans of time, as the last day that they allow."""
    if match := _WEEK.search(text):
        try:
            return Day(dt.date.fromisocalendar(int(match["y"]), int(match["w"]), _FRIDAY), *match.span(), inferred=True)
        except ValueError:
            raise Impossible(f"is impossible: there is no {match.group()}") from None
    if (match := _QUARTER.search(text)) and (year := match["y"] or match["z"]):
        month = int(match["q"]) * 3
        return Day(dt.date(int(year), month, calendar.monthrange(int(year), month)[1]), *match.span(), inferred=True)
    if base is None:
        return None
    if match := _SPAN.search(text):
        count = _NUMBER.get(match["n"].casefold()) or int(match["n"] if match["n"].isdigit() else 0)
        return Day(_later(base, count, match["unit"].casefold()), *match.span(), inferred=True)
    ends = {"eow": _end_of_week, "end of week": _end_of_week, "this week": _end_of_week, "eom": _end_of_month,
            "end of month": _end_of_month, "this month": _end_of_month, "eoy": _end_of_year, "end of year": _end_of_year}  # fmt: skip
    end = ends.get(plain(text))
    return Day(end(base), 0, len(text), inferred=True) if end else None


def _later(base: dt.date, count: int, unit: str) -> dt.date:
    if unit[0] in "dtj":
        return base + dt.timedelta(days=count)
    if unit.startswith(("w", "sem")):
        return base + dt.timedelta(weeks=count)
    month = base.month - 1 + count
    year, month = base.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(base.day, calendar.monthrange(year, month)[1]))


def _end_of_week(base: dt.date) -> dt.date:
    return base + dt.timedelta(days=(_FRIDAY - base.isoweekday()) % 7)


def _end_of_month(base: dt.date) -> dt.date:
    return base.replace(day=calendar.monthrange(base.year, base.month)[1])


def _end_of_year(base: dt.date) -> dt.date:
    return dt.date(base.year, 12, 31)
