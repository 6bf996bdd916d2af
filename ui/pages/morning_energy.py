# SPDX-License-Identifier: AGPL-3.0-or-later
"""The energy cards of Matin: yesterday's production, and the neighbours'.

Computed from the views' integers; a day that is a gap is said to be one, never shown as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app.facade_naming import name_apart
from app.views import DayQuality
from ui import tokens
from ui.format import HOUR_MS
from ui.strings import tr
from ui.theme import look
from ui.widgets.beside import Beside
from ui.widgets.card import Card
from ui.widgets.chart import Figures
from ui.widgets.chart_bars import Bar, BarChart
from ui.widgets.chart_ranked import Rank, RankedBars
from ui.widgets.chart_sky import legend
from ui.widgets.chip import Chip
from ui.widgets.label import Label, label, line, paragraph, row
from ui.widgets.money import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.views import CurveView, EnergyDayView, MorningView

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Hour:
    start_ms: int
    produced_wh: int
    known: bool
    used_wh: int


def hours_of(curve: CurveView) -> tuple[Hour, ...]:
    """The day hour by hour (23, 24 or 25 of them); an hour without any step is not known."""
    hours: list[Hour] = []
    start_ms = curve.day_ms
    while start_ms < curve.day_end_ms:
        steps = [step for step in curve.steps if start_ms <= step[0] < start_ms + HOUR_MS]
        used_wh = sum(step[2] for step in curve.used if start_ms <= step[0] < start_ms + HOUR_MS)
        hours.append(Hour(start_ms, sum(step[2] for step in steps), bool(steps), used_wh))
        start_ms += HOUR_MS
    return tuple(hours)


def measured(days: tuple[EnergyDayView, ...]) -> tuple[int, ...]:
    return tuple(day.produced_wh for day in days if day.quality is DayQuality.MEASURED)


def production_card(view: MorningView, went: QWidget, *, wide: bool, on_link: Callable[[], object]) -> Card:
    """Yesterday's figure, how it compares, its hours, where it went, and the month under it."""
    words = look().words
    card = Card(
        translate("Morning", "Your production yesterday"),
        link=translate("Morning", "Show the figures") if wide else translate("Morning", "Figures"),
        on_link=on_link,
    )
    day = view.yesterday
    upper = QHBoxLayout() if wide else QVBoxLayout()
    upper.setSpacing(tokens.S6 if wide else tokens.S3)
    left = QVBoxLayout()
    left.setSpacing(tokens.S2)
    if day is None or day.quality is DayQuality.GAP:
        left.addWidget(paragraph(translate("Morning", "Not here yet"), "figure"))
        left.addWidget(
            paragraph(
                translate("Morning", "Yesterday's figures arrive with the next file of your meter."),
                "body",
                "ink2",
            )
        )
    else:
        left.addWidget(Figure("kwh", day.produced_wh))
        left.addLayout(_chips(view, day))
    left.addSpacing(tokens.S1)
    left.addLayout(_facts(view, wide=wide))
    left.addStretch(1)
    has_hours = view.curve is not None and day is not None and day.quality is not DayQuality.GAP
    if has_hours and view.curve is not None and view.curve.used:
        _add_signs(left, wide=wide)
    upper.addLayout(left, 0 if wide else 1)
    if has_hours and view.curve is not None:
        upper.addWidget(hours_chart(view.curve, words.date(view.curve.day_ms)), 1)
    elif measured(view.week):
        upper.addWidget(_week_chart(view), 1)
    card.body.addLayout(upper)
    card.body.addSpacing(tokens.S2)
    card.body.addWidget(line())
    card.body.addWidget(went)
    return card


def _chips(view: MorningView, day: EnergyDayView) -> QVBoxLayout:
    """How the day compares, one under the other: the figure's column is narrow."""
    words = look().words
    layout = QVBoxLayout()
    layout.setSpacing(tokens.S1)
    week = measured(view.week)
    if week and sum(week) > 0 and day.quality is DayQuality.MEASURED:
        mean = sum(week) // len(week)
        change = (day.produced_wh - mean) * 100 // max(mean, 1)
        sign = "▲" if change >= 0 else "▼"
        text = translate("Morning", "{change} on the last 7 days").format(change=words.percent(abs(change)))
        layout.addLayout(row(Chip(f"{sign} {text}", "sun" if change >= 0 else "neutral"), None))
    before = view.week[-1] if view.week else None
    both = before is not None and day.quality is before.quality is DayQuality.MEASURED
    if before is not None and both and before.produced_wh:
        change = (day.produced_wh - before.produced_wh) * 100 // before.produced_wh
        sign = "▲" if change >= 0 else "▼"
        told = translate("Morning", "{change} on the day before").format(change=words.percent(abs(change)))
        layout.addLayout(row(Chip(f"{sign} {told}", "neutral"), None))
    if day.quality is DayQuality.PARTIAL:
        layout.addLayout(row(Chip(translate("Morning", "part of the day is missing"), "neutral"), None))
    return layout


def _add_signs(left: QVBoxLayout, *, wide: bool) -> None:
    """What the bars and the line over them are."""
    entries = [("bar", translate("Morning", "produced")), ("line", translate("Morning", "used at home"))]
    if wide:
        left.addLayout(row(*legend(entries), None, gap=tokens.S3))
    else:
        left.addWidget(Beside(*legend(entries)))


