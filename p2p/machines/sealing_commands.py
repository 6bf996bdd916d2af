# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the sealing machine asks its driver to do, in this order. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.units import EventId, NodeKey
from p2p.budgets import Offence
from p2p.wire_witness import Boot, WitnessMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """Two clocks, read together."""

    mono_ms: int
    """For time-outs: never set by anybody."""
    civil_ms: int
    """For a seal's time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveVotes:
    """Sync this; if that fails nothing that follows may be done, and the machine is to be told by `reset`."""

    epoch: int
    height: int
    snapshot: bytes
    signed: tuple[tuple[int, str, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTo:
    """One frame to one witness, dropped if no stream leads there: it will ask again."""

    peer: NodeKey
    message: WitnessMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Apply:
    """Follow this certified seal as any follower does; then `on_change`."""

    seal: bytes
    certificate: bytes
    peer: NodeKey | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """Ask neighbours for these events: part of a proposed cut is not held."""

    ids: tuple[EventId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberBoot:
    """Keep the latest start of another witness's computer."""

    peer: NodeKey
    boot: Boot


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkBroken:
    """Our votes may have been forgotten: sign nothing, also after a restart."""

    why: str
    counter: int = 0
    """Of a later start that others remember: the next start must be later still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkWhole:
    """A seal was made without us above all we may have voted on: we may sign again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowEvidence:
    """A witness signed two different things in one place: keep both and show them."""

    witness: NodeKey
    height: int
    round: int
    step: str
    first: bytes
    second: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OffendWitness:
    peer: NodeKey
    offence: Offence
    detail: str


Command = (
    SaveVotes | SendTo | Apply | Want | RememberBoot | MarkBroken | MarkWhole | ShowEvidence | OffendWitness
)
