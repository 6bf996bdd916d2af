# SPDX-License-Identifier: AGPL-3.0-or-later
"""Énergie: the roof by day, week or year, where its energy goes, and the meters with their files.

The curve of a day stays on this computer; only daily or monthly totals are shared.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

import shiboken6
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from app.facade_naming import name_apart
from app.views import DayQuality
from ui import tokens
from ui.clock import now_ms
from ui.errors import Notice
from ui.format import DAY_MS
from ui.pages.bought_card import bought_card, is_buyer, panels_offer
from ui.pages.energy_choices import choices_column
from ui.pages.energy_destinations import DestinationsCard
from ui.pages.energy_meters import AddMeterSheet, meter_card
from ui.pages.energy_period import PeriodCard
from ui.pages.energy_words import DAY, WEEK, YEAR
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chart_sky import SkyChart
from ui.widgets.empty import Empty
from ui.widgets.page import MEDIUM, NARROW, CardGrid, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.facade import Voisinage
    from app.views import ImportReportView, MeterView
    from app.views_energy import BoughtView, EnergyChoicesView, SettledDayView
    from app.views_period import EnergyPeriodView
    from ui.bridge import Bridge

KNOWN_WITHIN_DAYS = 800


def _roofs(meters: tuple[MeterView, ...]) -> tuple[MeterView, ...]:
    return tuple(meter for meter in meters if meter.owner.is_me and meter.side != "consumption")


def _find_bought(
    facade: Voisinage, meters: tuple[MeterView, ...], settled: SettledDayView
) -> BoughtView | None:
    """The month's purchases: a month is read for it, not for who has a roof and bought nothing yesterday."""
    return facade.energy.bought() if settled.bought or not _roofs(meters) else None


