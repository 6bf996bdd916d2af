# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `shots.py` draws beside the places: more sheets, the steps of each way in, the states of a copy.

Where a state cannot be had from a village in good health (a refused request, a full disk), the view says it
and the widget is the real one; `tests/ui` goes through each on real nodes.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.config import Config, save_config
from app.demo_resident import LISTEN, Resident
from app.errors import AppError
from app.facade import Voisinage
from app.paths import Home
from app.vault import Vault, keep_node_seed
from app.views import InvitationView, StatusView
from app.views_account import TrialView
from app.year.cast import RESIDENTS
from app.year.commune import Commune
from app.year.play import SEED
from ledger.store import Store
from p2p.vote_file import VoteFile
from ui import tokens
from ui.bridge import Bridge
from ui.clock import now_ms
from ui.dialogs.appoint import AppointSheet
from ui.dialogs.check_proof import CheckProofSheet
from ui.dialogs.choose_witnesses import WitnessesSheet
from ui.dialogs.confirm_order import confirm_sheet
from ui.dialogs.energy_price import EnergyPriceSheet
from ui.dialogs.export import ExportSheet
from ui.dialogs.find import FindSheet
from ui.dialogs.invitation_card import MM_HEIGHT, MM_WIDTH, Invitation, _paint
from ui.dialogs.order import OrderSheet
from ui.dialogs.page_help import PageHelp
from ui.errors import explain
from ui.onboarding.join import CodeStep
from ui.onboarding.steps import Step
from ui.onboarding.waiting import WaitingStep
from ui.onboarding.window import OnboardingWindow
from ui.pages.neighbours_invite import InviteSheet
from ui.pages.settings_backup import TrialSheet
from ui.pages.settings_sheets import WordsSheet
from ui.rail import StatusPill
from ui.widgets.label import row
from ui.widgets.notice_bar import NoticeBar

NAMES = {one.slug: one.name for one in RESIDENTS}
DAY_MS = 86_400_000
CODE = "VOISINAGE-" + "K7QW3ZP9M2XD" * 22
"""Nobody's: it opens no door."""
PILL_WIDTH = tokens.RAIL_WIDTH - 28
PIXELS_PER_MM = 4


# --- somebody whose home no demonstration lays out ----------------------------------------------------------


def lay_out_home(root: Path, slug: str) -> Resident:
    """The home of anybody of the village, with the keys the year draws for them, from François's register."""
    home, commune = Home(root / slug), Commune(SEED)
    person = commune.add_person(slug, NAMES[slug])
    if home.keys.exists():
        return Resident(person.name, home.root, person.account.hex())
    home.create()
    home.keys.mkdir(mode=0o700, exist_ok=True)
    keep_node_seed(home.keys, person.node_seed)
    vault = Vault.create(home.keys, words=person.words, use_keyring=False, account_seed=person.device_seed)
    vault.confirm_backup()
    VoteFile(home.votes, is_witness=False, random_id=bytes(16)).close()
    other = Home(root / "francois")
    with (
        closing(sqlite3.connect(other.database)) as source,
        closing(sqlite3.connect(home.database)) as target,
    ):
        source.backup(target)
    home.database.chmod(0o600)
    store = Store(home.database)
    try:
        store.set_meta("account", person.account)
    finally:
        store.close()
    shutil.copyfile(other.root / "example.json", home.root / "example.json")
    save_config(home.config, Config(listen=(LISTEN,)))
    return Resident(person.name, home.root, person.account.hex())


# --- sheets -------------------------------------------------------------------------------------------------


def _invited(facade: Voisinage, bridge: Bridge) -> None:
    sheet = InviteSheet(facade, bridge)
    bridge.show_sheet(sheet)
    sheet.show_code(InvitationView(code=CODE, expires_ms=now_ms() + 14 * DAY_MS, addresses=(), used_by=None))


def _asked_back(words: tuple[str, ...], bridge: Bridge) -> None:
    sheet = WordsSheet(words)
    bridge.show_sheet(sheet)
    sheet.ask()
    sheet.check()


def _tried(words: tuple[str, ...], facade: Voisinage, bridge: Bridge) -> None:
    sheet = TrialSheet(facade, bridge)
    bridge.show_sheet(sheet)
    sheet.grid.fill(list(words))
    sheet.take_file("voisinage.sauvegarde")
    view = TrialView(
        name=facade.me().name, commune_name=facade.status().commune_name, balances=facade.balances(),
        has_file=True, saved_ms=now_ms() - DAY_MS, days=321, meters=2, meters_all=2, addresses=3, problem="",
    )  # fmt: skip
    sheet._show(view)


def _found(facade: Voisinage, bridge: Bridge) -> None:
    sheet = FindSheet(facade, bridge)
    bridge.show_sheet(sheet)
    sheet.field.setText("mar")


def _step_back(facade: Voisinage, bridge: Bridge, state: str) -> None:
    """Declining what was ordered of me, or saying that it is not what was agreed."""
    order = next(one for one in facade.orders() if one.state == state and "cancel" in one.actions)
    bridge.show_sheet(confirm_sheet(facade, bridge, order, "cancel"))


def _long_offer(facade: Voisinage, bridge: Bridge) -> None:
    listing = facade.listings("offer")[0]
    bridge.show_sheet(OrderSheet(facade, bridge, replace(listing, text=" ".join([listing.text] * 40))))


