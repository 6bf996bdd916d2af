# SPDX-License-Identifier: AGPL-3.0-or-later
"""The places of the rail, in order: name, icon, word, and how to build the page."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.facade import Voisinage
    from ui.bridge import Bridge
    from ui.widgets.page import Page

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Place:
    name: str
    icon: str
    module: str
    page: str
    quiet: bool = False
    """Below the line: the settings."""


PLACES: Final = (
    Place("morning", "sunrise", "ui.pages.morning", "MorningPage"),
    Place("accounts", "wallet", "ui.pages.accounts", "AccountsPage"),
    Place("energy", "solar-panel", "ui.pages.energy", "EnergyPage"),
    Place("exchange", "building-store", "ui.pages.exchange", "ExchangePage"),
    Place("neighbours", "users", "ui.pages.neighbours", "NeighboursPage"),
    Place("council", "checkbox", "ui.pages.council", "CouncilPage"),
    Place("fund", "building-community", "ui.pages.fund", "FundPage"),
    Place("settings", "settings", "ui.pages.settings", "SettingsPage", quiet=True),
)


def existing_places() -> tuple[Place, ...]:
    """The places whose page is part of this program."""
    return tuple(place for place in PLACES if importlib.util.find_spec(place.module) is not None)


def build_page(place: Place, facade: Voisinage, bridge: Bridge, parent: QWidget) -> Page:
    """Pages are imported when they are first opened: the window shows in the time of one page."""
    module = importlib.import_module(place.module)
    return getattr(module, place.page)(facade, bridge, parent)


def place_word(name: str) -> str:
    return {
        "morning": translate("Places", "Morning"),
        "accounts": translate("Places", "Accounts"),
        "energy": translate("Places", "Energy"),
        "exchange": translate("Places", "Exchange"),
        "neighbours": translate("Places", "Neighbours"),
        "council": translate("Places", "Council"),
        "fund": translate("Places", "Common fund"),
        "settings": translate("Places", "Settings"),
    }[name]
