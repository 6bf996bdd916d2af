# SPDX-License-Identifier: AGPL-3.0-or-later
"""What holds for every test: what hypothesis tries is the same at each run, however slow the computer.

Villages drawn anew are `make sim`'s.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "sure", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("sure")
