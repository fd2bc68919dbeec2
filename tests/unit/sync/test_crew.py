from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from sync.crew import Ended, side_by_side
from tracker.errors import JiraInvalid, JiraUnavailable

PATIENCE = 60.0  # seconds, for a test that goes wrong


def never() -> bool:
    return False


def tell(
    jobs: list[int], do: Callable[[str, int], None], lines: int = 4, stop: Callable[[], bool] = never
) -> Iterator[tuple[int, Ended]]:
    return side_by_side(
        jobs, [f"line {n}" for n in range(lines)], do, stop=stop, ends=lambda e: isinstance(e, JiraUnavailable)
    )


def test_four_lines_work_at_once_and_each_for_one_job_at_a_time() -> None:
    together = threading.Barrier(4)
    lock, busy, most = threading.Lock(), set[str](), [0]

    def do(line: str, job: int) -> None:
        with lock:
            assert line not in busy
            busy.add(line)
            most[0] = max(most[0], len(busy))
        if job < 4:
            together.wait(PATIENCE)
        with lock:
            busy.remove(line)

    told = list(tell(list(range(40)), do))

    assert told == [(n, None) for n in range(40)]
    assert most == [4]


def test_the_order_told_is_the_order_given_whichever_ends_first() -> None:
    ended = [threading.Event() for _ in range(9)]

    def do(_line: str, job: int) -> None:
        if job % 4 != 3 and job + 1 < 8:  # each waits for the one after it
            assert ended[job + 1].wait(PATIENCE)
        ended[job].set()

    assert [job for job, _ in tell(list(range(8)), do)] == list(range(8))


@pytest.mark.parametrize("lines", [1, 4])
def test_an_end_begins_nothing_new_and_tells_what_was_in_flight(lines: int) -> None:
    begun: list[int] = []
    failed = threading.Event()

    def do(_line: str, job: int) -> None:
        begun.append(job)
        if job == 2:
            failed.set()
            raise JiraUnavailable("gone away")
        if lines > 1 and job < 4:
            assert failed.wait(PATIENCE)

    told = list(tell(list(range(100)), do, lines))

    assert [job for job, _ in told] == sorted(begun)
    assert len(begun) <= 2 + lines
    assert {job for job, error in told if error is not None} == {2}


@pytest.mark.parametrize("lines", [1, 4])
def test_what_one_job_meets_keeps_no_other_from_being_done(lines: int) -> None:
    def do(_line: str, job: int) -> None:
        if job % 2:
            raise JiraInvalid("not this one")

    told = list(tell(list(range(20)), do, lines))

    assert [error is None for _, error in told] == [True, False] * 10


@pytest.mark.parametrize("lines", [1, 4])
def test_a_signal_begins_nothing_new(lines: int) -> None:
    asked = count()

    told = list(tell(list(range(50)), lambda _line, _job: None, lines, stop=lambda: next(asked) >= 7))

    assert [job for job, _ in told] == list(range(len(told)))
    assert len(told) <= 8


@pytest.mark.parametrize("lines", [1, 4])
def test_a_mistake_of_ours_is_not_swallowed(lines: int) -> None:
    def do(_line: str, _job: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(tell([1, 2, 3], do, lines))
