"""The words that reports use: ours, and those that a configuration adds, in one value. Pure.

Words are compared as `words.plain` leaves them: without case, accents, emoji and punctuation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from reports import columns, headings, keys, terms
from reports.words import phrases
from tracker.model import Priority, Status

T = TypeVar("T")

COLUMNS = ("title", "owner", "due", "priority", "status", "ticket", "number")
SECTIONS = ("actions", "forward", "other")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Whole phrases by what they mean.

    `headers` are those of columns; `sections` those of headings: of `actions`, of what looks `forward`, and of what is
    `other` than actions, whatever its words.
    """

    headers: Mapping[str, str]
    labels: Mapping[str, str]
    sections: Mapping[str, frozenset[str]]
    statuses: Mapping[str, Status]
    priorities: Mapping[str, Priority]

    def extended(
        self,
        *,
        headers: Mapping[str, Iterable[str]],
        sections: Mapping[str, Iterable[str]],
        statuses: Mapping[Status, Iterable[str]],
        priorities: Mapping[Priority, Iterable[str]],
    ) -> Vocabulary:
        """The same with more words; one that was known already means what is said here."""
        named = {("action" if name == "title" else name): words for name, words in headers.items()}
        return replace(
            self,
            headers={**self.headers, **_by_phrase(named, columns.HEADERS)},
            labels={**self.labels, **_by_phrase(headers, (*keys.LABELS, "number"))},
            sections=_more(self.sections, sections),
            statuses={**self.statuses, **_meanings(statuses)},
            priorities={**self.priorities, **_meanings(priorities)},
        )


def _by_phrase(words: Mapping[str, Iterable[str]], order: Iterable[str]) -> dict[str, str]:
    """What each phrase means; one that is said of several means the first of them in this order."""
    return {phrase: name for name in reversed((*order,)) for phrase in phrases(*words.get(name, ()))}


def _more(known: Mapping[str, frozenset[str]], new: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    added = {name: phrases(*words) for name, words in new.items()}
    taken = frozenset[str]().union(*added.values())
    names = dict.fromkeys((*known, *added))
    return {name: (known.get(name, frozenset()) - taken) | added.get(name, frozenset()) for name in names}


def _meanings(words: Mapping[T, Iterable[str]]) -> dict[str, T]:
    return {word: meaning for meaning, said in words.items() for word in phrases(*said)}


DEFAULT = Vocabulary(
    headers=_by_phrase(columns.HEADERS, columns.HEADERS),
    labels=_by_phrase(keys.LABELS, keys.LABELS),
    sections={"actions": frozenset(), "forward": headings.AHEAD_IN_OTHER_WORDS, "other": frozenset()},
    statuses=terms.STATUSES,
    priorities=terms.PRIORITIES,
)
