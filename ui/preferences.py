# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this reader chose for this window: language, light or dark, size of text.

Kept by the facade with the home's own preferences; before a home exists they are held here and handed over
when one opens. Nothing of it leaves this computer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from ui import tokens
from ui.format import Format
from ui.theme import Look

if TYPE_CHECKING:
    from app.facade import Voisinage

# Our names for the choices, and the facade's.
_FIELDS = {"language": "language", "scheme": "theme", "text": "text_size_percent"}


class Preferences(QObject):
    """`changed` comes after every choice; `keep_in` binds them to an open home."""

    changed = Signal()

    def __init__(self, facade: Voisinage | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facade = facade
        self._chosen = False
        self._values = {"language": "system", "scheme": "system", "text": "100"}
        if facade is not None:
            self._values = {name: str(getattr(facade.config, field)) for name, field in _FIELDS.items()}

    @property
    def language(self) -> str:
        """`fr` or `en`; the computer's language until one is chosen, French when it is neither."""
        chosen = self._values["language"]
        if chosen in {"fr", "en"}:
            return chosen
        return "en" if QLocale.system().language() == QLocale.Language.English else "fr"

    @property
    def scheme(self) -> str:
        """`light`, `dark` or `system`."""
        return self._values["scheme"]

    @property
    def text_percent(self) -> int:
        value = int(self._values["text"])
        return (
            value
            if value in tokens.TEXT_SIZES
            else min(tokens.TEXT_SIZES, key=lambda size: abs(size - value))
        )

    def choose(self, name: str, value: str) -> None:
        """Set `language`, `scheme` or `text`."""
        if self._values[name] == value:
            return
        self._values[name] = value
        self._chosen = True
        self._save()
        self.changed.emit()

    def keep_in(self, facade: Voisinage) -> None:
        """A home has opened: what was chosen before, if anything, goes into it."""
        self._facade = facade
        if self._chosen:
            self._save()

    def let_go(self) -> None:
        """The home goes away; what was chosen waits for the next one."""
        self._facade, self._chosen = None, True

    def _save(self) -> None:
        if self._facade is None:
            return
        config = replace(
            self._facade.config,
            language=self._values["language"],
            theme=self._values["scheme"],
            text_size_percent=int(self._values["text"]),
        )
        self._facade.save_config(config)

    def look(self) -> Look:
        """The look these choices ask for now."""
        hints = QGuiApplication.styleHints()
        dark = self.scheme == "dark"
        if self.scheme == "system":
            dark = hints.colorScheme() == Qt.ColorScheme.Dark
        contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        return Look(
            dark=dark, text_percent=self.text_percent, words=Format(self.language), high_contrast=contrast
        )
