# SPDX-License-Identifier: AGPL-3.0-or-later
"""An amount and its unit, as a person writes them; what is wrong stands under the field, on leaving it.

Reading the text is the facade's (`parse_amount`): the window and the command line understand the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.facade import AppError
from app.views import AmountView
from ui import tokens
from ui.strings import asset_word, unit_choice
from ui.theme import look
from ui.widgets.field import dress_list
from ui.widgets.label import label, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

translate = QCoreApplication.translate

DIGITS_MAX = 40


def read_amount(read: Callable[[str, str, str], int], text: str, asset: str) -> tuple[int, str]:
    """(amount, "") or (0, the refusal's code)."""
    try:
        return read(text, asset, look().words.language), ""
    except AppError as error:
        return 0, error.code


def amount_problem(code: str, asset: str = "") -> str:
    """What to mend, in one sentence; no code: nothing was written."""
    if code == "amount-too-precise" and asset == "hour":
        return translate("AmountField", "Hours are not counted so: write 3 h 34, or 214 min.")
    return {
        "": translate("AmountField", "Write how much: 25, or 3.5, or 1 h 30."),
        "amount-zero": translate("AmountField", "Write an amount above zero."),
        "amount-negative": translate("AmountField", "An amount is written without a minus sign."),
        "amount-too-large": translate("AmountField", "This is more than the commune can record at once."),
        "amount-ambiguous": translate(
            "AmountField", "This can be read in two ways. Write 1500, or 1.5 for one and a half."
        ),
        "amount-too-precise": translate(
            "AmountField", "This is finer than what can be counted: take away a decimal."
        ),
    }.get(code, translate("AmountField", "This could not be read. Write 25, or 3.5, or 1 h 30."))


class AmountField(QWidget):
    """`amount` is what was read, or None; `changed` comes with every key and every unit."""

    changed = Signal()

    def __init__(
        self, name: str, read: Callable[[str, str, str], int], assets: Sequence[str], *, hint: str = ""
    ) -> None:
        super().__init__()
        self._read, self._assets, self._hint_text = read, tuple(assets), hint
        self.when_zero = ""
        """What is said of zero where there is more to say than that it is too little."""
        self.amount: AmountView | None = None
        self.code = ""
        self.edit = QLineEdit()
        self.edit.setMaxLength(DIGITS_MAX)
        self.edit.setAccessibleName(name)
        self.edit.setFont(look().font("strong"))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.installEventFilter(self)
        self.unit = QComboBox()
        dress_list(self.unit)
        self.unit.setAccessibleName(translate("AmountField", "Unit"))
        self.unit.setMinimumWidth(look().px(112))
        for asset in self._assets:
            self.unit.addItem(unit_choice(asset))
            self.unit.setItemData(self.unit.count() - 1, asset_word(asset), Qt.ItemDataRole.ToolTipRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S1)
        caption = label(name, "label", "ink2")
        caption.setBuddy(self.edit)
        layout.addWidget(caption)
        line = QHBoxLayout()
        line.setSpacing(tokens.S2)
        line.addWidget(self.edit, 1)
        line.addWidget(self.unit)
        layout.addLayout(line)
        self._under = paragraph(hint, "small", "ink2")
        layout.addWidget(self._under)
        self._under.setVisible(bool(hint))
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._on_edit)
        self.unit.currentIndexChanged.connect(self._on_unit)
        self._parse()

    @property
    def asset(self) -> str:
        return self._assets[self.unit.currentIndex()]

    def set_asset(self, asset: str) -> None:
        """Choose a unit, if it is one of these."""
        if asset in self._assets:
            self.unit.setCurrentIndex(self._assets.index(asset))

    def set_value(self, text: str, asset: str = "") -> None:
        """Fill the field, for instance with what a remedy proposes."""
        self.set_asset(asset)
        self.edit.setText(text)
        self.show_error()

    def set_hint(self, text: str) -> None:
        """Replace the line under the field, unless it says what is wrong."""
        self._hint_text = text
        if not self.edit.property("wrong"):
            self._under.setText(text)
            self._under.setVisible(bool(text))
            self.edit.setAccessibleDescription(text)

    def show_error(self, *, required: bool = False) -> bool:
        """Say what is wrong, if anything; an empty field is wrong only when `required`."""
        empty = not self.edit.text().strip()
        wrong = bool(self.code) and (required or not empty)
        zero = self.when_zero if self.code == "amount-zero" else ""
        self._mark((zero or amount_problem("" if empty else self.code, self.asset)) if wrong else "")
        return wrong

    def _on_edit(self) -> None:
        self._parse()
        self._follow_unit()
        if self.edit.property("wrong") and not self.code:
            self._mark("")
        self.changed.emit()

    def _follow_unit(self) -> None:
        """« 1h30 » or « 300 g » names its unit: the list beside it follows, where one unit alone reads it."""
        if self.code != "amount-malformed":
            return
        text = self.edit.text()
        read = [asset for asset in self._assets if read_amount(self._read, text, asset)[1] != self.code]
        if len(read) == 1:
            self.unit.blockSignals(True)
            self.unit.setCurrentIndex(self._assets.index(read[0]))
            self.unit.blockSignals(False)
            self._parse()

    def _on_unit(self) -> None:
        self._parse()
        self.show_error()
        self.changed.emit()

    def _parse(self) -> None:
        value, self.code = read_amount(self._read, self.edit.text(), self.asset)
        self.amount = None if self.code else AmountView(asset=self.asset, amount=value)

    def _mark(self, text: str) -> None:
        self._under.setText(text or self._hint_text)
        self._under.set_colour("danger" if text else "ink2")
        self._under.setVisible(bool(text or self._hint_text))
        self.edit.setAccessibleDescription(text or self._hint_text)
        if bool(self.edit.property("wrong")) != bool(text):
            self.edit.setProperty("wrong", bool(text))
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.FocusOut:
            self.show_error()
        return False


def written(asset: str, amount: int) -> str:
    """An amount as a person would write it in the field: the exact figure without its unit."""
    text = look().words.exact(asset, amount)
    if asset == "hour":
        return text
    text = text.rsplit("\u00a0", 1)[0]
    return text if look().words.french else text.replace(",", "")
