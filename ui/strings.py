# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words for what the views say in codes: phases, posts, kinds, templates, states, units, roles.

Not sentences of pages: those stand where they are used, in `self.tr()`.  Its law: a code without a word here
is shown as the commune wrote it (a local post, a local purpose), never as a program's name.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.views import Phase

translate = QCoreApplication.translate

ASSETS: Final = ("kwh", "hour", "kg", "point", "kwh-th")


def tr(text: str, comment: str = "", count: int = -1) -> str:
    """A sentence with a plural in a plain function; in a QObject use `self.tr`.

    lupdate sees plurals in `tr` only, not in `translate`, and gives a plain function's the empty context.
    """
    return QCoreApplication.translate("", text, comment, count)


def phase_word(phase: Phase) -> str:
    return {
        Phase.PENDING: translate("Strings", "recorded"),
        Phase.SEALED: translate("Strings", "final"),
        Phase.VOID: translate("Strings", "no effect"),
    }[phase]


def post_name(post: str) -> str:
    return {
        "pensions": translate("Strings", "Pensions"),
        "energy": translate("Strings", "Energy"),
        "roads": translate("Strings", "Roads"),
        "startups": translate("Strings", "Young businesses"),
        "canteen": translate("Strings", "School canteen"),
        "security": translate("Strings", "Security"),
    }.get(post, post)


def asset_name(asset: str) -> str:
    """The name of the account that holds it, as contracts say it."""
    return {
        "kwh": translate("Strings", "crypto-kWh"),
        "kwh-th": translate("Strings", "crypto-kWh of heat"),
        "hour": translate("Strings", "crypto-hours"),
        "kg": translate("Strings", "crypto-kg"),
        "point": translate("Strings", "crypto-points"),
    }.get(asset, asset)


def asset_rank(asset: str) -> tuple[int, str]:
    """Units stand in one order everywhere: energy, time, harvests, points."""
    return (ASSETS.index(asset) if asset in ASSETS else len(ASSETS), asset)


def asset_word(asset: str) -> str:
    """The plain word, as a figure's caption."""
    return {
        "kwh": translate("Strings", "Energy"),
        "kwh-th": translate("Strings", "Heat"),
        "hour": translate("Strings", "Time"),
        "kg": translate("Strings", "Produce"),
        "point": translate("Strings", "Points"),
    }.get(asset, asset)


def unit_choice(asset: str) -> str:
    """What stands in a list of units."""
    return {
        "kwh": translate("Strings", "kWh"),
        "kwh-th": translate("Strings", "kWh of heat"),
        "hour": translate("Strings", "hours"),
        "kg": translate("Strings", "kg"),
        "point": translate("Strings", "points"),
    }.get(asset, asset)


def equivalent_word(asset: str, amount: str) -> str:
    """« 48 h de coups de main », « 481 kg de légumes »."""
    known = {
        "kwh": translate("Strings", "{amount} of energy"),
        "kwh-th": translate("Strings", "{amount} of heat"),
        "hour": translate("Strings", "{amount} of help"),
        "kg": translate("Strings", "{amount} of vegetables"),
        "point": translate("Strings", "{amount}"),
    }.get(asset, "{amount}")
    return known.format(amount=amount)


def pot_name(pot: str) -> str:
    return {
        "": translate("Strings", "Everyday"),
        "current": translate("Strings", "Everyday"),
        "energy-savings": translate("Strings", "Energy savings"),
        "time-savings": translate("Strings", "Time savings"),
        "pension": translate("Strings", "Pension"),
    }.get(pot) or translate("Strings", "Envelope {name}").format(name=pot.removeprefix("env."))


def purpose_name(purpose: str) -> str:
    """The ten purposes of the seed, and those the commune added in its own words."""
    return {
        "don": translate("Strings", "gift"),
        "gift": translate("Strings", "gift"),
        "entraide": translate("Strings", "mutual help"),
        "capital": translate("Strings", "capital"),
        "rentabilite": translate("Strings", "return"),
        "reserve": translate("Strings", "reserve"),
        "route": translate("Strings", "roads"),
        "retraite": translate("Strings", "pension"),
        "tourisme": translate("Strings", "tourism"),
        "receptif": translate("Strings", "hospitality"),
        "enseignement": translate("Strings", "teaching"),
    }.get(purpose, purpose)


def role_name(role: str) -> str:
    """The one name of a role, here as at a terminal (`app/cli_roles.py`) and in the guides."""
    return {
        "founder": translate("Strings", "founder"),
        "witness": translate("Strings", "witness"),
        "technician": translate("Strings", "technician"),
        "mayor": translate("Strings", "mayor"),
        "officer": translate("Strings", "deputy mayor"),
        "agent": translate("Strings", "collection agent"),
        "mediator": translate("Strings", "mediator"),
        "treasurer": translate("Strings", "treasurer"),
    }.get(role, role)


def template_name(template: str) -> str:
    return {
        "good": translate("Strings", "Object"),
        "service": translate("Strings", "Helping hand"),
        "produce": translate("Strings", "Vegetables and produce"),
        "loan": translate("Strings", "Loan"),
        "event": translate("Strings", "Event"),
        "work": translate("Strings", "Work"),
    }.get(template, template)


def template_icon(template: str) -> str:
    return {
        "good": "basket",
        "service": "tool",
        "produce": "plant",
        "loan": "recycle",
        "event": "calendar",
        "work": "heart-handshake",
    }.get(template, "basket")


def order_state(state: str) -> str:
    return {
        "placed": translate("Strings", "ordered"),
        "accepted": translate("Strings", "accepted"),
        "delivered": translate("Strings", "delivered"),
        "confirmed": translate("Strings", "confirmed and paid"),
        "cancelled": translate("Strings", "cancelled"),
    }.get(state, state)


def order_step_to_come(state: str) -> str:
    """The same step before it is done."""
    return {
        "accepted": translate("Strings", "to accept"),
        "delivered": translate("Strings", "to deliver"),
        "confirmed": translate("Strings", "to confirm and pay"),
    }.get(state, order_state(state))


def choice_word(choice: str) -> str:
    return {
        "for": translate("Strings", "For"),
        "against": translate("Strings", "Against"),
        "abstain": translate("Strings", "Abstain"),
    }.get(choice, choice)


def meter_side(side: str) -> str:
    return {
        "production": translate("Strings", "all that the panels make"),
        "injection": translate("Strings", "what is sent to the grid"),
        "consumption": translate("Strings", "what is taken from the grid"),
    }.get(side, side)


def meter_state(state: str) -> str:
    return {
        "waiting": translate("Strings", "waiting for a neighbour's look"),
        "active": translate("Strings", "certified"),
        "quarantined": translate("Strings", "set apart, to be looked at"),
    }.get(state, state)


def protection_sentence(protection: str) -> str:
    """How the account is kept on this computer, in words."""
    return {
        "keyring": translate("Strings", "Your account is kept by this computer's own password store."),
        "file": translate(
            "Strings",
            "Your account is kept in a file that only your session can read. Whoever opens your session can "
            "open it: a passphrase would protect it better.",
        ),
        "passphrase": translate("Strings", "Your account opens with your passphrase."),
    }.get(protection, protection)
