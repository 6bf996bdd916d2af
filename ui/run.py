# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opens the window: the application, its words, then the welcome or the commune's window.

Called by the composition root with a home; it knows the facade and nothing behind it.
"""

from __future__ import annotations

import logging
import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ui import clock
from ui.bridge import Bridge
from ui.closing import Closing
from ui.failing import telling
from ui.main_window import MainWindow
from ui.places import load_pages
from ui.preferences import Preferences
from ui.theme import RESOURCES, apply_look, logo
from ui.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from app.facade import Voisinage
    from ui.onboarding.doors import Doors
    from ui.onboarding.window import OnboardingWindow
    from ui.shut import ShutWindow

log = logging.getLogger(__name__)

_ENDING = (signal.SIGTERM, signal.SIGINT)
BY_ICON = "VOISINAGE_FROM_ICON"
"""Set by the icon of the desktop: nobody reads a terminal."""
_LISTEN_EVERY_MS = 250
_ONLINE_WITHIN_MS = 2_000
"""After this the network is reached for, even behind a window that nobody sees."""
TRANSLATIONS = RESOURCES.parent / "translations"


class Words(QObject):
    """The translators of the moment: ours and Qt's own for its dialogs."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._loaded: list[QTranslator] = []

    def speak(self, language: str) -> None:
        """Replace the translators; widgets built before keep their words until they are built again.

        An application speaks one language: those of another window go too, or they would answer for what
        English leaves to the source.
        """
        for translator in self._application.findChildren(QTranslator):
            self._application.removeTranslator(translator)
        self._loaded = []
        QLocale.setDefault(QLocale("fr_FR" if language == "fr" else "en_GB"))
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{language}", qt_folder), (f"voisinage_{language}", str(TRANSLATIONS))):
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._application.installTranslator(translator)
                self._loaded.append(translator)

    def silence(self) -> None:
        """Take the translators away."""
        for translator in self._loaded:
            self._application.removeTranslator(translator)
        self._loaded = []


class Window(QObject):
    """Builds the main window, and builds it again when the reader's choices change."""

    def __init__(self, application: QApplication, facade: Voisinage, preferences: Preferences) -> None:
        super().__init__(application)
        clock.follow(facade.example_shift_ms)
        self._application = application
        self.facade = facade
        self._words = Words(application)
        self.preferences = preferences
        self.bridge = Bridge(facade, self, preferences)
        self.shown: MainWindow | None = None
        self.closing = Closing(self)
        self.tray = Tray(self)
        preferences.changed.connect(self.build)
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    def build(self) -> None:
        """A new window in the place and at the place of the one before."""
        before = self.shown
        apply_look(self._application, self.preferences.look())
        self._words.speak(self.preferences.language)
        place = before.place if before is not None else "morning"
        drafts = before.drafts if before is not None else {}
        self.shown = MainWindow(self.facade, self.bridge, place=place, drafts=drafts)
        self.shown.setWindowIcon(QIcon(logo(64)))
        self.shown.was_closed.connect(self._application.quit)
        self.shown.may_close = self.closing.may_close
        if before is not None:
            self.shown.setGeometry(before.geometry())
            self.shown.setVisible(before.isVisible())
            if place == "settings":  # what was chosen stays under the hand
                self.shown.open_place(place, "window")
            before.hide()
            before.deleteLater()

    def _follow_system(self) -> None:
        """Evening falls for the computer: in a sheet somebody writes, so that it waits."""
        if self.preferences.scheme != "system":
            return
        sheet = self.shown.sheet if self.shown is not None else None
        if sheet is not None and sheet.content is not None:
            kept = Qt.ConnectionType(
                Qt.ConnectionType.QueuedConnection.value | Qt.ConnectionType.UniqueConnection.value
            )
            sheet.closed.connect(self._follow_system, kept)
        else:
            self.build()

    def show(self) -> None:
        """Show the window where it is; what it says from then on when it is not looked at."""
        if self.shown is not None:
            self.shown.show()
        self.tray.begin()

    def quit(self) -> None:
        """End the program, whatever closing the window would do."""
        self._application.quit()

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


