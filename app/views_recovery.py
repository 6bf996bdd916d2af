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
    online: int
    """Witnesses that answer now; −1: not known, nothing runs here."""
    quorum: int
    active: int
    """Members who acted in the 90 days before the last seal."""
    needed: int
    """Signatures it takes."""
    may_act: bool
    """I am one of the active, and enough of us are to do it at all."""
    waits_for_first_seal: bool
    """A recovery is followed, nothing was sealed since."""
    statements: tuple[StatementView, ...]
    promised: bytes
    """The statement I signed and that binds this computer; empty: none."""
    free_ms: int
    """From when I may take that back; 0: nothing to take back."""
    stopped_because: str
    """`old-epoch`, `recovered-below`, `two-recoveries`, or empty."""
