# SPDX-License-Identifier: AGPL-3.0-or-later
"""Receiving: what to tell the person who pays me. A name is enough; the sign parts two homonyms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui import tokens
from ui.errors import Notice
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.label import Label, paragraph
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from app.facade import Voisinage
    from ui.bridge import Bridge


class ReceiveSheet(SheetBody):
    """My name in large, my sign, and what the neighbour has to do."""

    is_act = True

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("Receive")
        self._bridge = bridge
        me = facade.me()
        self._sign = me.fingerprint
        frame = QFrame()
        frame.setObjectName("sunken")
        frame.setAccessibleName(self.tr("{name}, sign {sign}").format(name=me.name, sign=me.fingerprint))
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(tokens.S5, tokens.S6, tokens.S5, tokens.S6)
        inside.setSpacing(tokens.S2)
        inside.addWidget(Avatar.of(me, size=72), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addSpacing(tokens.S1)
        for text, role, colour in ((me.name, "h1", "ink"), (me.fingerprint, "h2", "ink2")):
            shown = Label(text, role, colour, wrap=True)
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(shown)
        self.body.addWidget(frame)
        for text in (
            self.tr("Your neighbour opens Pay, writes your name and signs: that is all."),
            self.tr(
                "If two people of the commune have the same name, this sign tells you apart: "
                "read it aloud, or send it."
            ),
            self.tr("You have nothing to do: the amount shows in your history, first recorded, then final."),
        ):
            self.body.addWidget(paragraph(text, "body", "ink2"))
        self.copy = button(self.tr("Copy my sign"), self._copy, icon="copy")
        self.close_button = button(self.tr("Close"), self.finished.emit)
        self.foot.addStretch(1)
        self.foot.addWidget(self.copy)
        self.foot.addWidget(self.close_button)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._sign)
        self._bridge.say(Notice("ok", self.tr("Your sign was copied.")))
