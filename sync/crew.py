"""Several lines at once for work that may be done in any order, told in the order in which it was given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event
from typing import Generic, TypeAlias, TypeVar

from tracker.errors import Interrupted, JiraError

Job = TypeVar("Job")
Line = TypeVar("Line")

# What became of a job: None when it was done.
Ended: TypeAlias = JiraError | Interrupted | None


def side_by_side(
    jobs: Sequence[Job],
    lines: Sequence[Line],
    do: Callable[[Line, Job], None],
    *,
    stop: Callable[[], bool],
    ends: Callable[[Ended], bool],
) -> Iterator[tuple[Job, Ended]]:
    """Each job with what became of it; every line is used by one job at a time.

    When `stop` says so, or a job ended in a way that `ends` all, nothing new is begun: what is in flight is
    finished and told, the rest is not told at all.
    """
    crew = _Crew(lines, do, ends)
    if len(lines) == 1:
        yield from crew.one_by_one(jobs, stop)
    else:
        yield from crew.at_once(jobs, stop)


class _Crew(Generic[Line, Job]):
    def __init__(self, lines: Sequence[Line], do: Callable[[Line, Job], None], ends: Callable[[Ended], bool]) -> None:
        self._size = len(lines)
        self._idle: SimpleQueue[Line] = SimpleQueue()
        for line in lines:
            self._idle.put(line)
        self._do = do
        self._ends = ends
        self._over = Event()

    def one_by_one(self, jobs: Sequence[Job], stop: Callable[[], bool]) -> Iterator[tuple[Job, Ended]]:
        for job in jobs:
            if self._over.is_set() or stop():
                return
            yield job, self._one(job)

    def at_once(self, jobs: Sequence[Job], stop: Callable[[], bool]) -> Iterator[tuple[Job, Ended]]:
        left = iter(jobs)
        under_way: deque[tuple[Job, Future[Ended]]] = deque()
        with ThreadPoolExecutor(self._size, thread_name_prefix="jira") as pool:
            while True:
                while len(under_way) < self._size and not (self._over.is_set() or stop()):
                    job = next(left, None)
                    if job is None:
                        break
                    under_way.append((job, pool.submit(self._one, job)))
                if not under_way:
                    return
                job, future = under_way.popleft()
                yield job, future.result()

    def _one(self, job: Job) -> Ended:
        line = self._idle.get()
        try:
            self._do(line, job)
        except (JiraError, Interrupted) as error:
            if self._ends(error):
                self._over.set()
            return error
        finally:
            self._idle.put(line)
        return None
