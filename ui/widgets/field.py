# SPDX-License-Identifier: AGPL-3.0-or-later
"""A field: its name above, the control, and under it a hint or what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import tokens
from ui.strings import tr
from ui.theme import look
from ui.widgets.good_news import forget_good_news
from ui.widgets.label import Label, paragraph

COMBO_MIN = 120
"""A long choice ends in dots rather than push a narrow sheet out of the window."""


def dress_list(box: QComboBox) -> None:
    """Draw the lines of its list by the stylesheet: as high as a control, the chosen one quietly."""
    box.setItemDelegate(QStyledItemDelegate(box))


class Field(QWidget):
    """`set_error` replaces the hint until what the field holds is changed."""

    def __init__(self, name: str, control: QWidget, hint: str = "", *, most: int = 0) -> None:
        """`most`: letters it takes, 0 any; what is too long is told while it is written, never cut."""
        super().__init__()
        self.control = control
        self._most = most
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
        self._hint = paragraph(hint, "small", "ink3")
        layout.addWidget(self.caption)
        layout.addWidget(control)
        layout.addWidget(self._hint)
        # Now that it has a parent: shown before, it would be a window of its own, and take the keys.
        self._hint.setVisible(bool(hint))
        if hint:
            control.setAccessibleDescription(hint)
        if isinstance(control, QLineEdit | QPlainTextEdit):
            control.textChanged.connect(self.show_error)
        elif isinstance(control, QComboBox):
            control.currentIndexChanged.connect(self.show_error)

    def show_error(self) -> bool:
        """Whether it is too long, said under it."""
        self.set_error("")
        return bool(self._find_excess())

    def _find_excess(self) -> str:
        control = self.control
        text = control.toPlainText() if isinstance(control, QPlainTextEdit) else ""
        text = control.text() if isinstance(control, QLineEdit) else text
        over = len(text.strip()) - self._most if self._most else 0
        if over <= 0:
            return ""
        return tr("%n letter(s) too many. Shorten it: nothing is cut for you.", "", over)

    def set_error(self, text: str) -> None:
        """Say what is wrong under the field; an empty text leaves only that it is too long, if it is."""
        if text:
            forget_good_news(self)
        text = text or self._find_excess()
        self._hint.setText(text or self._hint_text)
        self._hint.set_colour("danger" if text else "ink3")
        self._hint.setVisible(bool(text or self._hint_text))
        self.control.setAccessibleDescription(text or self._hint_text)
        if bool(self.control.property("wrong")) != bool(text):
            self.control.setProperty("wrong", bool(text))
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)

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
