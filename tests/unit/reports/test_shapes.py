"""The shapes that action items take: each a small document of ours, with what a careful person reads out of it."""

from __future__ import annotations

import pytest

from tests.unit.reports.samples import parse
from tracker.model import ReportedItem

HEAD = "# Incident: search was down\n\n**Date**: 2026-03-02\n\n## Timeline\n\n- 09:00 paged the team\n- 09:10 rolled back\n\n"


def items(body: str, head: str = HEAD) -> tuple[ReportedItem, ...]:
    return parse(head + body).items


def told(body: str) -> list[tuple[str, str | None, str | None, str | None, str | None, str | None]]:
    """Title, owner, due, priority, status and key of each item."""
    return [
        (i.title, i.owner, i.due.isoformat() if i.due else None, i.priority, i.status, i.jira_key) for i in items(body)
    ]


def titles(body: str) -> list[str]:
    return [i.title for i in items(body)]


SRE = """\
## Action Items

| Action Item | Type | Owner | Bug |
|---|---|---|---|
| Alert on lag | detect | ana | (Jira Issue No: OPS-12)**TODO** |
| Test the fallback | prevent | bo | #345 DONE |
| Cap the queue | mitigate | cy | n/a |
"""


def test_the_google_shape_keeps_the_status_in_the_bug_column() -> None:
    assert told(SRE) == [
        ("Alert on lag", "ana", None, None, "not_started", "OPS-12"),
        ("Test the fallback", "bo", None, None, "done", None),
        ("Cap the queue", "cy", None, None, None, None),
    ]


def test_several_tables_by_priority() -> None:
    body = """\
## Action Items

### P0 (this week)

| # | Action | Owner |
|---|---|---|
| 1 | Alert on lag | @ana |

### P1

| # | Task | Assignee | Deadline |
|---|---|---|---|
| 1 | Test the fallback | @bo | 2026-03-20 |
"""
    assert told(body) == [
        ("Alert on lag", "@ana", None, "P0", None, None),
        ("Test the fallback", "@bo", "2026-03-20", "P1", None, None),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## Action Items\n\n- [x] Alert on lag\n- [ ] Test it\n",
        "## Follow-up tasks\n\n1. [x] Alert on lag\n2. [ ] Test it\n",
        "## 8. Corrective Actions ##\n\n* [X] Alert on lag\n* [] Test it\n",
        "**Action items:**\n\n- [x] Alert on lag\n- [ ] Test it\n",
        "- **Review actions**:\n  - [x] Alert on lag\n  - [ ] Test it\n",
        "### ☑️ Action items\n\n- [x] Alert on lag\n  - seen on the graph\n- [ ] Test it\n- A note on the list above.\n",
    ],
)
def test_check_boxes(body: str) -> None:
    assert [(i.title, i.status) for i in items(body)] == [("Alert on lag", "done"), ("Test it", "not_started")]


def test_nested_bullets_are_details() -> None:
    assert titles("## Action items\n\n- Alert on lag\n  - with two levels\n  - and a runbook\n- Test it\n") == [
        "Alert on lag",
        "Test it",
    ]


def test_a_bullet_may_head_a_numbered_list_that_nobody_indented() -> None:
    body = "- **Impact**:\n\nNobody could log in.\n\n- **Review actions**:\n\n1. Alert on lag\n2. Test it\n   1. on staging\n\n- **Timeline**:\n\n1. It broke\n"
    assert titles(body) == ["Alert on lag", "Test it"]


def test_paragraphs_below_a_bullet_that_heads_them_are_read_as_prose() -> None:
    body = "- **Review actions**:\n\nIt was rare.\n\nWrite a runbook for it\n"
    assert titles(body) == ["Write a runbook for it"]


@pytest.mark.parametrize(
    ("aside", "found"), [("before the next release", ["Alert on lag"]), ("completed", []), ("0–5 minutes", [])]
)
def test_what_is_immediate_is_to_come_where_its_heading_says_so(aside: str, found: list[str]) -> None:
    assert titles(f"## Recommendations\n\n### Immediate ({aside})\n\n1. Alert on lag\n") == found


