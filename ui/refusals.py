# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of every refusal: what happened, what it means for your money, what to do.

Not the codes' origin: they are the facade's, or a void event's reason. Its law: three plain sentences a code,
written for someone who does not know how the program works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.refusals_account import account_refusals
from ui.refusals_council import council_refusals
from ui.refusals_devices import device_refusals
from ui.refusals_help import help_refusals
from ui.refusals_joining import joining_refusals
from ui.refusals_leaving import leaving_refusals
from ui.refusals_receipts import receipt_refusals
from ui.refusals_recovery import recovery_refusals
from ui.refusals_rules import rules_refusals

if TYPE_CHECKING:
    from collections.abc import Mapping

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def tells_of_accounts(money: str) -> bool:
    """Whether what a refusal means for one's money takes for granted that one has an account."""
    return money in {
        translate("Errors", "Nothing was taken from your accounts."),
        translate("Errors", "Your accounts have not changed."),
        translate("Errors", "Your accounts are safe on this computer."),
        translate("Errors", "Nothing was created, and nothing was taken from your accounts."),
    }


def refusals() -> Mapping[str, Sentences]:
    """Every code this window has words for; built when asked, in the language of the moment."""
    nothing_left = translate("Errors", "Nothing was taken from your accounts.")
    no_effect = translate("Errors", "Your accounts have not changed.")
    table = _money_refusals(nothing_left, no_effect)
    table |= joining_refusals(no_effect)
    table |= _meter_refusals(no_effect)
    table |= _market_refusals(nothing_left, no_effect)
    table |= _computer_refusals(no_effect)
    table |= council_refusals(no_effect)
    table |= device_refusals(no_effect)
    table |= help_refusals(no_effect)
    table |= receipt_refusals(no_effect)
    table |= recovery_refusals(no_effect)
    table |= rules_refusals(no_effect)
    table |= account_refusals(no_effect)
    table |= leaving_refusals(no_effect)
    return table


def _money_refusals(nothing_left: str, no_effect: str) -> dict[str, Sentences]:
    return {
        "balance": (
            translate("Errors", "There is not enough in this account for that payment."),
            nothing_left,
            translate("Errors", "Pay a smaller amount, or in another unit."),
        ),
        "floor": (
            translate("Errors", "This payment would take your account below its limit."),
            nothing_left,
            translate("Errors", "Pay a smaller amount, or help a neighbour first."),
        ),
        "negative-amount": (
            translate("Errors", "An amount must be more than zero."),
            nothing_left,
            translate("Errors", "Write the amount again."),
        ),
        "bad-amount": (
            translate("Errors", "This amount could not be read."),
            nothing_left,
            translate("Errors", "Write it as 25, as 3.5 or as 1 h 30."),
        ),
        "too-large": (
            translate("Errors", "This is more than the commune can record at once."),
            nothing_left,
            translate("Errors", "Split it, or shorten the text."),
        ),
        "same-account": (
            translate("Errors", "You and the recipient are the same person."),
            nothing_left,
            translate("Errors", "Choose a neighbour."),
        ),
        "unknown-member": (
            translate("Errors", "This person is not known in your commune."),
            nothing_left,
            translate("Errors", "Choose a name in the list, or invite this person first."),
        ),
        "unknown-asset": (
            translate("Errors", "Your commune does not use this unit."),
            nothing_left,
            translate("Errors", "Choose another unit."),
        ),
        "purpose": (
            translate("Errors", "This amount is set aside for another purpose."),
            nothing_left,
            translate("Errors", "Choose the purpose it was given for, or another account."),
        ),
        "fork": (
            translate(
                "Errors", "Two acts left two of your computers at the same moment; one of them counts."
            ),
            translate("Errors", "The other one took nothing from your accounts."),
            translate("Errors", "Look at your history, and do it again if it is still needed."),
        ),
        "not-authorised": (
            translate("Errors", "This act belongs to someone else in the commune."),
            no_effect,
            translate("Errors", "Ask the person who holds that role."),
        ),
        "bad-field": (
            translate("Errors", "One of the fields cannot be used as it is."),
            nothing_left,
            translate("Errors", "Look at each field again, then send it once more."),
        ),
        "text-too-long": (
            translate("Errors", "These words are too long to be signed."),
            nothing_left,
            translate("Errors", "Shorten them."),
        ),
        "own-listing": (
            translate("Errors", "This offer is your own."),
            nothing_left,
            translate("Errors", "Choose a neighbour's."),
        ),
        "not-a-member-yet": (
            translate("Errors", "The commune has not confirmed your arrival yet."),
            nothing_left,
            translate("Errors", "Wait a moment with this computer connected, then try again."),
        ),
        "expired": (
            translate("Errors", "This came too late: its date had passed."),
            nothing_left,
            translate("Errors", "Do it again with a new date."),
        ),
        "too-early": (
            translate("Errors", "It is too early for this."),
            nothing_left,
            translate("Errors", "Wait until its date, then do it again."),
        ),
        "quota": (
            translate("Errors", "You have done this as often as the commune allows for now."),
            nothing_left,
            translate("Errors", "Wait until tomorrow, or ask the council."),
        ),
        "guaranteed": (
            translate("Errors", "A part of this amount is promised to an order under way."),
            nothing_left,
            translate("Errors", "Finish or cancel that order first."),
        ),
        "no-such": (
            translate("Errors", "What this act speaks of is not known in your commune."),
            nothing_left,
            translate("Errors", "It may not have reached you yet; try again in a minute."),
        ),
        "other-chain": (
            translate("Errors", "This act belongs to another commune."),
            nothing_left,
            translate("Errors", "Open the window of that commune."),
        ),
        "too-old": (
            translate("Errors", "This act stayed on your computer for too long before it left."),
            nothing_left,
            translate("Errors", "Do it again now that you are connected."),
        ),
        "paper-key": (
            translate("Errors", "This needs the 24 words you wrote on paper."),
            no_effect,
            translate("Errors", "Find your sheet, then use « I already have an account »."),
        ),
        "malformed": (
            translate("Errors", "This act was not written as the commune's rules ask."),
            no_effect,
            translate("Errors", "Install the latest version, then do it again."),
        ),
        "duplicate": (
            translate("Errors", "This was already done."),
            translate("Errors", "It counts once only."),
            translate("Errors", "There is nothing more to do."),
        ),
    }


