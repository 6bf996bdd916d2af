# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a node is, as a value: apart from `node`, so that who only reads it does not load the network."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.units import NodeKey


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
    stopped_because: str
    clock_ahead_ms: int
    """How far the seal we wait for is ahead of this computer's clock; 0 when none waits."""
