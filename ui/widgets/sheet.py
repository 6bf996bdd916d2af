# SPDX-License-Identifier: AGPL-3.0-or-later
"""The side sheet: a place for one act, slid over the page from the right; Esc closes it.

class PaySheet(SheetBody):  title, body, then bridge.show_sheet(PaySheet(…))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import tokens
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import clear
from ui.widgets.focus import Spot, be_zone, find_zone, give_focus, is_usable, list_chain, show_whole
from ui.widgets.label import Label
from ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:
    from ui.errors import Notice

WIDTH = 480


class SheetBody(QWidget):
    """What a sheet shows: `body` to fill, `foot` for its buttons, which stay in view."""

    finished = Signal()
    """Ask the window to close the sheet."""
    is_act: ClassVar[bool] = False
    """The sheet is there for something signed, as each one with a `SignButton` is."""

    def __init__(self, title: str, context: str = "") -> None:
        super().__init__()
        self.title = title
        self.context = context
        self.setObjectName("sheet-body")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(tokens.S4)
        # Its buttons belong to the body from the start: without a parent they crash Qt at the program's end.
        self.foot_bar = QWidget(self)
        self.foot_bar.hide()
        self.foot = QHBoxLayout(self.foot_bar)
        self.foot.setSpacing(tokens.S3)


class SideSheet(QWidget):
    """Covers its parent: a scrim at the left, the sheet at the right; the page behind waits."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = QFrame(self)
        self._frame.setObjectName("sheet")
        self._layout = QVBoxLayout(self._frame)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        be_zone(self._frame)
        self._came_from: Spot | None = None
        self.content: SheetBody | None = None
        self.notice_bar: NoticeBar | None = None
        """What is said while the sheet is open; made when something is."""
        parent.installEventFilter(self)
        self.hide()

    def open(self, content: SheetBody) -> None:
        """Show `content`; the focus goes to its first field and comes back afterwards."""
        at = self.window().focusWidget()
        ring = at is not None and bool(at.property("ring"))
        if self.content is None:
            self._came_from = Spot(find_zone(at) or self.window(), at) if at is not None else None
        self._empty()
        wanted = content.focusWidget()  # a body that is filled in part says itself where to go on
        self.content = content
        content.finished.connect(self.close_sheet)
        margin = tokens.PAGE_MARGIN if self._sheet_width() > 420 else tokens.S4
        head = QHBoxLayout()
        head.setContentsMargins(margin, tokens.S4, tokens.S3, tokens.S3)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(content.title, "h1", wrap=True))
        if content.context:
            words.addWidget(Label(content.context, "small", "ink2", wrap=True))
        head.addLayout(words, 1)
        close = button("", self.close_sheet, kind="quiet", icon="x", name=self.tr("Close"))
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(head)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        # As on a page: a very large text in a very small window is scrolled to, not cut off.
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setObjectName("sheet-holder")
        scroll.setStyleSheet("QScrollArea, QWidget#sheet-holder { background: transparent; }")
        holding = QVBoxLayout(holder)
        holding.setContentsMargins(margin, tokens.S1, margin, tokens.S4)
        holding.addWidget(content)
        holding.addStretch(1)
        scroll.setWidget(holder)
        self._layout.addWidget(scroll, 1)
        # Over the foot: what is said there moves nothing under the mouse.
        self._said = QVBoxLayout()
        self._said.setContentsMargins(margin, 0, margin, 0)
        self._layout.addLayout(self._said)
        if content.foot.count():
            content.foot.setContentsMargins(margin, tokens.S3, margin, tokens.S4)
            self._layout.addWidget(content.foot_bar)
            content.foot_bar.show()
        self._frame.setAccessibleName(content.title)
        self._place()
        self.show()
        self.raise_()
        first = wanted or _first_field(content)
        give_focus(first or close, ring=ring)

    def say(self, notice: Notice) -> None:
        """Said over what the sheet shows, which covers the window's own bar."""
        if self.notice_bar is None:
            self.notice_bar = NoticeBar()
            sides = self._said.contentsMargins()
            self._said.setContentsMargins(sides.left(), tokens.S2, sides.right(), tokens.S3)
            self._said.addWidget(self.notice_bar)
        self.notice_bar.show_notice(notice)

    def close_sheet(self) -> None:
        if self.content is None:
            return
        self.hide()
        self._empty()
        if self._came_from is not None:
            self._came_from.restore()
        self._came_from = None
        self.closed.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round in the sheet: what it covers waits for the keyboard as it does for the mouse."""
        at = self.window().focusWidget()
        chain = list_chain(self._frame, of=at)
        others = [one for one in chain if is_usable(one)]
        if not others:
            return False
        if at in chain:
            place = chain.index(at)
            around = [*chain[place + 1 :], *chain[:place]]
            around = [one for one in (around if forward else reversed(around)) if one in others]
            found = around[0] if around else at
        else:
            found = others[0 if forward else -1]
        give_focus(found, ring=True)
        show_whole(found)
        return True

    def _empty(self) -> None:
        self.content = None
        self.notice_bar = None
        clear(self._layout)

    def _sheet_width(self) -> int:
        return min(look().px(WIDTH), self.parentWidget().width())

    def _place(self) -> None:
        parent = self.parentWidget()
        self.setGeometry(parent.rect())
        width = self._sheet_width()
        self._frame.setGeometry(parent.width() - width, 0, width, parent.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("scrim"))
        painter.end()


def _first_field(content: QWidget) -> QWidget | None:
    """The first widget of the body that takes the focus, in reading order."""
    for widget in content.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and not widget.isHidden():
            return widget
    return None
