# SPDX-License-Identifier: AGPL-3.0-or-later
"""The icon beside the clock, where there is one, and what it says when the window is not looked at.

A convenience: the window's « À faire » and « Nouvelles » are the truth. What is said, and when, is the
program's decision (`Voisinage.notices`); here are its words and how the system shows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QIcon, QPainter
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.facade_elision import fill
from ui.acting import why_no_acts
from ui.strings import tr
from ui.theme import logo, look

if TYPE_CHECKING:
    from app.views import StatusView
    from app.views_notices import NoticeView
    from ui.run import Window

LOOK_EVERY_MS = 30_000
PAUSE_MS = 3_600_000
_SIDE = 64
_DOTS = {"online": "", "offline": "ink3", "trouble": "warn"}


class Tray(QObject):
    """`begin` once the window is shown; without a tray it says nothing, and closing asks."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._menu: QMenu | None = None
        self._paying: QAction | None = None
        self.icon: QSystemTrayIcon | None = None
        self.state = ""

    def begin(self) -> None:
        """Show the icon if this desktop has a place for it, and begin to look."""
        if self._timer.isActive():
            return
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.icon = QSystemTrayIcon(self)
            self._menu = self.make_menu()
            self.icon.setContextMenu(self._menu)
            self.icon.activated.connect(self._on_click)
            self.icon.messageClicked.connect(self._window.raise_window)
            self.look()
            self.icon.show()
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        if self.icon is not None:
            self.icon.hide()
        if self._menu is not None:
            self._menu.deleteLater()

    def make_menu(self) -> QMenu:
        """Open, pay, an hour without notices, quit."""
        menu = QMenu()
        menu.addAction(self.tr("Open")).triggered.connect(self._window.raise_window)
        self._paying = menu.addAction(self.tr("Pay"))
        self._paying.triggered.connect(self._pay)
        pause = menu.addAction(self.tr("Pause: an hour without notices"))
        pause.setCheckable(True)
        pause.toggled.connect(lambda on: self._pause.start(PAUSE_MS) if on else self._pause.stop())
        self._pause.timeout.connect(lambda: pause.setChecked(False))
        menu.addSeparator()
        menu.addAction(self.tr("Quit")).triggered.connect(self._window.quit)
        return menu

    def look(self) -> None:
        """Follow the network's state; say what is due."""
        facade = self._window.facade
        status = facade.status()
        state = state_of(status)
        if self.icon is not None and state != self.state:
            self.icon.setIcon(draw(state))
            self.icon.setToolTip(f"Voisinage, {status.commune_name}\n{state_words(state)}")
        self.state = state
        if self._paying is not None:
            self._paying.setEnabled(not why_no_acts(status))
        looked_at = self._window.shown is not None and self._window.shown.isActiveWindow()
        if self.icon is None or self._pause.isActive():
            return
        for notice in facade.notices.due(looked_at=looked_at):
            title, text = words_of(notice, with_amounts=not facade.config.hide_amounts)
            self.icon.showMessage(title, text, draw(state))

    def _on_click(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self._window.raise_window()

    def _pay(self) -> None:
        self._window.raise_window()
        self._window.bridge.go_to("accounts", "pay")


def state_of(status: StatusView) -> str:
    """`online`, `offline`, or `trouble`: stopped, or nothing becomes final."""
    if status.stopped_because or status.stalled_ms or status.silent_because:
        return "trouble"
    return "online" if status.neighbours_online or status.members == 1 else "offline"


def state_words(state: str) -> str:
    return {
        "online": tr("Online"),
        "offline": tr("Offline: what you do is sent once you are back"),
        "trouble": tr("Something needs you: open the window"),
    }[state]


def draw(state: str) -> QIcon:
    """The logo; grey-dotted offline, amber-dotted in trouble. The tooltip says it in words."""
    picture = logo(_SIDE)
    colour = _DOTS[state]
    if colour:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour("surface"))
        side = picture.width() // 2
        painter.drawEllipse(side, side, side, side)
        painter.setBrush(look().colour(colour))
        painter.drawEllipse(side + side // 8, side + side // 8, side * 3 // 4, side * 3 // 4)
        painter.end()
    return QIcon(picture)


def words_of(notice: NoticeView, *, with_amounts: bool) -> tuple[str, str]:
    """(title, text) of a notice, without figures if the person wants none on the screen."""
    words = look().words
    if notice.kind == "morning":
        parts: list[str] = []
        if notice.produced_wh >= 0 and with_amounts:
            parts.append(tr("{energy} yesterday").format(energy=words.amount("kwh", notice.produced_wh)))
        if notice.buyers:
            parts.append(tr("%n neighbour(s) had some", "", notice.buyers))
        if notice.waiting:
            parts.append(tr("%n thing(s) wait for you", "", notice.waiting))
        return tr("Good morning"), ", ".join(parts) or tr("Yesterday's figures are ready.")
    if notice.kind == "received":
        who = words.listed(list(notice.people[:3]))
        held = words.listed([words.amount(asset, amount) for asset, amount in notice.amounts])
        title = tr("%n payment(s) received", "", notice.count)
        if not with_amounts:
            return title, who
        return title, fill(tr("{amount} from {people}"), amount=held, people=who) if who else held
    return tr("Last day to vote"), notice.title
