# SPDX-License-Identifier: AGPL-3.0-or-later
"""What Énergie says of a period and of its steps: names, sentences, the words under an axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.views import DayQuality
from ui.theme import look

if TYPE_CHECKING:
    from app.views_period import EnergyPeriodView, EnergyStepView

translate = QCoreApplication.translate

HOUR_MS = 3_600_000
DAY, WEEK, YEAR = "day", "week", "year"


def period_name(period: EnergyPeriodView) -> str:
    """« Dimanche 24 mai », « Semaine du 18 au 24 mai », « 2026 »."""
    words = look().words
    if period.span == YEAR:
        return str(words.local(period.from_ms).year)
    if period.span == WEEK:
        first, last = words.day_number(period.from_ms), words.day_number(period.to_ms - 1)
        return translate("EnergyPeriod", "Week of {first} to {last}").format(first=first, last=last)
    date = words.date(period.from_ms, year=True)
    return date[0].upper() + date[1:]


def step_name(period: EnergyPeriodView, step: EnergyStepView) -> str:
    words = look().words
    return words.time(step.start_ms) if period.by_hours else words.date(step.start_ms)


def peak_words(period: EnergyPeriodView, best: EnergyStepView) -> str:
    """When the most was produced and how much; of a day, in how long."""
    words = look().words
    amount = words.amount("kwh", best.produced_wh)
    if period.by_hours:
        length_ms = best.end_ms - best.start_ms
        lasts = {
            HOUR_MS: translate("EnergyPeriod", "{amount} in one hour"),
            HOUR_MS // 2: translate("EnergyPeriod", "{amount} in half an hour"),
        }.get(length_ms, translate("EnergyPeriod", "{amount} in {time}"))
        amount = lasts.format(amount=amount, time=words.duration(length_ms // 1_000))
    text = translate("EnergyPeriod", "Peak: {when}, with {amount}.")
    return text.format(when=step_name(period, best), amount=amount)


def energy_words(step: EnergyStepView) -> str:
    words = look().words
    if step.is_outside:
        return translate("EnergyPeriod", "not to be known yet")
    if step.quality is DayQuality.GAP:
        return translate("EnergyPeriod", "not known")
    return words.amount("kwh", step.produced_wh)


def step_words(period: EnergyPeriodView, step: EnergyStepView) -> str:
    words = look().words
    clear = translate("EnergyPeriod", "clear sky {amount}").format(amount=words.amount("kwh", step.clear_wh))
    parts = [energy_words(step), clear]
    if step.taken_wh >= 0:
        taken = translate("EnergyPeriod", "taken from the grid {amount}")
        parts.append(taken.format(amount=words.amount("kwh", step.taken_wh)))
    name = step_name(period, step)
    return f"{name[0].upper()}{name[1:]} · " + " · ".join(parts)


def step_mark(period: EnergyPeriodView, step: EnergyStepView, *, narrow: bool) -> str:
    words = look().words
    moment = words.local(step.start_ms)
    if period.by_hours:
        return words.hour_mark(moment.hour) if moment.hour % 6 == 0 and moment.minute == 0 else ""
    if period.span == YEAR:
        month = words.month_mark(step.start_ms)
        return (month[:1].upper() if narrow else month) if moment.day == 1 else ""
    return words.day_number(step.start_ms) if not narrow else str(moment.day)
