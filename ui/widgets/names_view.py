# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of a box whose lines begin with a number and go on with a name: letters find either.

« 72  Sarthe »     7, 72, s, sarthe, SARTHE; « isere » finds « 38  Isère »
"""

from __future__ import annotations

import time

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication, QListView

from app.facade_folding import fold


class NamesView(QListView):
    """What is typed within a moment is one beginning; the box above asks it too while it is shut."""

    _typed = ""
    _typed_s = 0.0

    def keyboardSearch(self, search: str) -> None:
        now_s = time.monotonic()
        goes_on = now_s - self._typed_s < QApplication.keyboardInputInterval() / 1000
        self._typed = self._typed + search if goes_on else search
        self._typed_s = now_s
        model, wanted = self.model(), fold(self._typed).strip()
        if not wanted:
            return
        for row in range(model.rowCount()):
            text = fold(str(model.index(row, 0).data()))
            if text.startswith(wanted) or text.partition(" ")[2].strip().startswith(wanted):
                found = model.index(row, 0)
                self.selectionModel().setCurrentIndex(found, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                return
