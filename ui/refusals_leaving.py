# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of refusals about leaving the commune, and of acts towards who left."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def leaving_refusals(no_effect: str) -> dict[str, Sentences]:
    """By code."""
    table = {
        "left": (
            translate("Errors", "You left this commune: nothing is signed there any more."),
            translate("Errors", "For a new invitation, ask a neighbour, and join in another folder."),
        ),
        "gone": (
            translate("Errors", "This person left the commune."),
            translate("Errors", "Choose somebody of « Neighbours »."),
        ),
        "successor": (
            translate("Errors", "Somebody has to take over first what the commune needs of you."),
            translate("Errors", "Ask the council to choose another witness or mayor."),
        ),
        "leave-to-whom": (
            translate("Errors", "Nobody is named to receive what you have."),
            translate("Errors", "Choose a neighbour, or the communal fund."),
        ),
        "leave-to-self": (
            translate("Errors", "You are leaving: what you have goes to somebody else."),
            translate("Errors", "Choose a neighbour, or the communal fund."),
        ),
        "leave-needs-words": (
            translate("Errors", "Leaving takes your 24 words, so that no thief of a computer can."),
            translate("Errors", "Write them as they stand on your sheet."),
        ),
        "leave-witness": (
            translate("Errors", "Your computer makes the commune's acts final: it would halt without it."),
            translate("Errors", "Ask the council to choose another witness first."),
        ),
        "leave-mayor": (
            translate("Errors", "You are the only mayor."),
            translate("Errors", "Ask the council to name another first."),
        ),
        "leave-order": (
            translate("Errors", "An order of yours is still open."),
            translate("Errors", "Finish or cancel it first."),
        ),
        "leave-service": (
            translate("Errors", "Hours of help still wait for an answer."),
            translate("Errors", "Confirm, refuse or take them back first."),
        ),
        "leave-energy": (
            translate("Errors", "Your roof's energy is not shared out yet."),
            translate("Errors", "Wait for the next sharing, and send no reading until then."),
        ),
        "leave-guest": (
            translate("Errors", "You answer for a neighbour you invited, who still owes the village."),
            translate("Errors", "Wait until they have given it back, or others have paid them."),
        ),
        "leave-lock": (
            translate("Errors", "Some of your savings are locked."),
            translate("Errors", "Wait for their date."),
        ),
        "leave-debt": (
            translate("Errors", "You still owe something."),
            translate("Errors", "Give it back first."),
        ),
    }
    return {code: (happened, no_effect, todo) for code, (happened, todo) in table.items()}
