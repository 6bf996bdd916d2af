# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet that asks again before an order is paid, or cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.facade_naming import name_apart
from ui.dialogs.confirm import ConfirmSheet
from ui.dialogs.payment_drawing import draw_payments
from ui.pages.exchange_cards import action_word, priced
from ui.strings import translate
from ui.theme import look

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views import OrderView
    from ui.bridge import Bridge


def confirm_sheet(facade: Voisinage, bridge: Bridge, order: OrderView, action: str) -> ConfirmSheet:
    """What is paid is drawn, and what stands in its way is said."""
    if action == "confirm":
        sentences = [
            translate("Exchange", "You have received {title} from {name}.").format(
                title=look().words.quote(order.listing.title), name=name_apart(order.seller)
            ),
            translate("Exchange", "Signing pays {amount}; it cannot be taken back.").format(
                amount=priced(order.total)
            ),
        ]
        title, said = (
            translate("Exchange", "Confirm and pay"),
            translate("Exchange", "Confirmed: the payment is recorded."),
        )
    else:
        sentences = [
            translate("Exchange", "Nothing is paid, and the other person is told."),
            translate("Exchange", "What was ordered goes back on offer."),
        ]
        title, said = (
            translate("Exchange", "Cancel the order?"),
            translate("Exchange", "The order is cancelled."),
        )
    drawings = draw_payments(facade, order.seller.account, order.total) if action == "confirm" else []
    return ConfirmSheet(
        bridge,
        title,
        sentences,
        translate("Exchange", "Sign") if action == "confirm" else action_word(order, action),
        lambda: facade.order_action(order.order, action),
        said,
        pictures=[drawing for drawing, _ in drawings],
        problem=next((problem for _, problem in drawings if problem is not None), None),
    )