def _meter_refusals(no_effect: str) -> dict[str, Sentences]:
    return {
        "certify-others": (
            translate("Errors", "Vouching for this meter is for a technician, who does not own it."),
            no_effect,
            translate("Errors", "Ask them: Council, Who does what."),
        ),
        "certify-nobody": (
            translate("Errors", "Nobody can vouch for this meter: it takes another technician."),
            no_effect,
            translate("Errors", "Propose somebody: Council, Who does what, Give or take back a role."),
        ),
        "csv-malformed": (
            translate("Errors", "This file is not a meter file we can read."),
            no_effect,
            translate(
                "Errors", "Download it again from your Enedis account, without opening it in a spreadsheet."
            ),
        ),
        "index-back": (
            translate("Errors", "In this file, the meter's index goes backwards."),
            no_effect,
            translate(
                "Errors", "If your meter was replaced, tell the council; otherwise download the file again."
            ),
        ),
        "index-differs": (
            translate("Errors", "In this file, the meter shows something else than what is written here."),
            no_effect,
            translate("Errors", "Check the date and the index you gave when you added the meter."),
        ),
        "already-imported": (
            translate("Errors", "All the days of this file are already here."),
            translate("Errors", "They count once only."),
            translate("Errors", "Come back with a newer file."),
        ),
        "meter-waits": (
            translate("Errors", "This meter is waiting for a neighbour to come and look at it."),
            translate("Errors", "Your production will count from the date you gave."),
            translate("Errors", "Ask the installer or the council to confirm it."),
        ),
        "quarantine": (
            translate("Errors", "These figures are more than your panels can make in full sun."),
            translate("Errors", "They count for nothing until someone has looked."),
            translate("Errors", "Check the panels' power, or ask the council to look at the meter."),
        ),
        "wrong-direction": (
            translate("Errors", "This file does not say what this meter measures."),
            no_effect,
            translate("Errors", "Choose the file of what your panels made, or of what you sent to the grid."),
        ),
        "which-meter": (
            translate("Errors", "You have several meters, and this file does not say which one it is of."),
            no_effect,
            translate("Errors", "Choose the meter first, then bring its file."),
        ),
        "before-commune": (
            translate("Errors", "This file ends before your commune began to count."),
            no_effect,
            translate("Errors", "Bring a newer file."),
        ),
        "not-this-computer": (
            translate("Errors", "This meter was added from another computer of yours."),
            no_effect,
            translate("Errors", "Bring the file on that computer."),
        ),
        "several-points": (
            translate("Errors", "This file holds the figures of several meters."),
            no_effect,
            translate("Errors", "Download one file for each meter."),
        ),
        "future": (
            translate("Errors", "This file holds days that are not over yet."),
            no_effect,
            translate("Errors", "Check this computer's date, then bring the file again."),
        ),
        "unknown-meter": (
            translate("Errors", "This meter is not known in your commune."),
            no_effect,
            translate("Errors", "Add it first, then bring its file."),
        ),
        "overlap": (
            translate("Errors", "These days were already declared for this meter."),
            translate("Errors", "They count once only."),
            translate("Errors", "There is nothing more to do."),
        ),
    }