def test_a_template_shown_in_a_guide_asks_for_nothing() -> None:
    body = "## Postmortem-Vorlage\n\n### Action Items\n\n| ID | Action | Owner | Status |\n|---|---|---|---|\n| 1 | Alert on lag | SRE | Open |\n"
    assert titles(body) == []


def test_a_numbered_heading_over_labels_is_the_item_and_lists_below_say_more_of_it() -> None:
    body = (
        "## Accionables\n\n### A1. Cap the queue\n**Prioridad:** Alta\n**Opciones:**\n1. By length\n2. By age\n\n"
        "### A2. Checklist before a release\n**Prioridad:** Baja\n**Accion:** look at:\n- [ ] the alerts\n- [ ] the cap\n"
    )
    assert [(i.title, i.priority) for i in items(body)] == [
        ("Cap the queue", "P1"),
        ("Checklist before a release", "P3"),
    ]


def test_a_heading_that_names_a_priority_leaves_the_items_below_it() -> None:
    body = "## Action items\n\n### 1. First\n**Priority:** High\n\n- Alert on lag\n- Test it\n"
    assert titles(body) == ["Alert on lag", "Test it"]


def test_who_does_it_may_stand_in_the_one_bullet_below() -> None:
    body = "## Action items\n\n- [ ] Alert on lag:\n  - by the minute (owner=@ana, due=2026-03-20)\n- [ ] Test it:\n  - here (owner=@bo)\n  - there (owner=@cy)\n"
    assert [(i.title, i.owner, i.due and i.due.isoformat()) for i in items(body)] == [
        ("Alert on lag:", "@ana", "2026-03-20"),
        ("Test it:", None, None),
    ]


def test_a_label_on_the_next_line_is_no_part_of_the_first() -> None:
    (item,) = items("## Action Items\n\n- Cap it\n  Owner: Bob Lima\n")
    assert (item.title, item.owner) == ("Cap it", "Bob Lima")


def test_a_wrapped_bullet_is_one_item() -> None:
    assert titles("## Next steps\n\n- Alert on lag as\n  soon as it shows\n- Test\nthe fallback\n") == [
        "Alert on lag as soon as it shows",
        "Test the fallback",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## Action items\n\n- Alert on lag (Owner: @ana, Due: 2026-03-20)\n",
        "## Action items\n\n- Alert on lag - Owner: @ana - Due: 2026-03-20\n",
        "## Action items\n\n- @ana: Alert on lag (due 2026-03-20)\n",
        "## Action items\n\n- Alert on lag (@ana, 2026-03-20)\n",
        "## Action items\n\n- Alert on lag. Owner: @ana. Due: March 20, 2026.\n",
        "## Action items\n\n- Alert on lag\n  - Owner: @ana\n  - Due: 2026-03-20\n",
        "## Action items\n\n- **Alert on lag**\n  - **Owner:** @ana\n  - **Due date:** 20 March 2026\n",
        "## Action items\n\n- **Action:** Alert on lag\n- **Owner:** @ana\n- **Due:** 2026-03-20\n",
        "## Action items\n\n**Action:** Alert on lag  \n**Owner:** @ana  \n**Due:** 2026-03-20\n",
        "## Action items\n\n### 1. Alert on lag\n\n- **Owner**: @ana\n- **Due**: 2026-03-20\n",
        "## Action items\n\n### Alert on lag\n\n**Owner**: @ana\n**Due**: 2026-03-20\n\nSome words why.\n",
        "## Action items\n\n1. Alert on lag\n\n   **Owner**: @ana, **Due**: 2026-03-20\n",
        "## アクションアイテム\n\n- Alert on lag。**担当: @ana、期限: 2026-03-20**\n",
        "## Ações corretivas\n\n| Ação | Responsável | Prazo |\n|---|---|---|\n| Alert on lag | @ana | 20/03/2026 |\n",
        "## Maßnahmen\n\n| Maßnahme | Verantwortlich | Frist |\n|---|---|---|\n| Alert on lag | @ana | 20.03.2026 |\n",
        "## Actions correctives\n\n| Action | Responsable | Échéance |\n|---|---|---|\n| Alert on lag | @ana | 20 mars |\n",
        "## 行动项\n\n| 事项 | 责任人 | 截止时间 |\n|---|---|---|\n| Alert on lag | @ana | 2026-03-20 |\n",
        "## Acciones\n\n| Acción | Responsable | Fecha compromiso |\n|---|---|---|\n| Alert on lag | @ana | 2026-03-20 |\n",
        "## 改进措施\n\n| 改进措施 | 负责人 | 截止日期 |\n|---|---|---|\n| Alert on lag | @ana | 2026年3月20日 |\n",
        "## Acciones preventivas\n\n| Acción | Dueño | Fecha límite |\n|---|---|---|\n| Alert on lag | @ana | 20 de marzo de 2026 |\n",
    ],
)
def test_an_owner_and_a_due_date_in_many_forms(body: str) -> None:
    assert told(body) == [("Alert on lag", "@ana", "2026-03-20", None, None, None)]


