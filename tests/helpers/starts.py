# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program opened on homes, as `voisinage open` does, and closed again."""

from __future__ import annotations

from tests.helpers.commune import LOOPBACK
from tests.helpers.windows import settle
from ui.run import Start


class Starts:
    """Starts the program on homes by name, as `voisinage open` does; `leave` closes one."""

    def __init__(self, application, folder):
        self._application, self._folder = application, folder
        self._running = []

    def __call__(self, name):
        start = Start(self._application, self._folder / name, LOOPBACK)
        start._preferences.choose("language", "fr")
        self._running.append(start)
        start.begin()
        settle()
        return start

    def leave(self, start):
        self._running.remove(start)
        for window in (start.shown_window, start.onboarding):
            if window is not None:
                window.hide()  # one in view asks whether to stay online
                window.close()
        start.close()
        for window in (start.shown_window, start.onboarding):
            if window is not None:
                window.deleteLater()
        if start.window is not None:
            start.window._words.silence()
            start.window.deleteLater()
        start._words.silence()
        start.deleteLater()
        settle()

    def leave_all(self):
        for start in list(self._running):
            self.leave(start)
