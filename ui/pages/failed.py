# SPDX-License-Identifier: AGPL-3.0-or-later
"""In place of a page that could not be shown: what happened, what it means for one's money, what to do.

Its law: it reads nothing of the commune, so that what broke the page cannot break this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui import tokens
from ui.dialogs.help_file import HelpFile
from ui.errors import NO_CODE, explain
from ui.places import place_word
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.label import label, paragraph
from ui.widgets.page import NARROW, Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.facade import Voisinage
    from ui.bridge import Bridge


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
        self.help_file = HelpFile(facade, bridge, self.again)
        card.body.addWidget(self.help_file)
        card.body.addWidget(label(known.code, "small", "ink2"))
        self.content.addWidget(card)

    def arrange(self) -> None:
        self.help_file.set_narrow(narrow=self.width_class == NARROW)
