"""Just enough of a client for the embedded Jira, knowing nothing of ours."""

from __future__ import annotations

from typing import Any

import requests

from sync.sandbox import SandboxServer

ADF = {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": "x"}]}]}


class Client:
    """Asks one sandbox, with its token."""

    def __init__(self, server: SandboxServer) -> None:
        self.server = server
        self.jira = server.jira
        self.cloud = server.jira.cloud
        self.api = f"{server.url}/rest/api/{'3' if self.cloud else '2'}"
        self.agile = f"{server.url}/rest/agile/1.0"

    def ask(self, method: str, path: str, body: object = None, **query: str) -> tuple[int, Any]:
        answer = self.send(method, path, body, **query)
        return answer.status_code, answer.json() if answer.content else None

    def send(self, method: str, path: str, body: object = None, **query: str) -> requests.Response:
        url = path if path.startswith("http") else f"{self.api}/{path}"
        return requests.request(
            method,
            url,
            json=body,
            params=query,
            timeout=10,
            auth=("bot@example.com", self.server.token) if self.cloud else None,
            headers={} if self.cloud else {"Authorization": f"Bearer {self.server.token}"},
        )

    def make(self, **fields: object) -> tuple[int, Any]:
        base = {"project": {"key": "ENG"}, "issuetype": {"id": "10001"}, "summary": "x"}
        return self.ask("POST", "issue", {"fields": base | fields})

    def key(self, **fields: object) -> str:
        status, body = self.make(**fields)
        assert status == 201, body
        return str(body["key"])

    def search(self, jql: str, **more: object) -> tuple[int, Any]:
        return self.ask("POST", "search/jql" if self.cloud else "search", {"jql": jql, **more})

    def found(self, jql: str, **more: object) -> list[str]:
        status, body = self.search(jql, **more)
        assert status == 200, body
        return [issue["key"] for issue in body["issues"]]
