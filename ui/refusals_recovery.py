# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of refusals about naming other witnesses; a part of `refusals`, under its law."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def recovery_refusals(no_effect: str) -> dict[str, Sentences]:
    """Refusals about lists of new witnesses, by code."""
    look = translate("Errors", "Look at Council, Who does what.")
    again = translate("Errors", "Ask whoever gave it to you for it again.")
    return (
        {
            "recovery-not-running": (
                translate("Errors", "Voisinage is stopping on this computer."),
                no_effect,
                translate("Errors", "Start it again, then try once more."),
            ),
            "unknown-recovery": (
                translate("Errors", "This list is not to be signed any more."),
                no_effect,
                look,
            ),
            "recovery-file": (
                translate("Errors", "This is no list of witnesses, or not the whole of it."),
                no_effect,
                again,
            ),
            "recovery-unwritable": (
                translate("Errors", "The file could not be written there."),
                no_effect,
                translate("Errors", "Choose another folder."),
            ),
            "recovery-alive": (
                translate("Errors", "Enough witnesses answer: there is nobody to replace."),
                no_effect,
                translate("Errors", "To change the witnesses, open a vote in Council."),
            ),
            "recovery-neighbour-higher": (
                translate("Errors", "A neighbour has pages of the register that are not here yet."),
                no_effect,
                translate("Errors", "Wait a moment until they have come, then sign again."),
            ),
            "recovery-other-epoch": (
                translate(
                    "Errors", "This list is too old or too new: the witnesses were replaced in between."
                ),
                no_effect,
                look,
            ),
            "recovery-lower-base": (
                translate("Errors", "This list begins before what this computer knows to be final."),
                translate("Errors", "Signing it would wipe out payments."),
                translate("Errors", "Do not sign it. Stay online so that the others see what you have."),
            ),
            "recovery-higher-base": (
                translate("Errors", "This list begins after what has come to this computer."),
                no_effect,
                translate("Errors", "Wait until the rest has come from a neighbour, then try again."),
            ),
        }
        | _promise_refusals(no_effect, look)
        | _who_refusals(no_effect, look, again)
    )


def _promise_refusals(no_effect: str, look: str) -> dict[str, Sentences]:
    """About what was signed before, and what this computer stands on."""
    again = translate("Errors", "Ask whoever gave it to you for it again.")
    council = translate("Errors", "Do not sign it, and tell the council.")
    return {
        "recovery-nothing-promised": (
            translate("Errors", "You have signed nothing that binds you."),
            no_effect,
            translate("Errors", "There is nothing to do."),
        ),
        "recovery-too-early": (
            translate("Errors", "Your signature is less than seven days old: it still binds you."),
            no_effect,
            translate("Errors", "Have the others sign the list, or wait."),
        ),
        "recovery-nothing-to-stay-with": (
            translate("Errors", "The witnesses were never replaced like this in this commune."),
            no_effect,
            look,
        ),
        "recovery-stopped": (
            translate("Errors", "This computer has stopped, and signs nothing of the kind."),
            no_effect,
            look,
        ),
        "recovery-other-chain": (
            translate("Errors", "This list goes on from another history than this computer's."),
            no_effect,
            council,
        ),
        "recovery-wrong-commune": (translate("Errors", "This list is another commune's."), no_effect, again),
    }


def _who_refusals(no_effect: str, look: str, again: str) -> dict[str, Sentences]:
    """About those who are named, and those who sign."""
    return {
        "recovery-unknown-list": (
            translate("Errors", "The commune does not know one of these computers, or one is named twice."),
            no_effect,
            translate("Errors", "Name neighbours whose computer was here before everything stopped."),
        ),
        "recovery-inactive": (
            translate(
                "Errors",
                "Only those sign who did something in the 90 days before the last page of the register.",
            ),
            no_effect,
            translate("Errors", "Ask your neighbours to sign."),
        ),
        "recovery-paper-key": (
            translate("Errors", "The 24 words do not sign this."),
            no_effect,
            translate("Errors", "Sign from your usual computer."),
        ),
        "recovery-revoked": (
            translate("Errors", "This computer was shut out: it signs nothing any more."),
            no_effect,
            translate("Errors", "Sign from another of your computers."),
        ),
        "recovery-unknown-key": (
            translate("Errors", "The commune does not know this computer yet."),
            no_effect,
            translate("Errors", "Sign from one it knew before everything stopped."),
        ),
        "recovery-twice": (translate("Errors", "Somebody has signed this list twice."), no_effect, again),
        "recovery-bad-signature": (
            translate("Errors", "A signature of this list is wrong."),
            no_effect,
            again,
        ),
        "recovery-signed-already": (
            translate("Errors", "You have signed this list already."),
            no_effect,
            translate("Errors", "Give it to those who have not."),
        ),
        "recovery-signed-another": (
            translate("Errors", "You signed another list less than seven days ago."),
            no_effect,
            translate("Errors", "Have that one signed, or wait: two lists would make two communes."),
        ),
    }