def peak_title(start_ms: int) -> str:
    """Énergie counts the same day by half hours: of how long it is must be said."""
    words = look().words
    hour = words.hour_mark(words.local(start_ms).hour)
    return translate("Morning", "Peak in one hour, at {hour}").format(hour=hour)


def _facts(view: MorningView, *, wide: bool) -> QGridLayout:
    words = look().words
    facts: list[tuple[str, str]] = []
    if view.curve is not None and view.curve.steps:
        best = max(hours_of(view.curve), key=lambda hour: hour.produced_wh)
        facts.append((peak_title(best.start_ms), words.amount("kwh", best.produced_wh)))
    if view.month_to_date_wh:
        month = words.month(view.yesterday.day_ms if view.yesterday else view.now_ms)
        title = translate("Morning", "Since 1 {month}").format(month=month)
        facts.append((title, words.amount("kwh", view.month_to_date_wh)))
    days = measured(view.month)
    if days:
        facts.append((translate("Morning", "Daily average"), words.amount("kwh", sum(days) // len(days))))
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.S6)
    grid.setVerticalSpacing(tokens.S1)
    grid.setColumnStretch(0, 1)
    for number, (title, text) in enumerate(facts):
        grid.addWidget(Label(title, "small", "ink2", wrap=not wide), number, 0)
        grid.addWidget(label(text, "small", tabular=True), number, 1, Qt.AlignmentFlag.AlignRight)
    return grid


def hours_chart(curve: CurveView, day: str) -> BarChart:
    words = look().words
    hours = hours_of(curve)
    last = len(hours) - 1
    bars: list[Bar] = []
    for index, hour in enumerate(hours):
        number = words.local(hour.start_ms).hour
        mark = words.hour_mark(number) if number % 6 == 0 or index == last else ""
        bars.append(Bar(hour.produced_wh, mark, gap=not hour.known))
    missing = translate("Morning", "not known")
    headers = (translate("Morning", "Hour"), translate("Morning", "Produced"))
    if curve.used:
        headers = (*headers, translate("Morning", "Used at home"))
    rows = tuple(
        (
            words.time(hour.start_ms),
            *(
                words.amount("kwh", wh) if hour.known else missing
                for wh in (hour.produced_wh, hour.used_wh)[: len(headers) - 1]
            ),
        )
        for hour in hours
    )
    best = max(hours, key=lambda hour: hour.produced_wh)
    chart = BarChart(height=210)
    chart.set_bars(
        tuple(bars),
        translate("Morning", "Production hour by hour, {day}").format(day=day),
        translate("Morning", "Peak at {time}, with {amount} in one hour.").format(
            time=words.time(best.start_ms), amount=words.amount("kwh", best.produced_wh)
        ),
        Figures(headers, rows),
    )
    chart.set_line(tuple(hour.used_wh for hour in hours) if curve.used else ())
    return chart


def _week_chart(view: MorningView) -> BarChart:
    words = look().words
    days = (*view.week, view.yesterday) if view.yesterday else view.week
    bars = tuple(
        Bar(day.produced_wh, words.local(day.day_ms).strftime("%-d"), gap=day.quality is DayQuality.GAP)
        for day in days
    )
    chart = BarChart(height=210)
    chart.set_bars(
        bars,
        translate("Morning", "Production of the last days"),
        translate("Morning", "{amount} in all.").format(amount=words.amount("kwh", sum(measured(days)))),
        day_figures(days),
    )
    return chart


def day_figures(days: tuple[EnergyDayView, ...]) -> Figures:
    words = look().words
    missing = translate("Morning", "not known")
    rows = tuple(
        (
            words.date(day.day_ms),
            missing if day.quality is DayQuality.GAP else words.amount("kwh", day.produced_wh),
        )
        for day in days
    )
    return Figures((translate("Morning", "Day"), translate("Morning", "Produced")), rows)


def neighbours_card(view: MorningView, on_link: Callable[[], object], *, shown: int = 5) -> Card:
    """Who produced what yesterday, of those who show it; my own line is strong."""
    words = look().words
    card = Card(
        translate("Morning", "And your neighbours?"),
        icon="users",
        link=translate("Morning", "See all"),
        on_link=on_link,
    )
    total = sum(entry.produced_wh for entry in view.neighbours) + view.pooled_wh
    count = len(view.neighbours) + view.pooled_count
    card.body.addWidget(
        paragraph(
            tr("{amount} in the commune yesterday, %n producer(s).", "", count).format(
                amount=words.amount("kwh", total)
            ),
            "small",
            "ink2",
        )
    )
    card.body.addSpacing(tokens.S1)
    ranks = [
        Rank(
            translate("Morning", "You") if entry.person.is_me else name_apart(entry.person),
            entry.produced_wh,
            words.amount("kwh", entry.produced_wh),
            entry.person.is_me,
        )
        for entry in view.neighbours
    ]
    mine = [rank for rank in ranks[shown:] if rank.mine]
    ranks = ranks[: shown - len(mine)] + mine
    # Whoever is not named here, by choice or for want of room: the lines add up to the sentence above.
    others, others_wh = count - len(ranks), total - sum(rank.amount for rank in ranks)
    if others:
        pooled = tr("%n other producer(s) together", "", others)
        ranks.append(Rank(pooled, others_wh, words.amount("kwh", others_wh), bar=False))
    spoken = ". ".join(f"{rank.name}: {rank.text}" for rank in ranks)
    card.body.addWidget(
        RankedBars(tuple(ranks), translate("Morning", "Production of your neighbours"), spoken)
    )
    card.body.addStretch(1)
    return card
