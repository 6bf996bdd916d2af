# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of refusals about the version of the rules; a part of `refusals`, under its law."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def rules_refusals(no_effect: str) -> dict[str, Sentences]:
    """Refusals about rules that this program lacks, and about proposing others, by code."""
    return {
        "update-needed": (
            translate("Errors", "This version of Voisinage is too old for the rules that the village voted."),
            translate("Errors", "Your units and your acts are safe; nothing was signed."),
            translate("Errors", "Install the new version: this computer goes on by itself."),
        ),
        "rules-held": (
            translate("Errors", "These rules are voted or in force already."),
            no_effect,
            translate("Errors", "There is nothing to do."),
        ),
        "rules-step": (
            translate("Errors", "Rules change one version at a time."),
            no_effect,
            translate("Errors", "Propose the next version."),
        ),
        "rules-unknown": (
            translate("Errors", "This Voisinage is too old for these rules."),
            no_effect,
            translate("Errors", "Install the new version here and at the witnesses', then propose."),
        ),
    }
