"""An hour from its beginning to the law."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from tests.listeners import listening
from tests.schedulers.hour import CHANNELS, an_hour
from tests.schedulers.law import JOBS, hold_to_the_law
from tracker.config import load_config


def tell(folder: Path, store: str, *, seed: int, speed: float) -> str:
    """What was seen in it. Raises: AssertionError where the law was broken."""
    with ExitStack() as stack:
        hooks = {name: stack.enter_context(listening()) for name in CHANNELS}
        hour = stack.enter_context(an_hour(folder, store, hooks, seed=seed, speed=speed))
        hour.live()
        schedule = load_config(folder / "pirtrack.toml", {}, folder).schedule
        return hold_to_the_law(hour, {job: getattr(schedule, job) for job in JOBS})
