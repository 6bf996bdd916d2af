# SPDX-License-Identifier: AGPL-3.0-or-later
"""« Quitter, ou rester en ligne pour vos voisins ? »: asked once, in the window, and remembered.

Staying, the window only goes out of sight: the tray, or starting Voisinage again, brings it back. The example
commune ends with its window: its neighbours are invented, and nothing would bring it back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ui.strings import tr
from ui.widgets.buttons import button
from ui.widgets.label import paragraph
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from app.views import StatusView
    from ui.run import Window

translate = QCoreApplication.translate


class ClosingSheet(SheetBody):
    """Two buttons; Esc goes back to the window."""

    chosen = Signal(str)

    def __init__(self, status: StatusView) -> None:
        super().__init__(translate("Closing", "Quit, or stay online for your neighbours?"))
        text = self.tr(
            "Online, this computer passes on your neighbours' acts and yours become final sooner. It costs "
            "next to nothing; the window only goes out of sight."
        )
        self.body.addWidget(paragraph(text))
        if status.seals_here:
            seals = self.tr(
                "It is one of those that make the commune's acts final: it is missed when it is off."
            )
            self.body.addWidget(paragraph(seals, "body", "sun_ink"))
        if status.my_pending:
            left = tr("%n act(s) of yours are not final yet: they stay kept here.", "", status.my_pending)
            self.body.addWidget(paragraph(left, "body", "ink2"))
        again = self.tr(
            "To open it again: start Voisinage as usual. Your answer is kept; Settings changes it."
        )
        self.body.addWidget(paragraph(again, "small", "ink2"))
        self.foot.addWidget(button(self.tr("Quit"), lambda: self.chosen.emit("quit")))
        self.foot.addStretch(1)
        self.foot.addWidget(button(self.tr("Stay online"), lambda: self.chosen.emit("stay"), kind="primary"))


class Closing(QObject):
    """What the main window asks before it closes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def may_close(self) -> bool:
        """Whether closing ends the program now."""
        if self._window.facade.example_shift_ms:
            return True
        wish = self._window.facade.config.on_close
        shown = self._window.shown
        if wish == "quit" or shown is None or not shown.isVisible():
            return True
        if wish == "stay":
            shown.hide()
            return False
        if isinstance(shown.sheet.content, ClosingSheet):
            return True  # asked, and closed again: that is an answer, which is not kept
        sheet = ClosingSheet(self._window.facade.status())
        sheet.chosen.connect(self._choose)
        shown.sheet.open(sheet)
        return False

    def _choose(self, wish: str) -> None:
        facade, shown = self._window.facade, self._window.shown
        facade.save_config(replace(facade.config, on_close=wish))
        if shown is None:
            return
        shown.sheet.close_sheet()
        shown.close()