def list_sheets(words: tuple[str, ...]) -> dict[str, tuple[str, Callable[[Voisinage, Bridge], object]]]:
    """Sheet → the place it is opened from, and how."""
    return {
        "invited": ("neighbours", _invited),
        "asked-back": ("settings", lambda _f, b: _asked_back(words, b)),
        "tried": ("settings", lambda f, b: _tried(words, f, b)),
        "appoint": ("council", lambda f, b: b.show_sheet(AppointSheet(f, b))),
        "witnesses": ("council", lambda f, b: b.show_sheet(WitnessesSheet(f, b))),
        "price": ("energy", lambda f, b: b.show_sheet(EnergyPriceSheet(f, b))),
        "check-proof": ("register", lambda f, b: b.show_sheet(CheckProofSheet(f, b))),
        "export": ("register", lambda f, b: b.show_sheet(ExportSheet(f, b))),
        "find": ("morning", _found),
        "decline": ("exchange", lambda f, b: _step_back(f, b, "placed")),
        "disagree": ("exchange", lambda f, b: _step_back(f, b, "delivered")),
        "long-offer": ("exchange", _long_offer),
        "page-help": ("morning", lambda _f, b: b.show_sheet(PageHelp("morning"))),
    }


def draw_card(sponsor: str) -> QImage:
    """The invitation on paper."""
    image = QImage(MM_WIDTH * PIXELS_PER_MM, MM_HEIGHT * PIXELS_PER_MM, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(PIXELS_PER_MM, PIXELS_PER_MM)
    _paint(painter, Invitation("Saint-Aubin", sponsor, CODE, now_ms() + 14 * DAY_MS))
    painter.end()
    return image


# --- the ways in --------------------------------------------------------------------------------------------


def _preview(_code: str) -> Any:
    return SimpleNamespace(
        commune_name="Saint-Aubin", sponsor_name="François Dubois", expires_ms=now_ms() + 14 * DAY_MS
    )


def _pasted(window: OnboardingWindow) -> None:
    step = cast("CodeStep", window.step)
    step._doors = cast("Any", SimpleNamespace(describe_code=_preview))
    step.edit.setPlainText(CODE)


def _refused(window: OnboardingWindow) -> None:
    cast("Step", window.step).check()


def _busy(window: OnboardingWindow) -> None:
    window._go(2)
    cast("Step", window.step).set_busy(True)


def _knock(answer: str, online: int) -> WaitingStep:
    state = SimpleNamespace(
        is_member=False,
        join_status=answer,
        status=lambda: SimpleNamespace(peers_online=online, stopped_because=""),
    )
    step = WaitingStep(cast("Voisinage", state))
    step._timer.stop()
    return step


STEPS: dict[str, tuple[str, Callable[[OnboardingWindow], object]]] = {
    "join-code": ("join", _pasted),
    "join-refused": ("join", _refused),
    "join-name": ("join", lambda window: window._go(1)),
    "join-consents": ("join", _busy),
    "found-refused": ("found", _refused),
    "found-rules": ("found", lambda window: window._go(1)),
    "restore-missing": ("restore", _refused),
    "restore-reach": ("restore", lambda window: window._go(1)),
    "locked": ("join", lambda window: window.ask_passphrase()),
    "knocking": ("join", lambda window: window._show(_knock("", 0))),
    "arriving": ("join", lambda window: window._show(_knock("stored", 1))),
    "turned-away": ("join", lambda window: window._show(_knock("expired-invitation", 1))),
}
"""Step → the way it belongs to, and what leads to it."""


# --- the states of a copy -----------------------------------------------------------------------------------


def list_statuses(status: StatusView) -> list[StatusView]:
    """What the rail may have to say."""
    well = replace(status, peers_online=5, neighbours_online=5, synced=True, stalled_ms=0, clock="")
    stopped = ("left", "disk", "store-damaged", "history", "update-needed", "clock", "revoked", "two-seals")
    return [
        well,
        replace(well, synced=False),
        replace(well, history_here=41_000, history_total=120_000),
        replace(well, peers_online=0, neighbours_online=0, synced=False, my_pending=3),
        replace(well, peers_online=0, neighbours_online=0, synced=False, my_pending=0),
        replace(well, stalled_ms=60_000, witnesses=4, witnesses_online=2),
        replace(well, clock="fast"),
        replace(well, silent_because="date"),
        *(replace(well, stopped_because=code) for code in stopped),
    ]


class CopyStates(QScrollArea):
    """The rail's states and refusals in the bar, in a column."""

    def __init__(self, facade: Voisinage, width: int) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        holder = QWidget()
        holder.setObjectName("page")
        column = QVBoxLayout(holder)
        column.setContentsMargins(tokens.S4, tokens.S4, tokens.S4, tokens.S4)
        column.setSpacing(tokens.GAP)
        for status in list_statuses(facade.status()):
            pill = StatusPill()
            pill.setFixedWidth(PILL_WIDTH)
            pill.set_status(status)
            column.addLayout(row(pill, None))
        for code in ("in-use", "balance", "not-reachable"):
            bar = NoticeBar()
            bar.show_notice(explain(AppError(code)))
            column.addWidget(bar)
        column.addStretch(1)
        holder.setMinimumHeight(1)
        self.setWidget(holder)
        self.resize(width, self.height())

    def needed(self) -> int:
        return self.widget().layout().totalHeightForWidth(self.width()) + 2
