"""What Jira Cloud and Data Center have in common behind the port."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from sync import markup, stamp
from sync.gateway import decode
from sync.gateway.decode import listing, mapping, whole
from sync.gateway.transport import Kind, Reply, Request, Transport
from sync.ports import Caller, CreateField, Draft, Edit, IssueType, Made, Rejection, Site
from tracker.errors import JiraInvalid, JiraMisread, JiraMissing, JiraRefused, OutcomeUnknown
from tracker.model import Flavour, Issue, Stamp

# Source: Cloud answers 400 above it ("must not exceed the limit '200'").
SCREEN_PAGE = 200
PEOPLE_PAGE = 100
READ_PAGE = 100
PERMISSIONS = (
    "BROWSE_PROJECTS", "CREATE_ISSUES", "EDIT_ISSUES", "ASSIGN_ISSUES", "ADD_COMMENTS", "TRANSITION_ISSUES",
    "LINK_ISSUES",
)  # fmt: skip  # set by hand, as a table


@dataclass(frozen=True, slots=True)
class Lines:
    """Two lines to one Jira: creates have a connection and a patience of their own."""

    common: Transport
    creates: Transport


class Gateway:
    """Every call that both kinds answer alike; the rest is in their own classes."""

    flavour: Flavour

    def __init__(self, site: Site, dial: Callable[[], Lines]) -> None:
        self._site = site
        self._dial = dial
        self._lines = dial()

    def lines(self, at_most: int) -> tuple[Self, ...]:
        """This one, and others to the same Jira, each for a thread of its own."""
        return (self, *(type(self)(self._site, self._dial) for _ in range(at_most - 1)))

    def site(self) -> Site:
        """Which Jira this is."""
        return self._site

    def _read(self, path: str, params: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401  # JSON
        return self._lines.common.send(Request("GET", path, params)).body

    def _ask(self, path: str, body: object, params: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401  # JSON
        """A POST that only reads."""
        return self._lines.common.send(Request("POST", path, params, body)).body

    def _write(self, method: str, path: str, body: object, params: Mapping[str, str] | None = None) -> Reply:
        return self._lines.common.send(Request(method, path, params, body, Kind.WRITE))

    def myself(self) -> Caller:
        """Whose token this is."""
        try:
            reply = self._lines.common.send(Request("GET", "myself"))
        except JiraMissing as error:
            raise JiraRefused("Jira does not know this token here", hint=error.hint) from None
        person = decode.person(reply.body, self.flavour)
        if person is None:
            raise decode.misread()
        return Caller(person, str(mapping(reply.body).get("timeZone") or "UTC"), reply.now)

    def permissions(self, project: str) -> frozenset[str]:
        """What the token may do in a project."""
        asked = {"projectKey": project}
        if self.flavour is Flavour.CLOUD:  # which demands a list; Data Center tells all and knows no such parameter
            asked["permissions"] = ",".join(PERMISSIONS)
        answer = self._read("mypermissions", asked)
        granted = mapping(mapping(answer).get("permissions"))
        return frozenset(name for name, it in granted.items() if mapping(it).get("havePermission") is True)

    def issue_types(self, project: str) -> tuple[IssueType, ...]:
        """What may be created in a project."""
        return tuple(decode.issue_type(v) for v in self._paged(f"issue/createmeta/{project}/issuetypes"))

    def create_fields(self, project: str, issue_type: IssueType) -> tuple[CreateField, ...]:
        """The create screen of one type."""
        path = f"issue/createmeta/{project}/issuetypes/{issue_type.id}"
        return tuple(decode.create_field(v) for v in self._paged(path))

    def _paged(self, path: str) -> Iterator[Any]:
        start = 0
        while True:
            page = mapping(self._read(path, {"startAt": str(start), "maxResults": str(SCREEN_PAGE)}))
            names = ("values", "issueTypes", "createMetaIssueType", "fields", "results")
            values = next((listing(page[n]) for n in names if n in page), None)
            if values is None:
                raise decode.misread()
            yield from values
            start += len(values)
            if not values or page.get("isLast") is True or start >= whole(page.get("total")):
                return

    def create(self, drafts: Sequence[Draft], *, deadline: dt.datetime) -> Made:
        """One POST of up to 50 drafts, sent at most once unless it surely was not carried out."""
        body = {"issueUpdates": [_element(d) for d in drafts]}
        try:
            reply = self._lines.creates.send(Request("POST", "issue/bulk", None, body, Kind.WRITE), deadline=deadline)
        except JiraInvalid as error:
            if error.body is not None and "issues" in error.body:
                return _made(error.body, len(drafts))
            raise
        except JiraMisread as error:
            raise OutcomeUnknown(error.message, hint=error.hint) from None
        if not isinstance(reply.body, Mapping):
            raise OutcomeUnknown("Jira's answer to a create can't be read")
        return _made(reply.body, len(drafts))

    def _edit_body(self, edit: Edit) -> dict[str, object]:
        body: dict[str, object] = {}
        if edit.fields:
            body["fields"] = dict(edit.fields)
        update: dict[str, object] = {}
        labels = [{"add": label} for label in edit.add_labels] + [{"remove": label} for label in edit.remove_labels]
        if labels:
            update["labels"] = labels
        if edit.comment is not None:
            update["comment"] = [{"add": {"body": markup.render([(edit.comment,)], self.flavour)}}]
        if update:
            body["update"] = update
        if edit.stamp is not None:
            body["properties"] = [_property(edit.stamp)]
        return body

    def edit(self, issue_id: str, edit: Edit) -> None:
        """One PUT; Data Center lets only administrators suppress its mail, so there it is never asked to."""
        quiet = edit.quiet and self.flavour is Flavour.CLOUD
        self._write("PUT", f"issue/{issue_id}", self._edit_body(edit), {"notifyUsers": "false"} if quiet else None)

    def stamps(self, ids: Sequence[str]) -> Mapping[str, Stamp]:
        """The property of each issue, one request each."""
        found: dict[str, Stamp] = {}
        for issue_id in ids:
            try:
                answer = mapping(self._read(f"issue/{issue_id}/properties/{stamp.PROPERTY}"))
            except JiraMissing:
                continue
            known = stamp.from_json(answer.get("value"))
            if known is not None:
                found[issue_id] = known
        return found

    def add_to_epic(self, epic_key: str, issue_ids: Sequence[str]) -> None:
        """The agile call."""
        self._write("POST", f"/rest/agile/1.0/epic/{epic_key}/issue", {"issues": list(issue_ids)})

    def _one(self, id_or_key: str, epic_link: str | None) -> Issue | None:
        """One issue read directly, moves followed; None where Jira does not show it."""
        fields = ",".join([*decode.FIELDS, *([epic_link] if epic_link else [])])
        try:
            answer = self._read(f"issue/{id_or_key}", {"fields": fields, "properties": stamp.PROPERTY})
        except JiraMissing:
            return None
        return decode.issue(answer, self.flavour, epic_link)


def _property(value: Stamp) -> dict[str, object]:
    return {"key": stamp.PROPERTY, "value": stamp.to_json(value)}


def _element(draft: Draft) -> dict[str, object]:
    return {"fields": dict(draft.fields), "properties": [_property(draft.stamp)]}


def _made(body: Mapping[str, Any], asked: int) -> Made:
    """What a bulk create did; an answer that doesn't account for every element is no answer."""
    try:
        ids = tuple(str(int(i["id"])) for i in body["issues"])
        rejections = tuple(_rejection(e) for e in body.get("errors") or ())
    except (KeyError, TypeError, ValueError, AttributeError):
        raise OutcomeUnknown("Jira's answer to a create can't be read") from None
    positions = {r.position for r in rejections}
    if len(ids) + len(positions) != asked or not all(0 <= p < asked for p in positions):
        raise OutcomeUnknown("Jira's answer does not account for every issue that it was asked to make")
    return Made(ids, rejections)


def _rejection(error: Mapping[str, Any]) -> Rejection:
    from sync.gateway.translate import said  # noqa: PLC0415  # the table imports requests, which callers of ports don't

    words = said(error.get("elementErrors"))
    return Rejection(int(error["failedElementNumber"]), words.text or "Jira gave no reason", words.fields)


def groups(things: Sequence[str], size: int = READ_PAGE) -> Iterator[Sequence[str]]:
    """Things in groups of so many."""
    for start in range(0, len(things), size):
        yield things[start : start + size]


def once(issues: Sequence[Issue], seen: set[str]) -> tuple[Issue, ...]:
    """Issues that were not seen before; offsets shift while data changes."""
    fresh = tuple(i for i in issues if i.id not in seen)
    seen.update(i.id for i in fresh)
    return fresh
