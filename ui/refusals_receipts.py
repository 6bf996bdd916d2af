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
    }
