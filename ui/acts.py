# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words for the acts of a history or a proof, and for their parties, the common fund among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.facade_naming import name_apart
from ui.strings import purpose_name
from ui.theme import look
from ui.widgets.avatar import Avatar

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.views import HistoryEntryView, PersonView

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
    "rules": COUNCIL,
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


_WORDS: Final[dict[str, Callable[[], str]]] = {
    "transfer": lambda: translate("Acts", "Payment"),
    "gift": lambda: translate("Acts", "Gift"),
    "mint": lambda: translate("Acts", "Production"),
    "meter.reading": lambda: translate("Acts", "Figures of the meter"),
    "settlement": lambda: translate("Acts", "The day shared out"),
    "directive": lambda: translate("Acts", "Where my energy goes"),
    "tariff": lambda: translate("Acts", "Price of my energy"),
    "meter.register": lambda: translate("Acts", "Meter declared"),
    "meter.certify": lambda: translate("Acts", "Meter looked at"),
    "meter.repair": lambda: translate("Acts", "Meter replaced"),
    "listing.add": lambda: translate("Acts", "Published"),
    "listing.withdraw": lambda: translate("Acts", "Withdrawn"),
    "order": lambda: translate("Acts", "Order"),
    "order.place": lambda: translate("Acts", "Ordered"),
    "order.accept": lambda: translate("Acts", "Order accepted"),
    "order.deliver": lambda: translate("Acts", "Order delivered"),
    "order.confirm": lambda: translate("Acts", "Order received and paid"),
    "order.cancel": lambda: translate("Acts", "Order cancelled"),
    "order.lapse": lambda: translate("Acts", "Order cancelled by itself"),
    "order.silence": lambda: translate("Acts", "Order paid by itself"),
    "order.unpaid": lambda: translate("Acts", "Order not paid yet"),
    "task.later": lambda: translate("Acts", "More time to answer"),
    "proposal": lambda: translate("Acts", "Proposal"),
    "proposal.close": lambda: translate("Acts", "Vote closed"),
    "proposal.execute": lambda: translate("Acts", "Decision in force"),
    "ballot": lambda: translate("Acts", "Vote"),
    "allocation": lambda: translate("Acts", "My shares of the fund"),
    "role.grant": lambda: translate("Acts", "Role given"),
    "role.revoke": lambda: translate("Acts", "Role taken back"),
    "witnesses": lambda: translate("Acts", "Witnesses chosen"),
    "witnesses.change": lambda: translate("Acts", "Other witnesses"),
    "rules.raise": lambda: translate("Acts", "New rules"),
    "witness.ready": lambda: translate("Acts", "Computer ready to be a witness"),
    "membership": lambda: translate("Acts", "Joined the commune"),
    "resident.join": lambda: translate("Acts", "Joined the commune"),
    "key.add": lambda: translate("Acts", "Computer added"),
    "resident.leave": lambda: translate("Acts", "Left the commune"),
    "node.add": lambda: translate("Acts", "New computer"),
    "node.remove": lambda: translate("Acts", "Computer that is sent nothing more"),
    "key.revoke": lambda: translate("Acts", "Computer shut out"),
    "key.keep": lambda: translate("Acts", "Computer kept"),
    "invitation": lambda: translate("Acts", "Invitation"),
    "consent": lambda: translate("Acts", "What neighbours may see"),
    "display": lambda: translate("Acts", "Name changed"),
    "charter": lambda: translate("Acts", "The commune was founded"),
    "pot.save": lambda: translate("Acts", "Set aside"),
    "pot.take": lambda: translate("Acts", "Taken from savings"),
    "pot.move": lambda: translate("Acts", "Moved between savings"),
    "pot.lock": lambda: translate("Acts", "Savings locked"),
    "service.log": lambda: translate("Acts", "Help declared"),
    "service.confirm": lambda: translate("Acts", "Help confirmed"),
    "service.refuse": lambda: translate("Acts", "Help refused"),
    "service.cancel": lambda: translate("Acts", "Help taken back"),
    "service.lapse": lambda: translate("Acts", "Help never confirmed"),
}
"""Each translated when it is asked for: a page asks for one or two a line, never for all."""


def act_word(kind: str) -> str:
    """What an act is, in two or three words; a kind this window does not know is « an act »."""
    found = _WORDS.get(kind)
    return translate("Acts", "Act") if found is None else found()


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


def party_name(person: PersonView, kind: str = "") -> str:
    """A person's name; the fund has none in the register, its word is the window's.

    `kind`: of the act it stands in. Hours for the commune are given to the commune: nothing enters its fund.
    """
    if not is_fund(person):
        return name_apart(person)
    if family(kind) == HELP:
        return translate("Acts", "The commune")
    return translate("Acts", "The common fund")


def party_avatar(person: PersonView, *, size: int = 40) -> Avatar:
    if is_fund(person):
        return Avatar("fund", icon="building-community", size=size)
    return Avatar.of(person, size=size)


def taker_words(entry: HistoryEntryView | None) -> str:
    """What another of my computers did first; empty when none did."""
    if entry is None:
        return ""
    taken = [(one.asset, -one.amount) for one in entry.amounts if one.amount < 0]
    amount = look().words.listed([look().words.exact(asset, units) for asset, units in taken])
    if entry.counterpart is None:
        text = translate(
            "Acts",
            "Another of your computers had taken {amount} out of this account before it: too little was "
            "left.",
        )
        return text.format(amount=amount)
    text = translate(
        "Acts",
        "Another of your computers had paid {amount} to {name} before it: too little was left.",
    )
    return text.format(amount=amount, name=party_name(entry.counterpart))
