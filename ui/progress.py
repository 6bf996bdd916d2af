# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small window with a bar while something long is done elsewhere: the demonstration that is being prepared.

The work runs in a thread of its own; closing the window, or Ctrl-C, gives it up at its next step. Once it is
done the bar stays until the window it was for is there: a second of nothing looks like a program that died.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QApplication, QProgressBar, QVBoxLayout, QWidget

from ui import tokens
from ui.preferences import Preferences
from ui.run import Words, application
from ui.theme import apply_look, logo, look
from ui.widgets.label import Label

if TYPE_CHECKING:
    from types import FrameType

Tell = Callable[[int, str, str], None]
_LOOK_EVERY_MS = 200
_WIDTH = 520


class Given(BaseException):
    """The person closed the window: the work ends at its next step."""


class ProgressWindow(QWidget):
    """« Saint-Aubin s'éveille », a bar, and what is being done."""

    was_closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Voisinage")
        self.setWindowIcon(QIcon(logo(64)))
        self.setObjectName("page")
        self.setFixedWidth(look().px(_WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S5, tokens.S5, tokens.S5, tokens.S5)
        layout.setSpacing(tokens.S3)
        mark = Label()
        mark.setPixmap(logo(64))
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        title = Label(self.tr("A visit to Saint-Aubin"), "h1", "ink", wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(title)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("A visit to Saint-Aubin"))
        layout.addWidget(self.bar)
        self.words = Label("", "small", "ink2", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setMinimumHeight(look().px(tokens.CONTROL_HEIGHT))
        layout.addWidget(self.words)

    def show_step(self, percent: int, text: str) -> None:
        self.bar.setValue(percent)
        self.words.setText(text)
        self.bar.setAccessibleDescription(text)

    def stand_in(self) -> None:
        """Stay until another window is seen."""
        self.show_step(100, self.tr("The village opens…"))
        self.repaint()
        ear = QTimer(self)
        ear.timeout.connect(lambda: self._give_way())  # what is connected keeps this window alive until then
        ear.start(_LOOK_EVERY_MS)

    def _give_way(self) -> None:
        if any(one is not self and one.isVisible() for one in QApplication.topLevelWidgets()):
            self.hide()
            self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.was_closed.emit()


class _Worker(QObject):
    """Does the work in its thread; its signals arrive in the window's."""

    told = Signal(int, str)
    ended = Signal()

    def __init__(self, work: Callable[[Tell], None], language: str) -> None:
        super().__init__()
        self._work, self._is_french = work, language == "fr"
        self._given_up = threading.Event()
        self.failure: BaseException | None = None

    def give_up(self) -> None:
        self._given_up.set()

    def run(self) -> None:
        try:
            self._work(self._tell)
        except BaseException as error:  # handed to the thread that waits
            self.failure = error
        self.ended.emit()

    def _tell(self, percent: int, french: str, english: str) -> None:
        if self._given_up.is_set():
            raise Given
        self.told.emit(percent, french if self._is_french else english)


def run_shown(work: Callable[[Tell], None]) -> None:
    """Do some work while a window shows how far it is.

    Raises:
        KeyboardInterrupt: the person gave it up. Whatever the work raised.
    """
    running = application()
    preferences = Preferences()
    apply_look(running, preferences.look())
    words = Words(running)
    words.speak(preferences.language)
    window, worker, loop = ProgressWindow(), _Worker(work, preferences.language), QEventLoop()
    worker.told.connect(window.show_step)
    worker.ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    window.was_closed.connect(worker.give_up)
    window.show()
    thread = threading.Thread(target=worker.run, name="demonstration")
    with _giving_up_on_signals(worker.give_up):
        thread.start()
        loop.exec()
        thread.join()
    window.was_closed.disconnect(worker.give_up)
    if worker.failure is None:
        window.stand_in()
    else:
        window.hide()
        window.deleteLater()
    words.silence()
    if isinstance(worker.failure, Given):
        raise KeyboardInterrupt
    if worker.failure is not None:
        raise worker.failure


@contextmanager
def _giving_up_on_signals(give_up: Callable[[], None]) -> Generator[None]:
    """Ctrl-C and SIGTERM end the work too; Qt lets Python hear them from time to time."""

    def hear(_number: int, _frame: FrameType | None) -> None:
        give_up()

    before = {number: signal.signal(number, hear) for number in (signal.SIGTERM, signal.SIGINT)}
    ear = QTimer()
    ear.timeout.connect(lambda: None)
    ear.start(_LOOK_EVERY_MS)
    try:
        yield
    finally:
        ear.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
