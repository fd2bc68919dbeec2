"""A digest for some: of these priorities, these owners, these sections. Pure.

Items are left out before the digest is made, so that its totals are those of what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.digest.snapshot import ItemFact, Snapshot
from reports.digest.value import Digest, Heading


@dataclass(frozen=True, slots=True)
class Only:
    """What a digest is narrowed to; an empty set narrows nothing. Owners are compared without case and `@`."""

    priorities: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    headings: frozenset[Heading] = frozenset()

    @property
    def words(self) -> str | None:
        """What it is about, for people; None where that is everything."""
        parts = [" and ".join(sorted(names)) for names in (self.priorities, self.owners) if names]
        return ", ".join(parts) or None

    def _is_one(self, *names: str | None) -> bool:
        wanted = {_plain(name) for name in self.owners}
        return not wanted or any(_plain(name) in wanted for name in names if name)

    def takes(self, item: ItemFact) -> bool:
        """Whether an item is among them; one that was promised as P0 stays one, whatever it is called now."""
        named = {item.priority, item.first_priority}
        return (not self.priorities or bool(named & self.priorities)) and self._is_one(item.owner, item.assignee)

    def of(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot without what this is not about; reports have no owner but who prepared them, the past has none."""
        return replace(
            snapshot,
            items=tuple(i for i in snapshot.items if self.takes(i)),
            reviews=snapshot.reviews if not self.owners else (),
            drafts=tuple(d for d in snapshot.drafts if self._is_one(d.prepared_by)),
            spans=tuple(s for s in snapshot.spans if not self.priorities or s.priority in self.priorities)
            if not self.owners
            else (),
        )

    def told(self, digest: Digest) -> Digest:
        """The digest with the sections asked for, saying what it is about."""
        kept = tuple(s for s in digest.sections if not self.headings or s.heading in self.headings)
        return replace(digest, sections=kept, only=self.words)


def _plain(name: str) -> str:
    return name.casefold().lstrip("@")
