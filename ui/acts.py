# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words for the acts of a history or a proof, and for their parties, the common fund among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from ui.strings import purpose_name
from ui.widgets.avatar import Avatar

if TYPE_CHECKING:
    from app.views import PersonView

translate = QCoreApplication.translate

FUND: Final = b"fund"
GIFTS: Final = ("don", "gift")
"""The purpose that makes a payment a gift, as the register and as a view may write it."""

MONEY, TRADE, HELP, PRODUCTION, COUNCIL, OTHER = "money", "trade", "help", "production", "council", "other"

_FAMILIES: Final = {
    "transfer": MONEY,
    "gift": MONEY,
    "mint": PRODUCTION,
    "settlement": PRODUCTION,
    "directive": PRODUCTION,
    "tariff": PRODUCTION,
    "proposal": COUNCIL,
    "ballot": COUNCIL,
    "allocation": COUNCIL,
    "witnesses": COUNCIL,
    "witness.ready": COUNCIL,
}
_FAMILY_OF_PREFIX: Final = {
    "order": TRADE,
    "listing": TRADE,
    "meter": PRODUCTION,
    "proposal": COUNCIL,
    "role": COUNCIL,
    "service": HELP,
    "pot": MONEY,
}


def family(kind: str) -> str:
    """Which sort of act this is: what the history's filter chooses from."""
    return _FAMILIES.get(kind) or _FAMILY_OF_PREFIX.get(kind.partition(".")[0], OTHER)


def family_word(name: str) -> str:
    return {
        MONEY: translate("Acts", "Payments and gifts"),
        TRADE: translate("Acts", "Offers and orders"),
        PRODUCTION: translate("Acts", "Production"),
        COUNCIL: translate("Acts", "Votes and common fund"),
        HELP: translate("Acts", "Hours of help"),
    }.get(name, translate("Acts", "Other acts"))


def act_word(kind: str) -> str:
    """What an act is, in two or three words; a kind this window does not know is « an act »."""
    return _words().get(kind, translate("Acts", "Act"))


def _words() -> dict[str, str]:
    return {
        "transfer": translate("Acts", "Payment"),
        "gift": translate("Acts", "Gift"),
        "mint": translate("Acts", "Production"),
        "meter.reading": translate("Acts", "Figures of the meter"),
        "settlement": translate("Acts", "The day shared out"),
        "directive": translate("Acts", "Where my energy goes"),
        "tariff": translate("Acts", "Price of my energy"),
        "meter.register": translate("Acts", "Meter declared"),
        "meter.certify": translate("Acts", "Meter looked at"),
        "meter.repair": translate("Acts", "Meter replaced"),
        "listing.add": translate("Acts", "Published"),
        "listing.withdraw": translate("Acts", "Withdrawn"),
        "order": translate("Acts", "Order"),
        "order.place": translate("Acts", "Ordered"),
        "order.accept": translate("Acts", "Order accepted"),
        "order.deliver": translate("Acts", "Order delivered"),
        "order.confirm": translate("Acts", "Order received and paid"),
        "order.cancel": translate("Acts", "Order cancelled"),
        "order.silence": translate("Acts", "Order paid by itself"),
        "proposal": translate("Acts", "Proposal"),
        "proposal.close": translate("Acts", "Vote closed"),
        "proposal.execute": translate("Acts", "Decision in force"),
        "ballot": translate("Acts", "Vote"),
        "allocation": translate("Acts", "My shares of the fund"),
        "role.grant": translate("Acts", "Role given"),
        "role.revoke": translate("Acts", "Role taken back"),
        "witnesses": translate("Acts", "Witnesses chosen"),
        "witnesses.change": translate("Acts", "Other witnesses"),
        "witness.ready": translate("Acts", "Computer ready to be a witness"),
        "membership": translate("Acts", "Joined the commune"),
        "resident.join": translate("Acts", "Joined the commune"),
        "key.add": translate("Acts", "Computer added"),
        "resident.leave": translate("Acts", "Left the commune"),
        "node.add": translate("Acts", "New computer"),
        "node.remove": translate("Acts", "Computer that is sent nothing more"),
        "key.revoke": translate("Acts", "Computer shut out"),
        "key.keep": translate("Acts", "Computer kept"),
        "invitation": translate("Acts", "Invitation"),
        "consent": translate("Acts", "What neighbours may see"),
        "display": translate("Acts", "Name changed"),
        "charter": translate("Acts", "The commune was founded"),
        "pot.save": translate("Acts", "Set aside"),
        "pot.take": translate("Acts", "Taken from savings"),
        "pot.move": translate("Acts", "Moved between savings"),
        "pot.lock": translate("Acts", "Savings locked"),
        "service.log": translate("Acts", "Help said"),
        "service.confirm": translate("Acts", "Help confirmed"),
        "service.refuse": translate("Acts", "Help refused"),
        "service.cancel": translate("Acts", "Help taken back"),
        "service.lapse": translate("Acts", "Help never confirmed"),
    }


def act_icon(kind: str) -> str:
    if kind.startswith("pot."):
        return "lock"
    return {
        MONEY: "building-community",
        TRADE: "basket",
        PRODUCTION: "solar-panel",
        COUNCIL: "checkbox",
        HELP: "heart-handshake",
    }.get(family(kind), "user")


def purpose_word(purpose: str) -> str:
    """What an amount is for: the words of the usual charter, else as the commune wrote it."""
    known = {
        "don": translate("Acts", "gift"),
        "entraide": translate("Acts", "helping one another"),
        "capital": translate("Acts", "capital"),
        "rentabilite": translate("Acts", "return on what was invested"),
        "reserve": translate("Acts", "reserve"),
        "route": translate("Acts", "roads"),
        "retraite": translate("Acts", "pensions"),
        "tourisme": translate("Acts", "tourism"),
        "receptif": translate("Acts", "welcoming visitors"),
        "enseignement": translate("Acts", "teaching"),
    }
    return known.get(purpose) or purpose_name(purpose)


def is_fund(person: PersonView) -> bool:
    return person.account == FUND


def party_name(person: PersonView) -> str:
    """A person's name; the fund has none in the register, its word is the window's."""
    return translate("Acts", "The common fund") if is_fund(person) else person.name


def party_avatar(person: PersonView, *, size: int = 40) -> Avatar:
    if is_fund(person):
        return Avatar("fund", icon="building-community", size=size)
    return Avatar.of(person, size=size)
