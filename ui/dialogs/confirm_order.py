# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet that asks again before an order is paid, or cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.facade_elision import fill
from app.facade_naming import name_apart
from app.views import AmountView
from ui.dialogs.confirm import ConfirmSheet
from ui.dialogs.payment_drawing import draw_payments
from ui.errors import Notice, explain, limit_words, sentences
from ui.pages.exchange_cards import action_word, order_title
from ui.pages.order_words import priced
from ui.strings import translate
from ui.theme import look

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views import OrderView, PaymentPreviewView
    from ui.bridge import Bridge


def say_stepping_back(order: OrderView) -> tuple[str, list[str], str]:
    """(question, what it means, what is said once signed) of a refusal, a cancellation, a dispute."""
    other = name_apart(order.seller if order.buyer.is_me else order.buyer)
    told = translate("Exchange", "Nothing is paid, and {name} reads it in the news.").format(name=other)
    back = translate("Exchange", "What was ordered goes back on offer.")
    cancelled = translate("Exchange", "The order is cancelled.")
    if order.state == "placed" and "accept" in order.actions:
        return translate("Exchange", "Decline the order?"), [told, back], cancelled
    if order.state == "delivered" and order.buyer.is_me:
        talk = translate(
            "Exchange",
            "Nobody judges for you: talk first; give back what you received, or pay what seems fair to you.",
        )
        return translate("Exchange", "Not what was agreed?"), [told, talk], cancelled
    return translate("Exchange", "Cancel the order?"), [told, back], cancelled


def _name_act(order: OrderView, action: str) -> str:
    """What is signed: what one says of a delivery is asked above, and would not fit in a button."""
    if action == "confirm":
        return translate("Exchange", "Sign")
    if order.state == "delivered":
        return translate("ExchangeCards", "Cancel the order")
    return action_word(order, action)


def _tell_short(code: str, params: dict[str, str | int], order: OrderView) -> Notice:
    """What stands in the way of paying an order: of one, nobody can pay less."""
    happened, money, todo = sentences(code, params)
    if code in {"balance", "floor"}:
        most = priced([AmountView(asset=str(params["asset"]), amount=int(params["available"]))])
        todo = translate(
            "Exchange",
            "The most you can pay now is {most}. The order waits: earn the rest, then confirm it; or go "
            "back, cancel it, and agree with {name} on another.",
        ).format(most=most, name=name_apart(order.seller))
        todo = f"{todo} {limit_words(str(params.get('limited_by', '')))}".strip()
    return Notice("error", happened, money, todo, code=f"E-{code.upper()}")


def _tell_preview(preview: PaymentPreviewView, order: OrderView) -> Notice | None:
    if not preview.problem:
        return None
    params: dict[str, str | int] = {
        "asset": preview.amount.asset,
        "available": preview.available,
        "limited_by": preview.limited_by,
    }
    return _tell_short(preview.problem, params, order)


def _tell_refusal(error: Exception, order: OrderView) -> Notice:
    """The balance may have changed while the sheet was open."""
    code, params = str(getattr(error, "code", "")), dict(getattr(error, "params", None) or {})
    if code in {"balance", "floor"} and {"asset", "available"} <= params.keys():
        return _tell_short(code, params, order)
    return explain(error)


def confirm_sheet(facade: Voisinage, bridge: Bridge, order: OrderView, action: str) -> ConfirmSheet:
    """What is paid is drawn, and what stands in its way is said."""
    if action == "confirm":
        sentences = [
            fill(
                translate("Exchange", "You have received {title} from {name}."),
                title=look().words.quote(order_title(order)),
                name=name_apart(order.seller),
            ),
            translate("Exchange", "Signing pays {amount}; it cannot be taken back.").format(
                amount=priced(order.total)
            ),
        ]
        context = ""
        title, said = (
            translate("Exchange", "Confirm and pay"),
            translate("Exchange", "Confirmed: the payment is recorded."),
        )
    else:
        title, sentences, said = say_stepping_back(order)
        other = order.seller if order.buyer.is_me else order.buyer
        context = f"{order_title(order)} · {name_apart(other)}"
    drawings = draw_payments(facade, order.seller.account, order.total) if action == "confirm" else []
    return ConfirmSheet(
        bridge,
        title,
        sentences,
        _name_act(order, action),
        lambda: facade.order_action(order.order, action),
        said,
        context=context,
        pictures=[drawing for drawing, _ in drawings],
        problem=next((told for _, preview in drawings if (told := _tell_preview(preview, order))), None),
        refused=lambda error: _tell_refusal(error, order),
    )
