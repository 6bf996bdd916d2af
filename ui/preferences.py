# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this reader chose for this window: language, light or dark, size of text. A small file in the home.

Not an account setting: nothing of it leaves this computer.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication

from ui import tokens
from ui.format import Format
from ui.theme import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEFAULTS: Mapping[str, str] = {"language": "", "scheme": "system", "text": "100"}


class Preferences(QObject):
    """Read once; written when something changes and the home exists."""

    changed = Signal()

    def __init__(self, home: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._values = dict(_DEFAULTS)
        if home is not None and (home / "window.ini").is_file():
            stored = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)
            for name in _DEFAULTS:
                self._values[name] = str(stored.value(name, self._values[name]))

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
        scheme = self._values["scheme"]
        return scheme if scheme in {"light", "dark"} else "system"

    @property
    def text_percent(self) -> int:
        text = self._values["text"]
        value = int(text) if text.isdigit() else 100
        return value if value in tokens.TEXT_SIZES else 100

    def choose(self, name: str, value: str) -> None:
        """Set `language`, `scheme` or `text`."""
        if self._values[name] == value:
            return
        self._values[name] = value
        self.save()
        self.changed.emit()

    def save(self) -> None:
        """Write the file; before a home is founded or joined there is nowhere to write."""
        if self._home is None or not self._home.is_dir():
            return
        stored = QSettings(str(self._home / "window.ini"), QSettings.Format.IniFormat)
        for name, value in self._values.items():
            stored.setValue(name, value)
        stored.sync()

    def look(self) -> Look:
        hints = QGuiApplication.styleHints()
        dark = self.scheme == "dark"
        if self.scheme == "system":
            dark = hints.colorScheme() == Qt.ColorScheme.Dark
        contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        return Look(
            dark=dark, text_percent=self.text_percent, words=Format(self.language), high_contrast=contrast
        )
