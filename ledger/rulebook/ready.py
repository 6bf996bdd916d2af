# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a node says before it is counted on: that it is there, and the newest rules it can execute.

Not here: who waits for it, a changed list (`witnesses`) or a raise of the rules (`raising`).
The law: its word is good for 24 h; what it says it can execute is believed until it says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ledger import limits
from ledger.encoding import encode
from ledger.state import Readable, Table, get_decided_rules
from ledger.units import AccountId, EventId, NodeKey

READY_MS: Final = limits.REARM_MS
"""How long a node's word that it is ready holds."""
FIRST_RULES: Final = 1
"""What every program can execute."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A node's last word that it is ready to seal."""

    since_ms: int
    """Seal time of it."""
    rules: int
    """Newest version of the rules it can execute."""


READY: Final = Table[NodeKey, Ready]("ready", Ready)


def ready_proof_content(commune: EventId, account: AccountId, node: NodeKey, rules: int) -> bytes:
    """What a node key signs, under `Domain.READY`."""
    return encode([commune, account, node, rules])


def said_ready(state: Readable, node: NodeKey, rules: int, now_ms: int) -> bool:
    """Whether a node said within 24 h before that it can execute these rules."""
    row = state.get(READY, node)
    return row is not None and now_ms - row.since_ms <= READY_MS and row.rules >= rules


def is_ready(state: Readable, node: NodeKey, now_ms: int) -> bool:
    """Whether a node said within 24 h before that it can execute the rules that were decided."""
    return said_ready(state, node, get_decided_rules(state), now_ms)


def knows_rules(state: Readable, node: NodeKey) -> bool:
    """Whether a node ever said that it can execute the rules that were decided. The first need no word."""
    rules, row = get_decided_rules(state), state.get(READY, node)
    return rules == FIRST_RULES or (row is not None and row.rules >= rules)


TABLES: Final[tuple[Table[Any, Any], ...]] = (READY,)
