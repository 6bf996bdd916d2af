# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a node is, as a value: apart from `node`, so that who only reads it does not load the network."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.units import NodeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedTwice:
    """Where a witness signed two different things; an accident is likelier than a crime."""

    node: NodeKey
    height: int
    round: int
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessPicture:
    """How sealing with the other witnesses goes, at this instant."""

    index: int | None
    """Our place in the list; None: we are no witness."""
    size: int
    online: tuple[NodeKey, ...]
    """The witnesses we speak with directly, ourselves included."""
    broken_because: str
    """Why we sign nothing: `lost`, `older-copy`, `forgotten-vote`, `behind` until our copy is up to date."""
    waits_for_date: bool
    """The owner is to confirm this computer's date."""
    open_height: int
    round: int
    """-1: nothing to seal, or nothing we may sign."""
    frames_sent: int
    bytes_sent: int
    evidence: tuple[SignedTwice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeStatistics:
    """How the node is, at this instant."""

    node_key: NodeKey
    addresses: tuple[str, ...]
    peers_online: tuple[NodeKey, ...]
    peers_known: int
    is_synced: bool
    """A neighbour held exactly what we hold within the last 75 s."""
    is_witness: bool
    witness: WitnessPicture
    stopped_because: str
    clock_ahead_ms: int
    """How far the seal we wait for is ahead of this computer's clock; 0 when none waits."""
    neighbours_ahead_ms: int
    """By how much the neighbours' clocks are ahead of ours, at the median; 0 when nobody told theirs."""
    history: tuple[int, int] = (0, 0)
    """(heights of the past that are here, heights in all) while it arrives; (0, 0): it is all here."""
