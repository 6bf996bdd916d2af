# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who I am, in Réglages: my name, which can be changed, my roles, my sign.

Its law: what is being typed is the person's. A name that comes back from the register, one's own of a moment
ago or another computer's, changes the field only where nothing else was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from ui import tokens
from ui.errors import check_letters
from ui.strings import role_name
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.label import paragraph, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.views import PersonView

NAME_MAX = 40


class MeCard(Card):
    """`follow` brings it up to date."""

    def __init__(self, me: PersonView, title: str, rename: Callable[[str], None], typed: str = "") -> None:
        """`typed`: what an earlier card of this page held that is not my name."""
        super().__init__(title, icon="user")
        self._ask, self._name = rename, me.name
        self.edit = QLineEdit(typed or me.name)
        self._field = Field(self.tr("My name, as neighbours read it"), self.edit, most=NAME_MAX)
        self.body.addWidget(self._field)
        self.save = button(self.tr("Change my name"), self._rename, acts=True)
        self.edit.textChanged.connect(self._update)
        self.body.addLayout(row(self.save, None))
        self.body.addSpacing(tokens.S1)
        if me.roles:
            roles = look().words.listed([role_name(role) for role in me.roles])
            told = self.tr("In the commune: {roles}.").format(roles=roles)
            self.body.addWidget(paragraph(told, "body", "ink2"))
        sign = self.tr("My sign is {sign}: it tells two neighbours of the same name apart.")
        self.body.addWidget(paragraph(sign.format(sign=me.fingerprint), "small", "ink2"))
        self.body.addStretch(1)
        self._update()

    @property
    def typed(self) -> str:
        """What is in the field and is not my name."""
        text = self.edit.text()
        return "" if text == self._name else text

    def follow(self, name: str) -> None:
        """My name is this one now."""
        before, self._name = self._name, name
        if self.edit.text() == before and before != name:
            self.edit.setText(name)
        self._update()

    def _update(self) -> None:
        self.save.setEnabled(self.edit.text().strip() not in {"", self._name})

    def _rename(self) -> None:
        name = " ".join(self.edit.text().split())
        self._field.set_error(check_letters(name))
        if not self._field.error:
            self._ask(name)
