# SPDX-License-Identifier: AGPL-3.0-or-later
"""Renders the window for people to look at: each page, French and English, light and dark, at three widths.

    python scripts/shots.py                            the year of Saint-Aubin, homes under build/shots/demo
    python scripts/shots.py --demo DIR                 the homes of one laid out before (it writes in them)
    python scripts/shots.py --resident claire          somebody else's window than François's
    python scripts/shots.py --alone                    no neighbour's node runs: quicker, and the rail says so
    python scripts/shots.py --only morning pay --languages fr --schemes light --widths 1440 --height 900
    python scripts/shots.py --reference                the pictures of docs/screenshots, and nothing else

The pictures are François's window while his neighbours' nodes run, its sheets, the card of a recovery in all
its states, the same places of a commune founded just now, and the welcome of a computer without a home:
build/shots/PAGE-LANGUAGE-SCHEME-WIDTH.png, and all the looks of one page side by side in
build/shots/sheets/PAGE.png. Without --height a picture is as high as its page. Nothing here judges them: the
tests of tests/ui do, and you.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from mnemonic import Mnemonic
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shots_more import STEPS, CopyStates, draw_card, list_sheets
from shots_recovery import RecoveryStates

from app import facade as doors
from app.demo import Demo
from app.demo_anybody import NAMES, lay_out_home
from app.demo_resident import LISTEN
from app.facade import Voisinage
from app.founding import found_home
from app.paths import Home
from app.resolve import Arguments
from app.views import AmountView, PersonView
from app.year.roofs import FRANCOIS
from ui.bridge import Bridge
from ui.dialogs.destinations import DestinationsSheet
from ui.dialogs.leave import LeaveSheet
from ui.dialogs.order import OrderSheet
from ui.dialogs.pay import PaySheet
from ui.dialogs.proof import show_proof
from ui.dialogs.propose import ProposeSheet
from ui.dialogs.publish import PublishSheet
from ui.dialogs.receive import ReceiveSheet
from ui.main_window import MainWindow
from ui.onboarding.window import OnboardingWindow
from ui.pages.neighbours_invite import InviteSheet
from ui.pages.neighbours_sheet import NeighbourSheet
from ui.pages.settings_backup import TrialSheet
from ui.pages.settings_sheets import PassphraseSheet, WordsSheet
from ui.places import PLACES
from ui.preferences import Preferences
from ui.progress import ProgressWindow
from ui.run import Window, Words, application
from ui.theme import apply_look
from ui.tokens import TEXT_SIZES
from ui.widgets.page import Page

LANGUAGES, SCHEMES, WIDTHS = ("fr", "en"), ("light", "dark"), (400, 1000, 1440)
EXAMPLE_WORDS = tuple(Mnemonic("french").wordlist[::85][:24])
"""Nobody's: they open no account."""


def _other(facade: Voisinage) -> PersonView:
    return next(one for one in facade.members() if not one.is_me and one.roles)


def _payment(facade: Voisinage, bridge: Bridge) -> PaySheet:
    amount = AmountView(asset="kwh", amount=25_000)
    return PaySheet(facade, bridge, to=_other(facade).account, amount=amount)


def _neighbour(facade: Voisinage, bridge: Bridge) -> NeighbourSheet:
    return NeighbourSheet(facade, bridge, facade.people.one(_other(facade).account))