@pytest.mark.parametrize(
    ("bullet", "priority", "title"),
    [
        ("Alert on lag [Priority: High]", "P1", "Alert on lag"),
        ("[P0] Alert on lag", "P0", "Alert on lag"),
        ("P2: Alert on lag", "P2", "Alert on lag"),
        ("**P1** - Alert on lag", "P1", "Alert on lag"),
        ("Alert on lag (P3)", "P3", "Alert on lag"),
        ("[Medium] Alert on lag", "P2", "[Medium] Alert on lag"),
        ("**High priority**: Alert on lag", "P1", "High priority: Alert on lag"),
        ("🔴 **Critical:** Alert on lag", "P0", "Critical: Alert on lag"),
        ("{{ lag }} must be shown at all times", None, "{{ lag }} must be shown at all times"),
        ("Alert on lag of P-015 (see PA-1)", None, "Alert on lag of P-015 (see PA-1)"),
    ],
)
def test_a_priority_in_a_bullet(bullet: str, priority: str | None, title: str) -> None:
    assert [(i.title, i.priority) for i in items(f"## Action items\n\n- {bullet}\n")] == [(title, priority)]


@pytest.mark.parametrize(
    ("bullet", "status", "title"),
    [
        ("✅ Alert on lag", "done", "Alert on lag"),
        ("Alert on lag ✅", "done", "Alert on lag"),
        ("Alert on lag (done)", "done", "Alert on lag (done)"),
        ("[N/A] Alert on lag", "cancelled", "Alert on lag"),
        ("~~Alert on lag~~", "cancelled", "Alert on lag"),
        ("[FIXED](https://example.com/1) Alert on lag", "done", "Alert on lag"),
        ("Alert on lag. _done in the dashboard_", "done", "Alert on lag. done in the dashboard"),
        ("Alert when it is done", None, "Alert when it is done"),
        ("Alert on lag. **Open.**", "not_started", "Alert on lag. Open."),
        ("Keep port 22: open", None, "Keep port 22: open"),
        ("GH-101 (Done): alert on lag", "done", "GH-101 (Done): alert on lag"),
        ("#101 (Lag): alert on it", None, "#101 (Lag): alert on it"),
    ],
)
def test_a_status_in_a_bullet(bullet: str, status: str | None, title: str) -> None:
    assert [(i.title, i.status) for i in items(f"## Action items\n\n- {bullet}\n")] == [(title, status)]


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("✅ Done", "done"),
        ("**DONE** (PR #12)", "done"),
        ("DONE - PR #384", "done"),
        ("CLOSED 2026-08-06 - issue #392", "done"),
        ("🔄 In Progress", "in_progress"),
        ("⏳ Pending", "not_started"),
        ("📅 Queued", "not_started"),
        ("🔲", "not_started"),
        ("☐ Open", "not_started"),
        ("[x]", "done"),
        ("`[ ]`", "not_started"),
        ("Not done", "not_started"),
        ("Incomplete", "not_started"),
        ("Blocked on #4", "blocked"),
        ("Terminé", "done"),
        ("À faire", "not_started"),
        ("完了", "done"),
        ("未着手", "not_started"),
        ("Backlog — not now", "not_started"),
        ("TODO.", "not_started"),
        ("Won't do", "cancelled"),
        ("En revisión", "in_progress"),
        ("规划中", "not_started"),
        ("Addressed in #12", "done"),
        ("Policy", None),
    ],
)
def test_a_status_in_a_cell(cell: str, status: str | None) -> None:
    (item,) = items(f"## Action items\n\n| Action | Status |\n|---|---|\n| Alert on lag | {cell} |\n")
    assert item.status == status