def _market_refusals(nothing_left: str, no_effect: str) -> dict[str, Sentences]:
    return {
        "parity-changed": (
            translate("Errors", "The commune has changed its exchange values since this price was agreed."),
            nothing_left,
            translate("Errors", "Look at the new price and order again."),
        ),
        "stock": (
            translate("Errors", "There is none left."),
            nothing_left,
            translate("Errors", "Ask your neighbour when there will be more."),
        ),
        "withdrawn": (
            translate("Errors", "This offer was withdrawn."),
            nothing_left,
            translate("Errors", "Look for another one."),
        ),
        "order-state": (
            translate("Errors", "This order has moved on since you looked."),
            nothing_left,
            translate("Errors", "Look at where it is now."),
        ),
        "unknown-listing": (
            translate("Errors", "This offer is not known in your commune."),
            nothing_left,
            translate("Errors", "It may not have reached you yet; try again in a minute."),
        ),
        "proposal-closed": (
            translate("Errors", "This vote is closed."),
            translate("Errors", "Your earlier choice, if you made one, was counted."),
            translate("Errors", "Look at the result in Council."),
        ),
        "shares-not-100": (
            translate("Errors", "The shares do not add up to 100 %."),
            translate("Errors", "Your earlier shares still count."),
            translate("Errors", "Move a few percent until nothing is left over."),
        ),
        "shares-step": (
            translate("Errors", "Shares go by steps of five percent."),
            translate("Errors", "Your earlier shares still count."),
            translate("Errors", "Move them to the nearest step."),
        ),
        "unknown-proposal": (
            translate("Errors", "This proposal is not known in your commune."),
            no_effect,
            translate("Errors", "It may not have reached you yet; try again in a minute."),
        ),
    }


def _computer_refusals(no_effect: str) -> dict[str, Sentences]:
    return {
        "stopped": (
            translate("Errors", "Voisinage has stopped following the commune on this computer."),
            translate("Errors", "What you own is safe and unchanged."),
            translate("Errors", "Install the latest version, then open it again."),
        ),
        "bundle-unwritable": (
            translate("Errors", "The help file could not be written there."),
            no_effect,
            translate("Errors", "Choose another folder, your documents for example."),
        ),
        "no-home-keys": (
            translate("Errors", "What lets you sign is no longer on this computer; the commune is."),
            translate("Errors", "Your accounts are intact."),
            translate(
                "Errors",
                "Ask somebody who knows computers; “voisinage doctor”, in a terminal, says what to put back.",
            ),
        ),
        "no-home-store": (
            translate("Errors", "The commune's file is no longer on this computer; what lets you sign is."),
            translate("Errors", "What you own is safe with your neighbours."),
            translate(
                "Errors",
                "Ask somebody who knows computers; “voisinage doctor”, in a terminal, says what to put back.",
            ),
        ),
        "no-home": (
            translate("Errors", "There is no account on this computer yet."),
            no_effect,
            translate("Errors", "Join a commune, found one, or find your account again."),
        ),
        "disk": (
            translate("Errors", "This computer's disk refused to write."),
            no_effect,
            translate("Errors", "Make some room on the disk, then try again."),
        ),
        "home": (
            translate("Errors", "The folder of your account cannot be used."),
            no_effect,
            translate("Errors", "Check that it belongs to you and that nobody else can open it."),
        ),
        "corrupt": (
            translate("Errors", "A file of your account is damaged on this computer."),
            translate("Errors", "What you own is safe with your neighbours and your 24 words."),
            translate("Errors", "Find your 24 words, then use « I already have an account »."),
        ),
        "listen-failed": (
            translate("Errors", "This computer does not let Voisinage answer your neighbours."),
            translate("Errors", "Your accounts are safe on this computer."),
            translate("Errors", "Close the other programs that use the network, then open Voisinage again."),
        ),
        "busy": (
            translate("Errors", "Voisinage already runs on this computer."),
            no_effect,
            translate("Errors", "Close the other window, or wait a moment."),
        ),
        "internal": (
            translate("Errors", "Voisinage could not do this, and the fault is ours."),
            no_effect,
            translate("Errors", "Try again; if it happens again, send us the code below."),
        ),
    }
