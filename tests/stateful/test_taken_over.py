"""A process is held up for a day at each of its commits in turn, while another takes over: nothing is made twice."""

from __future__ import annotations

from tests.stateful.actor import Makes
from tests.stateful.law import Duplicate
from tests.stateful.machine import Machine
from tests.stateful.planted import SendsWhatIsTooOld

# Of the first push, before and after each.
COMMITS = range(1, 31)
A_DAY = 24 * 60


def held_up(commit: int, make: Makes) -> None:
    machine = Machine()
    machine.make = make
    machine.begin(cloud=True, bare=False, rows=2, pushed=False)
    try:
        machine.sync_and_be_paused_while_another_takes_over(rows=0, commit=commit, minutes=A_DAY)
    finally:
        machine.world.close()
        machine.folder.cleanup()


def test_who_wakes_up_late_makes_nothing_twice() -> None:
    for commit in COMMITS:
        held_up(commit, Makes())


def test_a_create_that_is_sent_after_its_time_is_found() -> None:
    caught = 0
    for commit in COMMITS:
        try:
            held_up(commit, Makes(gateway=SendsWhatIsTooOld))
        except Duplicate:
            caught += 1
    assert caught
