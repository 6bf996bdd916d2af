# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of leaving: what would happen to each thing of mine, and what still keeps me here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.facade_naming import name_apart
from ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views import AmountView
    from app.views_leaving import LeavingView, ObstacleView

translate = QCoreApplication.translate
_ONE_POINT = 100


def list_amounts(amounts: Sequence[AmountView]) -> str:
    words = look().words
    return words.listed([words.exact(one.asset, one.amount) for one in amounts])


def list_consequences(view: LeavingView) -> list[str]:
    """A sentence a thing, the money first."""
    found: list[str] = []
    if view.holdings:
        held = list_amounts([line.amount for line in view.holdings])
        found.append(translate("LeaveWords", "{held} go to whom you name.").format(held=held))
    else:
        found.append(translate("LeaveWords", "Your accounts are empty: nothing goes to anybody."))
    if view.owed and view.sponsor is not None:
        text = translate("LeaveWords", "{name}, who invited you, takes over {debt} that you owe.")
        found.append(text.format(name=name_apart(view.sponsor), debt=list_amounts(view.owed)))
    if view.offers:
        found.append(translate("LeaveWords", "Your offers and requests are withdrawn."))
    if view.votes or view.has_shares:
        text = translate("LeaveWords", "Your open votes and your shares of the fund are taken back.")
        found.append(text)
    if view.roles:
        found.append(translate("LeaveWords", "Your roles end."))
    if view.meters:
        found.append(translate("LeaveWords", "Your meters stop: nothing more is counted."))
    if view.guests:
        text = translate(
            "LeaveWords", "Those you invited lately have no credit until other neighbours have paid them."
        )
        found.append(text)
    if view.points >= _ONE_POINT:
        points = look().words.decimal(view.points, _ONE_POINT, 0)
        found.append(translate("LeaveWords", "Pension points you keep: {points}.").format(points=points))
    text = translate("LeaveWords", "Your computers sign nothing more; this one keeps its copy, to be read.")
    return [*found, text]


def say_obstacle(obstacle: ObstacleView) -> str:
    """What keeps me here, and how it ends."""
    words = look().words
    who = name_apart(obstacle.person) if obstacle.person else translate("LeaveWords", "the commune")
    amount = words.exact(obstacle.amount.asset, obstacle.amount.amount) if obstacle.amount else ""
    day = words.date(obstacle.until_ms, year=True) if obstacle.until_ms else ""
    text = {
        "witness": translate(
            "LeaveWords",
            "Your computer makes acts final: the council chooses another one first.",
        ),
        "mayor": translate("LeaveWords", "You are the only mayor: the council names another first."),
        "order": translate("LeaveWords", "An order with {who} is open: finish or cancel it."),
        "service": translate("LeaveWords", "Hours of help with {who} wait for an answer."),
        "energy": translate(
            "LeaveWords", "Your roof's energy is shared out on {day}: send no reading before."
        ),
        "guest": translate(
            "LeaveWords", "{who}, whom you invited, still owes the village, and you answer for it."
        ),
        "lock": translate("LeaveWords", "{amount} are locked until {day}."),
        "debt": translate("LeaveWords", "You owe {amount}: give them back first."),
    }[obstacle.what]
    return text.format(who=who, amount=amount, day=day)
