"""What a digest says in words, the same in every format. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.digest.notes import many
from reports.digest.value import NOT_ITEMS, Digest, Heading, Line, Move, Section, Totals

TITLES: Mapping[Heading, str] = {
    Heading.OVERDUE_P0: "Overdue P0",
    Heading.OVERDUE: "Overdue",
    Heading.LEFT: "Left the overdue list without being done",
    Heading.DUE_SOON: "Due soon",
    Heading.SLIPPED: "Slipped",
    Heading.UNOWNED: "No owner",
    Heading.INCOMPLETE: "No due date or no priority",
    Heading.BLOCKED: "Blocked for long",
    Heading.CLOSED: "Done",
    Heading.DROPPED: "Dropped",
    Heading.REOPENED: "Reopened",
    Heading.REVIEWS: "Reviews to hold",
    Heading.NOT_FINAL: "Reports not final in time",
    Heading.IN_DRAFTS: "P0 items waiting in drafts",
    Heading.TROUBLE: "Needs a decision",
    Heading.FAILING: "Not running as it should",
}
SHORT: Mapping[Heading, str] = {
    Heading.OVERDUE_P0: "overdue P0",
    Heading.OVERDUE: "overdue",
    Heading.LEFT: "off the list undone",
    Heading.DUE_SOON: "due soon",
    Heading.SLIPPED: "slipped",
    Heading.UNOWNED: "without owner",
    Heading.INCOMPLETE: "incomplete",
    Heading.BLOCKED: "blocked",
    Heading.CLOSED: "done",
    Heading.DROPPED: "dropped",
    Heading.REOPENED: "reopened",
    Heading.REVIEWS: "to review",
    Heading.NOT_FINAL: "not final",
    Heading.IN_DRAFTS: "in drafts",
    Heading.TROUBLE: "to decide",
    Heading.FAILING: "failing",
}
MEANINGS: Mapping[Heading, str] = {
    Heading.OVERDUE_P0: "P0 items that are open after their due date. Due today is not overdue.",
    Heading.OVERDUE: "All other items that are open after their due date, by priority.",
    Heading.LEFT: "By the day and the priority that were promised first these would be overdue, and they are not done. "
    "They stand here until somebody accepts it: pirtrack accept ITEM --by NAME --reason TEXT.",
    Heading.DUE_SOON: "Open items whose day comes within the days that [digest.due_soon] sets for their priority.",
    Heading.SLIPPED: "Open items that are not listed above and whose day was moved to a later one.",
    Heading.UNOWNED: "Open items that nobody is assigned to in Jira, without an owner, or whose owner stands for nobody.",
    Heading.INCOMPLETE: "Open items that can't be overdue, or not by priority, since they lack the one or the other.",
    Heading.BLOCKED: "Items that have been blocked for longer than digest.blocked_after.",
    Heading.CLOSED: "Items that were done since the last digest.",
    Heading.DROPPED: "Items that were closed as won't do, or as a duplicate, since the last digest.",
    Heading.REOPENED: "Items that were closed, and are open again since the last digest.",
    Heading.REVIEWS: "Incidents whose 30-day review is due.",
    Heading.NOT_FINAL: "Reports that are still drafts after the time that [policy.finalise] gives to their severity.",
    Heading.IN_DRAFTS: "P0 items that are not in Jira, since their report is not finished.",
    Heading.TROUBLE: "Report and Jira disagree, an issue is gone, or it is not known whether one was made.",
    Heading.FAILING: "Jobs of the scheduler that failed or did not run, and messages that did not arrive, or may not have.",
}
ALL = "pirtrack digest --all"


def title(digest: Digest) -> str:
    """What stands on top."""
    about = f", {digest.only}" if digest.only else ""
    return f"Action items{about}, {digest.as_of.isoformat()}"


def headline(digest: Digest) -> str:
    """How it stands, in a few sentences."""
    return f"{verdict(digest)} {open_items(digest)}"


def verdict(digest: Digest) -> str:
    """What matters most; never an all-clear from data that is too old."""
    return f"{_stale(digest)} {_standing(digest)}" if digest.age.stale else _standing(digest)


def _stale(digest: Digest) -> str:
    if digest.age.last_pull is None:
        return "Jira was never read completely: this is only what the reports say."
    return (
        f"Jira was last read completely {minute(digest.age.last_pull)}, too long ago: what happened since is not known."
    )


def _standing(digest: Digest) -> str:
    totals = digest.totals
    if digest.is_clear:
        return "All clear: nothing is overdue."
    if totals.overdue == 0 and totals.left == 0:
        return "Nothing is known to be overdue."
    said = []
    if totals.overdue:
        p0 = f", {totals.overdue_p0} of them P0" if totals.overdue_p0 else ", none of them P0"
        said.append(f"{many(totals.overdue, 'item is', 'items are')} overdue{p0}.")
    if totals.left:
        said.append(f"{totals.left} left the overdue list without being done.")
    return " ".join(said)


def open_items(digest: Digest) -> str:
    """How many items are open, and how many of them nobody will hear of."""
    totals = digest.totals
    if totals.open == 0:
        return "No item is open."
    rest = [
        f"{totals.undated} of them without a due date" if totals.undated else "all of them with a due date",
        f"{totals.snoozed} snoozed" if totals.snoozed else "",
        f"{totals.let_go} accepted as they are" if totals.let_go else "",
    ]
    return f"{many(totals.open, 'item is', 'items are')} open, {', '.join(r for r in rest if r)}."


def news(digest: Digest) -> str:
    """What is new since the last digest, by section."""
    if digest.since is None:
        return "This is the first digest: there is no earlier one to compare it with."
    counted = [
        f"{number} {SHORT[section.heading]}"
        for section in digest.sections
        if (number := sum(line.is_news for line in section.lines))
    ]
    if not counted:
        return f"Nothing new since {digest.since.isoformat()}."
    return f"New or changed since {digest.since.isoformat()}: {', '.join(counted)}."


@dataclass(frozen=True, slots=True)
class Total:
    """One number with its name and its definition."""

    name: str
    number: int
    means: str
    loud: bool = False


def figures_of(totals: Totals) -> tuple[Total, ...]:
    """The totals as a page shows them."""
    return (
        Total("Overdue P0", totals.overdue_p0, "P0, open after its due date", loud=totals.overdue_p0 > 0),
        Total("Overdue", totals.overdue, "open after its due date, P0 among them"),
        Total("Left undone", totals.left, "off the overdue list, neither done nor accepted"),
        Total("Due soon", totals.due_soon, "its day comes within the days set for its priority"),
        Total("Without a date", totals.undated, "open, and can't become overdue"),
        Total("Open", totals.open, f"in all; {totals.snoozed} snoozed, {totals.let_go} accepted as they are"),
    )


def age(digest: Digest) -> str:
    """Of which day this is, and how old the data."""
    pulled = digest.age.last_pull
    read = f"Jira was last read completely {minute(pulled)}." if pulled else "Jira was never read completely."
    return f"As of {digest.as_of.isoformat()}. {read}"


def one_line(digest: Digest) -> str:
    """The whole of a digest that says nothing new."""
    return f"{news(digest)} {headline(digest)} {age(digest)} `{ALL}` shows every line."


def minute(at: dt.datetime) -> str:
    """An instant, absolute."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")


