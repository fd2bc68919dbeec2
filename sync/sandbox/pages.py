"""What people see in a browser: the issues, and one issue; everything in them is escaped."""

from __future__ import annotations

from html import escape

from sync.sandbox.model import Jira, Record

_STYLE = (
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>{title}</title>"
    "<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}}"
    "table{{border-collapse:collapse;width:100%}}th,td{{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #8886}}"
    "pre{{white-space:pre-wrap}}</style><main>{body}</main></html>"
)


def _page(title: str, body: str) -> str:
    return _STYLE.format(title=escape(title), body=body)


def index(jira: Jira) -> str:
    """Every issue, the newest first."""
    rows = "".join(
        f"<tr><td><a href='/browse/{escape(r.key)}'>{escape(r.key)}</a><td>{escape(r.kind.name)}<td>{escape(r.summary)}"
        f"<td>{escape(r.state.name)}<td>{escape(r.due or '')}<td>{escape(r.assignee.display if r.assignee else 'nobody')}"
        for _, r in sorted(jira.records.items(), reverse=True)
    )
    head = "<tr><th>Key<th>Type<th>Summary<th>Status<th>Due<th>Assignee"
    return _page("Sandbox Jira", f"<h1>Sandbox Jira</h1><p>{len(jira.records)} issues.</p><table>{head}{rows}</table>")


def issue(jira: Jira, record: Record) -> str:
    """One issue."""
    parent = jira.records.get(record.parent) if record.parent else None
    facts = {
        "Type": record.kind.name,
        "Status": record.state.name + (f" ({record.resolution})" if record.resolution else ""),
        "Epic": parent.key if parent else "none",
        "Due": record.due or "none",
        "Priority": record.priority or "none",
        "Assignee": record.assignee.display if record.assignee else "nobody",
        "Labels": ", ".join(record.labels),
    }
    rows = "".join(f"<tr><th>{name}<td>{escape(value)}" for name, value in facts.items())
    text = record.description if isinstance(record.description, str) else _plain(record.description)
    body = (
        f"<p><a href='/'>all issues</a></p><h1>{escape(record.key)}: {escape(record.summary)}</h1><table>{rows}</table>"
    )
    return _page(f"{record.key} {record.summary}", f"{body}<h2>Description</h2><pre>{escape(text)}</pre>")


def _plain(node: object) -> str:
    if not isinstance(node, dict):
        return ""
    if node.get("type") == "text":
        return str(node.get("text", ""))
    inner = "".join(_plain(child) for child in node.get("content", ()))
    return f"{inner}\n\n" if node.get("type") == "paragraph" else inner


def login() -> str:
    """What a proxy in between would show."""
    return _page("Sign in", "<h1>Sign in</h1><p>Please sign in to go on.</p>")
