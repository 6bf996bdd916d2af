# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why nothing can be added to the commune from this computer, in one sentence; empty while it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from app.views import StatusView

translate = QCoreApplication.translate


def why_no_acts(status: StatusView) -> str:
    """Who has left, or is not in yet, goes on reading; what else stops a computer has words of its own."""
    if status.stopped_because == "left":
        return translate(
            "Acting", "You have left the commune: everything can still be read, nothing can be added to it."
        )
    if status.me is None:
        return translate(
            "Acting",
            "You are not of the commune yet: everything can be read, and done once your arrival is final.",
        )
    return ""
