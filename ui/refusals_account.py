# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of refusals about backups and the sheet of words; a part of `refusals`, under its law."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def account_refusals(no_effect: str) -> dict[str, Sentences]:
    return {
        "backup-unwritable": (
            translate("Errors", "The backup could not be written there."),
            no_effect,
            translate("Errors", "Choose another folder, or another disk."),
        ),
        "backup-missing": (
            translate("Errors", "This backup file cannot be read."),
            no_effect,
            translate("Errors", "Check that its disk is plugged in, and choose it again."),
        ),
        "backup-damaged": (
            translate("Errors", "This file is not a backup of Voisinage, or it was damaged."),
            no_effect,
            translate("Errors", "Take another one, or a code of the commune: your 24 words do the rest."),
        ),
        "backup-other": (
            translate(
                "Errors", "These 24 words do not open this file: it is of another account, or damaged."
            ),
            no_effect,
            translate(
                "Errors",
                "Take the sheet and the file of the same account. If they are, do without the file: your 24 "
                "words and a code of the commune are enough.",
            ),
        ),
        "no-way-back": (
            translate("Errors", "This backup does not say where to reach the commune."),
            no_effect,
            translate("Errors", "Give a code of the commune too, even one that was used."),
        ),
        "other-words": (
            translate("Errors", "These 24 words are not those of this account."),
            no_effect,
            translate("Errors", "Look for the sheet that goes with this account."),
        ),
        "sheet-unwritable": (
            translate("Errors", "The sheet could not be written there."),
            no_effect,
            translate("Errors", "Choose another folder."),
        ),
    }
