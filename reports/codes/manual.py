"""The page of all codes, for the docs. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reports.codes import CODES, FAMILIES
from reports.codes.kinds import ADDED, DISK, FOLDER, WHOLE, Code
from reports.codes.precision import DOCUMENTS, PRECISION

_HEAD = """\
# What `pirtrack check` finds

This page is made by `python -m tests.docs.reference` from the table in `reports/codes/`. How to run the check in a pull
request, which findings are told, and how one is ignored: [checking.md](checking.md).

An **error** stops a push: `sync` refuses the report, and `check` exits 1. A **warning** is for a person to look at;
`--strict` makes it count. An **info** is for the record. *Off* means: not told unless the configuration or `--select`
names it.

The examples stand in a [sample report](../tests/unit/reports/examples.py), and a test runs each of them. They are checked
under a policy (`policy.due`: P0 7 days, P1 14; `policy.finalise`: P0 1 day, P1 3) and with `@search` and `@ana` in
`[owners]` as persons, `@sre-team` as a component.
"""
_HEARSAY = f"""\
## How often they are right

Measured on {DOCUMENTS} public documents that others wrote (38 of them reports), by reading each finding in its document: a
finding is *right* when a careful person would have to agree with what it says. Where the corpus is at hand, `make
corpus-checks` counts them anew. The heuristic ones (`TXT-*`, `WRD-*`, `ITM-OWNER-TEAM`) were tuned on the same documents,
so expect less elsewhere; with fewer than ten findings the share says little. What was measured where nothing was tuned
shows how much less: an earlier `WRD-ACTION`, which knew verbs by a list, was right in all of 11 here and in 5 of 16 on
[reports of our own](../tests/corpus/ours), and was narrowed for that; the `WRD` rules know English only, and stay off. A check
that is on by default was right in at least four of five.

| code | found | right | share | by default |
|---|---|---|---|---|
"""


def manual() -> str:
    """The whole page."""
    return "\n".join((_HEAD, *_families(), _HEARSAY + "".join(_measured()))) + _NOT_FOUND


def _families() -> Iterator[str]:
    for family, where in FAMILIES.items():
        codes = [code for code in CODES.values() if code.family == family]
        rows = [f"| [{c.name}](#{c.name.lower()}) | {_level(c)} | {c.summary} |" for c in codes]
        table = "\n".join(["| code | | |", "|---|---|---|", *rows])
        yield f"## {family}: {where}\n\n{table}\n"
        yield from (section(code) for code in codes)


def section(code: Code) -> str:
    """What is to be known about one code, in Markdown."""
    return (
        f"### {code.name}\n\n*{_level(code)}*: {code.summary}.\n\n{code.why}\n\n"
        f"To mend it: {code.remedy}.\n\n{_example(code)}"
    )


def _level(code: Code) -> str:
    return code.severity.value if code.on else f"{code.severity.value}, off"


def _example(code: Code) -> str:
    if code.instead_of == DISK:
        return f"Told of {code.bad}; not of {code.good}.\n"
    where = {WHOLE: "", ADDED: "", FOLDER: ", in two reports"}.get(code.instead_of, "")
    bad = f"Told of{where}\n\n{_fenced(code.bad)}" if code.bad else f"Told where `{code.good}` is missing.\n"
    return bad + f"\nand not of\n\n{_fenced(code.good)}" if code.bad else bad


def _fenced(text: str) -> str:
    return f"```markdown\n{text}\n```\n"


def _measured() -> Iterator[str]:
    for name, (found, right) in PRECISION.items():
        share = f"{100 * right / found:.0f} %" if found else "-"
        yield f"| {name} | {found} | {right} | {share} | {'on' if CODES[name].on else 'off'} |\n"


_NOT_FOUND = f"""
The corpus gave no occasion for the others: {", ".join(n for n in CODES if n not in PRECISION)}.
"""
