# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choose a neighbour: type a few letters, arrows and Enter, or a click; the chosen one shows as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.facade_folding import fold, says
from app.facade_naming import get_look, name_apart
from ui import tokens
from ui.strings import role_name
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views import PersonView

SHOWN = 5


class PersonPicker(QWidget):
    """`person` is the choice or None; `chosen` tells of every change."""

    chosen = Signal(object)

    def __init__(self, people: Sequence[PersonView], name: str) -> None:
        super().__init__()
        self.person: PersonView | None = None
        self._people = tuple(people)
        self._found: list[PersonView] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S1)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("A neighbour's name"))
        self.search.setAccessibleName(name)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.results = QListWidget()
        self.results.setAccessibleName(self.tr("Neighbours found"))
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.itemClicked.connect(lambda item: self.choose(self._found[self.results.row(item)]))
        self._card = QWidget()
        self._card_layout = QHBoxLayout(self._card)
        self._card_layout.setContentsMargins(0, 0, 0, 0)
        self._card_layout.setSpacing(tokens.S3)
        layout.addWidget(self.search)
        layout.addWidget(self.results)
        layout.addWidget(self._card)
        self.setFocusProxy(self.search)
        self._show_search()

    def choose(self, person: PersonView | None) -> None:
        """Choose, or with None search again."""
        self.person = person
        if person is None:
            self._show_search()
        else:
            self._show_card(person)
        self.chosen.emit(person)

    def _show_search(self) -> None:
        self._card.hide()
        self.search.show()
        self.search.clear()
        self._fill("")

    def _show_card(self, person: PersonView) -> None:
        while (item := self._card_layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._card_layout.addWidget(Avatar.of(person))
        self._card_layout.addWidget(Label(name_apart(person), "strong", wrap=True), 1)
        change = button(self.tr("Change"), lambda: self.choose(None), kind="link")
        self._card_layout.addWidget(change)
        self.search.hide()
        self.results.hide()
        self._card.show()

    def _fill(self, text: str) -> None:
        self._found = self._find(text)[:SHOWN]
        self.results.clear()
        for person in self._found:
            known_as = ", ".join(role_name(role) for role in person.roles)
            name = name_apart(person)
            item = QListWidgetItem(f"{name}  ·  {known_as}" if known_as else name)
            item.setSizeHint(QSize(100, look().px(tokens.CONTROL_HEIGHT)))
            self.results.addItem(item)
        self.results.setFixedHeight(look().px(tokens.CONTROL_HEIGHT) * len(self._found) + 2)
        self.results.setVisible(bool(self._found))
        if self._found and text:
            self.results.setCurrentRow(0)

    def _find(self, text: str) -> list[PersonView]:
        """Who answers to these letters, then whoever could be taken for one of them."""
        found = [person for person in self._people if says(name_apart(person), text)]
        looks = {get_look(person.name) for person in found if person.is_alike}
        alike = [person for person in self._people if person.is_alike and get_look(person.name) in looks]
        return list(dict.fromkeys([*found, *alike]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            current = self.results.currentRow()
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._found:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.results.setCurrentRow(min(max(current + step, 0), len(self._found) - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= current < len(self._found):
                self.choose(self._found[current])
                return True
        if watched is self.search and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._choose_named)
        return False

    def _choose_named(self) -> None:
        """A whole name of one person only, left without Enter, is a choice."""
        wanted = fold(self.search.text()).split()
        named = [person for person in self._people if wanted == fold(name_apart(person)).split()]
        look = get_look(self.search.text())
        named = named or [person for person in self._people if look and get_look(person.name) == look]
        if self.person is None and len(named) == 1:
            self.choose(named[0])
