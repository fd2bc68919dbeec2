"""Jira Cloud: REST v3, ADF, accountIds, `/search/jql`, `/issue/bulkfetch`, `parent`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sync import stamp
from sync.gateway import decode
from sync.gateway.base import PEOPLE_PAGE, READ_PAGE, Gateway, groups, once
from sync.gateway.decode import listing, mapping
from sync.ports import Epic, Reading
from tracker.errors import JiraMisread
from tracker.model import Flavour, Issue, Person


class Cloud(Gateway):
    """The port on Jira Cloud."""

    flavour = Flavour.CLOUD

    def epic_link_field(self) -> str | None:
        """None: on Cloud the epic is the parent."""
        return None

    def people(self, query: str, project: str) -> tuple[Person, ...]:
        """Every account that may be assigned in the project and answers to the query."""
        asked = {"query": query, "project": project, "maxResults": str(PEOPLE_PAGE)}
        hits = (decode.person(v, self.flavour) for v in listing(self._read("user/assignable/search", asked)))
        return tuple(p for p in hits if p is not None)

    def search(self, jql: str, *, epic_link: str | None = None) -> Iterator[tuple[Issue, ...]]:
        """Pages by cursor; a repeated cursor would go round for ever and is refused."""
        seen: set[str] = set()
        tokens: set[str] = set()
        body: dict[str, object] = {
            "jql": f"{jql} ORDER BY id",
            "fields": list(decode.FIELDS),
            "properties": [stamp.PROPERTY],
            "maxResults": READ_PAGE,
        }
        while True:
            page = mapping(self._ask("search/jql", body))
            yield once([decode.issue(v, self.flavour, epic_link) for v in listing(page.get("issues"))], seen)
            token = page.get("nextPageToken")
            if not token or page.get("isLast") is True:
                return
            if token in tokens:
                raise JiraMisread("Jira's search goes round in circles: it gave the same page twice")
            tokens.add(token)
            body = {**body, "nextPageToken": token}

    def newest(self, project: str) -> int:
        """By its key, which counts up within the project."""
        body = {"jql": f'project = "{project}" ORDER BY key DESC', "fields": ["created"], "maxResults": 1}
        return decode.newest(listing(mapping(self._ask("search/jql", body)).get("issues")))

    def read(self, ids_or_keys: Sequence[str], *, epic_link: str | None = None, fresh: bool = False) -> Reading:
        """Past the index, 100 a request.

        Raises: JiraMisread for an answer that leaves out more issues than it names as not shown.
        """
        del fresh  # the call never goes through the index
        found: list[Issue] = []
        for group in groups(ids_or_keys):
            body = {"issueIdsOrKeys": list(group), "fields": list(decode.FIELDS), "properties": [stamp.PROPERTY]}
            page = mapping(self._ask("issue/bulkfetch", body))
            issues = [decode.issue(v, self.flavour, epic_link) for v in listing(page.get("issues"))]
            unsaid = {n for n in group if n.isdigit()} - {i.id for i in issues}
            if len(unsaid) > len(
                listing(page.get("issueErrors") or [])
            ):  # law 6: what nothing is said of proves nothing
                raise JiraMisread("Jira's answer leaves out issues that it was asked for", hint="try again later")
            found += issues
        shown = {i.id for i in found} | {i.key.casefold() for i in found}
        return Reading(tuple(found), tuple(n for n in ids_or_keys if n.casefold() not in shown))

    def epics(self, keys: Sequence[str]) -> Mapping[str, Epic | None]:
        """What each key names; one that was moved answers to its old key when asked for alone."""
        reading = self.read(keys) if keys else Reading(())
        shown = {i.key.casefold(): i for i in reading.issues}
        moved = len(shown) > len(keys) - len(reading.missing)
        found: dict[str, Epic | None] = {}
        for key in keys:
            issue = shown.get(key.casefold()) or (self._one(key, None) if moved else None)
            found[key] = _epic(issue) if issue else None
        return found


def _epic(issue: Issue) -> Epic:
    return Epic(issue.key, issue.project, issue.type, is_epic=issue.is_epic, closed=issue.category == "done")