class EnergyPage(Page):
    """Without a roof of mine: what comes of the neighbours'."""

    topics: ClassVar[frozenset[str]] = frozenset({"meters", "energy"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self.bring = button(
            self.tr("Bring a meter file"), self.choose_file, kind="primary", icon="file-import", acts=True
        )
        self.add = button(self.tr("Add a meter"), self.add_meter, icon="solar-panel", acts=True)
        self.buttons.addWidget(self.add)
        self.buttons.addWidget(self.bring)
        self.cards = CardGrid(at_once=2)
        self.content.addWidget(self.cards)
        self._span, self._at_ms = DAY, 0
        self._card: PeriodCard | None = None
        self._destinations: DestinationsCard | None = None

    def foresee(self) -> Callable[[], object]:
        facade, span, at_ms = self.facade, self._span, self._at_ms
        return lambda: (
            _find_bought(facade, facade.meters(), facade.energy.settled_day()),
            facade.energy.period(span, at_ms),
            facade.energy.choices(),
        )

    def refresh(self) -> None:
        meters = self.facade.meters()
        mine = tuple(meter for meter in meters if meter.owner.is_me)
        period = self._read_period()
        asked = {item.object for item in self.facade.inbox() if item.kind == "meter.certify"}
        to_look_at = tuple(meter for meter in meters if meter.meter in asked)
        choices = self.facade.energy.choices()
        settled = self.facade.energy.settled_day()
        roofs = _roofs(meters)
        bought = _find_bought(self.facade, meters, settled)
        self.bring.setVisible(bool(mine))
        panels = self.tr("What your panels make, and the meters that say so.")
        without = self.tr("What you have of your neighbours' roofs, and your meters.")
        self.set_header(self.tr("Energy"), panels if roofs else without)
        if self.shows_already(meters, period, asked, choices, bought, settled, now_ms() // DAY_MS):
            return
        with self.refilling():
            self.cards.clear()
            self._card = None
            made = None
            if bought is not None and is_buyer(bought, settled):
                narrow = self.width_class == NARROW
                made = partial(bought_card, bought, settled, self.facade, self.bridge, narrow=narrow)
            if not roofs:
                self._put_buyer(mine, to_look_at, choices, made)
                self.cards.arrange(self.width_class)
                return
            if period is None:
                self.cards.put(partial(self._nothing_card, roofs), 8, 2)
            else:
                self.cards.put(partial(self._show_period, period), 8, 2)
            self.cards.put(partial(self._meters_column, mine, to_look_at), 4, 2)
            self.cards.put(partial(self._show_destinations, choices), 8, 2)
            column = partial(choices_column, choices, self.facade, self.bridge, is_producer=True)
            self.cards.put(column, 4, 2)
            if made is not None:
                self.cards.put(made, 12, 2)
            self.cards.arrange(self.width_class)

    def _put_buyer(
        self,
        mine: tuple[MeterView, ...],
        to_look_at: tuple[MeterView, ...],
        choices: EnergyChoicesView,
        made: Callable[[], QWidget] | None,
    ) -> None:
        """Without panels: what comes of the neighbours first, one's own roof as an offer below."""
        column = partial(choices_column, choices, self.facade, self.bridge, is_producer=False)
        meters = partial(self._meters_column, mine, to_look_at)
        if made is not None:
            self.cards.put(made, 8, 2)
            self.cards.put(meters, 4, 2)
            self.cards.put(column, 12, 2)
        else:
            self.cards.put(column, 8, 2)
            self.cards.put(meters, 4, 2)
        self.cards.put(partial(panels_offer, self.bridge, below=self.width_class == NARROW), 12, 2)

    def _read_period(self) -> EnergyPeriodView | None:
        """What is in view; None until one day of the roof is known."""
        period = self.facade.energy.period(self._span, self._at_ms)
        if period is None or self._at_ms or period.days_known:
            return period
        return period if self._is_any_known() else None

    def _is_any_known(self) -> bool:
        now = now_ms()
        days = self.facade.energy_days(now - KNOWN_WITHIN_DAYS * DAY_MS, now)
        return any(day.quality is not DayQuality.GAP for day in days)

    def show_what(self, what: object) -> None:
        if what == "add":
            self.add_meter()
        elif what == "bring":
            self.choose_file()
        elif what in (DAY, WEEK, YEAR):
            self._want(str(what), 0)

    def _show_destinations(self, choices: EnergyChoicesView) -> DestinationsCard:
        """An order that was moved and not signed outlives a filling."""
        before = self._destinations
        moved = before.moved if before is not None and shiboken6.isValid(before) else ()
        self._destinations = DestinationsCard(choices, self.facade, self.bridge, moved)
        return self._destinations

    # the roof --------------------------------------------------------------------------------------------
    def _show_period(self, period: EnergyPeriodView) -> PeriodCard:
        self._card = self._period_card(period)
        return self._card

    def _period_card(self, period: EnergyPeriodView) -> PeriodCard:
        card = PeriodCard(period, self)
        card.wanted.connect(self._want)
        return card

    def _want(self, span: str, at_ms: object) -> None:
        """Another view of the roof; the keyboard stays where it was."""
        held = isinstance(self.window().focusWidget(), SkyChart)
        self._span, self._at_ms = span, int(at_ms) if isinstance(at_ms, int) else 0
        self.refresh()
        if held and self._card is not None:
            self._card.focus_chart()

    def _nothing_card(self, roofs: tuple[MeterView, ...]) -> Card:
        if any(meter.state == "active" for meter in roofs):
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
                acts=True,
            )
        return Empty(
            self.tr("Waiting for a neighbour's look"),
            self.tr(
                "A neighbour named by the commune comes to see your panels and your meter. From then "
                "on, the "
                "file of your meter turns into kWh here."
            ),
            icon="clock",
        )

    # meters ----------------------------------------------------------------------------------------------
    def _meters_column(self, mine: tuple[MeterView, ...], to_look_at: tuple[MeterView, ...]) -> QWidget:
        cards: list[Card] = [meter_card(meter, self._certify) for meter in to_look_at]
        cards += [meter_card(meter) for meter in mine if meter not in to_look_at]
        if not cards:
            told = self.tr("The meters you add will be here, with the last day each one told.")
            cards.append(Empty(self.tr("My meters"), told, icon="bolt"))
        column = QWidget()
        layout = QGridLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        beside = 2 if self.width_class == MEDIUM and len(cards) > 1 else 1
        for number, card in enumerate(cards):
            layout.addWidget(card, number // beside, number % beside)
        for place in range(beside):
            layout.setColumnStretch(place, 1)
        if len(cards) > 1:  # one alone is as high as what stands beside it
            layout.setRowStretch(len(cards), 1)
        return column

    def add_meter(self) -> None:
        """Open the sheet that declares a meter."""
        self.bridge.show_sheet(AddMeterSheet(self.facade, self.bridge))

    def _certify(self, meter: MeterView) -> None:
        said = Notice("ok", self.tr("You looked at {name}'s meter.").format(name=name_apart(meter.owner)))
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
