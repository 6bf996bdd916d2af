# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opens the window: the application, its words, then the welcome or the commune's window.

Called by the composition root with a home; it knows the facade and nothing behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.onboarding.window import OnboardingWindow
from ui.preferences import Preferences
from ui.theme import RESOURCES, apply_look, logo

if TYPE_CHECKING:
    from pathlib import Path

    from app.facade import Voisinage
    from ui.onboarding.doors import Doors

TRANSLATIONS = RESOURCES.parent / "translations"


class Words(QObject):
    """The translators of the moment: ours and Qt's own for its dialogs."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._loaded: list[QTranslator] = []

    def speak(self, language: str) -> None:
        """Replace the translators; widgets built before keep their words until they are built again."""
        for translator in self._loaded:
            self._application.removeTranslator(translator)
        self._loaded = []
        QLocale.setDefault(QLocale("fr_FR" if language == "fr" else "en_GB"))
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{language}", qt_folder), (f"voisinage_{language}", str(TRANSLATIONS))):
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._application.installTranslator(translator)
                self._loaded.append(translator)


class Window(QObject):
    """Builds the main window, and builds it again when the reader's choices change."""

    def __init__(self, application: QApplication, facade: Voisinage, preferences: Preferences) -> None:
        super().__init__(application)
        self._application = application
        self._facade = facade
        self._words = Words(application)
        self.preferences = preferences
        self.bridge = Bridge(facade, self, preferences)
        self.shown: MainWindow | None = None
        preferences.changed.connect(self.build)
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    def build(self) -> None:
        """A new window in the place and at the place of the one before."""
        before = self.shown
        apply_look(self._application, self.preferences.look())
        self._words.speak(self.preferences.language)
        place = before.place if before is not None else "morning"
        self.shown = MainWindow(self._facade, self.bridge, place=place)
        self.shown.setWindowIcon(QIcon(logo(64)))
        if before is not None:
            self.shown.setGeometry(before.geometry())
            self.shown.setVisible(before.isVisible())
            before.hide()
            before.deleteLater()

    def _follow_system(self) -> None:
        if self.preferences.scheme == "system":
            self.build()

    def raise_window(self) -> None:
        """Bring the window to the front: a second start asks the first one for this."""
        if self.shown is not None:
            self.shown.show()
            self.shown.raise_()
            self.shown.activateWindow()


def application() -> QApplication:
    """The one application object."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    made = QApplication(["voisinage"])
    made.setApplicationName("Voisinage")
    made.setDesktopFileName("voisinage")
    return made


def run(home: Path, facade: Voisinage) -> int:
    """Show the commune's window until it is closed; the caller closes the facade."""
    running = application()
    window = Window(running, facade, Preferences(home))
    window.build()
    window.raise_window()
    code = running.exec()
    window.bridge.close()
    return code


def welcome(home: Path, doors: Doors) -> Voisinage | None:
    """Show the welcome until a commune is open, or None when the window was closed."""
    running = application()
    preferences = Preferences(home)
    words = Words(running)
    opened: list[Voisinage] = []
    shown: list[OnboardingWindow] = []

    def build() -> None:
        apply_look(running, preferences.look())
        words.speak(preferences.language)
        window = OnboardingWindow(home, doors, preferences)
        window.setWindowIcon(QIcon(logo(64)))
        window.entered.connect(enter)
        if shown:
            before = shown.pop()
            window.setGeometry(before.geometry())
            before.hide()
            before.deleteLater()
        shown.append(window)
        window.show()

    def enter(facade: Voisinage) -> None:
        opened.append(facade)
        shown[-1].hide()
        running.quit()

    preferences.changed.connect(build)
    build()
    running.exec()
    words.speak("")
    return opened[-1] if opened else None
