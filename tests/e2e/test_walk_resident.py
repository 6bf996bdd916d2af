# SPDX-License-Identifier: AGPL-3.0-or-later
"""A newcomer's first day in the real window, beside a founder whose computer is a program of its own.

`make walk` takes the same walk with a mouse and a keyboard of an X server.
"""

from __future__ import annotations

import os
from pathlib import Path

# Before Qt is imported: no screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.hands import Hands
from tests.helpers.processes import Street
from tests.helpers.walk_resident import ResidentWalk, found_street
from tests.helpers.windows import find_jargon

pytestmark = [
    pytest.mark.slow,
    # The offscreen platform says these of every window; they are not about our code.
    pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise)\(\)", extend=True),
]


def test_a_newcomer_lives_a_first_day(qapp: QApplication, homes: Street, tmp_path: Path) -> None:
    seen: list[str] = []

    def look(name: str, window: QWidget) -> None:
        seen.append(name)
        assert find_jargon(window, "fr") == [], name

    walk = ResidentWalk(qapp, Hands(), found_street(homes), tmp_path / "paul", look)
    try:
        walk.take()
    finally:
        walk.close()
    assert seen[-1] == "proof"
