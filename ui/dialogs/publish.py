# SPDX-License-Identifier: AGPL-3.0-or-later
"""Publishing an offer or a need: what it is, in my words, and its price in one or several units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.views import AmountView
from ui import tokens
from ui.dialogs.amount_field import AmountField
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.strings import template_name
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.count_edit import CountEdit
from ui.widgets.field import Field
from ui.widgets.label import Label, row
from ui.widgets.long_text import LongField
from ui.widgets.sheet import SheetBody
from ui.worth import assets_of, worth, worth_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.facade import Voisinage
    from app.views import ParityView
    from ui.bridge import Bridge

TEMPLATES = ("good", "produce", "service", "loan", "event", "work")
TITLE_MAX, TEXT_MAX = 80, 2000
LINES_MAX = 3
STOCK_MAX = 9999


class PriceLines(QWidget):
    """One amount, or several in different units; each says what it is worth in the others."""

    changed = Signal()

    def __init__(
        self, read: Callable[[str, str, str], int], parities: Sequence[ParityView], assets: Sequence[str]
    ) -> None:
        super().__init__()
        self._read, self._parities, self._assets = read, parities, tuple(assets)
        self.lines: list[AmountField] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.S2)
        self.more = button(self.tr("Add another unit"), self.add_line, kind="link", icon="plus")
        foot = row()
        foot.addWidget(Label(self.tr("The price is for one."), "small", "ink2", wrap=True), 1)
        foot.addWidget(self.more)
        self._column.addLayout(foot)
        self.add_line()

    def add_line(self) -> AmountField:
        first = not self.lines
        made = AmountField(self.tr("Price") if first else self.tr("and"), self._read, self._assets)
        made.when_zero = self.tr(
            "A price is above zero. To give something away, ask for the least: 1 min, and nothing else."
        )
        if not first:
            made.unit.setCurrentIndex(len(self.lines) % len(self._assets))
        made.changed.connect(lambda: self._on_line(made))
        self._column.insertWidget(len(self.lines), made)
        self.lines.append(made)
        self.more.setVisible(len(self.lines) < min(LINES_MAX, len(self._assets)))
        return made

    @property
    def price(self) -> tuple[AmountView, ...]:
        """What was written, amounts in one unit together; empty lines are no price."""
        sums: dict[str, int] = {}
        for one in self.lines:
            if one.amount is not None:
                sums[one.amount.asset] = sums.get(one.amount.asset, 0) + one.amount.amount
        return tuple(AmountView(asset=asset, amount=amount) for asset, amount in sums.items())

    def show_errors(self) -> bool:
        """Whether a line is wrong; the first one must be filled."""
        wrong = [one.show_error(required=index == 0) for index, one in enumerate(self.lines)]
        return any(wrong)

    def _on_line(self, made: AmountField) -> None:
        amount = made.amount
        same = worth(self._parities, amount.asset, amount.amount) if amount is not None else ()
        text = worth_words(same, self.tr("or"))
        made.set_hint(self.tr("worth {worth}").format(worth=text) if text else "")
        self.changed.emit()


class PublishSheet(SheetBody):
    """The button stays live: what is missing is said under its field when it is pressed."""

    is_act = True

    def __init__(self, facade: Voisinage, bridge: Bridge, *, side: str = "offer") -> None:
        super().__init__("")
        self.title = self.tr("Post something")
        self.facade, self.bridge = facade, bridge
        parities = facade.parities()
        self._build_what(side)
        self.price = PriceLines(facade.parse_amount, parities, assets_of(parities))
        self.body.addWidget(self.price)
        self._build_stock()
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self._is_warned = False
        self.cancel = button(self.tr("Cancel"), self._cancel)
        self.publish = button(self.tr("Publish"), self._publish, kind="primary")
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.publish)

    def _build_what(self, side: str) -> None:
        self.offer = button(self.tr("I offer"), kind="segment")
        self.need = button(self.tr("I need"), kind="segment")
        self._sides = QButtonGroup(self)
        for choice in (self.offer, self.need):
            self._sides.addButton(choice)
        (self.offer if side == "offer" else self.need).setChecked(True)
        sides = QHBoxLayout()
        sides.setSpacing(tokens.S2)
        sides.addWidget(self.offer, 1)
        sides.addWidget(self.need, 1)
        self.body.addLayout(sides)
        self.template = QComboBox()
        for template in TEMPLATES:
            self.template.addItem(template_name(template))
        self.body.addWidget(Field(self.tr("What is it"), self.template))
        self.title_edit = QLineEdit()
        self.title_edit.setPlaceholderText(self.tr("A basket of vegetables"))
        self.title_field = Field(self.tr("In a few words"), self.title_edit, most=TITLE_MAX)
        self.body.addWidget(self.title_field)
        hint = self.tr("Where, when, how many, what to bring.")
        self.text_field = LongField(self.tr("More"), TEXT_MAX, 92, hint)
        self.text_edit = self.text_field.edit
        self.body.addWidget(self.text_field)

    def _build_stock(self) -> None:
        self.limited = QCheckBox(self.tr("There is a limited number of them"))
        self.limited.setAccessibleName(self.limited.text())
        self.stock = CountEdit(STOCK_MAX, name=self.tr("How many there are"))
        self.stock.setVisible(False)
        self.stock_wrong = Label("", "small", "danger", wrap=True)
        self.stock_wrong.setVisible(False)
        self.limited.toggled.connect(self.stock.setVisible)
        self.limited.toggled.connect(self._check_stock)
        self.stock.textChanged.connect(self._check_stock)
        stock = row(self.limited, None, self.stock)
        # The line keeps its height when the number shows.
        stock.addStrut(look().px(tokens.CONTROL_HEIGHT_LARGE))
        self.body.addLayout(stock)
        self.body.addWidget(self.stock_wrong)

    def _check_stock(self) -> bool:
        """Say what is wrong with the number, if it counts; whether something is."""
        problem = self.stock.problem if self.limited.isChecked() else ""
        self.stock_wrong.setText(problem)
        self.stock_wrong.setVisible(bool(problem))
        self.stock.setAccessibleDescription(problem)
        return bool(problem)

    @property
    def side(self) -> str:
        return "offer" if self.offer.isChecked() else "need"

    def _cancel(self) -> None:
        """What was written is given up at a second press, which says so."""
        is_written = bool(self.title_edit.text().strip() or self.text_edit.toPlainText().strip())
        if not is_written or self._is_warned:
            self.finished.emit()
            return
        self._is_warned = True
        self.cancel.setText(self.tr("Keep nothing"))
        self.problem.say(
            Notice(
                "info",
                self.tr("What you wrote is not published."),
                todo=self.tr("Press again to give it up."),
            )
        )

    def _publish(self) -> None:
        title = self.title_edit.text().strip()
        wrong = self.title_field.show_error()
        if not title:
            self.title_field.set_error(self.tr("Give it a name, so that neighbours find it."))
            self.title_edit.setFocus()
        wrong = self.price.show_errors() or self.text_field.show_error() or self._check_stock() or wrong
        if not title or wrong:
            return
        self.publish.setEnabled(False)
        template = TEMPLATES[self.template.currentIndex()]
        text = self.text_field.text
        stock = self.stock.count if self.limited.isChecked() else -1
        assert stock is not None, "checked above"
        ticket = self.facade.add_listing(self.side, template, title, text, self.price.price, stock)
        self.bridge.run(ticket, self, self._published, self._refused)

    def _published(self, _listing: object) -> None:
        done = self.tr("Published: your neighbours will see it as their computers meet yours.")
        self.bridge.say(Notice("ok", done))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.publish.setEnabled(True)
        self.problem.say(explain(error))
