# SPDX-License-Identifier: AGPL-3.0-or-later
"""What onboarding asks of the program: the facade's functions that work before a commune is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from app.facade import InvitationCode, Ticket, Visit, Voisinage


class Doors(Protocol):
    """`app.facade` has this shape."""

    def has_home(self, root: Path) -> bool: ...

    def open_home(
        self, root: Path, *, passphrase: str | None = None, is_online: bool = True
    ) -> Voisinage: ...

    def found(
        self,
        root: Path,
        name: str,
        me: str,
        *,
        latitude_centideg: int,
        longitude_centideg: int,
        since_ms: int,
    ) -> Ticket[Voisinage]: ...

    def join(self, root: Path, code: str, me: str) -> Ticket[Voisinage]: ...

    def restore(
        self, root: Path, words: str, code: str, *, file: str = "", is_forgotten: bool = False
    ) -> Ticket[Voisinage]: ...

    def visit(self) -> Visit: ...

    def describe_code(self, text: str) -> InvitationCode: ...