SHEETS: dict[str, tuple[str, Callable[[Voisinage, Bridge], object]]] = {
    "pay": ("accounts", lambda f, b: b.show_sheet(PaySheet(f, b))),
    "payment": ("accounts", lambda f, b: b.show_sheet(_payment(f, b))),
    "receive": ("accounts", lambda f, b: b.show_sheet(ReceiveSheet(f, b))),
    "proof": ("accounts", lambda f, b: show_proof(f, b, f.history(1)[0].event)),
    "publish": ("exchange", lambda f, b: b.show_sheet(PublishSheet(f, b))),
    "order": ("exchange", lambda f, b: b.show_sheet(OrderSheet(f, b, f.listings("offer")[0]))),
    "propose": ("council", lambda f, b: b.show_sheet(ProposeSheet(f, b))),
    "invite": ("neighbours", lambda f, b: b.show_sheet(InviteSheet(f, b))),
    "neighbour": ("neighbours", lambda f, b: b.show_sheet(_neighbour(f, b))),
    "destinations": (
        "energy",
        lambda f, b: b.show_sheet(DestinationsSheet(f, b, f.energy.choices(), giving=True)),
    ),
    "words": ("settings", lambda _f, b: b.show_sheet(WordsSheet(EXAMPLE_WORDS))),
    "leave": ("settings", lambda f, b: b.show_sheet(LeaveSheet(f, b))),
    "passphrase": ("settings", lambda _f, b: b.show_sheet(PassphraseSheet(has_one=False))),
    "trial": ("settings", lambda f, b: b.show_sheet(TrialSheet(f, b))),
    **list_sheets(EXAMPLE_WORDS),
}
"""Sheet → the place it is opened from, and how. None of them signs anything by being open."""
VIEWS: dict[str, tuple[str, str]] = {
    "week": ("energy", "week"),
    "year": ("energy", "year"),
    "told": ("news", "news"),
    "orders": ("exchange", "orders"),
    "decided": ("council", "decided"),
    "who": ("council", "who"),
}
"""A place opened on something else than what it shows by itself."""
EMPTY = "empty-"
REFERENCE = {
    "matin": "morning", "comptes": "accounts", "energie": "energy", "energie-annee": "year",
    "echanger": "exchange", "aider": "help", "voisins": "neighbours", "conseil": "council",
    "fonds-commun": "fund", "a-faire": "news", "registre": "register", "reglages": "settings",
    "bienvenue": "welcome", "temoins": "recovery",
}  # fmt: skip
"""What docs/screenshots calls a place, a view or a way in."""
REFERENCE_LOOKS: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (
    ("fr", "light", 1440, tuple(REFERENCE)),
    ("en", "light", 1440, ("matin", "energie", "echanger", "aider", "conseil", "fonds-commun")),
    ("fr", "dark", 1440, ("matin",)),
    ("en", "dark", 1440, ("matin",)),
    ("fr", "light", 400, ("matin",)),
)
"""Language, scheme, width, and which of them."""
REFERENCE_HEIGHT_MAX = 2200
"""Lists go on below: a guide shows their beginning."""
REFERENCE_BYTES_MAX = 200_000
COLOURS = 256
NEWCOMER = {
    "name": "Saint-Aubin", "me": "Claire Martin", "latitude": "45.75", "longitude": "4.85",
    "since_ms": 1_767_222_000_000,
}  # fmt: skip
WAYS = ("welcome", "join", "found", "restore")
PROGRESS, RECOVERY, STATES, CARD = "progress", "recovery", "states", "card"
ENTERING = {*WAYS, *STEPS, PROGRESS}
HEIGHT_MIN, HEIGHT_MAX = 760, 4000
SHEET_HEIGHT = 900
SYNC_MS = 20_000


def settle(running: QApplication) -> None:
    """Let layouts, what a page builds in idle moments, and deletions that wait in the queue happen."""
    for page in running.allWidgets():
        if isinstance(page, Page) and page.isVisible():
            page.finish()
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


def choose(language: str, scheme: str, text: int = 100) -> Preferences:
    """A reader's choices that no home keeps."""
    preferences = Preferences()
    preferences.choose("language", language)
    preferences.choose("scheme", scheme)
    preferences.choose("text", str(text))
    return preferences


