# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a vote stays open, in days from the shortest: what is usual here is chosen, unless one chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

if TYPE_CHECKING:
    from app.views_rules import VoteLengthView


DAY_MS: Final = 86_400_000
_OFFERED_DAYS: Final = (3, 7, 14, 30)


class VoteLength(QComboBox):
    """`duration_ms` is what was chosen; 0: as usual here."""

    def __init__(self, view: VoteLengthView) -> None:
        super().__init__()
        usual, rest = divmod(view.usual_ms, DAY_MS)
        allowed = [days for days in _OFFERED_DAYS if view.shortest_ms <= days * DAY_MS <= view.longest_ms]
        if rest or not usual:
            self.addItem(self.tr("As usual here"), 0)
        else:
            allowed = sorted({*allowed, usual})
        for days in allowed:
            if days * DAY_MS == view.usual_ms:
                self.addItem(self.tr("%n day(s), as usual here", "", days), 0)
            else:
                self.addItem(self.tr("%n day(s)", "", days), days * DAY_MS)
        self.setCurrentIndex(self.findData(0))

    @property
    def duration_ms(self) -> int:
        return int(self.currentData(Qt.ItemDataRole.UserRole))
