# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the register says of one act: who signed, when, since when it is final, and every movement it made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.facade_naming import name_apart
from app.views import Phase
from ui import tokens
from ui.acts import act_word, is_fund, party_avatar, party_name, taker_words
from ui.dialogs.problem import Problem
from ui.dialogs.proof_facts import facts_grid, number_lines, spaced
from ui.dialogs.proof_file import ProofFile, can_be_taken_away
from ui.dialogs.proof_trail import Trail, account_word, make_flows, signer_words
from ui.errors import Notice, void_sentences
from ui.strings import pot_name
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.label import Label, label, line, paragraph, row
from ui.widgets.money import money
from ui.widgets.phase import PhaseMark
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.facade import Voisinage
    from app.views import AmountView, EventProofView, HistoryEntryView, PersonView
    from app.views_register import TrailView
    from ui.bridge import Bridge

translate = QCoreApplication.translate


def show_proof(
    facade: Voisinage, bridge: Bridge, event: bytes, entry: HistoryEntryView | None = None
) -> None:
    """Open the proof of an act, or say that this computer does not hold it."""
    proof = facade.event_proof(event)
    if proof is None:
        told = translate("ProofSheet", "This act is not on this computer yet.")
        later = translate("ProofSheet", "It comes as your neighbours' computers meet yours.")
        bridge.say(Notice("info", told, later))
        return
    trail = facade.register.trail(event)
    sheet = ProofSheet(bridge, proof, entry, trail, lambda other: show_proof(facade, bridge, other))
    if can_be_taken_away(proof):
        sheet.body.addWidget(ProofFile(facade, bridge, event))
    bridge.show_sheet(sheet)


class ProofSheet(SheetBody):
    """`entry`, when the act is in my history, gives it its title; `open_act` shows another's proof."""

    def __init__(
        self,
        bridge: Bridge,
        proof: EventProofView,
        entry: HistoryEntryView | None = None,
        trail: TrailView | None = None,
        open_act: Callable[[bytes], None] | None = None,
    ) -> None:
        super().__init__("")
        self._bridge = bridge
        self._proof = proof
        self._signer = trail.signer if trail is not None else None
        self.title = self.tr("Proof")
        self.context = (entry.title if entry else "") or act_word(entry.kind if entry else proof.kind)
        self.body.addLayout(row(PhaseMark(proof.phase), None))
        if proof.phase is Phase.VOID:
            self._add_reason(proof)
        self._add_facts(proof)
        self._add_postings(proof)
        if trail is not None and open_act is not None:
            self.body.addWidget(Trail(trail, open_act))
        self._add_numbers(proof)
        self.copy = button(self.tr("Copy the numbers"), self._copy, icon="copy")
        self.foot.addStretch(1)
        self.foot.addWidget(self.copy)
        self.foot.addWidget(button(self.tr("Close"), self.finished.emit))

    def _add_reason(self, proof: EventProofView) -> None:
        happened, money_words, todo = void_sentences(proof.reason, proof.kind)
        problem = Problem()
        self.body.addWidget(problem)
        problem.say(Notice("error", taker_words(proof.because) or happened, money_words, todo))

    def _add_facts(self, proof: EventProofView) -> None:
        words = look().words
        moment = f"{words.date(proof.claimed_ms, year=True)}, {words.time(proof.claimed_ms)}"
        facts = [
            (self.tr("Signed by"), name_apart(proof.author) if proof.author else self.tr("The commune")),
            (self.tr("Signed on"), moment),
        ]
        if proof.asked is not None:  # nothing moved: no line below says it
            to, asked = proof.asked
            facts.insert(1, (self.tr("To"), party_name(to)))
            facts.insert(2, (self.tr("Asked for"), words.of(asked)))
        if self._signer is not None:
            facts.insert(1, (self.tr("With"), signer_words(self._signer)))
        if proof.phase is Phase.PENDING:
            facts.append((self.tr("Final"), self.tr("not yet: it waits for its turn in the register")))
        else:
            since = f"{words.date(proof.seal_ms, year=True)}, {words.time(proof.seal_ms)}"
            facts.append((self.tr("In the register since"), since))
            facts.append((self.tr("Page of the register"), words.integer(proof.height)))
            kept = self.tr("%n computer(s) that keep the register", "", proof.signatures)
            facts.append((self.tr("Confirmed by"), kept))
        self.body.addLayout(facts_grid(facts))

    def _add_postings(self, proof: EventProofView) -> None:
        if not proof.postings:
            return
        self.body.addWidget(line())
        self.body.addWidget(label(self.tr("What moved"), "h2"))
        for flow in make_flows(proof):
            self.body.addWidget(flow)
        for person, account, amount in proof.postings:
            self.body.addLayout(self._posting(person, account, amount))
        even = self.tr("Together they make zero: what arrived here left there.")
        self.body.addWidget(paragraph(even, "small", "ink2"))

    def _posting(self, person: PersonView | None, account: str, amount: AmountView) -> QHBoxLayout:
        avatar = party_avatar(person, size=32) if person else Avatar(icon="building-community", size=32)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        name = party_name(person, self._proof.kind) if person else account_word(None, account)
        texts.addWidget(Label(name, "medium", wrap=True))
        if person is not None and not is_fund(person):
            texts.addWidget(Label(pot_name(account), "small", "ink2", wrap=True))
        shown = row(avatar, gap=tokens.S3)
        shown.addLayout(texts, 1)
        shown.addWidget(money(amount.asset, amount.amount, signed=True))
        return shown

    def _numbers(self) -> list[tuple[str, str]]:
        proof = self._proof
        pairs = [(self.tr("Number of the act"), spaced(proof.event))]
        if any(proof.prev):
            pairs.append((self.tr("The act of the same person before it"), spaced(proof.prev)))
        pairs += [(self.tr("It had seen"), spaced(seen)) for seen in proof.deps]
        if proof.phase is not Phase.PENDING:
            pairs.append((self.tr("Number of the register's page"), spaced(proof.seal)))
        return pairs

    def _add_numbers(self, proof: EventProofView) -> None:
        self.body.addWidget(line())
        self.body.addWidget(label(self.tr("For whoever wants to check"), "h2"))
        for name, number in self._numbers():
            self.body.addLayout(number_lines(name, number))

    def _copy(self) -> None:
        text = "\n".join(f"{name}: {number.replace(' ', '')}" for name, number in self._numbers())
        QGuiApplication.clipboard().setText(text)
        self._bridge.say(Notice("ok", self.tr("The numbers were copied.")))
