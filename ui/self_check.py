# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws the window where nobody looks, to see that an installation has all of it: fonts, icons, words, pages.

Not a test of what is drawn (tests/ui), only of what must be there to draw. Its law: it opens the homes it is
given through the same `Start` as a person, and leaves nothing open.
"""

from __future__ import annotations

import os
import pkgutil
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImageReader
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

import ui
from ui.run import TRANSLATIONS, Start, application
from ui.theme import FAMILY, RESOURCES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.onboarding.doors import Doors

WIDTH, HEIGHT = 1000, 760
FONT_FILES = 4
COLOURS_MIN = 24
"""A page with words on it has more: letters are drawn with soft edges."""
DEADLINE_S = 30
_STEP = 5


class Missing(Exception):
    """Something that must be there to draw is not."""


def draw_windows(empty: Path, home: Path, pictures: Path, doors: Doors) -> dict[str, Any]:
    """Draw the welcome of a computer without a home, then the first page of a commune's.

    Args:
        pictures: the folder where both pictures are put.

    Raises:
        Missing: a font, an icon, a language, a page is not there.
    """
    count = load_modules()
    running = application()
    check_words()
    icons = check_icons()
    pictures.mkdir(parents=True)
    start = Start(running, empty, doors)
    try:
        start.begin()
        draw(start.onboarding, "Voisinage", pictures / "welcome.png")
        check_fonts()
    finally:
        start.close()
        if start.onboarding is not None:
            start.onboarding.hide()
    start = Start(running, home, doors)
    try:
        start.begin()
        draw(start.shown_window, "Saint-Aubin", pictures / "morning.png")
    finally:
        start.close()
        if start.shown_window is not None:
            start.shown_window.hide()
    return {
        "qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "modules": count,
        "icons": icons,
        "pictures": ["welcome.png", "morning.png"],
    }


def load_modules() -> int:
    """Every module of the window."""
    names = [module.name for module in pkgutil.walk_packages(ui.__path__, "ui.")]
    for name in names:
        import_module(name)
    return len(names)


def check_words() -> None:
    """Our words in both languages, and Qt's own for its dialogs."""
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (
        ("voisinage_fr", TRANSLATIONS),
        ("voisinage_en", TRANSLATIONS),
        ("qtbase_fr", qt_folder),
    ):
        if not QTranslator().load(name, str(folder)):
            raise Missing(f"{name}.qm in {folder}")


def check_fonts() -> None:
    """Our own letters, in each of their weights."""
    styles = QFontDatabase.styles(FAMILY)
    if len(styles) != FONT_FILES:
        raise Missing(f"{FONT_FILES} weights of {FAMILY}: {', '.join(styles)}")


def check_icons() -> int:
    """Every drawing can be read, here and by the style sheet."""
    if b"svg" not in [bytes(kind.data()) for kind in QImageReader.supportedImageFormats()]:
        raise Missing("Qt's reader of SVG pictures")
    paths = [RESOURCES / "logo.svg", *(RESOURCES / "icons").glob("*.svg")]
    if broken := [path.name for path in paths if not (path.is_file() and QSvgRenderer(str(path)).isValid())]:
        raise Missing(", ".join(broken))
    if len(paths) == 1:
        raise Missing(f"icons in {RESOURCES / 'icons'}")
    return len(paths)


def draw(window: QWidget | None, said: str, path: Path) -> None:
    """One picture of a window, once it says what it must."""
    if window is None:
        raise Missing(path.stem)
    window.resize(WIDTH, HEIGHT)
    _wait(
        lambda: any(said in label.text() for label in window.findChildren(QLabel)), f"{said} in {path.stem}"
    )
    image = window.grab().toImage()
    width, height = image.width(), image.height()
    colours = {image.pixel(x, y) for x in range(0, width, _STEP) for y in range(0, height, _STEP)}
    if len(colours) < COLOURS_MIN:
        raise Missing(f"anything drawn in {path.stem}: {width} by {height}, {len(colours)} colours")
    if not image.save(str(path)):
        raise Missing(f"a place for {path}")


def _wait(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not condition():
        if time.monotonic() > deadline:
            raise Missing(what)
        QCoreApplication.processEvents()
        time.sleep(0.01)
    for _ in range(6):
        QCoreApplication.processEvents()
