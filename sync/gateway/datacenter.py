"""Jira Data Center: REST v2, wiki markup, user names, `/search` by offset, the Epic Link field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sync.fields import EPIC_LINK
from sync.gateway import decode
from sync.gateway.base import PEOPLE_PAGE, READ_PAGE, Gateway, groups, once
from sync.gateway.decode import listing, mapping, whole
from sync.ports import Epic, Reading
from tracker.errors import JiraMissing
from tracker.model import Flavour, Issue, Person


class DataCenter(Gateway):
    """The port on Jira Data Center."""

    flavour = Flavour.DATA_CENTER

    def epic_link_field(self) -> str | None:
        """Found by its schema: names are translated, numbers differ from site to site."""
        for field in listing(self._read("field")):
            if mapping(mapping(field).get("schema") or {}).get("custom") == EPIC_LINK:
                return str(field["id"])
        return None

    def people(self, query: str, project: str) -> tuple[Person, ...]:
        """Every account that may be assigned in the project and answers to the query."""
        asked = {"username": query, "project": project, "maxResults": str(PEOPLE_PAGE)}
        hits = (decode.person(v, self.flavour) for v in listing(self._read("user/assignable/search", asked)))
        return tuple(p for p in hits if p is not None)

    def search(self, jql: str, *, epic_link: str | None = None) -> Iterator[tuple[Issue, ...]]:
        """Pages by offset, by the size that the server returned; ordered by what never changes."""
        seen: set[str] = set()
        fields = [*(f for f in decode.FIELDS if f != "parent"), *([epic_link] if epic_link else [])]
        start = 0
        while True:
            body = {
                "jql": f"{jql} ORDER BY id",
                "startAt": start,
                "maxResults": READ_PAGE,
                "fields": fields,
                "validateQuery": False,  # one dead id in a list would fail the whole question
            }
            page = mapping(self._ask("search", body))
            issues = [decode.issue(v, self.flavour, epic_link) for v in listing(page.get("issues"))]
            yield once(issues, seen)
            start += len(issues)
            if not issues or start >= whole(page.get("total")):
                return

    def newest(self, project: str) -> int:
        """By its key, which counts up within the project."""
        body = {"jql": f'project = "{project}" ORDER BY key DESC', "fields": ["created"], "maxResults": 1}
        return decode.newest(listing(mapping(self._ask("search", body)).get("issues")))

    def read(self, ids_or_keys: Sequence[str], *, epic_link: str | None = None, fresh: bool = False) -> Reading:
        """By search, 100 a request; what the index lacks, or all when `fresh`, is read directly, one by one."""
        found: dict[str, Issue] = {}
        for group in () if fresh else groups(ids_or_keys):
            ids, keys = [n for n in group if n.isdigit()], [n for n in group if not n.isdigit()]
            clauses = [f"id in ({', '.join(ids)})"] if ids else []
            clauses += ["key in ({})".format(", ".join(f'"{k}"' for k in keys))] if keys else []
            for page in self.search(" OR ".join(clauses), epic_link=epic_link):
                found |= {i.id: i for i in page}
        shown = {i.id for i in found.values()} | {i.key.casefold() for i in found.values()}
        missing: list[str] = []
        for name in ids_or_keys:
            if name.casefold() not in shown:
                issue = self._one(name, epic_link)
                if issue is None:
                    missing.append(name)
                else:
                    found[issue.id] = issue
        return Reading(tuple(found.values()), tuple(missing))

    def epics(self, keys: Sequence[str]) -> Mapping[str, Epic | None]:
        """The agile call knows epics and nothing else: what it does not know is looked at as an issue."""
        return {key: self._epic(key) for key in keys}

    def _epic(self, key: str) -> Epic | None:
        try:
            epic = mapping(self._read(f"/rest/agile/1.0/epic/{key}"))
        except JiraMissing:
            issue = self._one(key, None)
            return Epic(issue.key, issue.project, issue.type, is_epic=False) if issue else None
        now = str(epic.get("key") or key)
        return Epic(now, now.rpartition("-")[0], "Epic", is_epic=True, closed=epic.get("done") is True)
