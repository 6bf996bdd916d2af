# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page or a terminal may know of a recovery: who is missing, what is being signed."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import PersonView


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A list that members are asked to sign for."""

    statement: bytes
    """Its id."""
    witnesses: tuple[PersonView, ...]
    signers: tuple[PersonView, ...]
    missing: int
    """How many more must sign."""
    signed_by_me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryView:
    """Where the commune stands with its witnesses, and what can be done when too many are gone."""

    epoch: int
    """How often witnesses were replaced so."""
    height: int
    witnesses: tuple[PersonView, ...]
    silent: tuple[PersonView, ...]
    """Those of them whose computer does not answer now; empty while nothing runs here."""
    online: int
    """Witnesses that answer now; −1: not known, nothing runs here."""
    is_alone: bool
    """This computer reaches nobody: perhaps it is its own network that is missing."""
    stalled_ms: int
    """How long acts have waited to become final; 0: no longer than usual."""
    quorum: int
    active: int
    """Members who acted in the 90 days before the last seal."""
    needed: int
    """Signatures it takes."""
    may_act: bool
    """I am one of the active, and enough of us are to do it at all."""
    statements: tuple[StatementView, ...]
    followed: bytes
    """The statement that is followed, until the first seal of the new witnesses; empty: none."""
    promised: bytes
    """The statement I signed and that binds this computer; empty: none."""
    free_ms: int
    """From when I may take that back; 0: nothing to take back."""
    stopped_because: str
    """`old-epoch`, `recovered-below`, `two-recoveries`, or empty."""

    @property
    def waits_for_first_seal(self) -> bool:
        """A recovery is followed, nothing was sealed since."""
        return bool(self.followed)

    @property
    def is_short(self) -> bool:
        """Fewer witnesses answer than it takes."""
        return 0 <= self.online < self.quorum

    @property
    def is_free(self) -> bool:
        """Nothing that I signed holds this computer."""
        return not self.promised
