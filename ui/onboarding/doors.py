# SPDX-License-Identifier: AGPL-3.0-or-later
"""What onboarding asks of the program: the facade's functions that work before a commune is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from app.facade import Ticket


class Doors(Protocol):
    """`app.facade` has this shape."""

    def found(
        self, home: Path, name: str, me: str, *, latitude: int, longitude: int, since_ms: int, language: str
    ) -> Ticket: ...

    def join(self, home: Path, code: str, me: str) -> Ticket: ...

    def restore(self, home: Path, words: str, code: str) -> Ticket: ...

    def describe_code(self, code: str) -> Any: ...
