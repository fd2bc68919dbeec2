"""The JQL that the sandbox understands; anything else is refused, as Jira refuses what it can't parse."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sync.sandbox.model import Jira, Record, Refusal

Test = Callable[[Record], bool]
Order = tuple[Callable[[Record], tuple[str, float]], bool]

_TOKENS = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<op>>=|<=|!=|=|>|<)|(?P<mark>[(),])|(?P<word>[^\s(),=<>!"]+))"""
)
_RELATIVE = re.compile(r"-(\d+)([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DATES = ("%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d")
_RESERVED = frozenset({"and", "or", "not", "in", "is", "order", "by", "empty", "null", *"(),=<>", "!=", ">=", "<="})
_MOST_ORDERS = 7
_ORDERS: dict[str, Callable[[Record], tuple[str, float]]] = {
    "id": lambda r: ("", r.id),
    "key": lambda r: (r.project, r.number),
    "issuekey": lambda r: (r.project, r.number),
    "updated": lambda r: ("", r.updated.timestamp()),
    "created": lambda r: ("", r.created.timestamp()),
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


def search(jira: Jira, text: str, *, lenient: bool = False, fresh: Collection[int] = ()) -> list[Record]:
    """Issues of the index that match, in the order that is asked for. Raises: Refusal 400.

    `lenient`: keys and ids that are not there are passed over (validateQuery=false). `fresh`: ids whose issues
    are seen as they are now, however far the index lags.
    """
    test, orders = _Parser(jira, _tokens(text), lenient=lenient).run()
    found = [r for r in jira.indexed(fresh) if test(r)]
    for key, descending in reversed(orders):
        found.sort(key=key, reverse=descending)
    return found


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

    def run(self) -> tuple[Test, list[Order]]:
        bounded = self._tokens and self._peek() != "order"
        test = self._any() if bounded else self._everything()
        orders = self._orders()
        if self._tokens:
            raise _error(f"Expecting operator but got '{self._tokens[0].text}'.")
        return test, orders

    def _everything(self) -> Test:
        if self._jira.cloud:
            words = "Unbounded JQL queries are not allowed here. Please add a search restriction to your query."
            raise Refusal(400, words)
        return lambda _: True

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
            return self._member(field, [self._value()])
        if operator == ">=" and field in ("updated", "created"):
            since = self._instant(self._value())
            return lambda r: (r.updated if field == "updated" else r.created) >= since
        raise _error(f"The operator '{operator}' is not supported by the '{field}' field.")

    def _value(self) -> Token:
        token = self._take()
        if token.word in _RESERVED:
            raise _error(f"'{token.text}' is a reserved word or sign: it has to stand in quotes.")
        return token

    def _expect(self, mark: str) -> None:
        if self._take().word != mark:
            raise _error(f"Expecting '{mark}'.")

    def _list(self) -> list[Token]:
        self._expect("(")
        values = [self._value()]
        while self._peek() == ",":
            self._take()
            values.append(self._value())
        self._expect(")")
        return values

    def _member(self, field: str, values: Sequence[Token]) -> Test:
        wanted = {v.text.casefold() for v in values}
        if field == "labels":
            return lambda r: bool(wanted & {label.casefold() for label in r.labels})
        if field == "project":
            projects = {self._project(v.text) for v in values}
            return lambda r: r.project in projects
        if field == "issuetype":
            return lambda r: r.kind.name.casefold() in wanted
        if field in ("id", "key", "issuekey"):
            found = {r.id for v in values if (r := self._known(v.text, field))}
            return lambda r: r.id in found
        if field in (("parent",) if self._jira.cloud else ("epic link", "cf[10008]")):
            parents = {r.id for v in values if (r := self._known(v.text, "parent"))}
            return lambda r: r.parent in parents
        raise _error(f"Field '{field}' does not exist or you do not have permission to view it.")

    def _project(self, name: str) -> str:
        project = self._jira.project(name) or self._jira.project(name.upper())
        if project is None:
            raise Refusal(400, f"The value '{name}' does not exist for the field 'project'.")
        return project

    def _known(self, name: str, field: str) -> Record | None:
        record = self._jira.find(name)
        if record is None and not self._lenient:
            raise Refusal(400, f"An issue with key '{name}' does not exist for field '{field}'.")
        return record

    def _instant(self, token: Token) -> dt.datetime:
        """A moment: before now, milliseconds since the epoch where unquoted, or a minute in the caller's own zone."""
        text, zone = token.text, ZoneInfo(self._jira.zone)
        relative = _RELATIVE.fullmatch(text)
        with suppress(OverflowError, ValueError, OSError):  # further away than time goes
            if relative:
                return self._jira.clock.now() - dt.timedelta(**{_UNITS[relative[2]]: int(relative[1])})
            if text.isdecimal() and not token.quoted:
                return dt.datetime.fromtimestamp(int(text) / 1000, dt.UTC)
        for pattern in _DATES:
            with suppress(ValueError):
                return dt.datetime.strptime(text, pattern).replace(tzinfo=zone)
        raise _error(f"Date value '{text}' for field 'updated' is invalid.")

    def _orders(self) -> list[Order]:
        if self._peek() != "order":
            return [(_ORDERS["id"], False)]
        self._take()
        if self._take().word != "by":
            raise _error("Expecting 'by'.")
        orders = [self._order()]
        while self._peek() == ",":
            self._take()
            orders.append(self._order())
        if len(orders) > _MOST_ORDERS:
            raise _error(f"The maximum number of order by fields is {_MOST_ORDERS}.")
        return orders

    def _order(self) -> Order:
        field = self._take().word
        if field not in _ORDERS:
            raise _error(f"Not able to sort using field '{field}'.")
        direction = self._take().word if self._peek() in ("asc", "desc") else "asc"
        return _ORDERS[field], direction == "desc"


def _error(words: str) -> Refusal:
    return Refusal(400, f"Error in the JQL Query: {words}")
