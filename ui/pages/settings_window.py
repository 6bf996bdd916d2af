# SPDX-License-Identifier: AGPL-3.0-or-later
"""This window's own choices: its dress, what it says when it is not looked at, what closing it does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from ui import tokens
from ui.theme import look
from ui.widgets.card import Card
from ui.widgets.label import label, paragraph
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from app.facade import Voisinage
    from ui.bridge import Bridge


class WindowCard(Card):
    """Each choice is taken at once; the window is built again in the new dress."""

    def __init__(self, bridge: Bridge, title: str, *, narrow: bool) -> None:
        super().__init__(title, icon="text-size")
        preferences = bridge.preferences
        choices = (
            ("language", self.tr("Language"), (("fr", "Français"), ("en", "English")), preferences.language),
            (
                "scheme",
                self.tr("Light or dark"),
                (
                    ("system", self.tr("Same as the computer")),
                    ("light", self.tr("Light")),
                    ("dark", self.tr("Dark")),
                ),
                preferences.scheme,
            ),
            (
                "text",
                self.tr("Text size"),
                tuple((str(size), look().words.percent(size)) for size in tokens.TEXT_SIZES),
                str(preferences.text_percent),
            ),
        )
        for name, word, options, value in choices:
            segments = Segments(options, value, word, down=narrow and name == "scheme")
            segments.chosen.connect(lambda chosen, name=name: preferences.choose(name, chosen))
            self.body.addWidget(label(word, "label", "ink2"))
            self.body.addWidget(segments)
            self.body.addSpacing(tokens.S1)
        self.body.addStretch(1)


class NoticesCard(Card):
    """What this computer says when the window is closed or behind another, and what closing does."""

    def __init__(self, facade: Voisinage, title: str, *, narrow: bool) -> None:
        super().__init__(title, icon="info-circle")
        self._facade = facade
        config = facade.config
        text = self.tr(
            "At 7 in the morning, how yesterday went; what you receive, told once; a vote's last day. "
            "Nothing else, and nothing between 22:00 and 7:00."
        )
        self.notify = self._box(self.tr("Tell me"), config.notify, "notify")
        self.hide_amounts = self._box(self.tr("Without amounts"), config.hide_amounts, "hide_amounts")
        self.hide_amounts.setEnabled(config.notify)
        self.notify.toggled.connect(self.hide_amounts.setEnabled)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.notify)
        told.addWidget(paragraph(text, "small", "ink2"))
        self.body.addLayout(told)
        self.body.addWidget(self.hide_amounts)
        self.body.addSpacing(tokens.S1)
        self.body.addWidget(label(self.tr("When I close the window"), "label", "ink2"))
        options = (
            ("ask", self.tr("Ask me")),
            ("stay", self.tr("Stay online")),
            ("quit", self.tr("Quit")),
        )
        self.closing = Segments(options, config.on_close, self.tr("When I close the window"), down=narrow)
        self.closing.chosen.connect(lambda value: self._keep("on_close", value))
        self.body.addWidget(self.closing)
        self.body.addStretch(1)

    def _box(self, word: str, value: bool, field: str) -> QCheckBox:
        box = QCheckBox(word)
        box.setAccessibleName(word)
        box.setFont(look().font("medium"))
        box.setMinimumHeight(look().px(tokens.CONTROL_HEIGHT))
        box.setChecked(value)
        box.toggled.connect(lambda chosen: self._keep(field, chosen))
        return box

    def _keep(self, field: str, value: object) -> None:
        self._facade.save_config(replace(self._facade.config, **{field: value}))
