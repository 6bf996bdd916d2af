# SPDX-License-Identifier: AGPL-3.0-or-later
"""A window at each width: what is cut, sticks out, has no name, or says an engineer's word."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QWidget

from app.facade import Voisinage
from tests.helpers.windows import (
    choose,
    find_cut,
    find_jargon,
    find_outside,
    find_sideways,
    find_unnamed,
    opened,
    resize,
    settle,
)
from ui.main_window import MainWindow

WIDTHS = (400, 1000, 1440)
USUAL = 1000


def find_misplaced(window: QWidget) -> list[str]:
    """Texts that are cut and parts that stick out, at the window's own width."""
    return find_cut(window) + find_outside(window) + find_sideways(window)


def find_amiss(window: QWidget, language: str = "fr") -> list[str]:
    """Everything of the module's first line at every width; the window is left at the usual one."""
    found: list[str] = []
    for width in WIDTHS:
        resize(window, width)
        found += find_misplaced(window)
    resize(window, USUAL)
    return found + find_unnamed(window) + find_jargon(window, language)


@contextmanager
def looking_at(
    application: QApplication,
    facade: Voisinage,
    place: str,
    what: object = None,
    *,
    width: int = USUAL,
    language: str = "fr",
    scheme: str = "light",
    text: str = "100",
) -> Generator[MainWindow]:
    """Somebody's window, on one place."""
    with opened(application, facade, choose(language, scheme, text)) as made:
        shown = made.shown
        assert shown is not None
        resize(shown, width)
        shown.open_place(place, what)
        settle()
        yield shown
