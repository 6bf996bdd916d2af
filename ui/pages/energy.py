# SPDX-License-Identifier: AGPL-3.0-or-later
"""Énergie: a day hour by hour, the month day by day, and the meters with the files they are fed.

The curve of a day stays on this computer; only daily or monthly totals are shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.views import DayQuality
from ui import tokens
from ui.clock import now_ms
from ui.errors import Notice
from ui.format import DAY_MS
from ui.pages.energy_choices import choices_column, destinations_card
from ui.pages.energy_meters import AddMeterSheet, meter_card
from ui.pages.morning_energy import day_figures, hours_chart, measured
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chart_bars import Bar, BarChart
from ui.widgets.empty import Empty
from ui.widgets.figures_sheet import FiguresSheet
from ui.widgets.label import Label, paragraph
from ui.widgets.money import Figure
from ui.widgets.page import NARROW, CardGrid, Page

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views import EnergyDayView, ImportReportView, MeterView
    from ui.bridge import Bridge

DAYS_SHOWN = 31


class EnergyPage(Page):
    """Without a meter of mine the page says how to add one."""

    topics: ClassVar[frozenset[str]] = frozenset({"meters", "energy"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self.bring = button(
            self.tr("Bring a meter file"), self.choose_file, kind="primary", icon="file-import"
        )
        self.add = button(self.tr("Add a meter"), self.add_meter, icon="solar-panel")
        self.buttons.addWidget(self.add)
        self.buttons.addWidget(self.bring)
        self.cards = CardGrid()
        self.content.addWidget(self.cards)
        self._back = 0
        self._day: EnergyDayView | None = None

    def refresh(self) -> None:
        meters = self.facade.meters()
        mine = tuple(meter for meter in meters if meter.owner.is_me)
        days = self._past_days(now_ms()) if mine else ()
        asked = {item.object for item in self.facade.inbox() if item.kind == "meter.certify"}
        to_look_at = tuple(meter for meter in meters if meter.meter in asked)
        choices = self.facade.energy.choices()
        self.bring.setVisible(bool(mine))
        self.set_header(self.tr("Energy"), self.tr("What your panels make, and the meters that say so."))
        if self.shows_already(meters, days, asked, choices, self._back):
            return
        with self.refilling():
            self.cards.clear()
            if days:
                self.cards.add(self._day_card(days), 8, 2)
            else:
                self.cards.add(self._nothing_card(mine), 8, 2)
            self.cards.add(self._meters_column(mine, to_look_at), 4, 2)
            is_producer = any(meter.side != "consumption" for meter in mine)
            if is_producer:
                self.cards.add(destinations_card(choices, self.facade, self.bridge), 8, 2)
            column = choices_column(choices, self.facade, self.bridge, is_producer=is_producer)
            self.cards.add(column, 4 if is_producer else 12, 2)
            if len(measured(days)) > 1:
                self.cards.add(self._month_card(days), 12, 2)
            self.cards.arrange(self.width_class)

    def _past_days(self, now: int) -> tuple[EnergyDayView, ...]:
        """The days up to yesterday; none when not one of them is known."""
        words = look().words
        days = self.facade.energy_days(now - (DAYS_SHOWN + 1) * DAY_MS, now)
        past = tuple(day for day in days if words.days_between(day.day_ms, now) >= 1)
        return past if any(day.quality is not DayQuality.GAP for day in past) else ()

    def show_what(self, what: object) -> None:
        if what == "add":
            self.add_meter()
        elif what == "bring":
            self.choose_file()

    # days ------------------------------------------------------------------------------------------------
    def _day_card(self, days: tuple[EnergyDayView, ...]) -> Card:
        words = look().words
        self._back = min(self._back, len(days) - 1)
        day = days[len(days) - 1 - self._back]
        self._day = day
        date = words.date(day.day_ms)
        card = Card(date[0].upper() + date[1:], name=self.tr("A day, hour by hour"))
        steps = QHBoxLayout()
        steps.setSpacing(tokens.S2)
        if day.quality is DayQuality.GAP:
            steps.addWidget(Label(self.tr("No figure for this day"), "h2", "ink2", wrap=True), 1)
        else:
            role = "figure" if self.width_class == NARROW else "display"
            steps.addWidget(Figure("kwh", day.produced_wh, role=role), 1)
        before = button("", lambda: self._step(1), icon="chevron-left", name=self.tr("The day before"))
        after = button("", lambda: self._step(-1), icon="chevron-right", name=self.tr("The day after"))
        before.setEnabled(self._back < len(days) - 1)
        after.setEnabled(self._back > 0)
        steps.addWidget(before)
        steps.addWidget(after)
        card.body.addLayout(steps)
        curve = self.facade.curve(day.day_ms)
        if curve is not None and curve.steps:
            card.body.addWidget(hours_chart(curve, date))
            note = self.tr(
                "The hours stay on this computer: neighbours who may see it read the day's total only."
            )
        elif day.quality is DayQuality.GAP:
            note = self.tr("It will come with a file of your meter, if the meter kept it.")
        else:
            note = self.tr(
                "This day's total is known, its hours are not: they come with your meter's detailed file."
            )
        card.body.addWidget(paragraph(note, "small", "ink2"))
        card.body.addStretch(1)
        return card

    def _step(self, days: int) -> None:
        self._back = max(0, self._back + days)
        self.refresh()

    def _month_card(self, days: tuple[EnergyDayView, ...]) -> Card:
        words = look().words
        card = Card(
            self.tr("Day after day"),
            link=self.tr("Show the figures"),
            on_link=lambda: self.bridge.show_sheet(FiguresSheet(self)),
        )
        known = measured(days)
        total = words.amount("kwh", sum(known))
        gaps = len(days) - len(known)
        text = self.tr("{amount} in %n day(s)", "", len(known)).format(amount=total)
        if gaps:
            text += ", " + self.tr("%n day(s) not known", "", gaps)
        card.body.addWidget(paragraph(f"{text}.", "small", "ink2"))
        chart = BarChart(height=190)
        every = 10 if self.width_class == NARROW else 5
        bars = tuple(
            Bar(
                day.produced_wh,
                words.day_number(day.day_ms) if index % every == 0 else "",
                gap=day.quality is DayQuality.GAP,
            )
            for index, day in enumerate(days)
        )
        chart.set_bars(bars, self.tr("Production day after day"), f"{text}.", day_figures(days))
        card.body.addWidget(chart)
        return card

    def _nothing_card(self, mine: tuple[MeterView, ...]) -> Card:
        if any(meter.state == "active" for meter in mine):
            return Empty(
                self.tr("Bring your meter's file"),
                self.tr(
                    "Enedis keeps your meter's figures day by day. Download them from your account as a CSV "
                    "file and "
                    "bring it here: each kWh measured becomes yours, once."
                ),
                self.tr("Choose the file"),
                self.choose_file,
                icon="file-import",
            )
        if mine:
            return Empty(
                self.tr("Waiting for a neighbour's look"),
                self.tr(
                    "A neighbour named by the commune comes to see your panels and your meter. From then "
                    "on, the "
                    "file of your meter turns into kWh here."
                ),
                icon="clock",
            )
        return Empty(
            self.tr("Your panels"),
            self.tr(
                "Say what is on your roof. What it makes will be yours here to use, to sell, to give or to "
                "save, and "
                "you will see each morning what it did the day before."
            ),
            self.tr("Add a meter"),
            self.add_meter,
            icon="solar-panel",
        )

    # meters ----------------------------------------------------------------------------------------------
    def _meters_column(self, mine: tuple[MeterView, ...], to_look_at: tuple[MeterView, ...]) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        for meter in to_look_at:
            layout.addWidget(meter_card(meter, self._certify))
        for meter in mine:
            if meter in to_look_at:
                continue
            layout.addWidget(meter_card(meter))
        if not mine and not to_look_at:
            layout.addWidget(
                Empty(
                    self.tr("My meters"),
                    self.tr("The meters you add will be here, with the last day each one told."),
                    icon="bolt",
                )
            )
        if layout.count() > 1:  # one alone is as high as what stands beside it
            layout.addStretch(1)
        return column

    def add_meter(self) -> None:
        """Open the sheet that declares a meter."""
        self.bridge.show_sheet(AddMeterSheet(self.facade, self.bridge))

    def _certify(self, meter: MeterView) -> None:
        said = Notice("ok", self.tr("You looked at {name}'s meter.").format(name=meter.owner.name))
        self.bridge.run(self.facade.certify_meter(meter.meter), self, lambda _result: self.bridge.say(said))

    def choose_file(self) -> None:
        """Ask for the file; the dialog is the computer's own."""
        path, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Your meter's file"), "", self.tr("Meter files (*.csv)")
        )
        if path:
            self.import_file(path)

    def import_file(self, path: str) -> None:
        self.bring.setEnabled(False)
        self.bridge.run(self.facade.import_meter_file(path), self, self._imported, self._not_imported)

    def _not_imported(self, error: Exception) -> None:
        self.bring.setEnabled(True)
        self.bridge.say_error(error)

    def _imported(self, report: ImportReportView) -> None:
        self.bring.setEnabled(True)
        words = look().words
        if not report.days_new and report.curve_steps:
            hours = self.tr("The hours of these days are here.")
            self.bridge.say(Notice("ok", hours, self.tr("They stay on this computer.")))
            return
        if not report.days_new and report.days_before and not report.days_known:
            before = self.tr("All the days of this file are from before the meter's start.")
            self.bridge.say(Notice("info", before, self.tr("They do not count.")))
            return
        if not report.days_new:
            known = self.tr("All the days of this file were already here.")
            self.bridge.say(Notice("info", known, self.tr("They count once only.")))
            return
        first, last = words.day_number(report.first_day_ms), words.short_date(report.last_day_ms)
        happened = self.tr("%n new day(s), from {first} to {last}.", "", report.days_new)
        amount = words.amount("kwh", report.produced_wh)
        money = self.tr("{amount} are recorded: yours when the day is shared out, {when}.").format(
            amount=amount, when=words.until(report.settles_ms, now_ms())
        )
        missing = (
            self.tr("%n day(s) are missing in the file.", "", report.days_missing)
            if report.days_missing
            else ""
        )
        self.bridge.say(Notice("ok", happened.format(first=first, last=last), money, missing))
