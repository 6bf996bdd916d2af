# SPDX-License-Identifier: AGPL-3.0-or-later
"""The year of Saint-Aubin for what is measured on it: François's home, ready to open, in a tenth of a second.

home = prepare_home(folder)          the first call of a version plays the year: a minute
"""

from __future__ import annotations

from pathlib import Path

from app.paths import Home
from app.year.homes import get_year, lay_out
from app.year.roofs import FRANCOIS


def prepare_home(folder: Path, who: str = FRANCOIS) -> Home:
    """A home of the example commune under `folder`, on the morning of 24 May 2026, nobody else online.

    Args:
        folder: an empty one, the caller's to remove.
        who: one of `app.year.cast.HOMES`.
    """
    kept, _ = get_year()
    return lay_out(kept, folder, [who])[who]