def sheet_height(window: MainWindow) -> int:
    """How high the window must be to show the whole sheet; tells of one that is too wide for its place."""
    area = window.sheet.findChild(QScrollArea)
    if area is None:
        return window.height()
    if area.widget().width() > area.viewport().width():
        print(f"cut off at the right: {area.widget().width()} px", file=sys.stderr, flush=True)
    return area.widget().height() + window.height() - area.viewport().height()


def shoot(window: QWidget, path: Path, width: int, height: int, needed: Callable[[], int]) -> None:
    """One picture, as high as what is shown unless a height was asked for."""
    running = application()
    window.resize(width, height or HEIGHT_MIN)
    settle(running)
    if not height:
        window.resize(width, min(max(needed(), HEIGHT_MIN), HEIGHT_MAX))
        settle(running)
    window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888).save(str(path), "PNG")
    print(path, flush=True)


# --- files ------------------------------------------------------------------------------------------------


def save_small(image: QImage, path: Path) -> None:
    """A picture in 256 colours of its own: those it uses most, the others by the nearest."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("I").tolist()
    used = Counter(pixel & 0xFFFFFF for pixel in pixels)
    table: list[int] = []
    # Shades so near one of the table that nobody sees the difference do not take its places.
    for apart in (18, 6, 0):
        for colour, _count in used.most_common(2_000):
            if len(table) < COLOURS and all(_distance(colour, kept) > apart for kept in table):
                table.append(colour)
    nearest = {colour: min(table, key=lambda kept: _distance(colour, kept)) for colour in used}
    places = {colour: table.index(kept) for colour, kept in nearest.items()}
    small = QImage(plain.size(), QImage.Format.Format_Indexed8)
    small.setColorTable([0xFF000000 | colour for colour in table])
    target, width, stride = memoryview(small.bits()), plain.width(), small.bytesPerLine()
    for y in range(plain.height()):
        line = pixels[y * width : (y + 1) * width]
        target[y * stride : y * stride + width] = bytes([places[pixel & 0xFFFFFF] for pixel in line])
    small.save(str(path), "PNG", 0)


def _distance(one: int, other: int) -> int:
    return sum(abs((one >> shift & 255) - (other >> shift & 255)) for shift in (0, 8, 16))


def join_looks(paths: Sequence[Path], target: Path) -> None:
    """The looks of one page side by side at half size, for one glance."""
    images = [QImage(str(path)) for path in paths]
    halves = [
        image.scaledToWidth(image.width() // 2, Qt.TransformationMode.SmoothTransformation)
        for image in images
    ]
    gap = 12
    sheet = QImage(
        sum(half.width() + gap for half in halves) + gap,
        max(half.height() for half in halves) + 2 * gap,
        QImage.Format.Format_RGB32,
    )
    sheet.fill(QColor("#808080"))
    painter, x = QPainter(sheet), gap
    for half in halves:
        painter.drawImage(QPoint(x, gap), half)
        x += half.width() + gap
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(str(target), "PNG", 0)
    print(target, flush=True)


def write_contact_sheets(folder: Path) -> None:
    """One sheet a page, of whatever looks are there."""
    pages: dict[str, list[Path]] = {}
    for path in sorted(
        folder.glob("*-*-*-*.png"), key=lambda path: (path.stem.rsplit("-", 1)[0], path.stat().st_size)
    ):
        pages.setdefault(path.stem.rsplit("-", 3)[0], []).append(path)
    for page, paths in pages.items():
        join_looks(paths, folder / "sheets" / f"{page}.png")


# --- the window -------------------------------------------------------------------------------------------


def page_height(window: MainWindow) -> int:
    """How high the window must be to show the whole page."""
    page = window.page
    return page.widget().height() + window.height() - page.viewport().height()


def is_wanted(options: argparse.Namespace, name: str) -> bool:
    return not options.only or name in options.only


def shoot_pages(
    facade: Voisinage, options: argparse.Namespace, language: str, scheme: str, prefix: str = ""
) -> None:
    """Every place of a window, and its sheets; those of an empty commune only as places."""
    running = application()
    window = Window(running, facade, choose(language, scheme, options.text))
    window.build()
    window.show()
    shown = window.shown
    assert shown is not None
    views = {prefix + place.name: (place.name, None) for place in PLACES} | ({} if prefix else VIEWS)
    for name, (place, what) in views.items():
        if not is_wanted(options, name):
            continue
        shown.open_place(place, what)
        for width in options.widths:
            path = options.out / f"{name}-{language}-{scheme}-{width}.png"
            shoot(shown, path, width, options.height, lambda: page_height(shown))
    for name, (place, open_sheet) in SHEETS.items():
        if prefix or not is_wanted(options, name):
            continue
        for width in options.widths:
            shown.resize(width, options.height or SHEET_HEIGHT)
            shown.open_place(place)
            open_sheet(facade, window.bridge)
            path = options.out / f"{name}-{language}-{scheme}-{width}.png"
            shoot(shown, path, width, options.height, lambda: sheet_height(shown))
            window.bridge.close_sheet()
            settle(running)
    for name, kind in ((RECOVERY, RecoveryStates), (STATES, CopyStates)):
        if prefix or not is_wanted(options, name):
            continue
        for width in options.widths:
            states = kind(facade, width)
            states.show()
            path = options.out / f"{name}-{language}-{scheme}-{width}.png"
            shoot(states, path, width, options.height, states.needed)
            states.close()
            states.deleteLater()
    if not prefix and is_wanted(options, CARD):
        draw_card(facade.me().name).save(str(options.out / f"{CARD}-{language}-paper-840.png"), "PNG")
    window.bridge.close()
    window._words.silence()  # else the next language would be spoken under this one's words
    shown.close()
    shown.deleteLater()
    window.deleteLater()
    settle(running)


def shoot_welcome(folder: Path, options: argparse.Namespace, language: str, scheme: str) -> None:
    """The first step of each way in; nothing is founded."""
    running = application()
    preferences = choose(language, scheme, options.text)
    apply_look(running, preferences.look())
    words = Words(running)
    words.speak(language)
    for name, way in {
        **{way: way for way in WAYS},
        **{name: way for name, (way, _lead) in STEPS.items()},
    }.items():
        if not is_wanted(options, name):
            continue
        window = OnboardingWindow(folder / "nobody", doors, preferences)
        if way != "welcome":
            window.start(way)
        window.show()
        if name in STEPS:
            STEPS[name][1](window)
        for width in options.widths:
            path = options.out / f"{name}-{language}-{scheme}-{width}.png"
            shoot(window, path, width, options.height or 800, lambda: 0)
        window.close()
        window.deleteLater()
    if not options.only or PROGRESS in options.only:
        progress = ProgressWindow()
        said = {"fr": "Leurs ordinateurs s’allument", "en": "Their computers start"}[language]
        progress.show_step(40, said)
        progress.show()
        settle(running)
        path = options.out / f"{PROGRESS}-{language}-{scheme}-{progress.width()}.png"
        progress.grab().save(str(path), "PNG")
        progress.close()
    words.silence()
    settle(running)


def tell(percent: int, french: str, _english: str) -> None:
    print(f"  {percent:3} % {french}", file=sys.stderr, flush=True)


@contextmanager
def resident(options: argparse.Namespace) -> Iterator[Voisinage]:
    """François's home, or another's, opened here; the neighbours' nodes run in processes of their own."""
    root = options.demo or options.out / "demo"
    demo = Demo(root, tell)
    try:
        if options.demo:
            demo.take_up()
        else:
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir(parents=True)
            demo.prepare()
        if options.resident not in demo.residents:
            demo.residents[options.resident] = lay_out_home(root, options.resident)
        if not options.alone:
            demo.start(options.resident)
        if not (options.alone or options.demo):
            demo.play_morning()
        facade = doors.open_home(demo.residents[options.resident].home, listen=[LISTEN])
        try:
            yield facade
        finally:
            facade.close()
    finally:
        demo.stop()


