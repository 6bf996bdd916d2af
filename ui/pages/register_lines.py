# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines of the register: who did what to whom, how much, when, how firm it is, and its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.facade_elision import fill
from app.views import Phase
from ui.acts import act_icon, act_word, family, is_fund, party_avatar, party_name
from ui.format import DAY_MS
from ui.pages.line_frame import LineFrame
from ui.strings import tr, translate
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.label import Label, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.views_register import ActLineView

DOOR_WIDTH = 76
"""Of a line's last button, so that what stands before it stands in a column."""


def rule_words(act: ActLineView) -> str:
    """Why something happened that nobody signed; of an act whose signer is not known any more, that."""
    if not act.by_itself:
        return translate("ActLine", "it is not known here any more who signed it")
    words = look().words
    days, rest = divmod(act.rule_ms, DAY_MS)
    waited = tr("%n day(s)", "", days) if not rest else words.duration(act.rule_ms // 1_000)
    match act.kind:
        case "order.lapse" | "service.lapse":
            text = translate("ActLine", "after {time} without an answer")
        case "order.silence":
            text = translate("ActLine", "{time} after the delivery")
        case "order.unpaid":
            text = translate("ActLine", "the buyer has too little; tried again each day")
        case "task.later":
            text = translate("ActLine", "the village's register had stood still for a while")
        case "mint" | "settlement":
            text = translate("ActLine", "from the meters, and as each one chose")
        case "proposal.close":
            text = translate("ActLine", "the time to vote was over")
        case "proposal.execute":
            text = translate("ActLine", "the village had voted for it")
        case "witnesses.change" | "rules.raise":
            text = translate("ActLine", "decided before, in force from then on")
        case "key.revoke":
            text = translate("ActLine", "asked for before by its owner")
        case _:
            text = translate("ActLine", "its time had come, nobody had to sign")
    return text.format(time=waited)


def _of_nothing_kept(act: ActLineView) -> str:
    """An order or hours that are too old to be kept: whose it was cannot be said."""
    if not act.by_itself or act.parties:
        return ""
    if act.kind.startswith("order."):
        return translate("ActLine", "this order is too old to say whose it was")
    if act.kind.startswith("service."):
        return translate("ActLine", "these hours are too old to say whose they were")
    return ""


class ActLine(LineFrame):
    """Wide, one line of columns; narrow, two lines."""

    def __init__(
        self, act: ActLineView, now_ms: int, prove: Callable[[bytes], None], *, across: bool
    ) -> None:
        """`now_ms`: 0 under the heading of a day, where its hour says when."""
        super().__init__(lambda: self._avatar(act), across=across)
        words = look().words
        void = act.phase is Phase.VOID
        people = act.parties or tuple(one for one in (act.giver or act.author, act.other) if one is not None)
        names = [party_name(person, act.kind) for person in people]
        kind = act_word(act.kind)
        title = " → ".join(dict.fromkeys(names)) or kind
        by_rule = rule_words(act) if act.author is None else ""
        second = ", ".join(part for part in (kind if names else "", by_rule, _of_nothing_kept(act)) if part)
        second = second[:1].upper() + second[1:]
        proof = button(
            self.tr("Proof"),
            lambda: prove(act.event),
            kind="link",
            name=fill(self.tr("Proof of {act}"), act=f"{kind}, {title}" if names else kind),
            end=True,
        )
        proof.setMinimumWidth(look().px(DOOR_WIDTH))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        first = Label(title, "strong", "ink2" if void else "ink", wrap=True)
        first.set_struck(void)
        texts.addWidget(first)
        when = words.ago(act.at_ms, now_ms) if now_ms else words.time(act.at_ms)
        said = [second, words.quote(act.words) if act.words else "", when]
        texts.addWidget(Label(" · ".join(part for part in said if part), "small", "ink2", wrap=True))
        self._head.addLayout(texts, 1)
        figures = QVBoxLayout()
        figures.setSpacing(0)
        for amount in act.amounts:
            figures.addWidget(label(words.of(amount), "strong", "ink2" if void else "ink", tabular=True))
        self._head.addLayout(figures)
        self._add_end(act.phase, proof)

    @staticmethod
    def _avatar(act: ActLineView) -> Avatar:
        person = act.author
        if person is None or is_fund(person):
            return Avatar(icon=act_icon(act.kind), family=family(act.kind))
        return party_avatar(person)
