# SPDX-License-Identifier: AGPL-3.0-or-later
"""This computer in plain words: who it speaks with, the register it keeps; addresses only for who helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import tokens
from ui.errors import Notice
from ui.strings import tr
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.label import Label, label, line, paragraph, row

if TYPE_CHECKING:
    from app.views import StatusView
    from ui.bridge import Bridge

ADDRESSES_SHOWN = 6


class NetworkCard(Card):
    """« En ligne, 11 voisins joints »; the addresses unfold."""

    def __init__(self, bridge: Bridge, status: StatusView, title: str, *, unfolded: bool) -> None:
        super().__init__(title, icon="home")
        self._bridge = bridge
        self.body.addWidget(paragraph(self._sentence(status)))
        text = self.tr(
            "There is nothing to set: your invitations say where this computer is, and it finds the others."
        )
        if status.stopped_because != "left":
            self.body.addWidget(paragraph(text, "small", "ink2"))
        self.details = QWidget()
        inside = QVBoxLayout(self.details)
        inside.setContentsMargins(0, 0, 0, 0)
        for address in status.addresses[:ADDRESSES_SHOWN]:
            self._add_address(inside, address)
        if not status.addresses:
            inside.addWidget(paragraph(self.tr("No address for now."), "small", "ink2"))
        self.unfold = button(self.tr("For the person who helps you"), self._toggle, kind="link")
        self.body.addLayout(row(self.unfold, None))
        self.body.addWidget(self.details)
        self.details.setVisible(unfolded)
        self.body.addStretch(1)

    @property
    def is_unfolded(self) -> bool:
        return self.details.isVisibleTo(self)

    def _sentence(self, status: StatusView) -> str:
        if status.stopped_because == "left":
            return self.tr("You have left the commune: this computer no longer speaks with the others.")
        if status.neighbours_online:
            return tr("Online: %n neighbour(s) reached at this moment.", "", status.neighbours_online)
        if status.peers_online:
            return self.tr("Online: another computer of yours is reached.")
        if status.members > 1:
            return self.tr(
                "Offline: no neighbour is reached. What you do is kept, and sent once you are back."
            )
        return self.tr("You are the only one here for now.")

    def _toggle(self) -> None:
        self.details.setVisible(not self.is_unfolded)

    def _add_address(self, inside: QVBoxLayout, address: str) -> None:
        text = Label(_breakable(address), "small", "ink2", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = button(
            "",
            lambda: self._copy(address),
            kind="quiet",
            icon="copy",
            name=self.tr("Copy the address {address}").format(address=address),
        )
        copying = row(copy)
        copying.insertWidget(0, text, 1)
        inside.addLayout(copying)

    def _copy(self, address: str) -> None:
        QGuiApplication.clipboard().setText(address)
        self._bridge.say(Notice("ok", self.tr("The address is copied.")))


class RegisterCard(Card):
    """How much the register holds here; doing it all again is on its own page."""

    def __init__(self, bridge: Bridge, status: StatusView, title: str) -> None:
        super().__init__(title, icon="shield-check")
        words = look().words
        figures = (
            (self.tr("Final acts"), words.integer(status.total_sealed)),
            (self.tr("Acts on their way"), words.integer(status.pending)),
            (self.tr("Residents"), words.integer(status.members)),
        )
        column = QVBoxLayout()
        column.setSpacing(tokens.S2)
        for index, (name, text) in enumerate(figures):
            if index:
                column.addWidget(line())
            column.addLayout(row(label(name, "body", "ink2"), None, label(text, "strong", tabular=True)))
        self.body.addLayout(column)
        self.body.addSpacing(tokens.S1)
        self.check = button(self.tr("Check everything"), lambda: bridge.go_to("register", "verify"))
        self.check.setToolTip(self.tr("Do every act again, from the first one, on this computer"))
        self.body.addLayout(row(self.check, None))
        self.body.addStretch(1)


def _breakable(address: str) -> str:
    """An address may break after any twelfth sign: a zero-width space there, copied without it."""
    return "\u200b".join(address[start : start + 12] for start in range(0, len(address), 12))
