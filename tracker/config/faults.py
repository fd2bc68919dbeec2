"""What can be wrong with one setting."""

from __future__ import annotations


class Fault(Exception):
    """One setting is wrong: `at` names what inside it, `code` is the problem's stable code."""

    def __init__(
        self, message: str, *, hint: str | None = None, code: str = "CFG-VALUE", at: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code
        self.at = at

    def inside(self, name: str) -> Fault:
        """The same fault, seen from the table that holds it."""
        return Fault(self.message, hint=self.hint, code=self.code, at=(name, *self.at))


class Faults(Exception):
    """Several things inside one setting are wrong."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults
