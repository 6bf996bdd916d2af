# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an amount is worth in the commune's other units, at the parities the facade shows.

Not where money is converted: these figures help a reader and are never signed. Its law: integers and
fractions, rounded once, at the end.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from app.views import AmountView
from ui.format import rounded
from ui.strings import equivalent_word
from ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.views import ParityView

# Base units of the one unit a person counts in: 1 kWh, 1 h, 1 kg, 1 point.
ONE: Final = {"kwh": 1000, "kwh-th": 1000, "hour": 3600, "kg": 1000, "point": 100}


def one(asset: str) -> int:
    return ONE.get(asset, 1)


def assets_of(parities: Iterable[ParityView]) -> tuple[str, ...]:
    """The commune's units, energy first, in the order a person meets them."""
    known = {"kwh", *(parity.asset for parity in parities)}
    order = [*ONE, *sorted(known - ONE.keys())]
    return tuple(asset for asset in order if asset in known)


def worth(parities: Iterable[ParityView], asset: str, amount: int) -> tuple[AmountView, ...]:
    """The same value in each other unit; nothing when the unit has no parity."""
    rates = {parity.asset: Fraction(parity.numerator, parity.denominator) for parity in parities}
    rates["kwh"] = Fraction(1)
    if asset not in rates or not amount:
        return ()
    value = amount * rates[asset]
    found: list[AmountView] = []
    for other in ONE:
        if other != asset and rates.get(other):
            share = value / rates[other]
            found.append(AmountView(asset=other, amount=rounded(share.numerator, share.denominator)))
    return tuple(found)


def worth_words(equivalents: Sequence[AmountView], word: str, most: int = 2) -> str:
    """« 15 min de coups de main ou 2,5 kg de légumes »; energy first when it is there."""
    words = look().words
    shown = [
        # « 150 kWh », not « 150,0 kWh »: nothing below or above it has a decimal to stand under.
        equivalent_word(
            item.asset,
            words.exact(item.asset, item.amount) if item.amount % one(item.asset) == 0 else words.of(item),
        )
        for item in equivalents
        if item.amount > 0
    ]
    return look().words.listed(shown[:most], word)


def parity_words(parity: tuple[str, int, int]) -> tuple[str, str]:
    """(« 1 h », « 100 kWh ») for (asset, numerator, denominator)."""
    asset, numerator, denominator = parity
    worth_wh = rounded(one(asset) * numerator, denominator)
    return look().words.exact(asset, one(asset)), look().words.exact("kwh", worth_wh)


def parity_from(asset: str, worth_wh: int) -> tuple[int, int]:
    """(numerator, denominator) of one base unit when one shown unit is worth `worth_wh`, in lowest terms."""
    share = Fraction(worth_wh, one(asset))
    return share.numerator, share.denominator
