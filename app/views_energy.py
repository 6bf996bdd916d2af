# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown of energy once a day is settled, and of what a member chose for its production.

Amounts are in base units; who does not agree to be named is counted, never named.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.views import AmountView, PersonView


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeView:
    """A neighbour who bought from me, sold to me or was given by me; or those who are not named, together."""

    person: PersonView | None
    """None: `people` neighbours who do not show their purchases."""
    people: int
    energy_wh: int
    amounts: tuple[AmountView, ...]
    """What I received (or paid); empty for a gift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledDayView:
    """One civil day of mine: minted = own + sold + given + to the commune + saved + kept, to the Wh."""

    day_ms: int
    due_ms: int
    """When the day is (or was) settled."""
    is_settled: bool
    is_due: bool
    """Its time has passed, and it will be settled with the next seal."""
    is_unread: bool
    """Its time has passed without a reading of anybody: it will never be settled; what comes is late."""
    proof: bytes
    """The act that settled it; empty before."""
    minted_wh: int
    own_wh: int
    sold_wh: int
    given_wh: int
    fund_wh: int
    saved_wh: int
    kept_wh: int
    late_wh: int
    """Of days before, minted to my savings with this one."""
    buyers: tuple[TradeView, ...]
    """The most energy first; those who are not named last."""
    gifts: tuple[TradeView, ...]
    received: tuple[AmountView, ...]
    """All that the buyers gave in return."""
    bought: tuple[TradeView, ...]
    """What I used of the neighbours' roofs and what I paid for it."""
    bought_wh: int
    savings_wh: int
    """The energy savings account, now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoughtView:
    """What I had of my neighbours' roofs this civil month: sellers make `bought_wh`, givers `given_wh`."""

    month_ms: int
    days: int
    """On which any of it came."""
    bought_wh: int
    sellers: tuple[TradeView, ...]
    """The most energy first; those who are not named last."""
    paid: tuple[AmountView, ...]
    """All that I gave in return, the commune's rounding included."""
    given_wh: int
    givers: tuple[TradeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DestinationView:
    """One line of a directive."""

    kind: str
    """`gift`, `buyer` or `neighbours`."""
    person: PersonView | None
    cap_wh: int
    """Of a gift, in a month."""
    from_ms: int
    until_ms: int
    """End, not included; from 0 to 2^53 for a gift without dates."""
    given_wh: int
    """Of a gift, in this month so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyChoicesView:
    """What I decided last, whether or not it is in force yet."""

    destinations: tuple[DestinationView, ...]
    rest: str
    """`savings`, `current` or `fund`."""
    is_default: bool
    """I chose nothing: the commune's custom."""
    directive_from_ms: int
    """First day it counts for; 0: already in force."""
    prices: tuple[AmountView, ...]
    """Of one kWh, the preferred first."""
    is_default_price: bool
    prices_from_ms: int
    shares_use: bool
    """I opted into the local sale."""
    shares_from_ms: int
    shows_purchases: bool
    """Neighbours who sell to me may see my name."""
