"""Tells so many histories, the same ones for the same seed, and stops at the first that breaks the law."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.stateful.actor import Makes
from tests.stateful.machine import Machine

STEPS = 25


def tell(count: int, number: int, makes: Makes | None = None, *, steps: int = STEPS, shrink: bool = False) -> int:
    """How many histories were told. Raises: AssertionError, with the steps of the history as its note."""
    told = 0

    class Told(Machine):
        make = makes or Makes()

        def teardown(self) -> None:
            nonlocal told
            told += 1
            super().teardown()

    phases = [Phase.generate, Phase.shrink] if shrink else [Phase.generate]
    run_state_machine_as_test(
        seed(number)(Told),
        settings=settings(
            max_examples=count, stateful_step_count=steps, deadline=None, database=None, phases=phases,
            report_multiple_bugs=False, print_blob=False, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip  # set by hand, as a table
    return told
