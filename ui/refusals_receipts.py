# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of refusals about proofs in files; a part of `refusals`, under its law."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def receipt_refusals(no_effect: str) -> dict[str, Sentences]:
    return {
        "receipt-not-final": (
            translate("Errors", "The page of the register that confirms this act is not here yet."),
            no_effect,
            translate("Errors", "Save the proof again in a moment."),
        ),
        "receipt-dead": (
            translate("Errors", "This act will never enter the register: another one took its place."),
            no_effect,
            translate("Errors", "There is nothing to prove."),
        ),
        "receipt-task": (
            translate("Errors", "This happened by itself, and nobody signed it."),
            no_effect,
            translate("Errors", "There is no proof of it to take away: it would show everybody's movements."),
        ),
        "receipt-not-here": (
            translate("Errors", "This computer does not have the page of the register where this act is."),
            no_effect,
            translate("Errors", "Wait until the history has come."),
        ),
        "receipt-between": (
            translate("Errors", "This act is on the last page before new witnesses took over."),
            no_effect,
            translate("Errors", "Every neighbour's register shows it; no proof of it can be taken away."),
        ),
        "receipt-unwritable": (
            translate("Errors", "The file could not be written there."),
            no_effect,
            translate("Errors", "Choose another folder."),
        ),
        **_checked(no_effect),
    }


def _checked(no_effect: str) -> dict[str, Sentences]:
    """A proof somebody sent that does not hold, and files that cannot be written."""
    doubt = translate("Errors", "Ask who sent it for another one, and do not rely on this one.")
    return {
        "receipt-unreadable": (
            translate("Errors", "This file could not be read."),
            no_effect,
            translate("Errors", "Check that it is still there, then choose it again."),
        ),
        "receipt-other": (
            translate("Errors", "This file is not a proof of Voisinage."),
            no_effect,
            translate("Errors", "Choose the file that was sent to you, whose name ends in .proof."),
        ),
        "receipt-damaged": (
            translate("Errors", "This proof was damaged on its way: a part of it is missing or changed."),
            no_effect,
            translate("Errors", "Ask for it again, as a file attached and not copied into the message."),
        ),
        "receipt-false": (
            translate("Errors", "This proof does not hold: what it says is not what was signed."),
            no_effect,
            doubt,
        ),
        "receipt-unknown-list": (
            translate("Errors", "This proof rests on computers of which it does not say who chose them."),
            no_effect,
            doubt,
        ),
        "receipt-other-commune": (
            translate("Errors", "This proof is of another commune than yours."),
            no_effect,
            translate("Errors", "Ask which commune it is about: this register can say nothing of it."),
        ),
        "receipt-differs": (
            translate("Errors", "This proof is of your commune, and your register says something else."),
            no_effect,
            translate("Errors", "Keep the file and show it to the council: one of the two is false."),
        ),
        "export-unwritable": (
            translate("Errors", "The file could not be written there."),
            no_effect,
            translate("Errors", "Choose another folder."),
        ),
        "verify-stopped": (
            translate("Errors", "The check was stopped before its end."),
            no_effect,
            translate("Errors", "Start it again whenever you like."),
        ),
    }
