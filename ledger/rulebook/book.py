# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole rule book: the versions of the rules this program can execute, tables by name.

    Book ── version ──> Rules: kinds by name, due tasks by label

The law: which kinds exist and what they do is a function of the state's `rules` alone. A program that lacks a
version executes nothing under it (`RulesUnknown`), whatever is asked of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ledger.errors import RulesUnknown
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
    raising,
    ready,
    roles,
    savings,
    settlement,
    sharing,
    witnesses,
)
from ledger.rulebook.rule import DueRule, Rule
from ledger.state import CORE_TABLES, Table

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
DUE: Final[Mapping[str, DueRule]] = {
    **settlement.DUE,
    **devices.DUE,
    **orders.DUE,
    **proposals.DUE,
    **witnesses.DUE,
    **raising.DUE,
    **hours.DUE,
}
"""What a due task does, by its label."""

REARMED: Final[frozenset[str]] = orders.REARMED | devices.REARMED | hours.REARMED
"""Labels of human deadlines: one more day after an outage. Source: docs/protocol.md section 4, due tasks."""

_FAMILIES: Final = (
    charter, contribution, membership, devices, parity, meters, choices, settlement, sharing, market, orders,
    proposals, allocation, roles, witnesses, raising, ready, savings, hours,
)  # fmt: skip
TABLES: Final[Mapping[str, Table[Any, Any]]] = {
    table.name: table for table in (*CORE_TABLES, *(table for family in _FAMILIES for table in family.TABLES))
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One version of the rules."""

    kinds: Mapping[str, Rule]
    due: Mapping[str, DueRule]
    """What a due task does, by its label."""
    rearmed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Book:
    """The versions a program can execute: each of them, up to the newest."""

    versions: Mapping[int, Rules]

    @property
    def newest(self) -> int:
        return max(self.versions)

    def knows(self, rules: int) -> bool:
        return rules in self.versions

    def get(self, rules: int) -> Rules:
        """One version.

        Raises:
            RulesUnknown: a later program has it.
        """
        found = self.versions.get(rules)
        if found is None:
            raise RulesUnknown(f"version {rules} of the rules is in no book of this program")
        return found


BOOK: Final = Book({1: Rules(kinds=_VERSION_1, due=DUE, rearmed=REARMED)})
"""What this program can execute."""
RULES_MAX: Final = BOOK.newest


def get_rule(rules: int, kind: str) -> Rule | None:
    """The rule for a kind under a version of the rules; None: unknown there, hence void everywhere."""
    return BOOK.get(rules).kinds.get(kind)


def get_blob_fields(kind: str) -> tuple[str, ...]:
    """Fields of this kind's body that name erasable words, under the newest rules known here."""
    rule = get_rule(RULES_MAX, kind)
    return rule.blobs if rule is not None else ()
