# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window and the command line are shown of roles and of who seals. Same rules as `app.views`."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import PersonView, Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """Since when something holds, and what made it so."""

    event: bytes
    kind: str
    """`charter`, `invitation`, `mayor` (the mayor's own decision) or `decision` (a vote)."""
    title: str
    """Of the proposal that decided it; else empty."""
    person: PersonView | None
    """Who invited or appointed; None for a vote, or where that is not known here."""
    since_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHolderView:
    person: PersonView
    origin: OriginView | None
    """None: not known here."""
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    role: str
    """`mayor`, `officer`, `technician`, `agent`, `mediator` or `treasurer`."""
    holders: tuple[RoleHolderView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesView:
    roles: tuple[RoleView, ...]
    """Every role of the commune, those without a holder too."""
    members: int
    appoint_below: int
    """While members are fewer, the mayor decides alone."""
    may_appoint: bool
    """I am that mayor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeView:
    """What a list of so many witnesses bears."""

    count: int
    quorum: int
    """How many must agree."""
    faults: int
    """How many may stop or lie without anything changing."""
    is_advised: bool
    """1, 4, 7, 10 …: one more would bear no more faults, one fewer would bear fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    """One computer in a list of witnesses."""

    person: PersonView
    node: bytes
    fingerprint: str
    """Of the computer: short and readable."""
    is_here: bool
    """It is this computer."""
    is_online: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessView:
    seat: SeatView
    online: bool
    """Of this computer, when it seals: it speaks with that one about sealing."""
    origin: OriginView | None
    height: int
    """The first one it certified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    """A computer of a list that was decided."""

    seat: SeatView
    is_new: bool
    is_ready: bool
    """It need not say so, or has said so within a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChangeView:
    """The last change of the list that was decided."""

    origin: OriginView
    state: str
    """`waits`, `changed` or `lapsed`."""
    size: SizeView
    candidates: tuple[CandidateView, ...]
    leaving: tuple[SeatView, ...]
    due_ms: int
    """When it is tried next; 0 unless it waits."""
    days_left: int
    """How many more times it may wait a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedTwiceView:
    """A witness's computer signed two different things at one place."""

    member: PersonView | None
    """Whose computer it is; None: nobody's any more."""
    fingerprint: str
    height: int
    round: int
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessesView:
    witnesses: tuple[WitnessView, ...]
    is_running: bool
    """False: how this computer seals, and who is online, is not known."""
    seals_here: bool
    broken_because: str
    """Why this computer seals nothing: `lost`, `older-copy`, `forgotten-vote`, `behind`; else empty."""
    waits_for_date: bool
    """The owner is to confirm this computer's date before it seals."""
    may_confirm_alone: bool
    """It seals nothing, and its owner's word that no other copy exists mends that."""
    open_height: int
    round: int
    """−1: nothing to seal, or nothing this computer may sign."""
    evidence: tuple[SignedTwiceView, ...]
    size: SizeView
    change: ListChangeView | None
    """None: the list was never changed."""
    may_choose: bool
    """I am the mayor of a commune that is still small enough for me to decide alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputersView:
    """A member who could seal, and the computers to choose from."""

    person: PersonView
    seats: tuple[SeatView, ...]
    """The likeliest first: the one that seals already, those online, then the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChangeView:
    """What a proposal about a role would do."""

    person: PersonView
    role: str
    grant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessesChangeView:
    """What a proposal about the list of witnesses would do."""

    seats: tuple[SeatView, ...]
    size: SizeView
    joining: tuple[SeatView, ...]
    leaving: tuple[SeatView, ...]
