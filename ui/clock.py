# SPDX-License-Identifier: AGPL-3.0-or-later
"""What time it is on this computer: only to say « il y a 3 min » and « dans 2 jours », never to decide.

A window on the example commune shows that commune's time, which its home tells.
"""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime

_shift_ms = 0


def now_ms() -> int:
    return QDateTime.currentMSecsSinceEpoch() + _shift_ms


def today() -> QDate:
    """The day a calendar opens on."""
    return QDateTime.fromMSecsSinceEpoch(now_ms()).date()


def follow(shift_ms: int) -> None:
    """Be so far ahead of the computer from now on; 0 for everybody's own commune."""
    global _shift_ms
    _shift_ms = shift_ms
