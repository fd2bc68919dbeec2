"""What the store remembers of reports: it may be dropped at any time, and is, where the reading changed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec

from reports.memory import Remembered
from reports.rules import ReadingRules
from tracker.store import Store

_PREFIX = "report:"
_decode = msgspec.json.Decoder(Remembered)


class StoreMemory:
    """The `Memory` of a store, of what was read in the way in which it would be read now.

    All of it is fetched at once; what is remembered is kept only when asked to.
    """

    def __init__(self, store: Store, rules: ReadingRules) -> None:
        self._store = store
        self._way = way_of_reading(rules)
        self._known = store.cached_under(_PREFIX)
        self._fresh: dict[str, str] = {}

    def recall(self, name: str) -> Remembered | None:
        """What was read, None for what is damaged too."""
        way, _, text = self._known.get(_PREFIX + name, "").partition("\n")
        if way != self._way:
            return None
        try:
            return _decode.decode(text)
        except (msgspec.DecodeError, msgspec.ValidationError):
            return None

    def remember(self, name: str, what: Remembered) -> None:
        """To be kept."""
        self._fresh[_PREFIX + name] = f"{self._way}\n{msgspec.json.encode(what).decode()}"

    def keep(self, names: Collection[str] | None = None) -> None:
        """Writes what is new; with the names of all files, forgets the others."""
        if names is not None:
            there = {_PREFIX + name for name in names}
            self._store.forget_all([key for key in self._known if key not in there])
        self._store.cache_all(self._fresh)


def way_of_reading(rules: ReadingRules) -> str:
    """Names how reports are read: by this code, this library and these rules."""
    told = msgspec.json.encode(rules, order="deterministic")
    return hashlib.sha256(_code() + told).hexdigest()[:32]


@cache
def _code() -> bytes:
    """A digest of every line that has a part in it: an upgrade reads anew, without anybody thinking of it."""
    total = hashlib.sha256(version("pyromark").encode())
    for source in (*_sources(files("reports")), files("tracker") / "model" / "reported.py"):
        total.update(source.read_bytes())
    return total.digest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _sources(entry)
        elif entry.name.endswith(".py"):
            yield entry
