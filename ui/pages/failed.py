# SPDX-License-Identifier: AGPL-3.0-or-later
"""In place of a page that could not be shown: what happened, what it means for one's money, what to do.

Its law: it reads nothing of the commune, so that what broke the page cannot break this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFileDialog

from ui import tokens
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.places import place_word
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.label import label, paragraph, row
from ui.widgets.page import NARROW, Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.facade import Voisinage
    from ui.bridge import Bridge

NO_CODE = "E-INTERNAL"


class FailedPage(Page):
    """`retry`: build the page again."""

    retry = Signal()

    def __init__(
        self, name: str, error: Exception, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None
    ) -> None:
        super().__init__(facade, bridge, parent)
        self.set_header(place_word(name))
        card = Card(self.tr("This page could not be shown"), icon="alert-triangle")
        known = explain(error)
        if known.code != NO_CODE:
            card.body.addWidget(paragraph(known.happened, "strong"))
        safe = self.tr("Your accounts have not changed. The rest of the window works.")
        card.body.addWidget(paragraph(safe))
        if known.code != NO_CODE and known.todo:
            card.body.addWidget(paragraph(known.todo))
        todo = self.tr("Try again. If it stays so, give the help file to whoever helps you.")
        card.body.addWidget(paragraph(todo))
        card.body.addSpacing(tokens.S1)
        self.again = button(self.tr("Try again"), self.retry.emit, kind="primary")
        self.save = button(self.tr("Help file…"), self.choose_place)
        self._acts = row(self.again, self.save, None)
        card.body.addLayout(self._acts)
        inside = self.tr("In it: how this computer is. Nothing of your accounts; it is sent nowhere.")
        card.body.addWidget(paragraph(inside, "small", "ink2"))
        self.said = Problem()
        card.body.addWidget(self.said)
        card.body.addWidget(label(known.code, "small", "ink2"))
        self.content.addWidget(card)

    def arrange(self) -> None:
        narrow = self.width_class == NARROW
        self._acts.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def choose_place(self) -> None:
        """Ask where; the dialog is the computer's own."""
        path, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Where to save the help file"), self.facade.care.suggest_name(), "Zip (*.zip)"
        )
        if path:
            self.save_to(path)

    def save_to(self, path: str) -> None:
        self.save.setEnabled(False)
        self.bridge.run(self.facade.care.save_help_file(path), self, self._saved, self._not_saved)

    def _saved(self, _none: object) -> None:
        self.save.setEnabled(True)
        done = self.tr("The help file is written.")
        self.said.say(Notice("ok", done, self.tr("Look inside if you like, then give it away.")))

    def _not_saved(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.said.say(explain(error))
