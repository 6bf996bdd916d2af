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
        "bad-witnesses": (
            translate("Errors", "This choice of witnesses is not possible."),
            no_effect,
            translate("Errors", "Choose each person once, with a computer of theirs; 31 at most."),
        ),
    }
