# SPDX-License-Identifier: AGPL-3.0-or-later
"""Voisins, « Partis »: who left and when, folded: one line until somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.facade_naming import name_apart
from app.views import Phase
from ui import tokens
from ui.strings import tr
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.label import Label, line, paragraph, row
from ui.widgets.phase import Dot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views_leaving import FormerView

SHOWN_MAX: Final = 60


class LeftCard(Card):
    """The last one first."""

    turned = Signal(bool)
    """Opened, or closed again."""

    def __init__(self, left: Sequence[FormerView], *, is_open: bool) -> None:
        super().__init__(name=self.tr("Those who left"))
        self._left = left
        head = row(gap=tokens.S3)
        told = tr("%n person(s) left the commune", "", len(left))
        head.addWidget(Label(told, "body", "ink2", wrap=True), 1)
        self.door = button("", self._turn, kind="small")
        head.addWidget(self.door)
        self.body.addLayout(head)
        self.people = QWidget()
        self._people = QVBoxLayout(self.people)
        self._people.setContentsMargins(0, 0, 0, 0)
        self._people.setSpacing(tokens.S2)
        self.body.addWidget(self.people)
        self._show(is_open=is_open)

    def _turn(self) -> None:
        is_open = self.people.isHidden()
        self._show(is_open=is_open)
        self.turned.emit(is_open)

    def _show(self, *, is_open: bool) -> None:
        if is_open and not self._people.count():
            for one in self._left[:SHOWN_MAX]:
                self._add(one)
            if (more := len(self._left) - SHOWN_MAX) > 0:
                self._people.addWidget(paragraph(tr("And %n more.", "", more), "small", "ink2"))
        self.people.setHidden(not is_open)
        word = self.tr("Fold") if is_open else self.tr("See who")
        self.door.setText(word)
        self.door.setAccessibleName(f"{word}: {self.accessibleName()}")

    def _add(self, one: FormerView) -> None:
        person = one.person
        self._people.addWidget(line())
        texts = QVBoxLayout()
        texts.setSpacing(0)
        erased = self.tr("Somebody whose name was erased")
        texts.addWidget(Label(name_apart(person) if one.has_name else erased, "strong", "ink2", wrap=True))
        day = look().words.date(person.left_ms, year=True)
        left = self.tr("left the commune on {day}")
        if one.phase is not Phase.SEALED:
            left = self.tr("leaves the commune, not final yet")
        told = left.format(day=day)
        if not one.has_name:
            told += self.tr("; the sign was {sign}").format(sign=person.fingerprint)
        texts.addWidget(Label(told, "small", "ink2", wrap=True))
        avatar = Avatar.of(person, size=32) if one.has_name else Avatar("left", icon="user", size=32)
        shown = row(avatar, gap=tokens.S3)
        shown.addLayout(texts, 1)
        if one.phase is not Phase.SEALED:
            shown.addWidget(Dot(one.phase))
        self._people.addLayout(shown)
