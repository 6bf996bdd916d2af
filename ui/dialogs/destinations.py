# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where my energy goes: a list in its order, gifts with a limit and dates, and what becomes of the rest."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, Qt
from PySide6.QtWidgets import QComboBox, QDateEdit, QVBoxLayout, QWidget

from app.facade_naming import name_apart
from app.views_energy import DestinationView
from ui import tokens
from ui.clock import today
from ui.dialogs.amount_field import AmountField
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.theme import look
from ui.widgets.buttons import SignButton, button
from ui.widgets.field import Field
from ui.widgets.label import label, line, paragraph, row
from ui.widgets.ordered_list import OrderedList
from ui.widgets.person_picker import PersonPicker
from ui.widgets.segments import Segments
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_energy import EnergyChoicesView
    from ui.bridge import Bridge

translate = QCoreApplication.translate

GIFT, BUYER, NEIGHBOURS = "gift", "buyer", "neighbours"
RESTS = ("savings", "current", "fund")
LINES_MAX = 16
FOREVER_MS = 2**53
WINTER_END_MONTH, WINTER_END_DAY = 3, 31


def rest_words(rest: str) -> str:
    return {
        "savings": translate("Destinations", "the rest to my energy savings"),
        "current": translate("Destinations", "the rest to my everyday account"),
        "fund": translate("Destinations", "the rest to the commune"),
    }.get(rest, rest)


