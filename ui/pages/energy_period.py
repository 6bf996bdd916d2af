# SPDX-License-Identifier: AGPL-3.0-or-later
"""Énergie's first card: a day, a week or a year of the roof, beside what a clear sky would have given.

The curve of a day stays on this computer; the card says so where it shows one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from app.views import DayQuality
from ui import tokens
from ui.dialogs.proof import show_proof
from ui.errors import Notice
from ui.pages.energy_words import (
    DAY,
    WEEK,
    YEAR,
    energy_words,
    peak_words,
    period_name,
    step_mark,
    step_name,
    step_words,
)
from ui.strings import tr
from ui.theme import look
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chart import Figures
from ui.widgets.chart_sky import GAP, KNOWN, OUTSIDE, PARTIAL, SkyChart, SkyStep, legend
from ui.widgets.chip import Chip
from ui.widgets.figures_sheet import FiguresSheet
from ui.widgets.label import Label, paragraph, row
from ui.widgets.money import Figure
from ui.widgets.page import NARROW
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from app.views_period import EnergyPeriodView
    from ui.widgets.page import Page

translate = QCoreApplication.translate

_STATES = {DayQuality.MEASURED: KNOWN, DayQuality.PARTIAL: PARTIAL, DayQuality.GAP: GAP}
_MINUTE_MS = 60_000


class PeriodCard(Card):
    """`wanted` asks for another view: (span, an instant of it; 0 for the newest)."""

    wanted = Signal(str, object)

    def __init__(self, period: EnergyPeriodView, page: Page) -> None:
        super().__init__(
            period_name(period),
            link=translate("EnergyPeriod", "Figures")
            if page.width_class == NARROW
            else translate("EnergyPeriod", "Show the figures"),
            on_link=lambda: page.bridge.show_sheet(FiguresSheet(page)),
            name=translate("EnergyPeriod", "What the roof gave"),
        )
        self._period, self._page = period, page
        self._narrow = page.width_class == NARROW
        self._add_choice()
        self._add_figure()
        self._chart = self._make_chart()
        self.body.addWidget(self._chart)
        self._said = paragraph(self._chart.accessibleDescription(), "small", "ink2")
        self.body.addWidget(self._said)
        self._add_legend()
        self.body.addWidget(paragraph(self._note(), "small", "ink2"))

    # moving ----------------------------------------------------------------------------------------------
    def _add_choice(self) -> None:
        options = (
            (DAY, translate("EnergyPeriod", "Day")),
            (WEEK, translate("EnergyPeriod", "Week")),
            (YEAR, translate("EnergyPeriod", "Year")),
        )
        self.span = Segments(options, self._period.span, translate("EnergyPeriod", "View"))
        self.span.chosen.connect(lambda span: self.wanted.emit(span, self._held_ms()))
        self.older = button(
            "", lambda: self.move(-1), icon="chevron-left", name=translate("EnergyPeriod", "Before")
        )
        self.newer = button(
            "", lambda: self.move(1), icon="chevron-right", name=translate("EnergyPeriod", "After")
        )
        self.older.setEnabled(self._period.has_older)
        self.newer.setEnabled(self._period.has_newer)
        steps = row(self.older, self.newer)
        if self._period.has_newer:
            newest = translate("EnergyPeriod", "The latest")
            steps.addWidget(button(newest, lambda: self.wanted.emit(self._period.span, 0), kind="link"))
        if self._narrow:
            steps.addStretch(1)
        across = QBoxLayout.Direction.TopToBottom if self._narrow else QBoxLayout.Direction.LeftToRight
        layout = QBoxLayout(across)
        layout.setSpacing(tokens.S3)
        layout.addWidget(self.span)
        layout.addLayout(steps)
        self.body.addLayout(layout)

    def _held_ms(self) -> int:
        """What stays in view when the span changes: the newest known day of this period."""
        known = [step for step in self._period.steps if not step.is_outside]
        if self._period.span == DAY or not known:
            return self._period.from_ms
        return known[-1].start_ms

    def move(self, way: int) -> None:
        """To the period before (−1) or after (+1), where there is one."""
        if way < 0 and self._period.has_older:
            self.wanted.emit(self._period.span, self._period.from_ms - _MINUTE_MS)
        elif way > 0 and self._period.has_newer:
            self.wanted.emit(self._period.span, self._period.to_ms + _MINUTE_MS)

    def focus_chart(self) -> None:
        self._chart.setFocus()

    def _open_step(self, index: int) -> None:
        step = self._period.steps[index]
        if self._period.by_hours or (step.start_ms == self._period.from_ms and self._period.span == DAY):
            self.open_proof(self._period.from_ms)
        elif not step.is_outside:
            self.wanted.emit(DAY, step.start_ms)

    def open_proof(self, day_ms: int) -> None:
        """What the register says of a day, or why it says nothing of it."""
        proof = self._page.facade.energy.day_proof(day_ms)
        if proof:
            show_proof(self._page.facade, self._page.bridge, proof)
            return
        told = translate("EnergyPeriod", "This day was not shared out by itself.")
        why = translate(
            "EnergyPeriod",
            "It is known on this computer only, or it came late and joined the savings with a later day.",
        )
        self._page.bridge.say(Notice("info", told, why))

    # figures ---------------------------------------------------------------------------------------------
    def _add_figure(self) -> None:
        period = self._period
        line = QHBoxLayout()
        line.setSpacing(tokens.S3)
        if not period.days_known:
            line.addWidget(Label(self._nothing_words(), "h2", "ink2", wrap=True), 1)
        else:
            role = "figure" if self._narrow else "display"
            line.addWidget(Figure("kwh", period.produced_wh, role=role), 1)
        if period.span == DAY and period.days_known:
            proof = translate("EnergyPeriod", "Proof")
            named = f"{proof}, {period_name(period)}"
            prove = lambda: self.open_proof(period.from_ms)  # noqa: E731
            door = button(proof, prove, kind="link", name=named, end=True)
            line.addWidget(door)
        self.body.addLayout(line)
        chips = self._chips()
        if chips:
            self.body.addLayout(row(*chips, None) if not self._narrow else _stack(chips))

    def _nothing_words(self) -> str:
        if self._period.days:
            return translate("EnergyPeriod", "No figure here")
        return translate("EnergyPeriod", "Not to be known yet")

    def _chips(self) -> list[Chip]:
        words, period = look().words, self._period
        chips: list[Chip] = []
        if period.days_known and period.clear_wh:
            share = words.percent(period.produced_wh, period.clear_wh)
            chips.append(Chip(translate("EnergyPeriod", "{share} of a clear sky").format(share=share), "sun"))
        before = period.before_wh // period.before_days if period.before_days else 0
        if before and period.days_known:
            now = period.produced_wh // period.days_known
            change = words.percent(abs(now - before), before)
            sign = "▲" if now >= before else "▼"
            told = {
                DAY: translate("EnergyPeriod", "{change} on the day before"),
                WEEK: translate("EnergyPeriod", "{change} a day on the week before"),
                YEAR: translate("EnergyPeriod", "{change} a day on the year before"),
            }[period.span]
            chips.append(Chip(f"{sign} {told.format(change=change)}", "neutral", wrap=self._narrow))
        missing = period.days - period.days_known
        if missing and period.span != DAY:
            chips.append(Chip(tr("%n day(s) not known", "", missing), "neutral"))
        return chips

    def _make_chart(self) -> SkyChart:
        period = self._period
        # A day whose hours are not here stands among those of its week.
        of_week = period.span == DAY and not period.by_hours
        steps = tuple(
            SkyStep(
                produced_wh=step.produced_wh,
                clear_wh=step.clear_wh,
                state=OUTSIDE if step.is_outside else _STATES[step.quality],
                mark=step_mark(period, step, narrow=self._narrow),
                words=step_words(period, step),
                taken_wh=step.taken_wh,
                strong=not of_week or step.start_ms == period.from_ms,
            )
            for step in period.steps
        )
        known = [step for step in period.steps if not step.is_outside and step.quality is not DayQuality.GAP]
        described = translate("EnergyPeriod", "Nothing is known of these days yet.")
        if known:
            best = max(known, key=lambda step: step.produced_wh)
            described = peak_words(period, best)
        chart = SkyChart("", height=250, smooth=period.by_hours)
        name = translate("EnergyPeriod", "Production against a clear sky")
        chart.set_steps(steps, name, described, self._figures())
        chart.pointed.connect(
            lambda index: self._said.setText(steps[index].words if index >= 0 else described)
        )
        chart.chosen.connect(self._open_step)
        chart.moved.connect(self.move)
        return chart

    def _figures(self) -> Figures:
        words, period = look().words, self._period
        steps = [step for step in period.steps if not step.is_outside]
        headers = (
            translate("EnergyPeriod", "Hour") if period.by_hours else translate("EnergyPeriod", "Day"),
            translate("EnergyPeriod", "Produced"),
            translate("EnergyPeriod", "Clear sky"),
        )
        rows = tuple(
            (step_name(period, step), energy_words(step), words.amount("kwh", step.clear_wh))
            for step in steps
        )
        day_of = period.from_ms

        def open_row(index: int) -> None:
            self.open_proof(day_of if period.by_hours else steps[index].start_ms)

        return Figures(headers, rows, open_row)

    def _add_legend(self) -> None:
        period = self._period
        entries = [
            ("bar", translate("EnergyPeriod", "produced")),
            ("dash", translate("EnergyPeriod", "clear sky")),
        ]
        if any(step.taken_wh >= 0 for step in period.steps):
            entries.append(("line", translate("EnergyPeriod", "taken from the grid")))
        if any(not step.is_outside and step.quality is DayQuality.GAP for step in period.steps):
            entries.append(("gap", translate("EnergyPeriod", "not known")))
        pieces = legend(entries)
        if self._narrow:
            for start in range(0, len(pieces), 2):
                self.body.addWidget(Beside(*pieces[start : start + 2]))
        else:
            self.body.addLayout(row(*pieces, None, gap=tokens.S5))

    def _note(self) -> str:
        period = self._period
        if period.by_hours:
            return translate(
                "EnergyPeriod",
                "The hours stay on this computer: neighbours who may see it read the day's total only. The "
                "dashed line is the most such a roof gives here under the clearest sky of the month.",
            )
        if period.span == DAY and not period.days_known:
            return translate("EnergyPeriod", "It will come with a file of your meter, if the meter kept it.")
        if period.span == DAY:
            return translate(
                "EnergyPeriod",
                "This day's total is known, its hours are not: they come with your meter's detailed file. "
                "Here it stands among the days of its week.",
            )
        return translate(
            "EnergyPeriod",
            "The dashed line is the most such a roof gives here under the clearest sky of the month. "
            "A click, or Enter, opens a day.",
        )


def _stack(chips: list[Chip]) -> QBoxLayout:
    layout = QBoxLayout(QBoxLayout.Direction.TopToBottom)
    layout.setSpacing(tokens.S1)
    for chip in chips:
        layout.addLayout(row(chip, None))
    return layout
