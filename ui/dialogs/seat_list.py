# SPDX-License-Identifier: AGPL-3.0-or-later
"""A list of witnesses being made: a line a person with the computer that counts, whom to add, what it bears.

`WitnessesSheet` and `NameWitnessesSheet` are made of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.facade_elision import fill
from app.facade_naming import name_apart
from ui import tokens
from ui.pages.council_changes import size_words
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.card import clear
from ui.widgets.chip import Chip
from ui.widgets.field import Field, dress_list
from ui.widgets.label import Label, paragraph, row
from ui.widgets.person_picker import PersonPicker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.facade_roles import RolesDoor
    from app.views import PersonView
    from app.views_roles import ComputersView, SeatView

MOST = 31


class SeatList(QWidget):
    """`changed` tells that somebody came or went."""

    changed = Signal()

    def __init__(self, roles: RolesDoor, seats: Iterable[SeatView]) -> None:
        super().__init__()
        self._roles = roles
        self._computers = {row.person.account: row for row in roles.computers()}
        self.seats: dict[bytes, SeatView] = {seat.person.account: seat for seat in seats}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(tokens.S2)
        layout.addLayout(self._lines)
        self._adding = QVBoxLayout()
        layout.addLayout(self._adding)
        self._size = paragraph("", "strong")
        layout.addWidget(self._size)
        self._fill()

    @property
    def rows(self) -> list[tuple[bytes, bytes]]:
        """(account, computer) of each."""
        return [(seat.person.account, seat.node) for seat in self.seats.values()]

    def add(self, person: PersonView) -> None:
        """Take the likeliest computer of a neighbour into the list."""
        self.seats[person.account] = self._computers[person.account].seats[0]
        self._fill()
        self.changed.emit()

    def remove(self, account: bytes) -> None:
        self.seats.pop(account, None)
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        clear(self._lines)
        for account, seat in self.seats.items():
            self._lines.addWidget(self._line(account, seat))
        clear(self._adding)
        rest = [row.person for account, row in self._computers.items() if account not in self.seats]
        if rest and len(self.seats) < MOST:
            picker = PersonPicker(rest, self.tr("Add a neighbour"))
            picker.chosen.connect(self._on_chosen)
            self._adding.addWidget(Field(self.tr("Add a neighbour"), picker))
        if self.seats:
            size = self._roles.size(len(self.seats))
            self._size.setText(size_words(size))
            self._size.set_colour("ink" if size.is_advised else "danger")
        else:
            self._size.setText(self.tr("Without a witness nothing becomes final: choose one, or four."))
            self._size.set_colour("danger")

    def _on_chosen(self, person: PersonView | None) -> None:
        if person is not None:
            self.add(person)

    def _line(self, account: bytes, seat: SeatView) -> QWidget:
        holder = QWidget()
        holder.setAccessibleName(name_apart(seat.person))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S1)
        layout = row(Avatar.of(seat.person, size=32), gap=tokens.S3)
        layout.addWidget(Label(name_apart(seat.person), "body", wrap=True), 1)
        if seat.is_here or seat.is_online:
            layout.addWidget(Chip(self.tr("online"), "primary"))
        layout.addWidget(
            button(
                self.tr("Remove"),
                lambda: self.remove(account),
                kind="link",
                name=self.tr("Remove {name}").format(name=name_apart(seat.person)),
            )
        )
        column.addLayout(layout)
        owned = self._computers.get(account)
        if owned is not None and len(owned.seats) > 1:
            column.addWidget(self._computer_choice(account, owned, seat))
        return holder

    def _computer_choice(self, account: bytes, owned: ComputersView, seat: SeatView) -> QComboBox:
        """Which of a person's computers."""
        box = QComboBox()
        dress_list(box)
        box.setAccessibleName(fill(self.tr("Which computer of {name}"), name=name_apart(seat.person)))
        for one in owned.seats:
            pattern = self.tr("computer {name}, online") if one.is_online else self.tr("computer {name}")
            box.addItem(pattern.format(name=one.fingerprint))
        box.setCurrentIndex(max(0, [one.node for one in owned.seats].index(seat.node)))

        def choose(index: int) -> None:
            self.seats[account] = owned.seats[index]

        box.currentIndexChanged.connect(choose)
        return box
