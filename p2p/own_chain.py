# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether this computer may sign: only after all that its neighbours remember of its own keys.

A home put back from an older copy holds a chain that went on elsewhere. What it signed then would be a second
act of one number, and one of the two would never count. So it first looks around, and catches up.

    just started, neighbours known ──> "looking"           until one said all it has, 5 s at most
    a neighbour stands further     ──> "behind-own-chain"  until we do too, as long as it delivers
    else                           ──> ""                  free: alone and offline one signs as ever

No network here and no clock of its own. A claim is no evidence: who delivers nothing is not heard again.
Source: docs/protocol.md section 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from ledger.replica import Replica
from ledger.units import Key, NodeKey
from p2p.machines.sync import SyncMachine

LOOKING: Final = "looking"
BEHIND: Final = "behind-own-chain"
LOOK_MS: Final = 5_000
"""How long a start waits for a first neighbour."""
PATIENCE_MS: Final = 60_000
"""How long a neighbour's claim holds us without anything new from it."""


class Conversation(Protocol):
    """What is asked of a session."""

    peer: NodeKey
    machine: SyncMachine


class OwnChain:
    """See the module."""

    def __init__(self, replica: Replica, keys: Sequence[Key], now_ms: int, *, has_neighbours: bool) -> None:
        self._replica = replica
        self._keys = tuple(keys)
        self._look_until_ms = now_ms + LOOK_MS if has_neighbours and self._keys else 0
        self._has_met = False
        self._empty: set[NodeKey] = set()
        """Whose claims came to nothing."""

    def find_hold(self, conversations: Iterable[Conversation], now_ms: int) -> str:
        """Why nothing may be signed now; empty when it may."""
        # A clock set back, here and below, makes no wait longer than it was.
        looks = 0 < self._look_until_ms - now_ms <= LOOK_MS
        for conversation in conversations:
            machine, peer = conversation.machine, conversation.peer
            self._has_met = self._has_met or machine.has_met
            if peer in self._empty or machine.heard_ms == 0:
                continue
            is_behind = self._is_behind(machine)
            if abs(now_ms - machine.heard_ms) > PATIENCE_MS:
                if is_behind:
                    self._empty.add(peer)
            elif is_behind:
                return BEHIND
            else:
                looks = looks or (self._look_until_ms > 0 and not machine.has_met)
        return LOOKING if looks and not self._has_met else ""

    def _is_behind(self, machine: SyncMachine) -> bool:
        replica = self._replica
        if not replica.is_founded:
            return False
        if machine.first_height > replica.height:
            return True
        for key in self._keys:
            claim, slot = machine.remembered.get(key), replica.get_next_slot(key)
            if claim is not None and slot is not None and not claim.forked and claim.next_seq > slot[0]:
                return True
        return False
