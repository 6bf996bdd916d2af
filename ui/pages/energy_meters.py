# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meter as a card, and the sheet that declares one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit

from app.facade_naming import name_apart
from ui.clock import now_ms, today
from ui.dialogs.amount_field import amount_problem, read_amount
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.strings import meter_side, meter_state, translate
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.field import Field
from ui.widgets.label import Label, label, paragraph, row
from ui.widgets.phase import PhaseMark
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.facade import Voisinage
    from app.views import MeterView
    from ui.bridge import Bridge

# Degrees from north, clockwise, as the register counts them.
AZIMUTHS = (90, 135, 180, 225, 270)
TILTS = (0, 15, 30, 45, 60, 90)


def direction(azimuth_deg: int) -> str:
    """The nearest of eight winds, in words."""
    return (
        translate("Meters", "north"),
        translate("Meters", "north-east"),
        translate("Meters", "east"),
        translate("Meters", "south-east"),
        translate("Meters", "south"),
        translate("Meters", "south-west"),
        translate("Meters", "west"),
        translate("Meters", "north-west"),
    )[((azimuth_deg + 22) % 360) // 45]


def meter_card(meter: MeterView, on_certify: Callable[[MeterView], object] | None = None) -> Card:
    """Mine, or one that waits for my look when `on_certify` is given."""
    words = look().words
    own = meter.owner.is_me
    mine, theirs = translate("Meters", "My meter: {side}"), translate("Meters", "{name}'s meter: {side}")
    title = (mine if own else theirs).format(name=name_apart(meter.owner), side=meter_side(meter.side))
    card = Card(title, icon="bolt", tone="" if on_certify is None else "sun")
    power = words.decimal(meter.watts_peak, 1000, 1, trim=True)
    roof = translate("Meters", "{power} kWp facing {direction}, {tilt}° slope").format(
        power=power, direction=direction(meter.azimuth_deg), tilt=meter.tilt_deg
    )
    if meter.side == "consumption":
        roof = translate("Meters", "{power} kVA by contract").format(power=power)
    card.body.addWidget(Label(roof, "body", wrap=True))
    tone = {"active": "primary", "quarantined": "gift"}.get(
        meter.state, "sun" if on_certify is None else "neutral"
    )
    # Two lines: the longest of these words do not stand side by side at 400 px.
    card.body.addLayout(row(Chip(meter_state(meter.state), tone), None))
    card.body.addLayout(row(PhaseMark(meter.phase), None))
    if meter.last_to_ms > meter.from_ms:
        card.body.addWidget(Label(_last_reading(meter), "small", "ink2", wrap=True))
    if meter.minted_wh:
        name = label(translate("Meters", "Turned into kWh"), "small", "ink2")
        card.body.addLayout(
            row(name, None, label(words.amount("kwh", meter.minted_wh), "strong", tabular=True))
        )
    if on_certify is not None:
        ask = translate(
            "Meters",
            "Go and see the panels and the meter: do the power and the number agree with what is written?",
        )
        card.body.addWidget(paragraph(ask, "body"))
        seen = button(
            translate("Meters", "I have seen it, it is right"), lambda: on_certify(meter), acts=True
        )
        card.body.addLayout(row(seen, None))
    card.body.addStretch(1)
    return card


def _last_reading(meter: MeterView) -> str:
    """« Dernier relevé : hier, à 1 249 kWh »; a date when it is older."""
    words = look().words
    return translate("Meters", "Last reading: {when}, at {index}").format(
        when=words.ago(meter.last_to_ms - 1, now_ms()), index=words.amount("kwh", meter.last_index_wh)
    )


class AddMeterSheet(SheetBody):
    """What is on the roof, and where the meter stands today."""

    is_act = True

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__(self.tr("Add a meter"), self.tr("A neighbour will come and look at it once."))
        self._facade, self._bridge = facade, bridge
        self.side = QComboBox()
        for side in ("production", "injection", "consumption"):
            self.side.addItem(meter_side(side), side)
        self.power = QLineEdit()
        self.power.setPlaceholderText("3")
        self.azimuth = QComboBox()
        for azimuth in AZIMUTHS:
            self.azimuth.addItem(direction(azimuth), azimuth)
        self.azimuth.setCurrentIndex(AZIMUTHS.index(180))
        self.tilt = QComboBox()
        for tilt in TILTS:
            self.tilt.addItem(f"{tilt}°", tilt)
        self.tilt.setCurrentIndex(TILTS.index(30))
        self.since = QDateEdit(today())
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("d MMMM yyyy")
        self.since.setMaximumDate(today())
        self.index = QLineEdit()
        self.index.setPlaceholderText("0")
        self.power_field = Field(
            self.tr("Power of the panels, in kWp"),
            self.power,
            self.tr("As on your installer's bill. What the house uses: the power of your contract, in kVA."),
        )
        self.index_field = Field(
            self.tr("What the meter showed that morning, in kWh"), self.index, self.tr("0 if it was new.")
        )
        self.since_field = Field(self.tr("Count from"), self.since)
        for field in (
            Field(self.tr("What this meter counts"), self.side),
            self.power_field,
            Field(self.tr("Which way the roof faces"), self.azimuth),
            Field(self.tr("Its slope"), self.tilt, self.tr("0° is flat, 90° is a wall.")),
            self.since_field,
            self.index_field,
        ):
            self.body.addWidget(field)
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.foot.addWidget(button(self.tr("Cancel"), self.finished.emit))
        self.foot.addStretch(1)
        self.send = button(self.tr("Add this meter"), self.check, kind="primary")
        self.foot.addWidget(self.send)

    def check(self) -> None:
        """Read the fields; what is wrong is said under each."""
        watts, unread = read_amount(self._facade.parse_amount, self.power.text(), "kwh")
        index_wh, why = read_amount(self._facade.parse_amount, self.index.text() or "0", "kwh")
        self.power_field.set_error(self._say_power(watts, unread))
        ambiguous = amount_problem(why) if why == "amount-ambiguous" else ""
        is_read = why in ("", "amount-zero", "amount-too-large")
        self.index_field.set_error(
            self._say_index(index_wh, why)
            if is_read
            else ambiguous or self.tr("Write it as 12345 or 12345.6.")
        )
        self.since_field.set_error("")
        if self.power_field.error or self.index_field.error:
            return
        self.problem.say(None)
        day = self.since.date()
        start = dt.datetime(day.year(), day.month(), day.day(), tzinfo=look().words.zone)
        self.send.setEnabled(False)
        ticket = self._facade.add_meter(
            self.side.currentData(Qt.ItemDataRole.UserRole),
            watts,
            self.tilt.currentData(Qt.ItemDataRole.UserRole),
            self.azimuth.currentData(Qt.ItemDataRole.UserRole),
            int(start.timestamp()) * 1000,
            index_wh,
        )
        self._bridge.run(ticket, self, lambda _result: self._added(), self._failed)

    def _added(self) -> None:
        self._bridge.close_sheet()
        todo = self.tr("Ask the neighbour who looks at meters to come by.")
        self._bridge.say(Notice("ok", self.tr("Your meter is recorded."), todo=todo))

    def _failed(self, error: Exception) -> None:
        """What was written stays, and the field that cannot be used is named."""
        self.send.setEnabled(True)
        code, params = getattr(error, "code", ""), getattr(error, "params", None) or {}
        if code == "before-commune" and "since_ms" in params:
            day = look().words.date(int(params["since_ms"]), year=True)
            self.since_field.set_error(self.tr("Your commune counts from {day} on.").format(day=day))
        elif code == "future":
            self.since_field.set_error(self.tr("This day has not begun yet."))
        else:
            self.problem.say(explain(error))

    def _say_power(self, watts: int, why: str) -> str:
        """What is wrong with the power; empty: nothing."""
        most = self._facade.energy.power_max_w
        if watts > most or why == "amount-too-large":
            told = self.tr("At most {most} kWp. Written in watts? 3000 W is 3 kWp.")
            return told.format(most=look().words.integer(most // 1000))
        return "" if watts > 0 else self.tr("Write it as 3 or 4.5.")

    def _say_index(self, index_wh: int, why: str) -> str:
        most = self._facade.energy.index_max_wh
        if index_wh > most or why == "amount-too-large":
            return self.tr("At most {most} kWh.").format(most=look().words.integer(most // 1000))
        return ""
