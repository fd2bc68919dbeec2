"""What can be made to go wrong: armed for the n-th request that fits, used up, then gone."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Trouble: TypeAlias = Literal[
    "drop_before", "drop_after", "status", "status_after", "hang", "late", "truncate", "html", "empty"
]
KINDS = ("drop_before", "drop_after", "status", "status_after", "hang", "late", "truncate", "html", "empty")


@dataclass(frozen=True)
class Fault:
    """One kind of trouble for requests that fit.

    drop_before, drop_after: the connection closes unanswered, before or after the request was carried out;
    status, status_after: an answer of `status` with `headers` and `body`, without or with the request carried
    out; hang: carried out, answered after `seconds`; late: dropped now, carried out when `land` is called;
    truncate: cut JSON; html: a page with `status`; empty: 200 with nothing found.
    """

    kind: Trouble
    method: str = ".*"
    path: str = ".*"
    nth: int = 1
    times: int = 1
    status: int = 503
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    seconds: float = 0.0


@dataclass
class Faults:
    """Armed faults, asked by several threads."""

    armed: list[list[object]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def arm(self, fault: Fault) -> None:
        """From now on, the `nth` request that fits meets it, `times` times."""
        if fault.kind not in KINDS:
            raise ValueError(f"no such fault: {fault.kind}")
        with self._lock:
            self.armed.append([fault, 0])

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        with self._lock:
            self.armed.clear()

    def meet(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets."""
        with self._lock:
            for entry in list(self.armed):
                fault, seen = entry
                assert isinstance(fault, Fault)  # noqa: S101  # the pair that arm() made
                assert isinstance(seen, int)  # noqa: S101  # the same
                if not (re.fullmatch(fault.method, method) and re.search(fault.path, path)):
                    continue
                entry[1] = seen + 1
                if seen + 1 >= fault.nth + fault.times - 1:
                    self.armed.remove(entry)
                if seen + 1 >= fault.nth:
                    return fault
        return None
