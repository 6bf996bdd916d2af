# SPDX-License-Identifier: AGPL-3.0-or-later
"""One thing that waits for me as a banner: who asks, what it is, until when, and the button that goes there.

Shared by Matin and « À faire », so that a thing is said once in the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.facade_elision import fill
from ui.acts import party_name, taker_words
from ui.errors import void_sentences
from ui.pages.morning_pension import help_kinds
from ui.strings import translate
from ui.theme import look
from ui.widgets.card import Banner

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.facade import Voisinage
    from app.views import InboxItemView
    from ui.bridge import Bridge


def _kinds() -> dict[str, tuple[str, str, str, str]]:
    """Kind → icon, sentence, the button's word, the place it goes to."""
    table = {
        "vote": ("checkbox", translate("MorningPage", "A vote is waiting for you"), "", "council"),
        "order.accept": (
            "basket",
            translate("MorningPage", "{name} would like your offer"),
            translate("MorningPage", "Answer"),
            "exchange",
        ),
        "order.deliver": (
            "basket",
            translate("MorningPage", "{name} is waiting for you to deliver"),
            translate("MorningPage", "Look"),
            "exchange",
        ),
        "order.confirm": (
            "basket",
            translate("MorningPage", "Did {name} deliver?"),
            translate("MorningPage", "Confirm"),
            "exchange",
        ),
        "meter.certify": (
            "solar-panel",
            translate("MorningPage", "{name} asks you to look at a meter"),
            translate("MorningPage", "Look"),
            "energy",
        ),
        "allocate": (
            "building-community",
            translate("MorningPage", "Your shares of the common fund"),
            translate("MorningPage", "Choose"),
            "fund",
        ),
        "void": (
            "alert-triangle",
            translate("MorningPage", "One of your acts had no effect"),
            translate("MorningPage", "Look"),
            "accounts",
        ),
        "device": (
            "alert-triangle",
            translate("MorningPage", "One of your computers is about to be shut out"),
            translate("MorningPage", "Look"),
            "settings",
        ),
        "witness.date": (
            "alert-triangle",
            translate("MorningPage", "This computer asks whether the date is right"),
            translate("MorningPage", "Look"),
            "council",
        ),
        "witness.silent": (
            "alert-triangle",
            translate("MorningPage", "This computer keeps the register no more"),
            translate("MorningPage", "Look"),
            "council",
        ),
        "backup": (
            "lock",
            translate("MorningPage", "Put your account in a safe place (2 min)"),
            translate("MorningPage", "Do it"),
            "settings",
        ),
    }
    return table | help_kinds()


def _text(item: InboxItemView, now_ms: int) -> str:
    match item.kind:
        case "backup":
            return translate(
                "MorningPage", "24 words on paper open it again, whatever happens to this computer."
            )
        case "allocate" if not item.title:
            return translate("MorningPage", "Say what the commune's savings should go to.")
        case "void":
            happened, _money, todo = void_sentences(item.title, item.act)
            return f"{taker_words(item.because) or happened} {todo}"
        case "device":
            return translate("MorningPage", "If you did not ask for it, object before it happens.")
    amounts = look().words.listed([look().words.exact(one.asset, one.amount) for one in item.amounts])
    about = " · ".join(part for part in (amounts, item.title) if part)
    if not item.deadline_ms:
        return about
    when = look().words.until(item.deadline_ms, now_ms)
    if item.kind == "vote":
        until = translate("MorningPage", "closes {when}").format(when=when)
    else:
        until = translate("MorningPage", "to answer {when}").format(when=when)
    return f"{about} · {until}" if about else until[0].upper() + until[1:]


def _void_title(item: InboxItemView) -> str:
    """Which act of mine had no effect: a payment with its amount and to whom."""
    if item.person is None:
        return translate("MorningPage", "One of your acts had no effect")
    amount = look().words.listed([look().words.exact(one.asset, one.amount) for one in item.amounts])
    if not amount or item.act not in ("transfer", "gift", "order.confirm"):
        text = translate("MorningPage", "Your act with {name} had no effect")
    elif item.act == "gift":
        text = translate("MorningPage", "Your gift of {amount} to {name} had no effect")
    else:
        text = translate("MorningPage", "Your payment of {amount} to {name} had no effect")
    return text.replace("{amount}", amount)


def todo_banner(
    item: InboxItemView, facade: Voisinage, bridge: Bridge, owner: QWidget, now_ms: int
) -> Banner | None:
    """None for a kind this window does not know; `owner`: the page it stands in."""
    found = _kinds().get(item.kind)
    if found is None:
        return None
    icon, strong, action, place = found
    if item.kind == "vote":
        action = translate("MorningPage", "Vote")
    if item.kind == "meter.certify" and item.person is not None and item.person.is_me:
        strong = translate("MorningPage", "Your meter can be confirmed")
    more = None
    if item.kind == "void":
        strong = _void_title(item)
        put_away = lambda: bridge.run(facade.news.put_away(item.object), owner)  # noqa: E731
        more = (translate("MorningPage", "I have read it"), put_away)
    what = "words" if item.kind == "backup" else None if item.kind == "device" else item.object or None
    return Banner(
        icon,
        fill(strong, name=party_name(item.person) if item.person else ""),
        _text(item, now_ms),
        action,
        lambda: bridge.go_to(place, what),
        tone="sun" if item.kind == "backup" else "",
        more=more,
        colour={"backup": "sun_ink", "vote": "vote"}.get(item.kind, "ink2"),
    )
