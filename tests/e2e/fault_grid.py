"""Each fault at each request of each story, over HTTP: what is seen, what is left, and how it ends.

`python -m tests.e2e.fault_grid` writes docs/faults.md anew.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from email.utils import format_datetime
from pathlib import Path

from sync.sandbox import Exchange, Fault, SandboxServer
from tests.e2e.fault_stories import STORIES, Story, dues, is_write, request_name, write
from tests.e2e.inside import Inside, Moment
from tests.e2e.team import Team
from tracker.app.sync import SyncOptions
from tracker.model import Gone, Held, InDoubt, Link, Linked, Unlinked

FLAVOURS = ("cloud", "dc")
SECONDS = 0.6  # time-out of a request that hangs; long enough for one that doesn't, on a machine with much to do
LASTING = 999
NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
GRACE = dt.timedelta(minutes=15)
NOTHING = "nothing"
AS_BEFORE = "all as before"
# The same report once more, with every value another one.
CHANGED = ("Watch the index | @devops | 2026-03-28 | P1 | Open", "Write it down | @team | 2026-03-29 | P2 | Open")


HTTP_DATE = "nine seconds from now"
SAID = '{"errorMessages": ["not so"], "errors": {}}'


def _answer(status: int, wait: str = "", times: int = 1) -> Fault:
    return Fault("status", status=status, headers={"Retry-After": wait} if wait else {}, body=SAID, times=times)


ANYWHERE: Mapping[str, Fault] = {
    "closed before it is read": Fault("drop_before"),
    "half an answer": Fault("truncate"),
    "an answer with nothing in it": Fault("empty"),
    "a login page, 200": Fault("html", status=200),
    "an error page, 502": Fault("html", status=502),
    **{str(status): _answer(status) for status in (400, 401, 403, 404, 500, 503)},
    "503, Retry-After: 5": _answer(503, "5"),
    "429, Retry-After: 5": _answer(429, "5"),
    "429, Retry-After: 1800": _answer(429, "1800"),
    "from then on: closed before it is read": Fault("drop_before", times=LASTING),
    "from then on: 500": _answer(500, times=LASTING),
    "from then on: 503, Retry-After: 5": _answer(503, "5", LASTING),
    "from then on: 429, Retry-After: 5": _answer(429, "5", LASTING),
}
# What only differs where something is written; at the first read besides, to see that there it does not.
AT_WRITES: Mapping[str, Fault] = {
    "closed after it is carried out": Fault("drop_after"),
    "closed, carried out later": Fault("late"),
    "no answer in time, carried out": Fault("hang", seconds=SECONDS + 0.4),
    **{str(status): _answer(status) for status in (409, 413, 422, 502)},
    "500, carried out": Fault("status_after", status=500),
    "503, carried out": Fault("status_after", status=503),
    "429, Retry-After: 1.5": _answer(429, "1.5"),
    "429, Retry-After: 0": _answer(429, "0"),
    "429, Retry-After: an HTTP date": _answer(429, HTTP_DATE),
    "429": _answer(429),
}
FAULTS = {**ANYWHERE, **AT_WRITES}
FIRST_READ = "who we are"
TROUBLED = ("refused", "in_doubt", "not_applied", "left", "gone")


@dataclass(frozen=True)
class Cell:
    """One fault at one request: what the run told, and what became of it."""

    flavour: str
    story: str
    request: str
    fault: str
    code: int
    seen: str
    left: str
    ends: str


@dataclass
class Grid:
    """All cells of one flavour, and everything that was wrong in them."""

    inside: Inside
    cells: list[Cell] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    _known: dict[str, str] = field(default_factory=dict)
    _before: Mapping[str, Link] = field(default_factory=dict)

    @property
    def flavour(self) -> str:
        return self.inside.team.server.jira.flavour

    def run(self) -> None:
        self.inside.team.server.jira.clock.set(NOON)
        blank = self.inside.moment()
        for story in STORIES:
            self.inside.back_to(blank)
            story.begin(self.inside)
            start = self.inside.moment()
            self._before = self.inside.links()
            names = names_of(self.inside.sync(story.options).requests)
            for position, request in enumerate(names, start=1):
                for fault in FAULTS if is_write(request) or request == FIRST_READ else ANYWHERE:
                    self._cell(story, start, position, request, fault)

    def _cell(self, story: Story, start: Moment, position: int, request: str, fault: str) -> None:
        inside = self.inside
        inside.back_to(start)
        self.arm(fault, position)
        inside.answer_within = SECONDS if FAULTS[fault].kind == "hang" else 20.0
        done = inside.sync(story.options)
        inside.answer_within = 20.0
        inside.team.server.faults.clear()
        place = f"{self.flavour}, {story.name}, {request}, {fault}"
        self._look_for_the_token(place, done.out + done.err)
        if done.code not in (0, 1, 3, 4, 6):
            self.wrong.append(f"{place}: exit code {done.code}: {done.err}")
        inside.team.server.app.land()
        links = inside.links()
        if done.code == 0 and not all(isinstance(link, Linked) for link in links.values()):
            self.wrong.append(f"{place}: exit code 0, and {left_of(links)}")
        left = AS_BEFORE if _states(links) == _states(self._before) else left_of(links)
        ends = self._until_quiet(story, f"{done.code == 0} {self._situation(links)}", place)
        self.cells.append(Cell(self.flavour, story.name, request, fault, done.code, seen_in(done.out), left, ends))

    def arm(self, fault: str, position: int) -> None:
        """The fault comes at the request of that number."""
        it = replace(FAULTS[fault], nth=position)
        if it.headers.get("Retry-After") == HTTP_DATE:
            soon = self.inside.team.server.jira.clock.now() + dt.timedelta(seconds=9)
            it = replace(it, headers={"Retry-After": format_datetime(soon, usegmt=True)})
        self.inside.team.server.faults.arm(it)

    def _look_for_the_token(self, place: str, told: str) -> None:
        token = self.inside.team.server.token
        if token in told:
            self.wrong.append(f"{place}: the token is told")
        for path in self.inside.team.folder.glob("pirtrack.db*"):
            if token.encode() in path.read_bytes():
                self.wrong.append(f"{place}: the token is in {path.name}")

    def _until_quiet(self, story: Story, situation: str, place: str) -> str:
        """How it ends; the same situation ends in the same way, so each is played to its end only once."""
        key = f"{story.name} {situation}"
        if key not in self._known:
            self._known[key] = self._play_on(story, ended_well=situation.startswith("True"))
            self._check(story, place)
        return self._known[key]

    def _situation(self, links: Mapping[str, Link]) -> str:
        """Both sides, without when and how often."""
        jira = self.inside.team.server.jira
        records = [(r.id, r.summary, r.due, r.priority, r.parent, r.labels, r.comments) for r in jira.records.values()]
        told = {name: _without_times(link, jira.clock.now()) for name, link in links.items()}
        return f"{told} {records}"

    def _play_on(self, story: Story, *, ended_well: bool) -> str:
        if ended_well and self._is_quiet():
            return "at once"
        for minutes, words in ((0, "by the next run"), (0, "by the run after that"), (20, "after the grace")):
            self.inside.pass_time(minutes=minutes)
            if self.inside.sync(story.options).code == 0 and self._is_quiet():
                return words
        kinds = {type(link) for link in self.inside.links().values()}
        if Gone in kinds and self.inside.sync(SyncOptions(full=True)).code == 0 and self._is_quiet():
            return "by the next full read"
        if kinds <= {Linked, Unlinked}:
            self.inside.pass_time(days=2)
            write(self.inside, *CHANGED, title="Search was slow")
            if self.inside.sync().code == 0 and self._is_quiet():
                return "when the report, the configuration or the project changed"
        return "never"

    def _is_quiet(self) -> bool:
        done = self.inside.sync()
        return done.code == 0 and not done.writes

    def _check(self, story: Story, place: str) -> None:
        summaries = sorted(r.summary for r in self.inside.team.items())
        epics = [r for r in self.inside.team.server.jira.records.values() if r.kind.level == 1]
        if summaries != ["Watch the index", "Write it down"] or len(epics) != 1:
            self.wrong.append(f"{place}: in Jira there are {summaries} under {len(epics)} epics")
        states = {name: type(link).__name__ for name, link in self.inside.links().items()}
        if set(states.values()) != {"Linked"} or len(states) != 3:
            self.wrong.append(f"{place}: {states}")
        if not (story.holds(self.inside) or "2026-03-28" in dues(self.inside)):
            self.wrong.append(f"{place}: {story.name} did not reach what it was for")


def _without_times(link: Link, now: dt.datetime) -> str:
    match link:
        case InDoubt(sent=sent):
            return f"in doubt {sent} {now - link.since() > GRACE}"
        case Linked(issue=issue, base=base, refusal=refusal):
            return f"linked {issue.id} {issue.due} {issue.parent} {base} {refusal is None}"
        case Unlinked(refusal=refusal):
            return f"unlinked {refusal is None}"
        case _:
            return type(link).__name__


def names_of(requests: Sequence[Exchange]) -> list[str]:
    """What each request of a run was for."""
    names: list[str] = []
    before = ""
    for exchange in requests:
        name = request_name(exchange, before)
        before = name if is_write(name) else before
        names.append(name)
    return names


def seen_in(out: str) -> str:
    """What went wrong, in the words that the person reads: what ended the run, else what Jira refused."""
    answer = json.loads(out)
    ended = [p["message"] for p in answer["problems"] if p["severity"] == "error"]
    changes = (answer["data"] or {}).get("changes", [])
    told = ended or [c["reason"] for c in changes if c["outcome"] in TROUBLED]
    core = [re.sub(r"^the run ended early: |; \d+ changes? (is|are) left$", "", words) for words in told]
    return re.sub(r"\d\d:\d\d UTC", "HH:MM UTC", "; ".join(dict.fromkeys(core))) or NOTHING


def _states(links: Mapping[str, Link]) -> dict[str, type[Link]]:
    return {name: type(link) for name, link in links.items()}


def left_of(links: Mapping[str, Link]) -> str:
    """What is not linked now, of the epic and the two items."""
    words = {Unlinked: "not made", InDoubt: "in doubt", Held: "held"}
    epics = [words.get(type(k), type(k).__name__.lower()) for n, k in links.items() if "/" not in n]
    items = Counter(words.get(type(k), type(k).__name__.lower()) for n, k in links.items() if "/" in n)
    said = [f"epic {w}" for w in epics if w != "linked"]
    said += [f"{'items' if n == 2 else '1 item'} {w}" for w, n in items.items() if w != "linked"]
    return ", ".join(said) or "all linked"


def play(flavour: str, folder: Path) -> Grid:
    """All cells of one flavour."""
    with SandboxServer(flavour) as server:
        grid = Grid(Inside(Team(folder, server)))
        grid.run()
        return grid


def main() -> None:
    """Writes the page."""
    from tests.e2e.fault_page import PAGE, page  # noqa: PLC0415  # which imports this

    cells: list[Cell] = []
    for flavour in FLAVOURS:
        with tempfile.TemporaryDirectory(prefix="pirtrack-faults-") as folder:
            cells += play(flavour, Path(folder)).cells
    PAGE.write_text(page(cells), encoding="utf-8")


if __name__ == "__main__":
    main()
