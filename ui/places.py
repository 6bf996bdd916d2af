# SPDX-License-Identifier: AGPL-3.0-or-later
"""The places of the rail, in order: name, icon, word, and how to build the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from app.facade import Voisinage
    from ui.bridge import Bridge
    from ui.widgets.page import Page

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Place:
    name: str
    icon: str
    quiet: bool = False
    """Below the line: the register, the settings."""


PLACES: Final = (
    Place("morning", "sunrise"),
    Place("accounts", "wallet"),
    Place("energy", "solar-panel"),
    Place("exchange", "building-store"),
    Place("help", "heart-handshake"),
    Place("neighbours", "users"),
    Place("council", "checkbox"),
    Place("fund", "building-community"),
    Place("news", "bell", quiet=True),
    Place("register", "book", quiet=True),
    Place("settings", "settings", quiet=True),
)


def build_page(name: str, facade: Voisinage, bridge: Bridge, parent: QWidget) -> Page:
    """Pages are imported when they are first opened: the window shows in the time of one page."""
    return _get_page(name)(facade, bridge, parent)


def load_pages() -> Iterator[None]:
    """Import what `build_page` would, a page at each step: for a moment when nobody waits."""
    for place in PLACES:
        _get_page(place.name)
        yield


def _get_page(name: str) -> type[Page]:
    match name:
        case "morning":
            from ui.pages.morning import MorningPage as found
        case "accounts":
            from ui.pages.accounts import AccountsPage as found
        case "energy":
            from ui.pages.energy import EnergyPage as found
        case "exchange":
            from ui.pages.exchange import ExchangePage as found
        case "help":
            from ui.pages.help import HelpPage as found
        case "neighbours":
            from ui.pages.neighbours import NeighboursPage as found
        case "council":
            from ui.pages.council import CouncilPage as found
        case "fund":
            from ui.pages.fund import FundPage as found
        case "register":
            from ui.pages.register import RegisterPage as found
        case "news":
            from ui.pages.news import NewsPage as found
        case "settings":
            from ui.pages.settings import SettingsPage as found
        case _:
            raise KeyError(name)
    return found


def place_word(name: str) -> str:
    return {
        "morning": translate("Places", "Morning"),
        "accounts": translate("Places", "Accounts"),
        "energy": translate("Places", "Energy"),
        "exchange": translate("Places", "Exchange"),
        "help": translate("Places", "Help"),
        "neighbours": translate("Places", "Neighbours"),
        "council": translate("Places", "Council"),
        "fund": translate("Places", "Common fund"),
        "register": translate("Places", "Register"),
        "news": translate("Places", "To do"),
        "settings": translate("Places", "Settings"),
    }[name]
