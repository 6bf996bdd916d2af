# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the walks share: a real window without a screen, beside neighbours who are programs of their own."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

# Before any window: no screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QWidget

from tests.helpers.processes import street
from tests.helpers.windows import has, named, seen, settle, shows
from ui.main_window import MainWindow
from ui.pages.accounts_history import HistoryLine

WALK = [
    pytest.mark.slow,
    # The offscreen platform says these of every window; they are not about our code.
    pytest.mark.qt_log_ignore(
        r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True
    ),
]
"""The marks of a walk."""
QUICK = ("--set", "seal.interval-ms=50", "--set", "proposal.duration-min-ms=1000")
DEADLINE_MS = 90_000
LEA, KARIM = "Léa Morvan", "Karim Haddad"


@contextmanager
def neighbours(folder: Path) -> Generator[SimpleNamespace]:
    """Léa's and Karim's programs; a walk adds what one part leaves to the next."""
    with pytest.MonkeyPatch.context() as patch, street(folder, is_quick=True) as homes:
        patch.setenv("HOME", str(folder))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        lea = homes.found("lea", LEA, *QUICK)
        lea.start()
        karim = homes.join(lea, "karim", KARIM)
        karim.start()
        yield SimpleNamespace(folder=folder, homes=homes, lea=lea, karim=karim)


def answer_dialogs(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The computer's own file dialogs, answered with this path: they are no window of ours."""
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_more: (str(path), ""))


def read_words(sheet: QWidget) -> list[str]:
    """The 24 words that a sheet shows."""
    frame = next(frame for frame in seen(sheet, QFrame) if frame.objectName() == "sunken")
    return [numbered.split(" ", 1)[1] for numbered in frame.accessibleDescription().split(", ")]


def paste_words(root: QWidget, words: Sequence[str]) -> None:
    """As from a text somebody kept: into the first box, all at once."""
    QGuiApplication.clipboard().setText(" ".join(words))
    QTest.keyClick(named(root, "Mot numéro 1", QLineEdit), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()


def has_line(window: MainWindow, memo: str, word: str) -> bool:
    """Whether the history shows a line with this memo, and how far it is."""
    return any(shows(line, memo) and has(line, word) for line in seen(window.page, HistoryLine))
