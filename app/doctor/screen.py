# SPDX-License-Identifier: AGPL-3.0-or-later
"""Before a window is tried: a screen, and what Qt draws on it with; Qt would end the program in its own.

Not here: what is missing in general (`system`), which a window on Wayland may do without.
"""

from __future__ import annotations

import os

from app.doctor import system
from app.errors import AppError


def check_screen() -> None:
    """Raises AppError: no-screen, screen-libraries (which Debian packages bring them)."""
    if not system.has_screen():
        raise AppError("no-screen")
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if packages := system.find_missing_packages(window=True):
        raise AppError("screen-libraries", packages=" ".join(packages))
