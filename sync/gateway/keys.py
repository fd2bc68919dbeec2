"""The token that a run's lines share, and how it is read anew when Jira no longer takes it."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Keys:
    """The present token; `renew` reads it again from where it is kept, None where it can't have changed."""

    def __init__(self, token: str, renew: Callable[[], str | None] | None = None) -> None:
        self._lock = threading.Lock()
        self._token = token
        self._renew = renew

    @property
    def token(self) -> str:
        """What requests are sent with now."""
        return self._token

    def renewed(self, refused: str) -> bool:
        """Whether there is another token than the refused one; its source is asked once for each that was refused."""
        with self._lock:
            if self._token == refused and self._renew is not None:
                self._token = self._renew() or refused
                if self._token == refused:  # its source knows no newer one
                    self._renew = None
            return self._token != refused
