# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole rule book: kinds by version of the rules, due tasks by label, tables by name.

The law: which kinds exist and what they do is a function of the state's `rules` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ledger.rulebook import (
    allocation,
    charter,
    choices,
    contribution,
    devices,
    hours,
    leaving,
    market,
    membership,
    meters,
    orders,
    parity,
    pots,
    proposals,
    roles,
    savings,
    settlement,
    sharing,
    witnesses,
)
from ledger.rulebook.rule import DueRule, Rule
from ledger.state import CORE_TABLES, Table

RULES_MAX: Final = 1
"""The newest version of the rules this program can execute."""

_VERSION_1: Final[Mapping[str, Rule]] = {
    **charter.KINDS,
    **membership.KINDS,
    **devices.KINDS,
    **pots.KINDS,
    **meters.KINDS,
    **choices.KINDS,
    **market.KINDS,
    **orders.KINDS,
    **proposals.KINDS,
    **roles.KINDS,
    **witnesses.KINDS,
    **allocation.KINDS,
    **savings.KINDS,
    **hours.KINDS,
    **leaving.KINDS,
}
_KINDS: Final[Mapping[int, Mapping[str, Rule]]] = {1: _VERSION_1}

DUE: Final[Mapping[str, DueRule]] = {
    **settlement.DUE,
    **devices.DUE,
    **orders.DUE,
    **proposals.DUE,
    **witnesses.DUE,
    **hours.DUE,
}
"""What a due task does, by its label."""

REARMED: Final[frozenset[str]] = orders.REARMED | devices.REARMED | hours.REARMED
"""Labels of human deadlines: one more day after an outage. Source: docs/protocol.md section 4, due tasks."""

_FAMILIES: Final = (
    charter, contribution, membership, devices, parity, meters, choices, settlement, sharing, market, orders,
    proposals, allocation, roles, witnesses, savings, hours,
)  # fmt: skip
TABLES: Final[Mapping[str, Table[Any, Any]]] = {
    table.name: table for table in (*CORE_TABLES, *(table for family in _FAMILIES for table in family.TABLES))
}


def get_rule(rules: int, kind: str) -> Rule | None:
    """The rule for a kind under a version of the rules; None: unknown there, hence void everywhere."""
    return _KINDS[rules].get(kind)


def get_blob_fields(kind: str) -> tuple[str, ...]:
    """Fields of this kind's body that name erasable words, under the newest rules known here."""
    rule = _KINDS[RULES_MAX].get(kind)
    return rule.blobs if rule is not None else ()