@pytest.mark.parametrize(
    ("bullet", "title", "status", "key"),
    [
        ("- Cap the queue (Jira: ENG-1)", "Cap the queue", None, "ENG-1"),
        ("- Cap the queue (Owner: @ana) (Jira: ENG-1, Done)", "Cap the queue", "done", "ENG-1"),
        ("- [ ] Cap the queue (Jira: INC-1, In Progress)", "Cap the queue", "in_progress", "INC-1"),
        ("- [x] Cap the\n  queue (Jira: ENG-1)", "Cap the queue", "done", "ENG-1"),
        ("- Cap the queue (Jira: ENG-1)\n  Owner: @ana", "Cap the queue", None, "ENG-1"),
        ("- Cap the queue (Jira: soon)", "Cap the queue (Jira: soon)", None, None),
    ],
)
def test_what_writing_back_left_in_a_bullet(bullet: str, title: str, status: str | None, key: str | None) -> None:
    (item,) = items(f"## Action Items\n\n{bullet}\n")
    assert (item.title, item.status, item.jira_key) == (title, status, key)


def test_a_list_whose_key_is_in_the_target_of_a_link() -> None:
    body = "## Action items\n\n- Alert on lag ([jira](https://jira.example.com/browse/OPS-9))\n"
    assert [(i.jira_key) for i in items(body)] == ["OPS-9"]


def test_references_are_items_where_they_are_the_list() -> None:
    assert titles("## Follow-up improvements\n\n- #12\n- #34 \n- acme/search#5\n") == ["#12", "#34", "acme/search#5"]


def test_what_is_done_by_section() -> None:
    body = "## Ações corretivas (feitas)\n\n- Restart it\n\n## Ações preventivas (pendentes)\n\n- Alert on lag\n"
    assert [(i.title, i.status) for i in items(body)] == [("Restart it", "done"), ("Alert on lag", "not_started")]


def test_several_owners() -> None:
    body = "## Action items\n\n| Action | Owner |\n|---|---|\n| A plan | Ana Lima + Bo |\n| A test | infra / search |\n| A talk | Ana, Bo & Cy |\n"
    assert [i.owners for i in items(body)] == [("Ana Lima", "Bo"), ("infra / search",), ("Ana", "Bo", "Cy")]


@pytest.mark.parametrize("owner", ["", "—", "TBD", "要アサイン", "Por definir", "À définir", "unassigned"])
def test_nobody_is_no_owner(owner: str) -> None:
    (item,) = items(f"## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n| Alert on lag | {owner} | 未定 |\n")
    assert (item.owner, item.due) == (None, None)


@pytest.mark.parametrize(
    ("cell", "owner", "status"),
    [("DONE — this sprint", None, "done"), ("Fixed", None, "done"), ("Open source team", "Open source team", None)],
)
def test_a_status_in_place_of_an_owner(cell: str, owner: str | None, status: str | None) -> None:
    (item,) = items(f"## Action items\n\n| Action | Owner |\n|---|---|\n| Alert on lag | {cell} |\n")
    assert (item.owner, item.status) == (owner, status)


def test_a_day_that_is_a_word_is_no_status() -> None:
    body = "| Action | Owner | Target |\n|---|---|---|\n| Alert on lag | @ana | next |\n"
    assert [i.status for i in items(f"## Outstanding items\n\n{body}")] == [None]
    assert [i.status for i in items(f"## Action items (pending)\n\n{body}")] == ["not_started"]


def test_what_was_done_counts_beside_what_is_still_to_do() -> None:
    body = "## Lessons\n\n**DONE**: an alert on lag\n\n{}"
    assert told(body.format("**TODO** test it\n")) == [
        ("an alert on lag", None, None, None, "done", None),
        ("test it", None, None, None, "not_started", None),
    ]
    assert told(body.format("")) == []


