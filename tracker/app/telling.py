"""Tells epics what people said on their incidents' reviews, once; and hears what they remember of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sync import reviews
from sync.fields import Naming
from tracker.app.answer import Answer
from tracker.app.connect import Office
from tracker.app.context import Context
from tracker.app.policies import push_rules
from tracker.errors import JiraForbidden, JiraInvalid, JiraMissing
from tracker.model import Issue, Linked, Problem, ReviewWord, Severity, Stamp, TrackedIncident
from tracker.store import Store
from tracker.views import ChangeView


@dataclass(slots=True)
class Telling:
    """What was told of this run, and what could not be."""

    changes: list[ChangeView] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def with_reviews(answer: Answer, told: Telling) -> Answer:
    """The answer of a sync with what it told of reviews."""
    if not (told.changes or told.problems or told.notes):
        return answer
    comments = answer.summary.get("comment", 0) + len(told.changes)
    return replace(
        answer,
        data={**answer.data, "changes": [*answer.data.get("changes", ()), *told.changes]},
        problems=(*answer.problems, *told.problems),
        notes=(*answer.notes, *told.notes),
        summary={**answer.summary, "comment": comments} if comments else answer.summary,
    )


def awaiting(store: Store) -> tuple[str, ...]:
    """What a rehearsal says of words that would be told."""
    untold = store.review_words.untold()
    many = "1 epic" if len(untold) == 1 else f"{len(untold)} epics"
    return (f"{many} would be told of a review: {', '.join(sorted(untold))}",) if untold else ()


@dataclass(slots=True)
class Teller:
    """One run's mouth and ear; without words to tell it asks Jira nothing. `stamps` are the properties as they are by now."""

    context: Context
    store: Store
    office: Office
    said: Telling = field(default_factory=Telling)
    stamps: dict[str, Stamp | None] = field(default_factory=dict)

    @property
    def _naming(self) -> Naming:
        return push_rules(self.context, self.store.id).naming

    def tell(self, untold: Mapping[str, ReviewWord]) -> Telling:
        """Each epic in one request, after it was read: what it knows already is not said again.

        Raises: JiraError when Jira could not be had; what is left is told the next time.
        """
        incidents = {i.incident.id: i for i in self.store.incidents()}
        places = {name: place for name in sorted(untold) if (place := _place(incidents[name])) is not None}
        shown = _shown(self.office, places.values()) if places else {}
        self.stamps = {i.id: i.stamp for i in shown.values()}
        for name, place in places.items():
            issue = shown.get(place.casefold())
            if issue is None:
                why = f"Jira does not show {incidents[name].epic_key or place}, the epic of {name}"
                self._refused(incidents[name], untold[name], why)
            else:
                self._one(incidents[name], untold[name], issue)
        return self.said

    def _one(self, tracked: TrackedIncident, word: ReviewWord, issue: Issue) -> None:
        edit = reviews.telling(word, tracked.incident, self.stamps[issue.id], self._naming)
        if edit is not None:
            self.store.confirm()
            try:
                self.office.jira.edit(issue.id, edit)
            except (JiraForbidden, JiraInvalid, JiraMissing) as error:
                self._refused(tracked, word, f"{issue.key}, the epic of {word.incident}: {error.message}")
                return
            self.stamps[issue.id] = edit.stamp
            view = ChangeView("comment", word.incident, issue.key, {}, reason=edit.comment, outcome="done")
            self.said.changes.append(view)
        self.store.review_words.told(word)
        if issue.category == "done":
            self._warn(tracked, f"{issue.key}, the epic of {word.incident}, is closed; it was told all the same")

    def _refused(self, tracked: TrackedIncident, word: ReviewWord, why: str) -> None:
        self.store.review_words.told(word, refused=why)
        self._warn(tracked, f"the record of a review is kept in this store only: {why}")

    def _warn(self, tracked: TrackedIncident, message: str) -> None:
        hint = "mend it, then `pirtrack sync --full` tells what was not told"
        self.said.problems.append(Problem("EPC-REVIEW", Severity.WARNING, message, tracked.incident.path, 1, 1, hint))

    def hear(self, incidents: Iterable[TrackedIncident]) -> None:
        """Takes over what our own epics remember, as they were read last; no request to Jira."""
        linked = [(i, i.epic.issue.stamp) for i in incidents if isinstance(i.epic, Linked)]
        remembered = [(i, stamp) for i, stamp in linked if stamp is not None and stamp.reviews]
        known = self.store.review_words.all() if remembered else {}
        for tracked, stamp in remembered:
            self._take(tracked, stamp, known)

    def ask(self, found: Collection[str]) -> None:
        """Asks the epics that the reports of these incidents name, once in the life of a store. Raises: JiraError."""
        known_ones = self.store.incidents() if found else ()
        named = [i for i in known_ones if i.incident.id in found and i.incident.epic is not None]
        if not named:
            return
        shown = _shown(self.office, [place for i in named if (place := _place(i))])
        known = self.store.review_words.all()
        for tracked in named:
            issue = shown.get((_place(tracked) or "").casefold())
            self._take(tracked, issue.stamp if issue else None, known)

    def _take(self, tracked: TrackedIncident, stamp: Stamp | None, known: Mapping[str, ReviewWord]) -> None:
        word = reviews.heard(stamp, self._naming.namespace, tracked.incident.id)
        before = known.get(tracked.incident.id)
        if word is not None and (before is None or before.at < word.at):
            self.store.review_words.recall(word)


def _place(tracked: TrackedIncident) -> str | None:
    """Which issue is to be told: the epic that the report names, else ours, by its lasting id."""
    if tracked.incident.epic is not None:
        return tracked.epic_key
    return tracked.epic.issue.id if isinstance(tracked.epic, Linked) else None


def _shown(office: Office, names: Collection[str]) -> dict[str, Issue]:
    """Issues as they are now, each with its property, by every name that they were asked for by."""
    asked: Sequence[str] = sorted(set(names))
    issues = office.jira.read(asked, epic_link=office.epic_link(), fresh=True).issues
    return {name.casefold(): i for i in issues for name in (i.id, i.key)}
