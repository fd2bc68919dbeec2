"""What looks like deletion and is none: nothing is withdrawn, nothing counts as gone, nothing is made again."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.sandbox import Fault, SandboxServer
from tests.e2e.inside import Inside
from tests.e2e.team import OWNERS, Done, Team, report
from tracker.app.sync import SyncOptions
from tracker.model import Gone, Link, Linked

EVERYTHING = SyncOptions(full=True)
INCIDENTS = ("2026-03-01-001", "2026-03-02-001")
ALWAYS = 9999


@pytest.fixture(params=["cloud", "dc"])
def inside(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Inside]:
    """Six items of two reports, all linked, and an hour gone since."""
    with SandboxServer(request.param) as server:
        made = Inside(Team(tmp_path, server))
        made.team.server.jira.plant_epic("ENG", 900, "Reliability")
        for incident in INCIDENTS:
            made.team.write(f"{incident}.md", a_report(incident))
        for _ in range(2):
            assert made.sync().code == 0
            made.pass_time(hours=1)
        yield made


def a_report(incident: str, status: str = "FINAL", rows: int = 3) -> str:
    table = [f"Step {n} of {incident} | @devops | 2026-03-2{n} | P1 | Open" for n in range(1, rows + 1)]
    return report(*table, incident=incident, day=incident[:10], status=status, epic="ENG-900")


def links(inside: Inside) -> dict[str, type[Link]]:
    return {ref: type(link) for ref, link in inside.links().items()}


def assert_nothing_happened(inside: Inside, *runs: Done) -> None:
    assert [w for done in runs for w in done.writes] == []
    assert set(links(inside).values()) == {Linked}
    assert len(inside.team.items()) == 6
    assert inside.withdrawn() == []


def problems(done: Done) -> str:
    return "\n".join(p["message"] for p in json.loads(done.out)["problems"])


def a_scoped_token_at_the_wrong_host(inside: Inside) -> None:
    inside.team.server.faults.arm(Fault("status", path="/rest/", times=ALWAYS, status=404))


def an_expired_token(inside: Inside) -> None:
    inside.team.server.jira.revoked = True


def an_expired_token_where_visitors_are_let_in(inside: Inside) -> None:
    inside.team.server.jira.revoked = inside.team.server.jira.visitors = True


@pytest.mark.parametrize("options", [SyncOptions(), EVERYTHING], ids=["sync", "full"])
@pytest.mark.parametrize(
    ("what", "words"),
    [
        (a_scoped_token_at_the_wrong_host, "does not know this token here"),
        (an_expired_token, "refused the token"),
        (an_expired_token_where_visitors_are_let_in, "refused the token"),
    ],
)
def test_a_token_that_does_not_count_is_told_as_such(
    inside: Inside, options: SyncOptions, what: Callable[[Inside], None], words: str
) -> None:
    what(inside)

    done = inside.sync(options)

    assert (done.code, words in problems(done)) == (3, True), done.err
    assert_nothing_happened(inside, done)


@pytest.mark.parametrize("visitors", [False, True])
@pytest.mark.parametrize("options", [SyncOptions(), EVERYTHING], ids=["sync", "full"])
def test_a_token_that_runs_out_under_way_is_told_as_such(inside: Inside, options: SyncOptions, visitors: bool) -> None:
    """It was good for the first question; where visitors are let in, the next ones are answered: with nothing."""
    jira, requests = inside.team.server.jira, inside.team.server.requests
    before = len(requests)
    inside.team.server.faults.arm(Fault("hang", path="/myself$", seconds=0.5))

    def run_out() -> None:
        while len(requests) == before:
            time.sleep(0.005)
        jira.revoked, jira.visitors = True, visitors

    elsewhere = threading.Thread(target=run_out)
    elsewhere.start()
    done = inside.sync(options)
    elsewhere.join()

    assert done.code == 3, done.err
    assert_nothing_happened(inside, done)


def test_who_may_no_longer_see_anything_is_stopped_when_all_is_read(inside: Inside) -> None:
    inside.team.server.jira.may.discard("BROWSE_PROJECTS")

    quick, full = inside.sync(), inside.sync(EVERYTHING)

    assert quick.code == 0, "a search that shows nothing proves nothing"
    assert (full.code, "6 of 6 issues are not shown" in problems(full)) == (6, True), full.err
    assert_nothing_happened(inside, quick, full)


def test_another_jira_is_not_ours_with_everything_deleted(inside: Inside) -> None:
    with SandboxServer(inside.team.server.jira.flavour) as other:
        inside.team.configure(OWNERS, url=other.url)
        quick, full = inside.sync(), inside.sync(EVERYTHING)

        assert quick.code == 0
        assert (full.code, "6 of 6 issues are not shown" in problems(full)) == (6, True), full.err
        assert other.jira.records == {}
    inside.team.configure(OWNERS)
    assert_nothing_happened(inside, inside.sync())


@pytest.mark.parametrize("options", [SyncOptions(), EVERYTHING], ids=["sync", "full"])
def test_empty_answers_prove_nothing(inside: Inside, options: SyncOptions) -> None:
    inside.team.server.faults.arm(Fault("empty", path="search|bulkfetch", times=ALWAYS))

    done = inside.sync(options)

    assert done.code == (4 if options.full and inside.team.server.jira.cloud else 0), done.err
    inside.team.server.faults.clear()
    assert_nothing_happened(inside, done)


def an_empty_folder(inside: Inside) -> None:
    for path in (inside.team.folder / "incidents").iterdir():
        path.unlink()


def no_folder(inside: Inside) -> None:
    shutil.rmtree(inside.team.folder / "incidents")


def another_branch(inside: Inside) -> None:
    an_empty_folder(inside)
    inside.team.write("other.md", a_report("2026-03-05-001", status="DRAFT"))


def drafts_again(inside: Inside) -> None:
    for incident in INCIDENTS:
        inside.team.write(f"{incident}.md", a_report(incident, status="DRAFT", rows=1))


def unreadable_reports(inside: Inside) -> None:
    for incident in INCIDENTS:
        inside.team.write(f"{incident}.md", b"\x7fELF\x00\x01\x02" * 100)


@pytest.mark.parametrize(
    ("what", "code"),
    [(an_empty_folder, 0), (no_folder, 1), (another_branch, 0), (drafts_again, 0), (unreadable_reports, 1)],
)
def test_reports_that_are_not_here_withdraw_nothing(inside: Inside, what: Callable[[Inside], None], code: int) -> None:
    what(inside)

    done = inside.sync()

    assert done.code == code, done.err
    assert done.writes == []
    ours = [link for ref, link in links(inside).items() if ref.partition("/")[0] in INCIDENTS]
    assert (ours, inside.withdrawn()) == ([Linked] * 6, [])


def shown(inside: Inside, ref: str) -> dict[str, Any]:
    items = json.loads(inside.team.run("status", "--all", "--format", "json").out)["data"]["items"]
    found: dict[str, Any] = next(i for i in items if i["ref"] == ref)
    return found


FIRST = f"{INCIDENTS[0]}/1"


def first_key(inside: Inside) -> str:
    link = inside.links()[FIRST]
    assert isinstance(link, Linked)
    return link.issue.key


def test_a_moved_issue_is_the_same_issue_under_another_key(inside: Inside) -> None:
    now = inside.team.server.jira.move(first_key(inside), "OPS")

    done = inside.sync()

    assert (done.code, shown(inside, FIRST)["jira_key"]) == (0, now), done.err
    assert_nothing_happened(inside, done, inside.sync(EVERYTHING))


def test_a_renamed_project_renames_every_key_and_nothing_else(inside: Inside) -> None:
    jira = inside.team.server.jira
    for record in list(jira.records.values()):
        jira.move(record.key, "OPS")

    done = inside.sync()

    assert done.code == 0, done.err
    projects = {link.issue.project for link in inside.links().values() if isinstance(link, Linked)}
    assert projects == {"OPS"}
    assert_nothing_happened(inside, done, inside.sync(EVERYTHING))


@pytest.mark.parametrize("hidden", [False, True])
def test_a_deleted_issue_and_a_hidden_one_are_gone_and_never_made_again(inside: Inside, hidden: bool) -> None:
    jira, key = inside.team.server.jira, first_key(inside)
    (jira.hide if hidden else jira.delete)(key)

    quick, full, after = inside.sync(), inside.sync(EVERYTHING), inside.sync()

    assert quick.code == 0, "that it is not among what changed proves nothing"
    assert (full.code, after.code) == (1, 1)
    assert [w for done in (quick, full, after) for w in done.writes] == []
    assert shown(inside, FIRST)["link"] == "gone"
    assert list(links(inside).values()).count(Gone) == 1
    if hidden:
        jira.show(key)
        assert inside.sync(EVERYTHING).code == 0
        assert_nothing_happened(inside)


def test_an_archived_issue_is_still_there(inside: Inside) -> None:
    inside.team.server.jira.archive(first_key(inside))

    assert_nothing_happened(inside, inside.sync(), inside.sync(EVERYTHING))


def test_a_clone_is_nobodys_and_is_never_adopted(inside: Inside) -> None:
    key = first_key(inside)
    clone = inside.team.server.jira.clone(key)

    seen = inside.sync()
    for path in inside.team.folder.glob("pirtrack.db*"):
        path.unlink()
    rebuilt = inside.sync()

    assert [w for done in (seen, rebuilt) for w in done.writes] == []
    assert first_key(inside) == key
    for done in (seen, rebuilt):
        assert (done.code, f"SYN-CLONE {clone} carries the label of {FIRST}" in done.err) == (0, True)


def test_many_that_vanish_at_once_are_gone_only_when_a_person_says_so(inside: Inside) -> None:
    jira = inside.team.server.jira
    for record in inside.team.items()[:5]:
        jira.delete(record.key)

    stopped = inside.sync(EVERYTHING)
    untouched = links(inside)
    told = inside.sync(SyncOptions(full=True, yes=True))

    assert (stopped.code, stopped.writes, set(untouched.values())) == (6, [], {Linked})
    assert (told.code, told.writes) == (1, [])
    assert list(links(inside).values()).count(Gone) == 5
    assert len(inside.team.items()) == 1