def test_a_header_that_does_not_fit_its_cells() -> None:
    body = """\
## Action Items

| # | Owner | Priority | Due |
|---|---|---|---|
| 1 | ana | Alert on lag before the queue is full | 2026-03-20 |
| 2 | bo | Test the fallback with real data | 2026-03-21 |
"""
    assert [(i.title, i.owner, i.priority) for i in items(body)] == [
        ("Alert on lag before the queue is full", "ana", None),
        ("Test the fallback with real data", "bo", None),
    ]


def test_an_issue_is_the_problem_where_another_column_is_the_plan() -> None:
    body = """\
## Action Items

| Priority | Issue | Owner | Fix Plan | Status |
|---|---|---|---|---|
| P1 | No alert | ana | Alert on lag | Open |
"""
    assert told(body) == [("Alert on lag", "ana", None, "P1", "not_started", None)]


def test_a_pipe_in_code_parts_no_cells() -> None:
    body = (
        "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n| Drop `|| true` from it | @ana | 2026-03-20 |\n"
    )
    assert told(body) == [("Drop || true from it", "@ana", "2026-03-20", None, None, None)]


def test_rows_with_a_blank_line_between_them_are_one_table() -> None:
    body = "## Action items\n\n| Action | Owner |\n|---|---|\n| Alert on lag | @ana |\n\n| Test it | @bo |\n"
    assert [(i.title, i.owner) for i in items(body)] == [("Alert on lag", "@ana"), ("Test it", "@bo")]


def test_an_escaped_table_is_a_table() -> None:
    body = "## Action items\n\n\\| Action \\| Owner \\|\n\\| --- \\| --- \\|\n\\| Alert on lag \\| @ana \\|\n"
    assert [(i.title, i.owner) for i in items(body)] == [("Alert on lag", "@ana")]


@pytest.mark.parametrize("bar", ["|", "\\|"])
def test_a_table_whose_lines_all_stand_alone_is_a_table(bar: str) -> None:
    lines = ["| Action | Owner |", "| --- | --- |", "| Alert on lag | @ana |", "| Test it | @bo |"]
    body = "## Action items\n\n" + "\n\n".join(lines).replace("|", bar) + "\n"
    assert [(i.title, i.owner) for i in items(body)] == [("Alert on lag", "@ana"), ("Test it", "@bo")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("## Corrective actions\n\nWe should alert on lag. It would have helped.\n\nWe need to test it.\n", 2),
        ("## Corrective actions\n\nThe fix was to alert on lag. It will help.\n", 0),
        ("## Future actions\n\nSearch will alert on lag.  \nPlatform will test it.\n", 2),
        ("## Action items\n\nWe should do this:\n\n- Alert on lag\n", 1),
        (
            "## Preventative measures\n\nA check will be made that sees lag.\n\nIn short, old ones are planned to go.\n",
            2,
        ),
        ("## Summary\n\nWe should have known.\n", 0),
    ],
)
def test_sentences_that_promise_work(body: str, found: int) -> None:
    assert len(items(body)) == found


@pytest.mark.parametrize("line", ["Action Items:", "Follow-up actions:", "Action items"])
def test_a_plain_line_before_a_list_does_for_a_heading(line: str) -> None:
    assert titles(f"## Outcome\n\n{line}\n\n1. Alert on lag\n2. Test it\n") == ["Alert on lag", "Test it"]


def test_plain_text_with_underlined_headings() -> None:
    body = "Action items\n============\n\n- Alert on lag\n- Test it\n\nNotes\n=====\n\n- Not this\n"
    assert titles(body) == ["Alert on lag", "Test it"]