class Start(QObject):
    """From a home, whatever its state, to the commune's window: welcome, passphrase, waiting, or at once."""

    asked_to_raise = Signal()
    asked_to_stop = Signal()
    trouble_came = Signal(object)

    def __init__(self, application: QApplication, home: Path, doors: Doors) -> None:
        super().__init__(application)
        self._application, self._home, self._doors = application, home, doors
        self._words = Words(application)
        self._preferences = Preferences(parent=self)
        self._preferences.changed.connect(self._rebuild)
        self._shown: OnboardingWindow | None = None
        self.facade: Voisinage | None = None
        self.window: Window | None = None
        self.shut: ShutWindow | None = None
        self._closed = False
        self.asked_to_raise.connect(self.raise_window)
        self.asked_to_stop.connect(application.quit)
        self.trouble_came.connect(self._say_trouble)

    @property
    def onboarding(self) -> OnboardingWindow | None:
        """The welcome window while it is shown."""
        return self._shown

    @property
    def shown_window(self) -> MainWindow | None:
        """The commune's window once it is open."""
        return self.window.shown if self.window is not None else None

    def begin(self) -> None:
        """Show what this home needs first.  AppError: in-use, store and others the caller words."""
        if not self._doors.has_home(self._home):
            self._onboard().show_welcome()
            return
        try:
            facade = self._doors.open_home(self._home, is_online=False)
        except Exception as error:
            if getattr(error, "code", "") != "locked":
                raise
            self._onboard().ask_passphrase()
            return
        self.open(facade)

    def open(self, facade: Voisinage) -> None:
        """An opened home: its commune's window, or the wait for it."""
        self.facade = facade
        # All come from the node's thread: a signal brings them to the window's.
        facade.on_raise = self.asked_to_raise.emit
        facade.on_stop = self.asked_to_stop.emit
        facade.on_trouble = self.trouble_came.emit
        if not facade.is_member:
            self._onboard().wait_for(facade)
            facade.go_online()
            return
        # The window speaks with words of its own; the welcome's would answer where English has none.
        self._words.silence()
        window = Window(self._application, facade, Preferences(facade, self))
        try:
            window.build()
        except Exception:
            window.bridge.close()
            self._words.speak(self._preferences.language)  # what is still shown says so
            raise
        self.window = window
        self.window.show()
        before, self._shown = self._shown, None
        if before is not None:
            before.hide()
            self._take_over(before)
            before.deleteLater()
        # The page first: loading the network would hold it up by half.
        if (shown := self.window.shown) is not None:
            shown.was_painted.connect(lambda: self._settle_in(_settling(facade, shown)))
        QTimer.singleShot(_ONLINE_WITHIN_MS, self, facade.go_online)

    def _take_over(self, welcome: OnboardingWindow) -> None:
        """What was chosen on the way in is signed, and what failed there is told."""
        assert self.window is not None
        bridge, facade = self.window.bridge, self.window.facade
        for topic, agree in welcome.choices.items():
            bridge.run(facade.set_consent(topic, agree), self.window)
        for error in welcome.late:
            bridge.say_error(error)

    def _settle_in(self, steps: Iterator[None]) -> None:
        """Take these steps, one a turn of the window."""
        if not self._closed and next(steps, self) is not self:
            QTimer.singleShot(0, self, lambda: self._settle_in(steps))

    def _say_trouble(self, error: Exception) -> None:
        """The node does not run: said over the page, whose accounts can be used all the same."""
        if self.window is not None:
            self.window.bridge.say_error(error)
        elif self._shown is not None:
            self._shown.tell_failure(error)

    def tell_failure(self, error: Exception) -> None:
        """Something of the window failed: told in it, be it the welcome's."""
        shown, welcome = self.shown_window, self._shown
        if self._closed:
            return
        if shown is not None:
            shown.tell_failure(error)
        elif welcome is not None:
            # Whoever failed is still at it in this turn.
            QTimer.singleShot(0, welcome, lambda: welcome.tell_failure(error))

    def say_shut(self, error: Exception) -> ShutWindow:
        """What keeps this home shut, in a window of its own; the program ends with it."""
        from ui.shut import ShutWindow

        apply_look(self._application, self._preferences.look())
        self._words.speak(self._preferences.language)
        self.shut = ShutWindow(error)
        self.shut.was_closed.connect(self._application.quit)
        self.shut.again.connect(self._begin_again)
        self.shut.aside_wanted.connect(self._set_choices_aside)
        self.shut.show()
        return self.shut

    def _begin_again(self) -> None:
        """What kept the home shut may be mended: it opens, or says what keeps it shut now."""
        assert self.shut is not None
        try:
            self.begin()
        except Exception as error:
            log.exception("this home does not open")
            self.shut.say(error)
            return
        shut, self.shut = self.shut, None
        shut.hide()
        shut.deleteLater()

    def _set_choices_aside(self) -> None:
        from app.facade_care import take_care

        assert self.shut is not None
        try:
            take_care(self._home).set_choices_aside()
        except Exception as error:
            log.exception("the choices could not be set aside")
            self.shut.say(error)
            return
        self._begin_again()

    def raise_window(self) -> None:
        """A second start asks the first one for this."""
        if self.window is not None:
            self.window.raise_window()
        elif self._shown is not None:
            self._shown.raise_()
            self._shown.activateWindow()

    def _onboard(self) -> OnboardingWindow:
        if self._shown is None:
            from ui.onboarding.window import OnboardingWindow

            apply_look(self._application, self._preferences.look())
            self._words.speak(self._preferences.language)
            self._shown = OnboardingWindow(self._home, self._doors, self._preferences)
            self._shown.setWindowIcon(QIcon(logo(64)))
            self._shown.entered.connect(self.open)
            self._shown.opened.connect(self._hold)
            self._shown.show()
        return self._shown

    def _hold(self, facade: Voisinage) -> None:
        self.facade = facade

    def _rebuild(self) -> None:
        before, self._shown = self._shown, None
        if before is not None:
            self._onboard().setGeometry(before.geometry())
            before.hide()
            before.deleteLater()

    def close(self) -> None:
        """Stop listening and speaking, and close the home."""
        self._closed = True
        self._words.silence()
        if self.window is not None:
            self.window.tray.close()
            self.window.bridge.close()
        if self.facade is not None:
            self.facade.close()


