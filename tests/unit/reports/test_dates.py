from __future__ import annotations

import datetime as dt

import pytest

from reports.dates import Ambiguous, Impossible, Order, Reckoning, Vague, day, order_in

REPORT = dt.date(2024, 11, 19)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-11-22", "2024-11-22"),
        ("2024‑11‑22", "2024-11-22"),
        ("2024/11/22", "2024-11-22"),
        ("2024.11.22", "2024-11-22"),
        ("20241122", "2024-11-22"),
        ("2024-11-22 18:00 UTC", "2024-11-22"),
        ("2024-11-22 (Done)", "2024-11-22"),
        ("2024-11-22 初回、以降 quarterly", "2024-11-22"),
        ("2024年11月22日", "2024-11-22"),
        ("Oct 11, 2025", "2025-10-11"),
        ("October 11 2025", "2025-10-11"),
        ("11th of October 2025", "2025-10-11"),
        ("6th November, 2022", "2022-11-06"),
        ("January23, 2021", "2021-01-23"),
        ("Sept. 18th, 2017", "2017-09-18"),
        ("January 14-19, 2026", "2026-01-14"),
        ("Mon 3 Feb 2025 at noon", "2025-02-03"),
        ("10 février 2026", "2026-02-10"),
        ("26 de febrero de 2026", "2026-02-26"),
        ("3. März 2025", "2025-03-03"),
        ("22 серпня 2026", "2026-08-22"),
        ("31.12.2024", "2024-12-31"),
        ("16/12/2022", "2022-12-16"),
        ("12/16/2022", "2022-12-16"),
        ("07/07/2025", "2025-07-07"),
        ("Jan 22", "2025-01-22"),
        ("10 fév. (fait)", "2025-02-10"),
        ("23/11", "2024-11-23"),
        ("Oct 1", "2024-10-01"),
        ("1 week", "2024-11-26"),
        ("within two weeks", "2024-12-03"),
        ("in 3 months", "2025-02-19"),
        ("10 days", "2024-11-29"),
        ("2 Wochen", "2024-12-03"),
        ("EOW", "2024-11-22"),
        ("end of month", "2024-11-30"),
        ("EOY", "2024-12-31"),
        ("Q1 2025", "2025-03-31"),
        ("2024-W47", "2024-11-22"),
        ("KW 48", "2024-11-29"),
        ("W02", "2025-01-10"),
        ("11-Oct-25", "2025-10-11"),
        ("Oct 11 '25", "2025-10-11"),
        ("令和7年3月1日", "2025-03-01"),
        ("3月1日", "2025-03-01"),
        ("2025. 3. 1.", "2025-03-01"),
        ("15 Mayıs 2025", "2025-05-15"),  # noqa: RUF001  # Turkish
        ("by Friday", "2024-11-22"),
        ("Friday", "2024-11-22"),
        ("next Tuesday", "2024-11-26"),
        ("tomorrow", "2024-11-20"),
        ("next week", "2024-11-29"),
        ("来週中", "2024-11-29"),
        ("Ende des Monats", "2024-11-30"),
        ("до конца недели", "2024-11-22"),
        ("next month", "2024-12-31"),
        ("end of March", "2025-03-31"),
        ("fin de mars 2025", "2025-03-31"),
        ("EOQ", "2024-12-31"),
        ("next quarter", "2025-03-31"),
        ("Q4 2025 - Q1 2026", "2026-03-31"),
        ("2025年第1四半期", "2025-03-31"),
        ("H1 2025", "2025-06-30"),
        ("2週間以内", "2024-12-03"),
        ("за 2 недели", "2024-12-03"),
        ("1-3 months", "2025-02-19"),
        ("5 business days", "2024-11-26"),
        ("a couple of weeks", "2024-12-03"),
    ],
)
def test_a_date_in_any_form(text: str, expected: str) -> None:
    assert day(text, Reckoning(REPORT)).value.isoformat() == expected


@pytest.mark.parametrize("text", ["05/06/2024", "4-07-2020", "10/11", "1/2/25"])
def test_a_date_that_may_be_two_is_never_guessed(text: str) -> None:
    with pytest.raises(Ambiguous) as told:
        day(text, Reckoning(REPORT))
    assert len(set(told.value.either)) == 2


def test_next_friday_may_be_two_days_in_the_middle_of_a_week() -> None:
    with pytest.raises(Ambiguous, match="may be 2024-11-22 or 2024-11-29"):
        day("next Friday", Reckoning(REPORT))

    assert day("next Friday", Reckoning(dt.date(2024, 11, 22))).value == dt.date(2024, 11, 29)


@pytest.mark.parametrize(("order", "expected"), [(Order.DAY_FIRST, "2024-06-05"), (Order.MONTH_FIRST, "2024-05-06")])
def test_a_known_order_settles_what_may_be_two(order: Order, expected: str) -> None:
    assert day("05/06/2024", Reckoning(order=order)).value.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "order"),
    [
        (b"on 05/06/2024 and 13/06/2024", Order.DAY_FIRST),
        (b"on 05/06/2024 and 06/13/2024", Order.MONTH_FIRST),
        (b"on 13/06/2024 and 06/13/2024", None),
        (b"on 05/06/2024, 1/2/3 of it, v13-2-2024x", None),
    ],
)
def test_other_dates_show_the_order(text: bytes, order: Order | None) -> None:
    assert order_in(text) is order


@pytest.mark.parametrize("text", ["2024-13-45", "2023-02-29", "31 June 2024", "2024-W60", "99/99/2024"])
def test_a_day_that_no_calendar_has(text: str) -> None:
    with pytest.raises(Impossible):
        day(text, Reckoning(REPORT))


@pytest.mark.parametrize(
    "text", ["", "Ongoing", "Next sprint", "ASAP", "v1.2.3", "09:00", "3/4 of it", "March 2025", "1", "2024", "P1-2"]
)
def test_what_names_no_day(text: str) -> None:
    with pytest.raises(Vague):
        day(text)


@pytest.mark.parametrize("text", ["dashboards and", "a", "oned"])
def test_words_written_as_one_count_no_days(text: str) -> None:
    with pytest.raises(Vague):
        day(text, Reckoning(REPORT))


@pytest.mark.parametrize("text", ["Jan 22", "1 week", "EOW", "23/11"])
def test_without_a_report_date_nothing_is_counted_from_it(text: str) -> None:
    with pytest.raises(Vague):
        day(text)


def test_it_tells_where_the_date_stands_and_whether_it_is_all_there() -> None:
    found = day("due on Jan 22, at noon", Reckoning(REPORT))
    assert (found.start, found.end, found.inferred) == (7, 13, True)
    assert not day("2024-11-22").inferred