@contextmanager
def newcomer(folder: Path) -> Iterator[Voisinage]:
    """Somebody who founded a commune a moment ago: every place is empty."""
    home = Home(folder / "founder")
    found_home(home, Arguments(NEWCOMER), {})
    facade = doors.open_home(home.root, listen=[LISTEN])
    try:
        yield facade
    finally:
        facade.close()


def shoot_reference(options: argparse.Namespace) -> None:
    """The pictures of docs/screenshots, a window for each look."""
    with tempfile.TemporaryDirectory() as folder, resident(options) as facade:
        wait_until(lambda: facade.status().peers_online >= 2, SYNC_MS)
        for language, scheme, width, names in REFERENCE_LOOKS:
            places = [REFERENCE[name] for name in names]
            one = argparse.Namespace(out=options.out, only=places, widths=[width], height=0, text=100)
            shoot_pages(facade, one, language, scheme)
            if "welcome" in places:
                shoot_welcome(Path(folder), one, language, scheme)
            for name in names:
                made = options.out / f"{REFERENCE[name]}-{language}-{scheme}-{width}.png"
                kept = options.out / f"{name}-{language}-{scheme}-{width}.png"
                image = QImage(str(made))
                if width >= WIDTHS[1]:
                    image = image.copy(0, 0, image.width(), min(image.height(), REFERENCE_HEIGHT_MAX))
                save_small(image, kept)
                made.unlink()
                assert kept.stat().st_size <= REFERENCE_BYTES_MAX, kept


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("build") / "shots")
    parser.add_argument("--demo", type=Path, help="the folder of a demonstration already played")
    names = ", ".join((*ENTERING, *VIEWS, *SHEETS, RECOVERY, STATES, CARD, f"{EMPTY}PAGE"))
    parser.add_argument("--alone", action="store_true", help="without neighbours' nodes")
    parser.add_argument("--resident", default=FRANCOIS, choices=NAMES, help="whose window")
    parser.add_argument("--only", nargs="+", metavar="PAGE", help=f"pages, or {names}")
    parser.add_argument("--reference", action="store_true", help="the set of docs/screenshots")
    parser.add_argument("--languages", nargs="+", default=LANGUAGES, choices=LANGUAGES)
    parser.add_argument("--schemes", nargs="+", default=SCHEMES, choices=SCHEMES)
    parser.add_argument("--widths", nargs="+", default=WIDTHS, type=int)
    parser.add_argument("--height", type=int, default=0)
    parser.add_argument(
        "--text", type=int, default=100, choices=TEXT_SIZES, help="size of the text, in per cent"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> None:
    options = parse_arguments(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    application()
    if options.reference:
        shoot_reference(options)
        return
    looks = [(language, scheme) for language in options.languages for scheme in options.schemes]
    if not options.only or set(options.only) & ENTERING:
        with tempfile.TemporaryDirectory() as folder:
            for language, scheme in looks:
                shoot_welcome(Path(folder), options, language, scheme)
    if not options.only or any(name.startswith(EMPTY) for name in options.only):
        with tempfile.TemporaryDirectory() as folder, newcomer(Path(folder)) as facade:
            for language, scheme in looks:
                shoot_pages(facade, options, language, scheme, EMPTY)
    if not options.only or any(name not in ENTERING and not name.startswith(EMPTY) for name in options.only):
        with resident(options) as facade:
            if not (options.alone or wait_until(lambda: facade.status().peers_online >= 2, SYNC_MS)):
                print("his neighbours were not reached: the window will say so", file=sys.stderr)
            for language, scheme in looks:
                shoot_pages(facade, options, language, scheme)
    write_contact_sheets(options.out)


if __name__ == "__main__":
    main(sys.argv[1:])
