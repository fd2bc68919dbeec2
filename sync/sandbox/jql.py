"""The JQL that the sandbox understands; anything else is refused, as Jira refuses what it can't parse."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sync.sandbox.model import Jira, Record, Refusal

Test = Callable[[Record], bool]

_TOKENS = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<op>>=|<=|!=|=|>|<)|(?P<mark>[(),])|(?P<word>[^\s(),=<>!"]+))"""
)
_RELATIVE = re.compile(r"-(\d+)([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_ORDERS: dict[str, Callable[[Record], float]] = {
    "id": lambda r: r.id,
    "key": lambda r: r.id,
    "updated": lambda r: r.updated.timestamp(),
    "created": lambda r: r.created.timestamp(),
}


@dataclass(frozen=True)
class Token:
    """A word, string or sign; `quoted` tells a string."""

    text: str
    quoted: bool = False

    @property
    def word(self) -> str:
        """An unquoted word in lower case, empty for a string."""
        return "" if self.quoted else self.text.casefold()


def search(jira: Jira, text: str, *, lenient: bool = False) -> list[Record]:
    """Issues of the index that match, in the order that is asked for. Raises: Refusal 400.

    `lenient`: keys and ids that are not there are passed over (validateQuery=false).
    """
    return _Parser(jira, _tokens(text), lenient=lenient).run()


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    while position < len(text.rstrip()):
        found = _TOKENS.match(text, position)
        if found is None:
            raise Refusal(400, f"Error in the JQL Query: The character at position {position} is not allowed.")
        raw = found["string"]
        tokens.append(Token(re.sub(r"\\(.)", r"\1", raw[1:-1]), quoted=True) if raw else Token(found.group().strip()))
        position = found.end()
    return tokens


class _Parser:
    def __init__(self, jira: Jira, tokens: Sequence[Token], *, lenient: bool) -> None:
        self._jira = jira
        self._tokens = list(tokens)
        self._lenient = lenient

    def run(self) -> list[Record]:
        if not self._tokens or self._peek() == "order":
            raise Refusal(
                400, "Unbounded JQL queries are not allowed here. Please add a search restriction to your query."
            )
        test = self._any()
        key, descending = self._order()
        if self._tokens:
            raise _error(f"Expecting operator but got '{self._tokens[0].text}'.")
        return sorted((r for r in self._jira.indexed() if test(r)), key=key, reverse=descending)

    def _peek(self) -> str:
        return self._tokens[0].word if self._tokens else ""

    def _take(self) -> Token:
        if not self._tokens:
            raise _error("the query ends too early.")
        return self._tokens.pop(0)

    def _any(self) -> Test:
        tests = [self._all()]
        while self._peek() == "or":
            self._take()
            tests.append(self._all())
        return lambda r: any(t(r) for t in tests)

    def _all(self) -> Test:
        tests = [self._one()]
        while self._peek() == "and":
            self._take()
            tests.append(self._one())
        return lambda r: all(t(r) for t in tests)

    def _one(self) -> Test:
        if self._peek() == "(":
            self._take()
            inner = self._any()
            self._expect(")")
            return inner
        field = self._take().text.casefold()
        operator = self._take().word
        if operator == "in":
            return self._member(field, self._list())
        if operator == "=":
            return self._member(field, [self._take()])
        if operator == ">=" and field in ("updated", "created"):
            since = self._instant(self._take())
            return lambda r: (r.updated if field == "updated" else r.created) >= since
        raise _error(f"The operator '{operator}' is not supported by the '{field}' field.")

    def _expect(self, mark: str) -> None:
        if self._take().text != mark:
            raise _error(f"Expecting '{mark}'.")

    def _list(self) -> list[Token]:
        self._expect("(")
        values = [self._take()]
        while self._peek() == ",":
            self._take()
            values.append(self._take())
        self._expect(")")
        return values

    def _member(self, field: str, values: Sequence[Token]) -> Test:
        wanted = {v.text.casefold() for v in values}
        if field == "labels":
            return lambda r: bool(wanted & {label.casefold() for label in r.labels})
        if field == "project":
            return lambda r: r.project.casefold() in wanted
        if field == "issuetype":
            return lambda r: r.kind.name.casefold() in wanted
        if field in ("id", "key", "issuekey"):
            found = {r.id for v in values if (r := self._known(v.text, field))}
            return lambda r: r.id in found
        if field in (("parent",) if self._jira.cloud else ("epic link", "cf[10008]")):
            parents = {r.id for v in values if (r := self._known(v.text, "parent"))}
            return lambda r: r.parent in parents
        raise _error(f"Field '{field}' does not exist or you do not have permission to view it.")

    def _known(self, name: str, field: str) -> Record | None:
        record = self._jira.find(name)
        if record is None and not self._lenient:
            raise Refusal(400, f"An issue with key '{name}' does not exist for field '{field}'.")
        return record

    def _instant(self, token: Token) -> dt.datetime:
        text = token.text
        relative = _RELATIVE.fullmatch(text)
        if relative:
            return self._jira.clock.now() - dt.timedelta(**{_UNITS[relative[2]]: int(relative[1])})
        if text.isdigit() and not token.quoted:  # an unquoted number is milliseconds
            return dt.datetime.fromtimestamp(int(text) / 1000, dt.UTC)
        try:
            return dt.datetime.fromisoformat(text.replace("/", "-")).replace(tzinfo=dt.UTC)
        except ValueError:
            raise _error(f"Date value '{text}' for field 'updated' is invalid.") from None

    def _order(self) -> tuple[Callable[[Record], float], bool]:
        if self._peek() != "order":
            return _ORDERS["id"], False
        self._take()
        if self._take().word != "by":
            raise _error("Expecting 'by'.")
        field = self._take().word
        if field not in _ORDERS:
            raise _error(f"Not able to sort using field '{field}'.")
        direction = self._take().word if self._peek() in ("asc", "desc") else "asc"
        return _ORDERS[field], direction == "desc"


def _error(words: str) -> Refusal:
    return Refusal(400, f"Error in the JQL Query: {words}")