def _settling(facade: Voisinage, window: MainWindow) -> Iterator[None]:
    """What waits until the first page is seen: the code of the others, the network, then their widgets."""
    yield from load_pages()
    facade.go_online()
    yield
    others = window.build_others()
    while shiboken6.isValid(window) and next(others, others) is not others:
        yield


def run(home: Path, doors: Doors) -> int:
    """Open the window on `home` and stay until it is closed. `doors` is `app.facade`.

    Raises:
        AppError: in-use and whatever else keeps the home shut; nothing was shown then.
    """
    running = application()
    start = Start(running, home, doors)
    try:
        with _closed_by_signals(running), telling(start.tell_failure):
            try:
                start.begin()
            except Exception as error:
                if os.environ.get(BY_ICON) and getattr(error, "code", ""):
                    start.say_shut(error)
                    ended = running.exec()
                    if start.shut is None:  # another try opened it
                        return ended
                raise
            return running.exec()
    finally:
        start.close()


@contextmanager
def _closed_by_signals(running: QApplication) -> Generator[None]:
    """Ctrl-C in the terminal, or SIGTERM, closes the window as its own button does."""
    heard: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _frame: heard.append(number)) for number in _ENDING
    }
    # Qt waits outside Python, where no signal is heard: Python is let in from time to time.
    ear = QTimer()
    ear.timeout.connect(lambda: running.quit() if heard else None)
    ear.start(_LISTEN_EVERY_MS)
    try:
        yield
    finally:
        ear.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