def destination_words(one: DestinationView) -> str:
    """One line of the list as a sentence."""
    words = look().words
    name = name_apart(one.person) if one.person else ""
    if one.kind == NEIGHBOURS:
        return translate("Destinations", "sold to all the neighbours who share what they use")
    if one.kind == BUYER:
        return translate("Destinations", "sold first to {name}").format(name=name)
    cap = words.exact("kwh", one.cap_wh)
    text = translate("Destinations", "given to {name}, at most {amount} a month").format(
        name=name, amount=cap
    )
    if one.until_ms < FOREVER_MS:
        first, last = words.short_date(one.from_ms), words.short_date(one.until_ms - 1)
        dates = translate("Destinations", "from {first} to {last}").format(first=first, last=last)
        text = f"{text}, {dates}"
    return text


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class DestinationsSheet(SheetBody):
    """`lines` is the list as it will be signed."""

    def __init__(
        self, facade: Voisinage, bridge: Bridge, choices: EnergyChoicesView, *, giving: bool = False
    ) -> None:
        """`giving`: it opens on a new gift, the list under it."""
        super().__init__("")
        self.title = self.tr("Give energy") if giving else self.tr("Where my energy goes")
        self._facade, self._bridge = facade, bridge
        self.lines: list[DestinationView] = list(choices.destinations)
        intro = self.tr("Your roof first serves your house. Then, each day, in this order:")
        self.body.addWidget(paragraph(intro, "body"))
        self._build_list()
        self.rest = QComboBox()
        for rest in RESTS:
            self.rest.addItem(rest_words(rest), rest)
        self.rest.setCurrentIndex(RESTS.index(choices.rest))
        self.body.addWidget(Field(self.tr("And finally"), self.rest))
        self.body.addWidget(line())
        self._build_new()
        self.privacy = paragraph(
            self.tr(
                "Every computer of the commune does these sums: whoever studies them can find whom you "
                "give to. To stay discreet, give to the commune."
            ),
            "small",
            "ink2",
        )
        self.body.addWidget(self.privacy)
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.sign = SignButton(self.tr("Sign this list"), self._sign)
        self.foot.addStretch(1)
        self.foot.addWidget(button(self.tr("Cancel"), self.finished.emit))
        self.foot.addWidget(self.sign)
        self._show()
        if giving:
            self.who.search.setFocus()

    # a new line ------------------------------------------------------------------------------------------
    def _build_new(self) -> None:
        options = (
            (GIFT, self.tr("Give")),
            (BUYER, self.tr("Sell first to")),
            (NEIGHBOURS, self.tr("Sell to all")),
        )
        self.kind = Segments(options, GIFT, self.tr("Add a line"))
        self.kind.chosen.connect(lambda _kind: self._show_new())
        self.body.addWidget(label(self.tr("Add a line"), "label", "ink2"))
        self.body.addWidget(self.kind)
        people = [person for person in self._facade.members() if not person.is_me]
        self.who = PersonPicker(people, self.tr("To whom"))
        self.body.addWidget(self.who)
        self.cap = AmountField(self.tr("At most, each month"), self._facade.parse_amount, ("kwh",))
        self.body.addWidget(self.cap)
        day = today()
        end = QDate(day.year(), WINTER_END_MONTH, WINTER_END_DAY)
        self.first, self.last = QDateEdit(day), QDateEdit(end if end > day else end.addYears(1))
        for edit in (self.first, self.last):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("d MMMM yyyy")
        self._dates = QWidget()
        dates = QVBoxLayout(self._dates)
        dates.setContentsMargins(0, 0, 0, 0)
        dates.setSpacing(tokens.S3)
        dates.addWidget(Field(self.tr("From"), self.first))
        dates.addWidget(Field(self.tr("To, that day included"), self.last))
        self.body.addWidget(self._dates)
        self.add = button(self.tr("Add to the list"), self.add_line, icon="plus")
        self.body.addLayout(row(self.add, None))

    def _show_new(self) -> None:
        kind = self.kind.value
        self.who.setVisible(kind != NEIGHBOURS)
        self.cap.setVisible(kind == GIFT)
        self._dates.setVisible(kind == GIFT)

    def add_line(self) -> None:
        """Put what the fields say at the end of the list."""
        kind, person = self.kind.value, self.who.person
        if kind != NEIGHBOURS and person is None:
            self.who.search.setFocus()
            return
        if kind == GIFT and self.cap.show_error(required=True):
            return
        amount = self.cap.amount
        made = DestinationView(
            kind=kind,
            person=None if kind == NEIGHBOURS else person,
            cap_wh=amount.amount if kind == GIFT and amount is not None else 0,
            from_ms=_instant(self.first.date()) if kind == GIFT else 0,
            until_ms=_instant(self.last.date().addDays(1)) if kind == GIFT else 0,
            given_wh=0,
        )
        same = [
            index
            for index, one in enumerate(self.lines)
            if (one.kind, one.person) == (made.kind, made.person)
        ]
        if same:
            self.lines[same[0]] = made
        elif len(self.lines) < LINES_MAX:
            self.lines.append(made)
        self.who.choose(None)
        self.cap.set_value("")
        self._show()
        if made in self.lines:
            self.list.setCurrentRow(self.lines.index(made))

    # the list --------------------------------------------------------------------------------------------
    def _build_list(self) -> None:
        self.list = OrderedList(self.tr("Where my energy goes"))
        self.list.reordered.connect(self._reorder)
        self.list.dropped.connect(self._drop)
        self.body.addWidget(self.list)
        self._movers = QWidget()
        up = button(
            self.tr("Up"), lambda: self.list.move_by(-1), kind="small", name=self.tr("Move the line up")
        )
        down = button(
            self.tr("Down"), lambda: self.list.move_by(1), kind="small", name=self.tr("Move the line down")
        )
        away = button(self.tr("Remove"), self.list.drop_chosen, kind="small", name=self.tr("Remove the line"))
        self._movers.setLayout(row(up, down, away, None))
        self.body.addWidget(self._movers)

    def _show(self) -> None:
        self.list.set_lines([capital(destination_words(one)) for one in self.lines])
        self.list.setVisible(bool(self.lines))
        self._movers.setVisible(bool(self.lines))
        self.privacy.setVisible(any(one.kind == GIFT for one in self.lines))
        self._show_new()

    def _reorder(self, order: list[int]) -> None:
        self.lines = [self.lines[number] for number in order]
        self._show()

    def _drop(self, index: int) -> None:
        self.lines.pop(index)
        self._show()

    # signing ---------------------------------------------------------------------------------------------
    def _sign(self) -> None:
        self.sign.setEnabled(False)
        rest = self.rest.currentData(Qt.ItemDataRole.UserRole)
        self._bridge.run(
            self._facade.energy.set_directive(self.lines, rest), self, self._signed, self._refused
        )

    def _signed(self, _result: object) -> None:
        self._bridge.say(Notice("ok", self.tr("Your list is recorded: it counts from tomorrow.")))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.sign.setEnabled(True)
        self.problem.say(explain(error))


def _instant(day: QDate) -> int:
    """The start of a day of the commune."""
    start = dt.datetime(day.year(), day.month(), day.day(), tzinfo=look().words.zone)
    return int(start.timestamp()) * 1000
