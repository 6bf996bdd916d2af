# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of refusals about one's own computers; `refusals` says how they are written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def device_refusals(no_effect: str) -> dict[str, Sentences]:
    """Refusals about my computers, by code."""
    nothing_to_do = translate("Errors", "There is nothing to do.")
    return {
        "behind-own-chain": (
            translate("Errors", "This computer is still asking your neighbours where you stood."),
            no_effect,
            translate("Errors", "Wait a minute, then sign again."),
        ),
        "key-revoked": (
            translate("Errors", "This computer was shut out from another one of yours."),
            translate("Errors", "What you own is safe; what this computer signs no longer counts."),
            translate("Errors", "Use another of your computers, or come back with your 24 words."),
        ),
        "device-is-words": (
            translate("Errors", "The sheet of 24 words cannot be shut out: it is your account itself."),
            no_effect,
            translate("Errors", "If somebody read it, ask the council how to open a new account."),
        ),
        "device-revoked": (
            translate("Errors", "This computer is shut out already."),
            no_effect,
            nothing_to_do,
        ),
        "device-last": (
            translate("Errors", "It is your only computer: shutting it out would close your account to you."),
            no_effect,
            translate("Errors", "If it is lost, come back on another with your 24 words and do it there."),
        ),
        "device-waits": (
            translate("Errors", "You have asked to shut this computer out already."),
            no_effect,
            translate("Errors", "Wait for the day that is shown, or write your 24 words to do it at once."),
        ),
        "device-not-waiting": (
            translate("Errors", "Nothing is asked against this computer."),
            no_effect,
            nothing_to_do,
        ),
        "device-too-young": (
            translate("Errors", "This computer is younger than the one that asked."),
            no_effect,
            translate("Errors", "Object from an older computer, or with your 24 words."),
        ),
        "device-seals": (
            translate("Errors", "This computer makes the commune's acts final: it cannot be cut off."),
            no_effect,
            translate("Errors", "Ask the council for another one to take its place first."),
        ),
        "device-is-here": (
            translate("Errors", "That is the computer in front of you."),
            no_effect,
            translate("Errors", "Cut it off from another of your computers."),
        ),
        "other-words": (
            translate("Errors", "These 24 words belong to another account."),
            no_effect,
            translate("Errors", "Check the sheet, then try again."),
        ),
        "unknown-device": (
            translate("Errors", "This is none of your computers."),
            no_effect,
            translate("Errors", "Look at the list again: it may have changed."),
        ),
    }
