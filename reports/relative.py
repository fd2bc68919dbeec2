"""Days that are counted from another: weeks, quarters, ends of something, spans of time. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reports import terms
from reports.words import phrases, plain

_FRIDAY = 5
_WEEK = 7
_YEAR = r"(?P<y>(?:20)?\d{2})"
_WEEK_OF = re.compile(
    rf"(?<!\w)(?:{_YEAR}\s*[-/]?\s*W(?P<w>\d{{1,2}})|(?:KW|CW|WK|W|week|woche|semaine|semana|settimana|неделя|тиждень)\s*(?P<v>\d{{1,2}})(?:(?:\s*[/,-]\s*|\s+)(?P<z>20\d\d))?)(?!\w)",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?<!\w)(?:(?P<y>20\d\d)\s*(?:[-/年]\s*)?)?(?:[QT](?P<q>[1-4])|(?P<r>[1-4])Q|第(?P<s>[1-4一二三四])(?:四半期|季度)|(?P<t>[1-4])분기)"
    r"(?:[\s,/-]*(?:FY|of|de)?[\s'’]*(?P<z>20\d\d|\d\d))?(?![\w%])",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?<!\w)(?:(?P<y>20\d\d)\s*-?\s*)?H(?P<h>[12])(?:[\s,/-]*(?P<z>20\d\d))?(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(r"[\d第]")
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4}
_UNITS: Mapping[str, frozenset[str]] = {
    "day": phrases("day|days|d|tag|tage|tagen|jour|jours|dia|dias|giorno|giorni|dag|dagen|dni|dzien|день|дня|дней|дні|днів|gun|gün|日|天|일"),
    "workday": phrases("business days|business day|working days|workdays|bd|werktage|werktagen|arbeitstage|arbeitstagen|jours ouvres|dias habiles|dias uteis|営業日|工作日|영업일"),
    "week": phrases("week|weeks|wk|wks|w|woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|weken|tydzien|tydzień|tygodnie|tygodni|неделя|недели|неделю|недель|тиждень|тижні|тижнів|hafta|週間|周|週|주|주일"),
    "month": phrases("month|months|mo|mos|monat|monate|monaten|mois|mes|meses|mese|mesi|maand|maanden|miesiąc|miesiące|miesięcy|месяц|месяца|месяцев|місяць|місяці|місяців|ay|か月|ヶ月|カ月|个月|個月|개월|달"),
    "quarter": phrases("quarter|quarters|quartal|quartale|trimestre|trimestres|四半期|季度|분기"),
}  # fmt: skip  # set by hand, as a table
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_COUNTS = {
    plain(word): n
    for n, words in (
        (1, "a|an|one|ein|eine|einer|einem|un|une|uno|una|um|uma|een|jeden|один|одну|bir|一|한|1"),
        (2, "two|couple of|a couple of|zwei|deux|dos|dois|duas|due|twee|dwa|две|два|дві|iki|两|二|두"),
        (3, "three|drei|trois|tres|três|tre|drie|trzy|три|üç|三|세"),
        (4, "four|vier|quatre|cuatro|quatro|quattro|cztery|четыре|чотири|dört|四|네"),
        (6, "six|sechs|seis|sei|zes|sześć|шесть|шість|altı|六"),
    )
    for word in words.split("|")
}
# Looked for at every word, since one may be a count or a unit.
_SPAN = re.compile(
    r"(?<![\w.])(?=(?P<n>\d{1,3}|[^\W\d]{1,10}(?: of)?(?=[\s-]))\s*-?\s*"
    r"(?P<unit>(?:business |working )?[^\W\d]{1,12}(?: (?:ouvrés|hábiles|úteis))?)(?!\w))"
)
_CJK_SPAN = re.compile(
    r"(?:\d{1,3}\s*[-~〜]\s*)?(?P<n>\d{1,3}|[一两二三四六])\s*(?P<unit>営業日|工作日|영업일|週間|か月|ヶ月|カ月|个月|個月|개월|周|週|日|天|주|달)(?!\w{0,1}\d)"
)
_LAST = r"(?:(?:the )?end(?: of)?(?: the)?|late|ende|fin(?: de| del| du)?|final(?: de| do| da)?|finales de|fine|eind(?:e)?|koniec|do końca|конец|до конца|кінець|sonu)"
_END_OF_MONTH = re.compile(
    rf"{_LAST}\s+(?P<name>[^\W\d_]{{3,12}})\.?(?:,?\s+(?:de\s+)?(?P<y>20\d\d))?(?!\w)", re.IGNORECASE
)
_WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday|mon|montag|lundi|lunes|segunda|segunda-feira|lunedi|maandag|poniedziałek|понедельник|понеділок|pazartesi|月曜|月曜日|周一|월요일",
            "tuesday|tue|dienstag|mardi|martes|terca|terca-feira|martedi|dinsdag|wtorek|вторник|вівторок|salı|火曜|火曜日|周二|화요일",
            "wednesday|wed|mittwoch|mercredi|miercoles|quarta|quarta-feira|mercoledi|woensdag|środa|środę|среда|среду|середа|середу|çarşamba|水曜|水曜日|周三|수요일",
            "thursday|thu|donnerstag|jeudi|jueves|quinta|quinta-feira|giovedi|donderdag|czwartek|четверг|четвер|perşembe|木曜|木曜日|周四|목요일",
            "friday|fri|freitag|vendredi|viernes|sexta|sexta-feira|venerdi|vrijdag|piątek|пятница|пятницу|п'ятниця|п'ятницю|cuma|金曜|金曜日|周五|금요일",
            "saturday|sat|samstag|samedi|sabado|sabato|zaterdag|sobota|sobotę|суббота|субботу|субота|cumartesi|土曜|土曜日|周六|토요일",
            "sunday|sun|sonntag|dimanche|domingo|domenica|zondag|niedziela|niedzielę|воскресенье|неділя|неділю|pazar|日曜|日曜日|周日|일요일",
        ),
        1,
    )
    for name in phrases(names)
}
_NEXT = phrases(
    "next|nachsten|nachster|nächste|prochain|prochaine|proximo|proxima|prossimo|prossima|volgende|następny|следующий|следующую|наступний|наступну|来週の|下"
)
_THIS = phrases("this|by|on|due|coming|bis|diesen|am|ce|avant|este|el|la|na|no|questo|entro|deze|do|w|до|в|к|у")
_AROUND = _NEXT | _THIS


@dataclass(frozen=True, slots=True)
class Counted:
    """A day, and where in the text stands what it was counted by."""

    value: dt.date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Either:
    """Two days that the text may mean."""

    first: dt.date
    second: dt.date


def day(text: str, base: dt.date | None) -> Counted | Either | None:
    """The last day that a text allows; what names no year is counted from `base`.

    Raises: ValueError when no calendar has it.
    """
    numbered = _quarter(text, base) or _week(text, base) or _half(text) if _NUMBER.search(text) else None
    fixed = numbered or _end_of_month(text, base)
    if fixed is not None or base is None:
        return fixed
    return _phrase(text, base) or _weekday(text, base) or _span(text, base)


def _quarter(text: str, base: dt.date | None) -> Counted | None:
    """The last quarter of those that a text names."""
    found: Counted | None = None
    for match in _QUARTER.finditer(text):
        said = match["q"] or match["r"] or match["s"] or match["t"]
        quarter = _CHINESE.get(said) or int(said)
        year = _year(match["y"] or match["z"])
        if year is None and base is not None:
            year = base.year + (_month_end(base.year, quarter * 3) < base)
        if year is not None:
            found = Counted(_month_end(year, quarter * 3), found.start if found else match.start(), match.end())
    return found


def _half(text: str) -> Counted | None:
    match = _HALF.search(text)
    year = _year(match["y"] or match["z"]) if match else None
    return Counted(_month_end(year, int(match["h"]) * 6), *match.span()) if match and year else None


def _week(text: str, base: dt.date | None) -> Counted | None:
    match = _WEEK_OF.search(text)
    if match is None:
        return None
    week, year = int(match["w"] or match["v"]), _year(match["y"] or match["z"])
    try:
        if year is None:
            if base is None:
                return None
            year = base.year + (dt.date.fromisocalendar(base.year, week, _FRIDAY) < base)
        return Counted(dt.date.fromisocalendar(year, week, _FRIDAY), *match.span())
    except ValueError:
        message = f"there is no {match.group().strip()}"
        raise ValueError(message) from None


def _end_of_month(text: str, base: dt.date | None) -> Counted | None:
    match = _END_OF_MONTH.search(text)
    month = terms.MONTHS.get(plain(match["name"])) if match else None
    if match is None or month is None:
        return None
    year = _year(match["y"])
    if year is None and base is not None:
        year = base.year + (_month_end(base.year, month) < base)
    return Counted(_month_end(year, month), *match.span()) if year is not None else None


def _year(said: str | None) -> int | None:
    return None if said is None else int(said) + (2000 if len(said) == 2 else 0)  # noqa: PLR2004  # two digits


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


_TIES = re.compile(r"^(?:(?:by|due|the|until|before|bis|avant|entro|до|do) )+")


def _phrase(text: str, base: dt.date) -> Counted | None:
    said = plain(text)
    end = _END_OF.get(said) or _END_OF.get(_TIES.sub("", said))
    return Counted(end(base), 0, len(text)) if end else None


def _end_of_week(base: dt.date) -> dt.date:
    return base + dt.timedelta(days=(_FRIDAY - base.isoweekday()) % _WEEK)


def _end_of_quarter(base: dt.date) -> dt.date:
    return _month_end(base.year, (base.month + 2) // 3 * 3)


_PHRASES: tuple[tuple[frozenset[str], Callable[[dt.date], dt.date]], ...] = (
    (phrases("today|eod|end of day|heute|aujourd'hui|hoy|hoje|oggi|vandaag|dzisiaj|сегодня|сьогодні|bugün|今日|本日|今天|오늘"), lambda base: base),
    (phrases("tomorrow|morgen|demain|manana|amanha|domani|jutro|завтра|yarın|明日|明天|내일"), lambda base: base + dt.timedelta(days=1)),
    (
        phrases(
            "eow|end of week|end of the week|end of this week|this week|ende der woche|diese woche|wochenende|fin de semaine|cette semaine",
            "fin de semana|esta semana|final da semana|fine settimana|questa settimana|deze week|eind van de week|koniec tygodnia|ten tydzień|do końca tygodnia",
            "w tym tygodniu|конец недели|до конца недели|эта неделя|на этой неделе|кінець тижня|до кінця тижня|цього тижня|bu hafta|hafta sonu|今週|今週中|週内|本周|本周内|이번 주|이번 주 내",
        ),
        _end_of_week,
    ),
    (
        phrases(
            "next week|end of next week|eonw|nachste woche|semaine prochaine|la semaine prochaine|proxima semana|la proxima semana|na proxima semana|prossima settimana",
            "la prossima settimana|volgende week|przyszły tydzień|w przyszłym tygodniu|следующая неделя|на следующей неделе|наступний тиждень|наступного тижня|gelecek hafta|haftaya",
            "来週|来週中|下周|下周内|다음 주|다음주",
        ),
        lambda base: _end_of_week(base + dt.timedelta(days=_WEEK - base.isoweekday() + 1)),
    ),
    (
        phrases(
            "eom|end of month|end of the month|end of this month|this month|ende des monats|monatsende|diesen monat|fin de mois|fin du mois|ce mois|ce mois-ci",
            "fin de mes|este mes|final do mes|fine mese|questo mese|deze maand|eind van de maand|koniec miesiąca|do końca miesiąca|конец месяца|до конца месяца",
            "кінець місяця|до кінця місяця|bu ay|ay sonu|今月|今月中|今月末|月末|本月|本月内|月底|이번 달|이번 달 말|월말",
        ),
        lambda base: _month_end(base.year, base.month),
    ),
    (
        phrases(
            "next month|end of next month|nachster monat|nachsten monat|mois prochain|le mois prochain|proximo mes|el proximo mes|proximo mes|prossimo mese|volgende maand",
            "przyszły miesiąc|w przyszłym miesiącu|следующий месяц|в следующем месяце|наступний місяць|наступного місяця|gelecek ay|来月|来月中|来月末|下个月|다음 달",
        ),
        lambda base: _later(base.replace(day=1), 2) - dt.timedelta(days=1),
    ),
    (
        phrases("eoq|end of quarter|end of the quarter|end of this quarter|this quarter|ende des quartals|quartalsende|fin de trimestre|fin du trimestre|今四半期|本季度|이번 분기"),
        _end_of_quarter,
    ),
    (
        phrases("next quarter|end of next quarter|nachstes quartal|prochain trimestre|trimestre prochain|proximo trimestre|prossimo trimestre|来四半期|下季度|下个季度|다음 분기"),
        lambda base: _end_of_quarter(_end_of_quarter(base) + dt.timedelta(days=1)),
    ),
    (
        phrases("eoy|end of year|end of the year|end of this year|this year|jahresende|ende des jahres|fin d'annee|fin de l'annee|fin de ano|final do ano|fine anno|koniec roku|до конца года|年内|年末|年底|연말"),
        lambda base: dt.date(base.year, 12, 31),
    ),
)  # fmt: skip  # set by hand, as a table
_END_OF = {phrase: end for words, end in _PHRASES for phrase in words}


def _weekday(text: str, base: dt.date) -> Counted | Either | None:
    """`Friday` is the next one from the day on; `next Friday` may be the one after where that lies in the same week."""
    words = plain(text).split()
    named = next((word for word in words if word in _WEEKDAYS), None)
    if named is None or not _AROUND.issuperset(word for word in words if word != named):
        return None
    coming = base + dt.timedelta(days=(_WEEKDAYS[named] - base.isoweekday() - 1) % _WEEK + 1)
    if any(word in _NEXT for word in words) and coming.isocalendar()[:2] == base.isocalendar()[:2]:
        return Either(coming, coming + dt.timedelta(days=_WEEK))
    return Counted(coming, 0, len(text))


def _span(text: str, base: dt.date) -> Counted | None:
    """So many days, weeks or months on: the most that it allows."""
    for match in (*(() if text.isascii() else _CJK_SPAN.finditer(text)), *_SPAN.finditer(text)):
        unit = _UNIT_OF.get(plain(match["unit"]))
        count = int(match["n"]) if match["n"].isdigit() else _COUNTS.get(plain(match["n"]))
        if unit is not None and count is not None:
            return Counted(_counted(base, count, unit), match.start("n"), match.end("unit"))
    return None


def _counted(base: dt.date, count: int, unit: str) -> dt.date:
    if unit == "workday":
        weeks, days = divmod(count, _FRIDAY)
        day = base + dt.timedelta(weeks=weeks)
        for _ in range(days):
            day += dt.timedelta(days={5: 3, 6: 2}.get(day.isoweekday(), 1))
        return day
    if unit in ("day", "week"):
        return base + dt.timedelta(days=count * (_WEEK if unit == "week" else 1))
    return _later(base, count * (3 if unit == "quarter" else 1))


def _later(base: dt.date, months: int) -> dt.date:
    month = base.month - 1 + months
    year, month = base.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(base.day, calendar.monthrange(year, month)[1]))
