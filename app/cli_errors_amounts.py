# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals of amounts, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.cli_format import Tongue

_LIMITS: Final = {
    "guests": (
        "Ce que doivent ceux que vous avez invités compte avec ce que vous devez, jusqu'à ce que trois "
        "autres les aient payés.",
        "What the people you invited owe counts with yours, until three others have paid them.",
    ),
    "sponsor": (
        "Qui vous a invité répond de ce que vous devez, et ne peut répondre de plus ; cela s'arrête quand "
        "trois autres vous ont payé.",
        "Who invited you answers for what you owe, and can answer for no more; that ends once three others "
        "have paid you.",
    ),
}
"""Whose debt counts beside mine (`owing`), as the window says it."""


def say_limit(tongue: Tongue, limited_by: str) -> str:
    """Why one may not owe more; nothing when it is one's own debt alone."""
    return tongue.say(*_LIMITS.get(limited_by, ("", "")))


FRENCH: Final = """
balance
  Il n'y a pas assez sur ce compte.
  =kept
  Vous pouvez payer au plus {available}.
balance-nothing
  Il n'y a rien à payer sur ce compte.
  =kept
  Payez en heures ou en kilos : l'énergie ne se doit pas.
floor
  Ce paiement passerait sous votre limite.
  =kept
  Vous pouvez payer au plus {available}. {limit}
floor-nothing
  Vous ne pouvez rien devoir de plus dans cette unité.
  =kept
  Aidez d'abord un voisin, ou payez dans une autre unité. {limit}
amount-malformed
  Ce montant est illisible : {amount}.
  =kept
  Écrivez par exemple 25, 3,5 ou 1h30.
amount-unit
  « {amount} » n'est pas une quantité en {unit}.
  =kept
  Écrivez le nombre, puis son unité : 25 kWh, 3,5 kg, 1h30 h.
amount-no-unit
  En quelle unité ? {amount} peut être de l'énergie, du temps ou des kilos.
  =kept
  Écrivez-la après : {amount} kWh, {amount} h ou {amount} kg.
amount-negative
  Un montant ne peut pas être négatif.
  =kept
  Écrivez-le sans le moins.
amount-zero
  Un montant doit être plus grand que zéro.
  =kept
  Écrivez-en un autre.
price-zero
  Un prix est plus grand que zéro.
  =kept
  Pour donner, demandez 1 min et dites dans --text que c'est gratuit.
amount-too-large
  C'est plus que ce que la commune sait compter.
  =kept
  Écrivez un montant plus petit.
amount-ambiguous
  {amount} peut se lire de deux façons : avec des milliers, ou avec des décimales.
  =kept
  Écrivez par exemple 1500, ou 1,5 pour un et demi.
amount-too-precise
  Ce montant est plus fin que ce que la commune compte.
  =kept
  Arrondissez-le.
"""

ENGLISH: Final = """
balance
  There is not enough in this account.
  =kept
  The most you can pay is {available}.
balance-nothing
  There is nothing to pay with in this account.
  =kept
  Pay in hours or in kilos: energy cannot be owed.
floor
  This payment would go below your limit.
  =kept
  The most you can pay is {available}. {limit}
floor-nothing
  You can owe no more in this unit.
  =kept
  Help a neighbour first, or pay in another unit. {limit}
amount-malformed
  This amount cannot be read: {amount}.
  =kept
  Write for example 25, 3.5 or 1h30.
amount-unit
  “{amount}” is not an amount of {unit}.
  =kept
  Write the number, then its unit: 25 kWh, 3.5 kg, 1h30 h.
amount-no-unit
  In which unit? {amount} may be energy, time or kilos.
  =kept
  Write it after the number: {amount} kWh, {amount} h or {amount} kg.
amount-negative
  An amount cannot be negative.
  =kept
  Write it without the minus.
amount-zero
  An amount must be more than zero.
  =kept
  Write another.
price-zero
  A price is above zero.
  =kept
  To give it away, ask for 1 min and say in --text that it is free.
amount-too-large
  This is more than the commune can count.
  =kept
  Write a smaller amount.
amount-ambiguous
  {amount} can be read in two ways: as thousands, or with decimals.
  =kept
  Write for instance 1500, or 1.5 for one and a half.
amount-too-precise
  This amount is finer than what the commune counts.
  =kept
  Round it.
"""
