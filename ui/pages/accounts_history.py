# SPDX-License-Identifier: AGPL-3.0-or-later
"""The history of my accounts: one line an act, who and what to filter by, how firm it is, and its proof.

A void act stays in view, struck, with its reason in words and what to do.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.facade_elision import fill
from app.facade_folding import says
from app.views import Phase
from ui import tokens
from ui.acts import GIFTS, act_icon, act_word, family, family_word, party_avatar, party_name, purpose_word
from ui.errors import void_sentences
from ui.pages.line_frame import LineFrame
from ui.strings import choice_word
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.card import Card, clear
from ui.widgets.field import be_search, dress_list
from ui.widgets.label import Label, label, paragraph, row
from ui.widgets.money import money
from ui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.views import HistoryEntryView

AMOUNT_WIDTH = 132


def matches(entry: HistoryEntryView, who: str, kind: str) -> bool:
    """Whether the filter lets this line through: a piece of a name or of its words, and a sort of act."""
    if kind and family(entry.kind) != kind:
        return False
    name = party_name(entry.counterpart, entry.kind) if entry.counterpart is not None else ""
    said = (name, entry.memo, entry.title, purpose_word(entry.purpose) if entry.purpose else "")
    return says(" ".join(said), who)


class HistoryCard(Card):
    """The filter stays as the person left it while the lines are filled again."""

    def __init__(
        self,
        prove: Callable[[bytes], None],
        pay: Callable[[], None],
        show_more: Callable[[], None],
    ) -> None:
        super().__init__()
        self._prove, self._pay, self._show_more = prove, pay, show_more
        self._entries: tuple[HistoryEntryView, ...] = ()
        self._across = True
        self._now_ms = 0
        self._more = False
        self._kinds: list[str] = [""]
        self.setAccessibleName(self.tr("History"))
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(tokens.S3)
        self._head.addWidget(Label(self.tr("History"), "h2"), 1)
        self.who = QLineEdit()
        be_search(self.who)
        self.who.setPlaceholderText(self.tr("A name or a word"))
        self.who.setAccessibleName(self.tr("Show only this name or word"))
        self.who.setMinimumWidth(look().px(200))
        self.kind = QComboBox()
        dress_list(self.kind)
        self.kind.setAccessibleName(self.tr("Show only this kind of act"))
        self.kind.setMinimumWidth(look().px(170))
        self.kind.addItem(self.tr("Everything"))
        self._head.addWidget(self.who)
        self._head.addWidget(self.kind)
        self._filter = QWidget()
        self._filter.setLayout(self._head)
        self._head.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._filter)
        self.lines = Rows()
        self._foot = QVBoxLayout()
        self._foot.setSpacing(0)
        self.body.addWidget(self.lines)
        self.body.addLayout(self._foot)
        self.who.textChanged.connect(self._fill)
        self.kind.currentIndexChanged.connect(self._fill)

    def show_entries(
        self, entries: Sequence[HistoryEntryView], now_ms: int, *, across: bool, more: bool
    ) -> None:
        """Show these lines, newest first, under the filter."""
        self._entries, self._across, self._now_ms, self._more = tuple(entries), across, now_ms, more
        self._head.setDirection(
            QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        )
        self._set_kinds()
        self.who.setVisible(bool(entries))
        self.kind.setVisible(bool(entries))
        self._fill()

    def _set_kinds(self) -> None:
        kinds = ["", *dict.fromkeys(family(entry.kind) for entry in self._entries)]
        if kinds == self._kinds:
            return
        chosen = self._kinds[self.kind.currentIndex()]
        self.kind.blockSignals(True)
        self.kind.clear()
        for kind in kinds:
            self.kind.addItem(family_word(kind) if kind else self.tr("Everything"))
        self._kinds = kinds
        self.kind.setCurrentIndex(kinds.index(chosen) if chosen in kinds else 0)
        self.kind.blockSignals(False)

    def _fill(self) -> None:
        clear(self._foot)
        kind = self._kinds[max(0, self.kind.currentIndex())]
        found = [entry for entry in self._entries if matches(entry, self.who.text(), kind)]
        self.lines.setVisible(bool(found))
        self.lines.show_rows([(self._key(entry), partial(self._line, entry)) for entry in found])
        if not self._entries:
            self._say_empty()
        elif not found:
            self._say_nothing_found()
        if self._more:
            self._foot.addSpacing(tokens.S3 - tokens.S2)
            older = button(self.tr("Show older acts"), self._show_more)
            self._foot.addLayout(row(None, older, None))

    def _key(self, entry: HistoryEntryView) -> tuple[object, ...]:
        return entry, self._across, look().words.ago(entry.at_ms, self._now_ms)

    def _line(self, entry: HistoryEntryView) -> HistoryLine:
        return HistoryLine(entry, self._now_ms, self._prove, across=self._across)

    def _say_empty(self) -> None:
        text = self.tr(
            "Every payment, gift, exchange and production will stand here, with its proof. Start by thanking "
            "a neighbour."
        )
        self._foot.addWidget(paragraph(text, "body", "ink2"))
        self._foot.addSpacing(tokens.S3)
        self._foot.addLayout(row(button(self.tr("Pay a neighbour"), self._pay, acts=True), None))

    def _say_nothing_found(self) -> None:
        self._foot.addWidget(paragraph(self.tr("Nothing matches this filter."), "body", "ink2"))
        self._foot.addSpacing(tokens.S2)
        self._foot.addLayout(row(button(self.tr("Show everything"), self._show_all), None))

    def _show_all(self) -> None:
        self.who.clear()
        self.kind.setCurrentIndex(0)


class HistoryLine(LineFrame):
    """One act: wide, one line of columns; narrow, two lines."""

    def __init__(
        self, entry: HistoryEntryView, now_ms: int, prove: Callable[[bytes], None], *, across: bool
    ) -> None:
        super().__init__(lambda: self._avatar(entry), across=across)
        self._entry, self._now_ms = entry, now_ms
        self._void = entry.phase is Phase.VOID
        name = self._name()
        proof = button(
            self.tr("Proof"),
            lambda: prove(entry.event),
            kind="link",
            name=fill(self.tr("Proof of {act}"), act=", ".join(dict.fromkeys((act_word(entry.kind), name)))),
        )
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addStretch(1)
        title = Label(name, "strong", "ink2" if self._void else "ink", wrap=True)
        title.set_struck(self._void)
        texts.addWidget(title)
        texts.addWidget(Label(self._under(), "small", "ink2", wrap=True))
        if self._void and across:
            self._add_reason(texts)
        texts.addStretch(1)
        self._head.addLayout(texts, 1)
        self._head.addLayout(self._amounts(wide=across))
        if self._void and not across:
            reason = QVBoxLayout()
            reason.setContentsMargins(self._indent, 0, 0, 0)
            reason.setSpacing(2)
            self._add_reason(reason)
            self._outer.addLayout(reason)
        self._add_end(entry.phase, proof)

    def _name(self) -> str:
        entry = self._entry
        return (
            act_word(entry.kind) if entry.counterpart is None else party_name(entry.counterpart, entry.kind)
        )

    @staticmethod
    def _avatar(entry: HistoryEntryView) -> Avatar:
        if entry.counterpart is not None:
            return party_avatar(entry.counterpart)
        return Avatar(icon=act_icon(entry.kind), family=family(entry.kind))

    def _under(self) -> str:
        """« hier, cadeau pour la cantine : « merci » »."""
        entry, words = self._entry, look().words
        parts = [words.ago(entry.at_ms, self._now_ms)]
        if entry.counterpart is not None:
            parts.append(act_word(entry.kind).lower())
        if entry.choice:
            parts.append(choice_word(entry.choice).lower())
        if entry.title:
            parts.append(words.quote(entry.title))
        if entry.purpose and entry.purpose not in GIFTS:
            parts.append(self.tr("for: {purpose}").format(purpose=purpose_word(entry.purpose)))
        if entry.memo:
            parts.append(words.quote(entry.memo))
        text = ", ".join(parts)
        return text[0].upper() + text[1:]

    def _add_reason(self, texts: QVBoxLayout) -> None:
        happened, money_words, todo = void_sentences(self._entry.reason, self._entry.kind)
        texts.addWidget(Label(f"{happened} {money_words}", "small", "danger", wrap=True))
        texts.addWidget(Label(todo, "small", "ink", wrap=True))

    def _amounts(self, *, wide: bool) -> QVBoxLayout:
        entry = self._entry
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        for amount in entry.amounts:
            if not amount.amount:
                continue  # the reading of a meter that only takes: « +0 kWh » says nothing
            shown = money(amount.asset, amount.amount, signed=True, colour="ink2" if self._void else "ink")
            shown.set_struck(self._void)
            if wide:
                shown.setMinimumWidth(look().px(AMOUNT_WIDTH))
            column.addWidget(shown)
        if wide and entry.balance_after is not None and entry.amounts:
            left = look().words.amount(entry.amounts[0].asset, entry.balance_after)
            after = label(self.tr("balance {amount}").format(amount=left), "small", "ink2", tabular=True)
            after.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(after)
        column.addStretch(1)
        return column
