"""What no person would write, and nearly does: pieces of reports, and signs of Markdown, in any order and number."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.corpus.mutations import LARGEST

_PIECES = (
    "# Incident: down", "## Action Items", "### P0", "- **Review actions**:", "- [ ] Do it", "- [x] Did it (done)",
    "| Action | Owner | Due |", "|---|---|---|", "| Do `a | b` | @a | 10/11 |", "| x |", "**Owner:** @a", "**Date**: 2026-03-02",
    "**Status**", "q", "```", "---", "1. P1: @a: x (by Friday)", "Next Review: 7 mars", "<details>", "\\| a \\| b \\|", "[x]: y",
    "~~no~~", "**Action items:**", "- Owner: @a - Due: 2026-02-31", "===", "### 1. Do it", "title: PM-1", "Jira epic: OPS-1",
    "| **Date** | 5 May 2026 |", "{{ x }} [y]", "アクション", "<!-- pirtrack: ignore ITM-OWNER -->", "Due: 令和8年3月2日", "⏳ 🔥 Do it",
    "We will add an alert. (Jira: OPS-1, Done)", "- **Owner**: [a](https://x.example/browse/OPS-2)", "SEV1 / SEV2", "TODO: x",
)  # fmt: skip  # set by hand, as a table
_BEFORE = ("", "", "", "> ", "- ", "  ", "    ", "  - ", "\t", "1. ", "# ", "| ", "> > ")
_SIGNS = st.text(st.sampled_from("#|-*_`~<>[]()!:\\ \n\r\t>+1.xX&{}@,;/\u2028日é🔥\x00"), max_size=80)
_LINES = st.tuples(st.sampled_from(_BEFORE), st.sampled_from(_PIECES) | _SIGNS).map("".join)

# Without it most of what follows is no report, and most of reading is not reached.
_HEAD = "# Incident: down\n\n**Date**: 2026-03-02\n**Severity**: P1\n\n## Action items\n\n"

nearly_reports = st.builds(
    lambda head, lines, end, times: (head + end.join(lines) * times).encode()[:LARGEST],
    st.sampled_from(("", _HEAD, _HEAD)),
    st.lists(_LINES, max_size=30),
    st.sampled_from(("\n", "\n\n", "\r\n", "\r")),
    st.sampled_from((1, 1, 1, 2, 300)),
)


def each(number: int, inputs: int, read: Callable[[bytes], None]) -> None:
    """Reads so many, the same for the same number. Raises: what reading raises, with the smallest text that does it."""

    @seed(number)
    @settings(
        max_examples=inputs,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(nearly_reports)
    def told(data: bytes) -> None:
        read(data)

    told()
