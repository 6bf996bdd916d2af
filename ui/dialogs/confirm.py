# SPDX-License-Identifier: AGPL-3.0-or-later
"""One act, said in sentences before it is done: what happens, what it moves, and the button that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.widgets.buttons import SignButton, button
from ui.widgets.label import paragraph
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.facade import Ticket
    from ui.bridge import Bridge


class ConfirmSheet(SheetBody):
    """`command` is called once the person signs; `said` tells it was recorded, `refused` why it is not."""

    done = Signal()

    def __init__(
        self,
        bridge: Bridge,
        title: str,
        sentences: Sequence[str],
        action: str,
        command: Callable[[], Ticket],
        said: str,
        *,
        context: str = "",
        pictures: Sequence[QWidget] = (),
        problem: Notice | None = None,
        refused: Callable[[Exception], Notice] = explain,
    ) -> None:
        super().__init__(title, context)
        self._bridge, self._command, self._said = bridge, command, said
        self._tell_refusal = refused
        for index, sentence in enumerate(sentences):
            self.body.addWidget(paragraph(sentence, "body", "ink" if index == 0 else "ink2"))
        for picture in pictures:
            self.body.addWidget(picture)
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.back = button(self.tr("Back"), self.finished.emit)
        self.sign = SignButton(action, self._sign)
        self.foot.addStretch(1)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.sign)
        if problem is not None:
            self.problem.say(problem)
            self.sign.setEnabled(False)

    def _sign(self) -> None:
        self.sign.setEnabled(False)
        self._bridge.run(self._command(), self, self._signed, self._refused)

    def _signed(self, _result: object) -> None:
        self._bridge.say(Notice("ok", self._said))
        self.done.emit()
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.sign.setEnabled(True)
        self.problem.say(self._tell_refusal(error))
