# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person reads of `voisinage offer list` and `order list`; a part of `cli_words`, under its law.

Nobody is asked to order from a title alone: how many are left and the words of an offer stand under it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from app.cli_format import WIDTH, Tongue, name_alone, short_id

Document = Mapping[str, Any]
_WORDS_SHOWN: Final = 600
ORDER_STATES: Final = {
    "placed": ("passée", "placed"),
    "accepted": ("acceptée", "accepted"),
    "delivered": ("livrée", "delivered"),
    "confirmed": ("payée", "paid"),
    "cancelled": ("annulée", "cancelled"),
}
_ORDER_ACTIONS: Final = {
    "accept": ("à accepter (accept)", "accept"),
    "deliver": ("à livrer (deliver)", "deliver"),
    "confirm": ("à confirmer (confirm)", "confirm"),
    "cancel": ("s'annule (cancel)", "cancel"),
}
"""What one may do now, with the word that the command takes."""


def say_price(t: Tongue, amounts: Sequence[Document]) -> str:
    """« 10 min et 0,5 kg »: all of it is due."""
    *others, last = [t.listed(amount) for amount in amounts] or [""]
    joined = t.say(" et ", " and ")
    return f"{', '.join(others)}{joined}{last}" if others else last


def say_offers(t: Tongue, document: Document) -> Iterator[str]:
    """A line an offer or a need, its words under it."""
    if not document["offers"]:
        yield t.say("Aucune annonce.", "No listing.")
    for offer in document["offers"]:
        kind = t.say("offre", "offer") if offer["side"] == "offer" else t.say("besoin", "need")
        parts = [kind, offer["title"], say_price(t, offer["price"]), name_alone(offer["author"])]
        if (left := offer.get("stock", -1)) >= 0:
            parts.append(t.say(f"il en reste {t.integer(left)}", f"{t.integer(left)} left"))
        yield f"{short_id(offer['offer'])}  " + " · ".join(parts)
        words = " ".join(str(offer.get("text", "")).split())
        if len(words) > _WORDS_SHOWN:
            words = f"{words[:_WORDS_SHOWN].rsplit(maxsplit=1)[0]} …"
        for line in textwrap.wrap(words, WIDTH):
            yield f"    {line}"


def say_orders(t: Tongue, document: Document) -> Iterator[str]:
    """A line an order: what, how many, with whom, for how much, how far, and what one may do."""
    if not document["orders"]:
        yield t.say("Aucune commande.", "No order.")
    for order in document["orders"]:
        title, count = order["listing"]["title"], order.get("quantity", 1)
        parts = [
            f"{title} × {t.integer(count)}" if count > 1 else title,
            _say_other(t, order),
            say_price(t, order["total"]),
            t.say(*ORDER_STATES[order["state"]]),
            _say_short(t, order),
            ", ".join(t.say(*_ORDER_ACTIONS[action]) for action in order["actions"]),
        ]
        yield f"{short_id(order['order'])}  " + " · ".join(part for part in parts if part)


def _say_short(t: Tongue, order: Document) -> str:
    """What the buyer could not pay today: to be known before one accepts, or delivers."""
    if not order.get("short_of"):
        return ""
    most = say_price(t, order["short_of"])
    if order["buyer"].get("is_me"):
        return t.say(f"vous pouvez payer {most} au plus aujourd'hui", f"you can pay {most} at most today")
    name = name_alone(order["buyer"])
    return t.say(f"{name} peut payer {most} au plus aujourd'hui", f"{name} can pay {most} at most today")


def _say_other(t: Tongue, order: Document) -> str:
    """Which side one is on, and who is on the other."""
    buyer, seller = order.get("buyer"), order.get("seller")
    if not buyer or not seller:
        return ""
    if buyer.get("is_me"):
        return t.say("achetée à {}", "bought from {}").format(name_alone(seller))
    return t.say("vendue à {}", "sold to {}").format(name_alone(buyer))
