# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of what keeps one out: founding, joining, coming back, opening; a part of `refusals`.

What a neighbour's computer answered is said as it is: what passes by itself is no refusal.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def joining_refusals(no_effect: str) -> dict[str, Sentences]:
    nothing_made = translate("Errors", "Nothing was created.")
    return {
        "not-reachable": (
            translate("Errors", "No neighbour's computer answered."),
            translate("Errors", "Your accounts are safe on this computer."),
            translate(
                "Errors", "Check your connection, or try again when the person who invited you is online."
            ),
        ),
        "bad-code": (
            translate("Errors", "This invitation code could not be read."),
            nothing_made,
            translate("Errors", "Copy the whole code again, from its first letter to its last."),
        ),
        "expired-invitation": (
            translate("Errors", "This invitation is too old."),
            nothing_made,
            translate("Errors", "Ask your neighbour for a new one."),
        ),
        "spent-invitation": (
            translate("Errors", "Someone already joined with this invitation."),
            nothing_made,
            translate("Errors", "Each neighbour needs their own; ask for a new one."),
        ),
        "name": (
            translate("Errors", "This name cannot be used."),
            no_effect,
            translate("Errors", "Choose a name of one to forty letters."),
        ),
        "mixed-name": (
            translate("Errors", "A word of this name mixes two alphabets: a letter looks like another."),
            no_effect,
            translate("Errors", "Type this name again on your keyboard rather than copying it."),
        ),
        "name-taken": (
            translate("Errors", "Someone in the commune already has this name."),
            no_effect,
            translate("Errors", "Add your family name or where you live."),
        ),
        **_opening(no_effect),
        **_answers(nothing_made),
        **_making(nothing_made),
    }


def _opening(no_effect: str) -> dict[str, Sentences]:
    """What keeps an account from being opened, or found again, on this computer."""
    return {
        "home-exists": (
            translate("Errors", "There is already an account on this computer."),
            no_effect,
            translate("Errors", "Close this window and open Voisinage again."),
        ),
        "bad-words": (
            translate("Errors", "These 24 words do not fit together."),
            translate("Errors", "Your account is where you left it."),
            translate("Errors", "Check the words in red and their order."),
        ),
        "wrong-passphrase": (
            translate("Errors", "This is not the right passphrase."),
            translate("Errors", "Your account stays closed and safe."),
            translate("Errors", "Try again; capital letters and spaces count."),
        ),
        "locked": (
            translate("Errors", "Your account is locked on this computer."),
            translate("Errors", "Nothing can be signed for you meanwhile."),
            translate("Errors", "Open it with your passphrase, then try again."),
        ),
        "keyring": (
            translate("Errors", "This computer's password store does not open your account."),
            translate("Errors", "Your account stays closed and safe."),
            translate(
                "Errors",
                "Open your session as usual and unlock the password store, then open Voisinage again. If it "
                "is lost, come back with your 24 words.",
            ),
        ),
    }


def _answers(nothing_made: str) -> dict[str, Sentences]:
    """What a neighbour's computer answers to who asks to come in, or back."""
    return {
        "door-unknown": (
            translate("Errors", "Your neighbour's computer does not know this invitation yet."),
            translate("Errors", "Nothing is lost: it is asked again by itself."),
            translate("Errors", "Ask your neighbour to leave Voisinage open until you are in."),
        ),
        "bad-invitation": (
            translate("Errors", "This invitation is not one of this commune's."),
            nothing_made,
            translate("Errors", "Ask your neighbour for a new one."),
        ),
        "other-commune": (
            translate("Errors", "It was another commune that answered."),
            nothing_made,
            translate("Errors", "Check with your neighbour that the code is the one made for you."),
        ),
        "unknown-words": (
            translate("Errors", "Nobody in this commune knows these 24 words."),
            translate("Errors", "Your account is where you left it."),
            translate("Errors", "Check your words, and that the code is one of your own commune."),
        ),
        "join-refused": (
            translate("Errors", "Your neighbours' computers refused this request."),
            nothing_made,
            translate("Errors", "Ask your neighbour for a new one."),
        ),
        "door-busy": (
            translate("Errors", "Your neighbour's computer has too much to do just now."),
            translate("Errors", "Nothing is lost: it is asked again by itself."),
            translate("Errors", "Wait a moment."),
        ),
        "clock-waits": (
            translate("Errors", "This computer's clock is late: Voisinage waits."),
            translate("Errors", "Your accounts are safe on this computer."),
            translate("Errors", "Set it right, and it goes on by itself."),
        ),
        "nobody-answers": (
            translate("Errors", "No neighbour's computer has answered yet."),
            translate("Errors", "Nothing is lost: it is asked again by itself."),
            translate(
                "Errors",
                "Check this computer's connection, and ask your neighbour to leave Voisinage open.",
            ),
        ),
    }


def _making(nothing_made: str) -> dict[str, Sentences]:
    """What keeps a home from being made, or a visit from beginning."""
    return {
        "bad-commune-name": (
            translate("Errors", "This name cannot be a commune's."),
            nothing_made,
            translate("Errors", "Write it on one line, without hidden signs: some emoji hold one."),
        ),
        "bad-config": (
            translate("Errors", "The file of your choices is damaged on this computer."),
            translate("Errors", "Your accounts are safe on this computer."),
            translate("Errors", "Close Voisinage and open it again: it offers to set this file aside."),
        ),
        "home-unwritable": (
            translate("Errors", "This computer does not let Voisinage write in its folder."),
            translate("Errors", "Nothing was created, and nothing was taken from your accounts."),
            translate(
                "Errors", "Make the folder yours, or its disk writable, then try again; a neighbour can help."
            ),
        ),
        "demo-failed": (
            translate("Errors", "The example village could not open."),
            translate("Errors", "It is apart: your own accounts have nothing to do with it."),
            translate("Errors", "Make some room on the disk and in memory, then try again."),
        ),
    }
