# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of refusals about roles and witnesses; as `ui/refusals.py`, which gathers them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def council_refusals(no_effect: str) -> dict[str, Sentences]:
    look = translate("Errors", "Look at Council, Who does what.")
    return {
        "vote-decides": (
            translate("Errors", "The commune has grown: a vote decides this now."),
            no_effect,
            translate("Errors", "Open a vote on it in Council."),
        ),
        "mayor-decides": (
            translate("Errors", "While the commune is small, the mayor decides this."),
            no_effect,
            translate("Errors", "Ask the mayor, or open a vote in Council."),
        ),
        "mayor-by-vote": (
            translate("Errors", "Only a vote makes or unmakes a mayor."),
            no_effect,
            translate("Errors", "Open a vote on it in Council."),
        ),
        "role-held": (translate("Errors", "This person has that role already."), no_effect, look),
        "role-not-held": (translate("Errors", "This person does not have that role."), no_effect, look),
        "list-unchanged": (translate("Errors", "These are the witnesses already."), no_effect, look),
        "witness-not-running": (
            translate("Errors", "Voisinage is stopping on this computer."),
            no_effect,
            translate("Errors", "Start it again, then say it once more."),
        ),
        "not-a-witness": (
            translate("Errors", "This computer is not a witness's any more."),
            no_effect,
            look,
        ),
        "date-not-asked": (
            translate("Errors", "This computer's date need not be confirmed any more."),
            no_effect,
            translate("Errors", "There is nothing to do."),
        ),
        "witness-not-silent": (
            translate("Errors", "This computer is at work as a witness already."),
            no_effect,
            translate("Errors", "There is nothing to do."),
        ),
        "others-must-advance": (
            translate("Errors", "With more than three witnesses, the others set this computer going again."),
            no_effect,
            translate("Errors", "Wait until they have gone on without it: it goes on by itself."),
        ),
        "bad-witnesses": (
            translate("Errors", "This choice of witnesses is not possible."),
            no_effect,
            translate("Errors", "Choose each person once, with a computer of theirs; 31 at most."),
        ),
    }
