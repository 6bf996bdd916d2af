# SPDX-License-Identifier: AGPL-3.0-or-later
"""In place of a sheet that failed: what happened, what it means for one's money, what to do.

Its law: as of a page that failed (`pages/failed`), it reads nothing of the commune; and it never says that
nothing moved once the sheet had asked for something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtWidgets import QWidget

from ui.bridge import ASKED
from ui.dialogs.help_file import HelpFile
from ui.errors import NO_CODE, explain
from ui.widgets.buttons import button
from ui.widgets.label import label, paragraph
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from types import FrameType

    from app.facade import Voisinage
    from ui.bridge import Bridge

_DIALOGS: Final = "ui.dialogs."


def find_sheet(error: Exception, shown: SheetBody | None) -> SheetBody | None:
    """The sheet an error was thrown in, be it half built or closed by now; None: in none."""
    trace, is_dialogs = error.__traceback__, False
    while trace is not None:
        found = _sheet_of(trace.tb_frame)
        if found is not None:
            return found
        is_dialogs = is_dialogs or str(trace.tb_frame.f_globals.get("__name__", "")).startswith(_DIALOGS)
        trace = trace.tb_next
    return shown if is_dialogs else None


def _sheet_of(frame: FrameType) -> SheetBody | None:
    part: object = frame.f_locals.get("self")
    while isinstance(part, QWidget):
        if isinstance(part, SheetBody):
            return part
        part = part.parentWidget() if shiboken6.isValid(part) else None
    return None


def _has_asked(sheet: SheetBody) -> bool:
    """Whether it asked for something that may have been signed."""
    if not hasattr(sheet, "title"):
        return False  # it was never built
    if not shiboken6.isValid(sheet):
        return True  # it has closed: who knows
    return any(bool(part.property(ASKED)) for part in (sheet, *sheet.findChildren(QWidget)))


class FailedSheet(SheetBody):
    """`failed` is the sheet it stands for."""

    def __init__(self, failed: SheetBody, error: Exception, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__(getattr(failed, "title", ""))
        self.title = self.title or self.tr("Something went wrong")
        self._bridge = bridge
        self.body.addWidget(paragraph(self.tr("This could not go on, and the fault is ours."), "strong"))
        known = explain(error)
        if known.code != NO_CODE:
            self.body.addWidget(paragraph(known.happened))
        asked = _has_asked(failed)
        money = (
            self.tr("If you had signed, it may be recorded: look at your accounts before you sign it again.")
            if asked
            else self.tr("Nothing was signed here: your accounts have not changed.")
        )
        self.body.addWidget(paragraph(money))
        todo = self.tr("Close, and try again. If it stays so, give the help file to whoever helps you.")
        self.body.addWidget(paragraph(todo))
        self.body.addWidget(HelpFile(facade, bridge))
        self.body.addWidget(label(known.code, "small", "ink2"))
        self.foot.addStretch(1)
        if asked:
            self.foot.addWidget(button(self.tr("See my accounts"), self._see))
        self.close_button = button(self.tr("Close"), self.finished.emit, kind="primary")
        self.foot.addWidget(self.close_button)

    def _see(self) -> None:
        self.finished.emit()
        self._bridge.go_to("accounts")
