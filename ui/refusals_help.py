# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences of refusals about pots and hours of help; a part of `refusals`, under its law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Mapping

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]

_VOID: Final = {
    "service": {
        "overlap": "help-overlap",
        "limit": "help-day-full",
        "too early": "help-future",
        "too old": "help-too-old",
        "not allowed": "not-yours-to-confirm",
        "already done": "already-confirmed",
        "closed": "service-over",
    },
    "pot": {
        "balance": "pot-short",
        "not allowed": "pot-refuses",
        "bounds": "lock-too-long",
        "expired": "lock-past",
    },
}


TOLD_IN_FULL: Final = frozenset({"help-too-long", "help-day-full"})
"""Codes that say how much time there still is."""


def tell_room(code: str, params: Mapping[str, str | int]) -> str:
    """What to do, with the time a day can still hold; empty: it was not said."""
    if "available" not in params:
        return ""
    words = look().words
    time = words.duration(int(params["available"]))
    if code == "help-too-long":
        return translate("Errors", "{time} count in one day at most: say each day apart.").format(time=time)
    day = words.date(int(params.get("day_ms", 0)))
    if not int(params["available"]):
        return translate("Errors", "Nothing more counts on {day}: choose another day.").format(day=day)
    told = translate("Errors", "{time} are left on {day}: say less, or choose another day.")
    return told.format(time=time, day=day)


def find_void_code(reason: str, kind: str) -> str:
    """The code whose sentences fit a reason of the register, for this sort of act."""
    if reason == "locked":  # the register speaks of savings, this computer of an account
        return "lock-shorter" if kind == "pot.lock" else "pot-locked"
    return _VOID.get(kind.partition(".")[0], {}).get(reason, reason)


def help_refusals(no_effect: str) -> dict[str, Sentences]:
    """Every code about hours of help."""
    return {
        "own-help": (
            translate("Errors", "Helping oneself gives no hours."),
            no_effect,
            translate("Errors", "Choose whom you helped."),
        ),
        "help-too-short": (
            translate("Errors", "This is less than a minute."),
            no_effect,
            translate("Errors", "Write how long it took, as 45 min or 1 h 30."),
        ),
        "help-too-long": (
            translate("Errors", "This is more than counts in one day."),
            no_effect,
            translate("Errors", "Say each day apart."),
        ),
        "help-future": (
            translate("Errors", "That moment has not passed yet."),
            no_effect,
            translate("Errors", "Say it once the help is over."),
        ),
        "help-too-old": (
            translate("Errors", "This is too old to be counted."),
            no_effect,
            translate("Errors", "Say the help of the last months only."),
        ),
        "help-overlap": (
            translate("Errors", "You have already said hours for that moment: nobody helps twice at once."),
            no_effect,
            translate("Errors", "Look at what you said below, then give another time, or another day."),
        ),
        "help-day-full": (
            translate("Errors", "That day already holds as many hours as count."),
            no_effect,
            translate("Errors", "Choose another day."),
        ),
        "unknown-service": (
            translate("Errors", "These hours are not known here."),
            no_effect,
            translate("Errors", "Look at the page again."),
        ),
        "service-over": (
            translate("Errors", "There is nothing left to answer: it is over."),
            no_effect,
            translate("Errors", "Look at the page again."),
        ),
        "not-yours-to-confirm": (
            translate("Errors", "This is not for you to answer."),
            no_effect,
            translate(
                "Errors", "The person who was helped answers; for the commune, people without a tie do."
            ),
        ),
        "already-confirmed": (
            translate("Errors", "This confirmation is already given."),
            no_effect,
            translate("Errors", "Somebody else's is missing."),
        ),
    } | _pot_refusals(no_effect)


def _pot_refusals(no_effect: str) -> dict[str, Sentences]:
    return {
        "pot-locked": (
            translate("Errors", "These savings are locked until their date."),
            no_effect,
            translate("Errors", "Wait for the date you set."),
        ),
        "pot-short": (
            translate("Errors", "There is not enough there for this amount."),
            no_effect,
            translate("Errors", "Move a smaller amount."),
        ),
        "pot-refuses": (
            translate("Errors", "These savings do not take this unit."),
            no_effect,
            translate("Errors", "Energy goes to energy savings, time to time savings."),
        ),
        "pot-no-lock": (
            translate("Errors", "This account cannot be locked."),
            no_effect,
            translate("Errors", "Lock one of your savings."),
        ),
        "lock-past": (
            translate("Errors", "That date has passed."),
            no_effect,
            translate("Errors", "Choose a day to come."),
        ),
        "lock-too-long": (
            translate("Errors", "This is further than the commune allows."),
            no_effect,
            translate("Errors", "Choose an earlier date."),
        ),
        "lock-shorter": (
            translate("Errors", "A lock is made longer, never shorter."),
            no_effect,
            translate("Errors", "Choose a later date."),
        ),
        "over": (
            translate("Errors", "This was already over."),
            no_effect,
            translate("Errors", "There is nothing more to do."),
        ),
    }
