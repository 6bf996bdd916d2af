# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown to who wants to leave the commune, and to who left; nothing here is formatted."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import AmountView, PersonView, Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerView:
    """Somebody who left the commune."""

    person: PersonView
    """`left_ms` says when."""
    has_name: bool
    """False when the name was erased, or has not arrived: then the person's `name` is its fingerprint."""
    phase: Phase
    """Of the departure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleView:
    """One thing that keeps me here now."""

    what: str
    """`witness`, `mayor`, `order`, `service`, `energy`, `guest`, `lock` or `debt`."""
    object: bytes
    """The order, the hours, the meter or the guest; empty for the others."""
    person: PersonView | None
    """The other one of an order or of hours, None for the commune; the guest who owes."""
    pot: str
    amount: AmountView | None
    """What the locked pot holds, what is owed."""
    title: str
    """What was ordered, what the hours were for; empty for the others."""
    until_ms: int
    """Of energy when its day is shared out, of a lock when it opens; else 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingView:
    """What one of my pots holds and whom I name will receive."""

    pot: str
    amount: AmountView


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureView:
    """Whether I left; what a page may ask as often as it likes."""

    left_ms: int
    """When I left; 0: I have not. Recorded here at once, definitive once `phase` says so."""
    phase: Phase
    folder: str
    """Where this computer's copy stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingView(DepartureView):
    """What leaving would do, or did: the whole state is looked through for it."""

    is_member: bool
    """False for who left, or has not been let in yet."""
    event: bytes
    to: PersonView | None
    """Who received what I had; None: the fund, or I have not left."""
    owed: tuple[AmountView, ...]
    """Debts my sponsor took over when I left, or would take over."""
    sponsor: PersonView | None
    """Who would answer, or answers, for these debts; None: nobody."""
    obstacles: tuple[ObstacleView, ...]
    """In the order in which the rules look; empty: I may leave now."""
    holdings: tuple[HoldingView, ...]
    offers: int
    """Offers and needs of mine that would be withdrawn."""
    votes: int
    """Ballots of mine on open proposals that would be taken back."""
    has_shares: bool
    """I split the fund, and would no longer."""
    roles: tuple[str, ...]
    meters: int
    guests: int
    """Newcomers who lose their credit with me, until others have paid them."""
    points: int
    """Hundredths of a pension point that I keep."""
    needs_words: bool
    """The 24 words are on paper alone: they are asked."""
