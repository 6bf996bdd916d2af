# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentence one fills: « J'ai fait [2 h] pour [Denise] [hier], [quoi…] [Envoyer] »."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit

from app.facade_elision import fill
from app.facade_naming import name_apart
from ui import tokens
from ui.acts import FUND
from ui.clock import now_ms
from ui.dialogs.amount_field import amount_problem, read_amount
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.strings import translate
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.label import Label, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.facade import Voisinage
    from app.views import PersonView
    from app.views_help import HelpView, ServiceView
    from ui.bridge import Bridge

DAYS_BACK: Final = 15
MEMO_MAX: Final = 120
CLOCK_MAX: Final = 10
_Typed = tuple[str, str, str, bytes, int]


def get_day_ms(back: int) -> int:
    """This hour so many days ago by the reader's calendar: two days a year are no 24 hours long."""
    return int((look().words.local(now_ms()) - timedelta(days=back)).timestamp()) * 1_000


def helped_name(view: ServiceView) -> str:
    """Who was helped, the commune by its word."""
    return translate("Help", "the commune") if view.for_commune else name_apart(view.beneficiary)


class HelpForm(Card):
    """Keeps what is typed; `set_people` fills the list of whom one may have helped."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("What I did"))
        self.facade, self.bridge = facade, bridge
        self._accounts: list[bytes] = []
        self._people: tuple[tuple[bytes, str], ...] = ()
        self._most_s = 0
        self._taken: _Typed | None = None
        """What was written in the window before; its lists are filled with the first people."""
        self._dates: list[str] = []
        self._dates_shown: list[str] = []
        """The days of the list by their date, and as it says them."""
        self._build()

    def _build(self) -> None:
        self.duration = QLineEdit()
        self.duration.setPlaceholderText(self.tr("2 h"))
        self.duration_field = Field(self.tr("I helped for"), self.duration)
        self.whom = QComboBox()
        self.whom_field = Field(self.tr("Who"), self.whom)
        self.day = QComboBox()
        self.day_field = Field(self.tr("When"), self.day)
        self.begun = QLineEdit()
        self.begun.setPlaceholderText(self.tr("20:30"))
        self.begun_field = Field(self.tr("From"), self.begun, most=CLOCK_MAX)
        self.memo = QLineEdit()
        self.memo.setPlaceholderText(self.tr("The hedge, a lesson…"))
        self.memo_field = Field(self.tr("What"), self.memo, most=MEMO_MAX)
        self.send = button(self.tr("Send"), self._send, kind="primary", icon="heart-handshake", acts=True)
        self.problem = Problem()
        self._fields = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fields.setSpacing(tokens.S3)
        for field, stretch in (
            (self.duration_field, 8),
            (self.whom_field, 14),
            (self.day_field, 15),
            (self.begun_field, 9),
            (self.memo_field, 18),
        ):
            self._fields.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._fields)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(tokens.S3)
        self._rule: Label = paragraph("", "small", "ink2")
        self._say_rule()
        self._foot.addWidget(self._rule, 1)
        self._foot.addWidget(self.send)
        self.body.addLayout(self._foot)
        self.body.addWidget(self.problem)
        for combo in (self.whom, self.day):
            combo.setMinimumContentsLength(8)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for edit in (self.duration, self.begun, self.memo):
            edit.textChanged.connect(lambda: self.problem.say(None))
        for combo in (self.whom, self.day):
            combo.currentIndexChanged.connect(lambda: self.problem.say(None))
        self.whom.currentIndexChanged.connect(self._say_rule)
        self.memo.returnPressed.connect(self._send)

    def _say_rule(self) -> None:
        """Who has to confirm, before anything is sent."""
        if self._accounts and self._chosen() == FUND:
            rule = self.tr(
                "The hours are yours once the town hall and a neighbour who saw it have confirmed. "
                "Everyone may read what you did."
            )
        else:
            rule = self.tr(
                "The hours are yours once the other person has confirmed. Everyone may read what you did."
            )
        self._rule.setText(rule)

    def set_across(self, *, across: bool) -> None:
        """Side by side where they fit, else one under the other."""
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        self._fields.setDirection(direction)
        self._foot.setDirection(direction)

    @property
    def draft(self) -> _Typed | None:
        """What is written and not sent; None: nothing is."""
        typed = self._taken or self._typed()
        return typed if any(typed[:-1]) else None

    def take_draft(self, draft: object) -> None:
        """Before `set_people`: what the form of the window before held."""
        assert isinstance(draft, tuple)
        self._taken = draft
        for edit, text in zip((self.duration, self.memo, self.begun), draft, strict=False):
            edit.setText(text)

    # filling ---------------------------------------------------------------------------------------------
    def set_people(self, members: Sequence[PersonView], view: HelpView) -> None:
        """Those one helped of late first, then everybody by name; what is chosen stays chosen."""
        recent = [one.beneficiary.account for one in (*view.waiting, *view.recent) if one.provider.is_me]
        order = {account: place for place, account in reversed(list(enumerate(recent)))}
        others = [person for person in members if not person.is_me]
        others.sort(key=lambda person: order.get(person.account, len(order)))
        people = tuple((person.account, name_apart(person)) for person in others)
        self._most_s = view.day_seconds_max
        if people != self._people or not self._accounts:
            chosen = self._taken[3] if self._taken else self._chosen()
            self._people = people
            self._accounts = [b"", *(account for account, _ in people), FUND]
            self.whom.blockSignals(True)
            self.whom.clear()
            self.whom.addItem(self.tr("Choose…"))
            for _, name in people:
                self.whom.addItem(name)
            self.whom.addItem(self.tr("The commune"))
            self.whom.setCurrentIndex(self._accounts.index(chosen) if chosen in self._accounts else 0)
            self.whom.blockSignals(False)
        self._set_days()
        if self._taken is not None:
            self.day.setCurrentIndex(self._taken[4])
            self._taken = None
            self._say_rule()

    def _set_days(self) -> None:
        """Today, yesterday and the days before, by the reader's calendar."""
        dates = [look().words.date(get_day_ms(back)) for back in range(DAYS_BACK)]
        names = [self.tr("today"), self.tr("yesterday"), *dates[2:]]
        if [self.day.itemText(row) for row in range(self.day.count())] == names:
            return
        chosen = self.day.currentText()
        self.day.clear()
        self.day.addItems(names)
        # Midnight has passed: what was chosen is the same day under another word, one line further.
        wanted = self._dates[self._dates_shown.index(chosen)] if chosen in self._dates_shown else ""
        self._dates, self._dates_shown = dates, names
        self.day.setCurrentIndex(dates.index(wanted) if wanted in dates else 0)

    def choose(self, account: bytes) -> None:
        """Choose whom one helped, and go on to how long."""
        if account in self._accounts:
            self.whom.setCurrentIndex(self._accounts.index(account))
            self.duration.setFocus()

    def _chosen(self) -> bytes:
        row = self.whom.currentIndex()
        return self._accounts[row] if 0 <= row < len(self._accounts) else b""

    # sending ---------------------------------------------------------------------------------------------
    def _send(self) -> None:
        if not self.send.isEnabled():
            return
        seconds, code = read_amount(self.facade.parse_amount, self.duration.text(), "hour")
        whom = self._chosen()
        is_unread = code == "amount-malformed" or not self.duration.text().strip()
        wrong = self.tr("How long? 2 h, or 1 h 30.") if is_unread else amount_problem(code, "hour")
        self.duration_field.set_error(wrong if code else "")
        self.whom_field.set_error("" if whom else self.tr("Choose whom you helped."))
        minute = self._read_begun()
        self.problem.say(None)
        complaints = (
            (self.duration, bool(code)),
            (self.whom, not whom),
            (self.begun, minute is None),
            (self.memo, self.memo_field.show_error()),
        )
        to_mend = [edit for edit, is_wrong in complaints if is_wrong]
        if to_mend or minute is None:
            to_mend[0].setFocus()
            return
        self.send.setEnabled(False)
        back = self.day.currentIndex()
        # A time of day is of the day shown; without one, just after midnight, it may be the day before.
        day_ms = get_day_ms(back) if back > 0 or minute >= 0 else 0
        memo = self.memo.text().strip()
        ticket = self.facade.help.log(whom, seconds, day_ms=day_ms, minute=minute, memo=memo)
        name = self.whom.currentText()
        typed = self._typed()
        sent = lambda event: self._sent(seconds, whom, name, event.id, typed)  # noqa: E731
        self.bridge.run(ticket, self, sent, self._refused)

    def _read_begun(self) -> int | None:
        """Minutes after midnight; −1: not said. None: what is written is no time of day, and that is told."""
        try:
            return self.facade.help.parse_minute(self.begun.text())
        except ValueError:
            self.begun_field.set_error(self.tr("At what time? 20:30."))
            return None

    def _typed(self) -> _Typed:
        return (
            self.duration.text(),
            self.memo.text(),
            self.begun.text(),
            self._chosen(),
            self.day.currentIndex(),
        )

    def _sent(self, seconds: int, whom: bytes, name: str, event: bytes, typed: _Typed) -> None:
        time = look().words.duration(seconds)
        self.send.setEnabled(True)
        if self._typed() == typed:  # else the next hours are being written already
            self.duration.clear()
            self.memo.clear()
            self.begun.clear()
            self.whom.setCurrentIndex(0)
            self.day.setCurrentIndex(0)
            self.duration.setFocus()
        if whom == FUND:
            happened = self.tr("{time} for the commune: recorded.").format(time=time)
            final = self.tr("{time} for the commune: said for good.").format(time=time)
            then = self.tr("Two people confirm it: the town hall, and a neighbour who saw it.")
        else:
            happened = self.tr("{time} for {name}: recorded.").format(time=time, name=name)
            final = self.tr("{time} for {name}: said for good.").format(time=time, name=name)
            then = fill(self.tr("The hours are yours once {name} has confirmed."), name=name)
        self.bridge.say(Notice("ok", happened, then, event=event, final=f"{final} {then}"))

    def _refused(self, error: Exception) -> None:
        self.send.setEnabled(True)
        self.problem.say(explain(error))