def move_words(move: Move) -> str:
    """What became of a field since the last digest."""
    before, now = (value.replace("_", " ") if value else "none" for value in (move.before, move.now))
    return f"{move.name} was {before}, is {now}"


def remarks(line: Line) -> tuple[str, ...]:
    """Everything that is said of a line besides its fields."""
    return (*line.notes, *(move_words(move) for move in line.moves))


def and_more(number: int, section: Section) -> str:
    """What stands for the lines that a limit kept out, without the address itself."""
    return f"and {number} more" + (":" if section.url else f": `{ALL}` shows them")


@dataclass(frozen=True, slots=True)
class Cut:
    """A section as a channel takes it: so many of its lines, and how many there are besides."""

    section: Section
    lines: tuple[Line, ...]
    more: int

    @property
    def title(self) -> str:
        """Its heading with the number of all of its lines."""
        return f"{TITLES[self.section.heading]} ({len(self.section.lines)})"


def cut(section: Section, most: int | None) -> Cut:
    """At most so many lines, those that say something new kept first; the order stays."""
    lines = section.lines
    if most is None or len(lines) <= most:
        return Cut(section, lines, 0)
    chosen = sorted(range(len(lines)), key=lambda i: (not lines[i].is_news, i))[:most]
    return Cut(section, tuple(lines[i] for i in sorted(chosen)), len(lines) - most)


def heads(section: Section) -> tuple[str, ...]:
    """What the columns of a section hold."""
    of_reports = section.heading in NOT_ITEMS
    return ("Severity", "Incident", "Due", "What", "Who") if of_reports else ("Priority", "Issue", "Due", "What", "Who")


def groups(digest: Digest, *, by_owner: bool) -> Iterator[tuple[str | None, tuple[Section, ...]]]:
    """The sections as they are, or those of each owner in turn, nobody's last."""
    if not by_owner:
        yield None, digest.sections
        return
    owners = sorted({line.owner for _, line in digest.lines()} - {None}, key=lambda o: ((o or "").casefold(), o or ""))
    for owner in (*owners, None):
        own = (
            Section(s.heading, tuple(line for line in s.lines if line.owner == owner), s.jql, s.url)
            for s in digest.sections
        )
        sections = tuple(s for s in own if s.lines)
        if sections:
            yield owner or "without an owner", sections
