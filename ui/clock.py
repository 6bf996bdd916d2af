# SPDX-License-Identifier: AGPL-3.0-or-later
"""What time it is on this computer: only to say « il y a 3 min » and « dans 2 jours », never to decide."""

from __future__ import annotations

from PySide6.QtCore import QDateTime


def now_ms() -> int:
    return QDateTime.currentMSecsSinceEpoch()
