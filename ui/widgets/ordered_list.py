# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines in an order that one changes: by dragging, with Alt+Up and Alt+Down, or with the buttons under them.

A real list (List / ListItem for screen readers); its law: it only tells the new order, whoever owns the lines
shows them again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.theme import look
from ui.widgets.focus import show_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

_PADDING_X, _PADDING_Y = 16, 10
_LINE_ROLE = Qt.ItemDataRole.UserRole


class _Lines(QStyledItemDelegate):
    """A line is as high as its text needs at the list's width: Qt's own hint counts one line only."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        shown = self.parent()
        assert isinstance(shown, OrderedList)
        room = shown.viewport().width() - 2 * shown.spacing() - 2 * _PADDING_X
        box = QRect(0, 0, max(room, 60), 10_000)
        text = shown.fontMetrics().boundingRect(box, Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(box.width(), text.height() + 2 * _PADDING_Y)


class OrderedList(QListWidget):
    """`reordered` tells the former numbers in their new order, `dropped` the number of a line taken away."""

    reordered = Signal(object)
    dropped = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("ordered")
        self.setAccessibleName(name)
        self.setFont(look().font("body"))
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setItemDelegate(_Lines(self))
        self.currentRowChanged.connect(lambda _row: show_whole(self) if self.hasFocus() else None)

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show these sentences, numbered; the line chosen stays chosen by its place."""
        at = max(self.currentRow(), 0)
        self.clear()
        for number, text in enumerate(lines):
            item = QListWidgetItem(f"{number + 1}.  {text}")
            item.setData(_LINE_ROLE, number)
            self.addItem(item)
        self.setCurrentRow(min(at, self.count() - 1))
        self._fit()

    def move_by(self, way: int) -> None:
        """Put the chosen line one place up (−1) or down (+1)."""
        at = self.currentRow()
        if not 0 <= at + way < self.count() or at < 0:
            return
        order = list(range(self.count()))
        order.insert(at + way, order.pop(at))
        self.setCurrentRow(at + way)
        self.reordered.emit(order)

    def drop_chosen(self) -> None:
        if self.currentRow() >= 0:
            self.dropped.emit(self.currentRow())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_by(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.drop_chosen()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        # Told once Qt has taken the line out of its former place.
        QTimer.singleShot(0, self, self._tell_order)

    def _tell_order(self) -> None:
        order = [int(self.item(row).data(_LINE_ROLE)) for row in range(self.count())]
        if order != sorted(order):
            self.reordered.emit(order)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines: the page scrolls, not the list."""
        self.doItemsLayout()
        heights = sum(self.sizeHintForRow(row) + 2 * self.spacing() for row in range(self.count()))
        self.setFixedHeight(heights + 2 * self.frameWidth() + 4)
