# SPDX-License-Identifier: AGPL-3.0-or-later
"""Renders the window for people to look at: each page, French and English, light and dark, at three widths.

    python scripts/shots.py                            plays the demonstration first, under build/shots/demo
    python scripts/shots.py --demo DIR                 the homes of one already played (it writes in them)
    python scripts/shots.py --only morning --languages fr --schemes light --widths 1440 --height 900

The pictures are François's window while his neighbours' nodes run, and the welcome of a computer without a
home, in build/shots/PAGE-LANGUAGE-SCHEME-WIDTH.png. Without --height a picture is as high as its page.
Nothing here judges them: the tests of tests/ui do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app import facade as doors
from app.demo import STEPS, Demo
from app.demo_resident import LISTEN
from app.facade import Voisinage
from ui.main_window import MainWindow
from ui.onboarding.window import OnboardingWindow
from ui.places import PLACES
from ui.preferences import Preferences
from ui.run import Window, Words, application
from ui.theme import apply_look

LANGUAGES, SCHEMES, WIDTHS = ("fr", "en"), ("light", "dark"), (400, 1000, 1440)
WAYS = ("welcome", "join", "found", "restore")
HEIGHT_MIN, HEIGHT_MAX = 480, 4000
SYNC_MS = 20_000


def settle(running: QApplication) -> None:
    """Let layouts and deletions that wait in the queue happen."""
    for _ in range(6):
        running.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until(condition: Callable[[], bool], timeout_ms: int) -> bool:
    """Run the event loop until something is true, or for that long."""
    loop, poll, end = QEventLoop(), QTimer(), QTimer()
    poll.timeout.connect(lambda: loop.quit() if condition() else None)
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    poll.start(100)
    end.start(timeout_ms)
    if not condition():
        loop.exec()
    return condition()


def choose(language: str, scheme: str) -> Preferences:
    """A reader's choices that no home keeps."""
    preferences = Preferences()
    preferences.choose("language", language)
    preferences.choose("scheme", scheme)
    return preferences


def shoot(window: QWidget, path: Path, width: int, height: int, needed: Callable[[], int]) -> None:
    """One picture, as high as what is shown unless a height was asked for."""
    running = application()
    window.resize(width, height or HEIGHT_MIN)
    settle(running)
    if not height:
        window.resize(width, min(max(needed(), HEIGHT_MIN), HEIGHT_MAX))
        settle(running)
    window.grab().save(str(path))
    print(path, flush=True)


def page_height(window: MainWindow) -> int:
    """How high the window must be to show the whole page."""
    page = window.page
    return page.widget().height() + window.height() - page.viewport().height()


def shoot_pages(facade: Voisinage, options: argparse.Namespace, language: str, scheme: str) -> None:
    running = application()
    window = Window(running, facade, choose(language, scheme))
    window.build()
    window.show()
    shown = window.shown
    assert shown is not None
    for place in options.only or [place.name for place in PLACES]:
        if place in WAYS:
            continue
        shown.open_place(place)
        for width in options.widths:
            path = options.out / f"{place}-{language}-{scheme}-{width}.png"
            shoot(shown, path, width, options.height, lambda: page_height(shown))
    window.bridge.close()
    shown.close()
    shown.deleteLater()
    window.deleteLater()
    settle(running)


def shoot_welcome(folder: Path, options: argparse.Namespace, language: str, scheme: str) -> None:
    """The first step of each way in; nothing is founded."""
    running = application()
    preferences = choose(language, scheme)
    apply_look(running, preferences.look())
    words = Words(running)
    words.speak(language)
    for way in WAYS:
        if options.only and way not in options.only:
            continue
        window = OnboardingWindow(folder / "nobody", doors, preferences)
        if way != "welcome":
            window.start(way)
        window.show()
        for width in options.widths:
            path = options.out / f"{way}-{language}-{scheme}-{width}.png"
            shoot(window, path, width, options.height or 800, lambda: 0)
        window.close()
        window.deleteLater()
    words.silence()
    settle(running)


def tell(step: int, french: str, _english: str) -> None:
    print(f"  {step}/{STEPS} {french}", file=sys.stderr, flush=True)


@contextmanager
def francois(options: argparse.Namespace) -> Iterator[Voisinage]:
    """François's home, opened here; his neighbours' nodes run in processes of their own."""
    root = options.demo or options.out / "demo"
    demo = Demo(root, tell)
    try:
        if (root / "francois").exists():
            demo.claire.start()
            demo.marie.start()
        else:
            root.mkdir(parents=True, exist_ok=True)
            demo.play()
            demo.francois.stop()
        facade = doors.open_home(demo.francois.home, listen=[LISTEN])
        try:
            yield facade
        finally:
            facade.close()
    finally:
        demo.stop()


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("build") / "shots")
    parser.add_argument("--demo", type=Path, help="the folder of a demonstration already played")
    parser.add_argument("--only", nargs="+", metavar="PAGE", help="pages, or " + ", ".join(WAYS))
    parser.add_argument("--languages", nargs="+", default=LANGUAGES, choices=LANGUAGES)
    parser.add_argument("--schemes", nargs="+", default=SCHEMES, choices=SCHEMES)
    parser.add_argument("--widths", nargs="+", default=WIDTHS, type=int)
    parser.add_argument("--height", type=int, default=0)
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> None:
    options = parse_arguments(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    application()
    looks = [(language, scheme) for language in options.languages for scheme in options.schemes]
    if not options.only or set(options.only) & set(WAYS):
        with tempfile.TemporaryDirectory() as folder:
            for language, scheme in looks:
                shoot_welcome(Path(folder), options, language, scheme)
    if not options.only or set(options.only) - set(WAYS):
        with francois(options) as facade:
            if not wait_until(lambda: facade.status().peers_online == 2, SYNC_MS):
                print("his neighbours were not reached: the window will say so", file=sys.stderr)
            for language, scheme in looks:
                shoot_pages(facade, options, language, scheme)


if __name__ == "__main__":
    main(sys.argv[1:])