@pytest.mark.parametrize(
    "body",
    [
        "## Actions Taken\n\n- Restarted it\n",
        "## Immediate Actions (0-5 minutes)\n\n- Restarted it\n",
        "## Lessons learned\n\n- Alert on lag next time\n",
        "## Questions for follow up\n\n- Why?\n",
        "## Follow-up meetings scheduled\n\n- Monday\n",
        "## Timeline\n\n| Time | Event | Action | Responsible |\n|---|---|---|---|\n| 09:00 | Down | Restarted | ana |\n",
        "## Sign-off\n\n| Role | Name | Action | Date |\n|---|---|---|---|\n| Lead | Ana | Approve | 2026-03-04 |\n",
        "## Compensation\n\n| Vault owner | Amount | Time of Incident |\n|---|---|---|\n| x1 | 5 | 16/12/2022 |\n",
        "## What went well\n\n- Action was quick\n",
        "## Resolution\n\n1. Rolled back\n2. Restarted\n",
        "## Terms\n\nA deployment is a technical action:\n\n- Copying files\n",
    ],
)
def test_what_looks_like_actions_and_is_none(body: str) -> None:
    assert titles(body) == []


def test_a_table_without_a_section_is_known_by_its_columns() -> None:
    assert titles(
        "## Systemic mitigation\n\n| Action | Prevents | Status |\n|---|---|---|\n| Alert | Lag | Done |\n"
    ) == ["Alert"]
    assert titles("| Action | Owner |\n|---|---|\n| Alert on lag | @ana |\n") == ["Alert on lag"]


def test_the_surest_section_counts_and_the_others_say_it_again() -> None:
    body = """\
## Prevention

- We should alert on lag some day

## Action items

| Action | Owner |
|---|---|
| Alert on lag | @ana |

### How to read this

- prevent: stops it from happening again

## Follow-up actions

- Alert on lag, soon
"""
    assert [(i.title, i.inferred) for i in items(body)] == [("Alert on lag", False)]


def test_a_forward_looking_list_is_inferred() -> None:
    assert [(i.title, i.inferred) for i in items("## Recommendations\n\n- Alert on lag\n")] == [("Alert on lag", True)]


def test_a_list_that_a_tracked_one_tells_again_is_not_counted_twice() -> None:
    again = "## Preventive measures\n\n- Set a timeout for name lookups\n- Check the front page\n- Fixed addresses\n"
    boxes = "## Next steps\n\n- [ ] Implement the lookup timeout of names in the proxy\n- [ ] Add a check of the front page\n"

    assert titles(again + boxes) == [
        "Implement the lookup timeout of names in the proxy",
        "Add a check of the front page",
    ]
    assert len(titles(again.replace("- Check the front page\n- Fixed", "- Train the team\n- Fixed") + boxes)) == 5
    assert (
        len(titles(again.replace("Preventive measures", "Action items") + boxes.replace("Next steps", "Follow-up")))
        == 3
    )


def test_in_a_text_without_headings_short_lines_do_for_them() -> None:
    text = "Search outage 2026-03-02\n\nFollow-up\n\n- Alert on lag\n\nNotes\n\n- Not this\n\nWhat we are going to do\n\n- Nor this\n"

    assert [i.title for i in parse(text).items] == ["Alert on lag"]
    assert [i.title for i in parse(text.replace("Follow-up", "Also")).items] == ["Nor this"]


def test_beside_check_boxes_what_names_somebody_is_no_remark() -> None:
    body = "## Action items\n\n1. Alert on lag (Owner: @ana)\n2. As seen last time\n\n- [ ] Test it\n"
    assert titles(body) == ["Alert on lag", "Test it"]


def test_groups_of_a_list() -> None:
    body = "## Action items\n\n- **Monitoring:**\n  - Alert on lag\n- **Tests:**\n  - Test it\n    - twice\n"
    assert titles(body) == ["Alert on lag", "Test it"]


def test_an_owner_before_the_task() -> None:
    body = "## Action items\n\n- Platform owner: alert on lag\n- **[Search]** Test it\n- **ADMIN**: rotate it\n"
    assert [(i.title, i.owner) for i in items(body)] == [
        ("alert on lag", "Platform owner"),
        ("[Search] Test it", "Search"),
        ("rotate it", "ADMIN"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## Action items\n\n- [ ] Action item 1 - Owner: [Name] - Due: [Date]\n",
        "## Action items\n\n- \n",
        "## Action items\n\n- [Action 1]\n- {{ summary }}\n",
        "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n|  |  |  |\n",
        "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n| [Action] | @owner | YYYY-MM-DD |\n",
        "## Action items\n\n| # | Action | Owner | Due |\n|---|---|---|---|\n| 1 |  | @handle | YYYY-MM-DD |\n",
        "## Action items\n\n- Action 1 - Owner: - Due:\n- Task\n",
        "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n| Action item 1 | | |\n",
        "## Action items\n\n<!-- - [ ] like this -->\n\n```\n- [ ] or this\n```\n",
    ],
)
def test_what_a_template_left_is_no_item(body: str) -> None:
    assert titles(body) == []


