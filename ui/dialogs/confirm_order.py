# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet that asks again before an order is paid, or cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.dialogs.confirm import ConfirmSheet
from ui.dialogs.payment_drawing import PaymentDrawing
from ui.errors import Notice, sentences
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
                title=look().words.quote(order.listing.title), name=order.seller.name
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
    drawings = _drawings(facade, order) if action == "confirm" else []
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


def _drawings(facade: Voisinage, order: OrderView) -> list[tuple[PaymentDrawing, Notice | None]]:
    """One drawing for each unit paid, and what stands in its way now."""
    made: list[tuple[PaymentDrawing, Notice | None]] = []
    for amount in order.total:
        drawing = PaymentDrawing()
        preview = facade.preview_payment(order.seller.account, amount.asset, amount.amount)
        drawing.draw(facade.me(), preview, "")
        problem = None
        if preview.problem:
            problem = Notice("error", *sentences(preview.problem), code=f"E-{preview.problem.upper()}")
        made.append((drawing, problem))
    return made
