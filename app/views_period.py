# SPDX-License-Identifier: AGPL-3.0-or-later
"""A day, a week or a year of my roof, step by step, beside the most a clear sky would have given.

Watt-hours and instants only; a step nobody knows says so (`quality`) and is never a zero.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.views import DayQuality


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyStepView:
    """One half hour (or hour) of a day, or one day of a week or a year."""

    start_ms: int
    end_ms: int
    quality: DayQuality
    is_outside: bool
    """Not to be known: today, later, or before the meter counted. No gap either."""
    produced_wh: int
    clear_wh: int
    """The most a clear sky gives the roof in that step, by the commune's own table."""
    taken_wh: int
    """Taken from the network meanwhile, where a file of this computer says it; -1: not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyPeriodView:
    """What Énergie draws. `produced_wh` and `clear_wh` count the same steps: those that are known."""

    span: str
    """`day`, `week` or `year`."""
    from_ms: int
    to_ms: int
    steps: tuple[EnergyStepView, ...]
    by_hours: bool
    """The steps are of one day, from a load curve that stays on this computer."""
    produced_wh: int
    clear_wh: int
    days: int
    """Civil days of the period that could be known …"""
    days_known: int
    """… and those that are."""
    before_wh: int
    """Of the period before it, in the days known then …"""
    before_days: int
    """… so many."""
    has_older: bool
    has_newer: bool