def test_a_placeholder_among_real_items_is_an_error_of_its_own() -> None:
    report = parse(HEAD + "## Action items\n\n- Alert on lag\n- Test it (Owner: [Name])\n- [Action 3]\n")

    assert [i.title for i in report.items] == ["Alert on lag"]
    assert [(p.line, p.code) for p in report.problems if p.code == "ITM-PLACEHOLDER"] == [
        (13, "ITM-PLACEHOLDER"),
        (14, "ITM-PLACEHOLDER"),
    ]


def test_a_status_cell_may_be_a_choice_in_brackets() -> None:
    body = "## Action items\n\n| Action | Owner | Status |\n|---|---|---|\n| Alert on lag | @ana | [Done] |\n"
    assert [i.status for i in items(body)] == ["done"]


@pytest.mark.parametrize(("share", "status"), [("100%", "done"), ("50% complete", "in_progress")])
def test_a_share_is_a_status(share: str, status: str) -> None:
    (item,) = items(f"## Action items\n\n| Action | Owner | Status |\n|---|---|---|\n| Alert | @ana | {share} |\n")
    assert item.status == status


def test_braces_that_somebody_filled_in_are_taken_off() -> None:
    body = "## Action items\n\n1. {{ Alert on lag before it hurts anybody }} [link to issue]\n2. {{ summary }}\n"
    assert titles(body) == ["Alert on lag before it hurts anybody"]


SURE = "## Action items\n\n"


def test_numbered_headings_with_prose_below_are_the_items() -> None:
    body = (
        SURE
        + "By priority.\n\n### 1. Gate the deploy on health checks\n\nToday it ends too soon.\n\n```sh\nup\n```\n\n"
    )

    assert titles(body + "### 2. Take away the second stack\n\nIt shares a name.\n\n- as seen\n") == [
        "Gate the deploy on health checks",
        "Take away the second stack",
    ]
    assert titles(SURE + "### 1. Short-term actions for us\n\nSoon.\n\n- Do it\n") == ["Do it"]


def test_a_paragraph_alone_below_a_heading_that_only_sorts_is_an_item() -> None:
    assert titles(SURE + "### Builder\n\nLimit what builds may take.\n\n### Process\n\n1. Name a driver\n") == [
        "Limit what builds may take.",
        "Name a driver",
    ]
    for prose in ("The team will see.", "Why did it begin? Was it us?", "None.", "As follows:"):
        assert titles(SURE + f"### Builder\n\n{prose}\n\n### Process\n\n1. Name a driver\n") == ["Name a driver"]


def test_bullets_that_begin_with_todo_stay_whole() -> None:
    body = "## Corrective measures\n\n- **Fixes**:\n  - Watch the heap\n- **Tasks**:\n  - **TODO**: Patch it\n  - **TODO**: Test it\n"

    assert [(i.title, i.status) for i in items(body)] == [
        ("Watch the heap", None),
        ("Patch it", "not_started"),
        ("Test it", "not_started"),
    ]


def test_a_part_that_names_who_is_no_list_of_items() -> None:
    body = "## Corrective actions\n\n### In progress\n\n- Cap retries\n\n### Follow-up owners\n\n- Search: the heap\n"

    assert [(i.title, i.status) for i in items(body)] == [("Cap retries", "in_progress")]
    assert titles("## Action items\n\n### Actions and owners\n\n- Cap retries\n") == ["Cap retries"]


def test_a_checklist_of_prevention_is_a_list() -> None:
    assert titles("## Prevention checklist\n\nSo that it stays away:\n\n- [ ] Keep it out\n") == ["Keep it out"]
