# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a vote stays open: what is usual here first, in days, then what the commune allows besides."""

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
        if rest or not usual:
            self.addItem(self.tr("As usual here"), 0)
        else:
            self.addItem(self.tr("%n day(s), as usual here", "", usual), 0)
        for days in _OFFERED_DAYS:
            if days * DAY_MS != view.usual_ms and view.shortest_ms <= days * DAY_MS <= view.longest_ms:
                self.addItem(self.tr("%n day(s)", "", days), days * DAY_MS)

    @property
    def duration_ms(self) -> int:
        return int(self.currentData(Qt.ItemDataRole.UserRole))
