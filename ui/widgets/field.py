# SPDX-License-Identifier: AGPL-3.0-or-later
"""A field: its name above, the control, and under it a hint or what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import tokens
from ui.theme import look
from ui.widgets.good_news import forget_good_news
from ui.widgets.label import Label, paragraph

COMBO_MIN = 120
"""A long choice ends in dots rather than push a narrow sheet out of the window."""


def dress_list(box: QComboBox) -> None:
    """Draw the lines of its list by the stylesheet: as high as a control, the chosen one quietly."""
    box.setItemDelegate(QStyledItemDelegate(box))


class Field(QWidget):
    """`set_error` replaces the hint until it is called with an empty text."""

    def __init__(self, name: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        self.control = control
        self._hint_text = hint
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S1)
        self.caption: Label = Label(name, "label", "ink2", wrap=True)
        self.caption.setBuddy(control)
        control.setAccessibleName(name)
        if isinstance(control, QComboBox):
            control.setMinimumWidth(look().px(COMBO_MIN))
            dress_list(control)
        if isinstance(control, QLineEdit):
            # Said after the change itself is known: a form may take its own complaint away at a change.
            control.inputRejected.connect(lambda: QTimer.singleShot(0, self, self._say_full))
        self._hint = paragraph(hint, "small", "ink3")
        layout.addWidget(self.caption)
        layout.addWidget(control)
        layout.addWidget(self._hint)
        # Now that it has a parent: shown before, it would be a window of its own, and take the keys.
        self._hint.setVisible(bool(hint))
        if hint:
            control.setAccessibleDescription(hint)

    def set_error(self, text: str) -> None:
        """Say what is wrong under the field; an empty text takes it away."""
        if text:
            forget_good_news(self)
        self._hint.setText(text or self._hint_text)
        self._hint.set_colour("danger" if text else "ink3")
        self._hint.setVisible(bool(text or self._hint_text))
        self.control.setAccessibleDescription(text or self._hint_text)
        if bool(self.control.property("wrong")) != bool(text):
            self.control.setProperty("wrong", bool(text))
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)

    def _say_full(self) -> None:
        """What did not fit was left out, of a paste above all: it is not left out in silence."""
        control = self.control
        if isinstance(control, QLineEdit) and len(control.text()) >= control.maxLength():
            told = QCoreApplication.translate("Field", "It ends here: {most} letters at most.")
            self.set_error(told.format(most=look().words.integer(control.maxLength())))
            control.textChanged.connect(self._on_room, Qt.ConnectionType.UniqueConnection)

    def _on_room(self) -> None:
        """Something was taken out since."""
        control = self.control
        if isinstance(control, QLineEdit) and len(control.text()) < control.maxLength():
            control.textChanged.disconnect(self._on_room)
            self.set_error("")

    @property
    def error(self) -> str:
        return self._hint.text() if self.control.property("wrong") else ""


def be_search(edit: QLineEdit) -> None:
    """A magnifying glass before and a small cross that empties it after, each with a name."""
    edit.setProperty("search", True)
    edit.addAction(look().icon("search"), QLineEdit.ActionPosition.LeadingPosition)
    for glass in edit.findChildren(QToolButton):
        glass.setAccessibleName(QCoreApplication.translate("Field", "Search"))
    edit.setClearButtonEnabled(True)
    for cross in edit.findChildren(QToolButton):
        if not cross.accessibleName():
            cross.setAccessibleName(QCoreApplication.translate("Field", "Empty this field"))
