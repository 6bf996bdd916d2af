# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one asset is worth in another: voted exact fractions to the reference, one watt-hour.

1 h = 100 kWh is 100 000 Wh / 3 600 s = 250/9 Wh a second; 1 kg = 1/10 h = 10 kWh is 10 Wh a gram.
So 3.5 kg = 21 min = 35 kWh, exactly.  Source: docs/protocol.md section 6.9.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from ledger.state import Readable, Table


@dataclass(frozen=True, slots=True)
class Parity:
    """One base unit of the asset is worth numerator/denominator Wh."""

    numerator: int
    denominator: int
    version: int
    """1 in the charter, one more at each executed decision on this asset."""


PARITIES: Final = Table[str, Parity]("parities", Parity)

PARITIES_SEED: Final = (("hour", 250, 9), ("kg", 10, 1), ("point", 10, 1))
"""1 h = 100 kWh, 1 kg = 1/10 h, 1 point = 1 kWh (a base unit of points is one hundredth)."""


def get_parity(state: Readable, asset: str) -> Parity | None:
    return state.get(PARITIES, asset)


def get_version(state: Readable) -> int:
    """The version of the whole table: what an order remembers. Any change of any parity changes it."""
    return sum(row.version for _, row in state.items(PARITIES))


def compute_value_wh(state: Readable, asset: str, amount: int) -> Fraction | None:
    """The exact worth in Wh of an amount in base units; None where no parity was ever voted."""
    parity = get_parity(state, asset)
    return None if parity is None else Fraction(amount * parity.numerator, parity.denominator)


def convert(state: Readable, asset: str, amount: int, target: str) -> tuple[int, Fraction] | None:
    """(whole base units of `target`, the remainder below one base unit), None without a parity.

    The remainder goes to the communal fund wherever a conversion is paid, and is shown.
    """
    value = compute_value_wh(state, asset, amount)
    parity = get_parity(state, target)
    if value is None or parity is None:
        return None
    exact = value * Fraction(parity.denominator, parity.numerator)
    whole = exact.numerator // exact.denominator
    return whole, exact - whole


TABLES: Final[tuple[Table[Any, Any], ...]] = (PARITIES,)
