# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said of an order's payment: what happens by itself, and what its buyer could not pay today.

Not the card it stands in (`exchange_cards`). Its law: no payment is announced that could not be made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.facade_naming import name_apart
from ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views import AmountView, OrderView

translate = QCoreApplication.translate


def priced(amounts: Sequence[AmountView]) -> str:
    """« 3,1 kg et 15 min »: a price is never rounded."""
    words = look().words
    return words.listed([words.exact(amount.asset, amount.amount) for amount in amounts])


def deadline_words(order: OrderView, now_ms: int) -> str:
    """What happens by itself if nobody does anything, and when."""
    if not order.deadline_ms or not order.deadline_effect:
        return ""
    words = look().words
    when = f"{words.date(order.deadline_ms)}, {words.time(order.deadline_ms)}"
    if order.deadline_effect == "paid" and not order.pays_itself:
        text = translate(
            "ExchangeCards",
            "Without a word before {when}, the payment of {amount} to {name} is tried, then each day for a "
            "month: it leaves once there is enough in the everyday account.",
        )
        return text.format(when=when, amount=priced(order.total), name=name_apart(order.seller))
    if order.deadline_effect == "paid":
        text = translate(
            "ExchangeCards", "Without a word before {when}, {amount} is paid to {name} by itself."
        )
        return text.format(when=when, amount=priced(order.total), name=name_apart(order.seller))
    text = translate(
        "ExchangeCards", "Without an answer before {when}, the order ends by itself; nothing is paid."
    )
    return text.format(when=when)


def short_words(order: OrderView) -> str:
    """What the buyer could not pay today, to whichever of the two can still do something about it."""
    if not order.short_of:
        return ""
    most = priced(order.short_of)
    if order.buyer.is_me:
        text = translate(
            "ExchangeCards",
            "Today you can pay {most} at most: the payment would have no effect. Earn the rest before you "
            "confirm, or cancel the order and agree on another.",
        )
        return text.format(most=most)
    text = {
        "placed": translate(
            "ExchangeCards",
            "Today {name} can pay {most} at most: the payment would have no effect. Talk about it before you "
            "accept.",
        ),
        "accepted": translate(
            "ExchangeCards",
            "Today {name} can pay {most} at most: the payment would have no effect. Talk about it before you "
            "deliver.",
        ),
    }.get(
        order.state,
        translate(
            "ExchangeCards",
            "Today {name} can pay {most} at most: the payment would have no effect. Talk about it together.",
        ),
    )
    return text.format(name=name_apart(order.buyer), most=most)
