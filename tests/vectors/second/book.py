# SPDX-License-Identifier: CC0-1.0
"""The rule book of version 1: schemas and rules by kind, what a due task does by label."""

from __future__ import annotations

from second import council, leaving, market, membership, meters, money, raising, settlement

_FAMILIES = (membership, money, meters, market, council, raising, settlement, leaving)
KINDS = {kind: rule for family in _FAMILIES for kind, rule in family.KINDS.items()}
TASKS = {label: rule for family in _FAMILIES for label, rule in family.TASKS.items()}
