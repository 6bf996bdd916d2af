# SPDX-License-Identifier: AGPL-3.0-or-later
"""What surrounds an act in its proof: the drawing of its value, the computer that signed, before and after.

Each act named here opens its own proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.facade_elision import fill
from app.views import Phase
from ui import tokens
from ui.acts import act_word, party_name
from ui.strings import asset_word, pot_name, tr
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.flow import Flow, Side, gather
from ui.widgets.label import Label, label, line
from ui.widgets.money import asset_colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.views import EventProofView, PersonView
    from app.views_register import ActLineView, LinkView, SignerView, TrailView

translate = QCoreApplication.translate

AT_ONCE = 5
"""Acts named on each side before « and n more »."""


def account_word(person: PersonView | None, account: str, kind: str = "") -> str:
    """Who an account of an act's movement belongs to; of a member's savings, which."""
    if person is not None:
        name = party_name(person, kind)
        if account in ("", "current") or not person.fingerprint:
            return name
        return translate("ProofSheet", "{name}, {pot}").format(name=name, pot=pot_name(account).lower())
    return {
        "issue": translate("ProofSheet", "What the commune created"),
        "burn": translate("ProofSheet", "What was used up"),
        "fund": translate("ProofSheet", "The common fund"),
        "unallocated": translate("ProofSheet", "The common fund"),
        "neighbour": translate("ProofSheet", "A neighbour"),
    }.get(account, account)


def make_flows(proof: EventProofView) -> list[Flow]:
    """One drawing an asset, when there is a left and a right to it."""
    flows: list[Flow] = []
    for asset in dict.fromkeys(amount.asset for _, _, amount in proof.postings):
        left, right = (_sides(proof, asset, sign) for sign in (-1, 1))
        if left and right:
            flows.append(Flow(left, right, asset_colour(asset), asset_word(asset)))
    return flows


def _sides(proof: EventProofView, asset: str, sign: int) -> tuple[Side, ...]:
    sums: dict[str, int] = {}
    for person, account, amount in proof.postings:
        if amount.asset == asset and amount.amount * sign > 0:
            name = account_word(person, account, proof.kind)
            sums[name] = sums.get(name, 0) + abs(amount.amount)

    def text_of(amount: int) -> str:
        return look().words.amount(asset, amount)

    sides = [Side(name, amount, text_of(amount)) for name, amount in sums.items()]
    return gather(sides, translate("ProofSheet", "Others"), text_of)


def signer_words(signer: SignerView) -> str:
    """« Cet ordinateur », « Son 2e ordinateur », « La feuille des 24 mots »."""
    if signer.is_this:
        text = translate("ProofSheet", "this computer")
    elif not signer.number:
        mine, theirs = translate("ProofSheet", "my 24 words"), translate("ProofSheet", "their 24 words")
        text = mine if signer.is_mine else theirs
    else:
        mine = translate("ProofSheet", "my computer no. {number}")
        theirs = translate("ProofSheet", "their computer no. {number}")
        text = (mine if signer.is_mine else theirs).format(number=look().words.integer(signer.number))
    if signer.revoked_ms:
        out = translate("ProofSheet", "{computer}, shut out since {date}")
        text = out.format(computer=text, date=look().words.date(signer.revoked_ms, year=True))
    return text


def act_sentence(act: ActLineView) -> str:
    """An act in a few words: « Paiement, Claire Martin → François Dubois, 1 h »."""
    people = (act.giver or act.author, act.other)
    names = [party_name(person, act.kind) for person in people if person is not None]
    parts = [act_word(act.kind), " → ".join(dict.fromkeys(names))]
    parts.append(look().words.listed([look().words.of(amount) for amount in act.amounts]))
    return ", ".join(part for part in parts if part)


class Trail(QWidget):
    """« Ce qui l'a précédé » and « Ce qui a suivi »; `open_act` shows the proof of one."""

    def __init__(self, trail: TrailView, open_act: Callable[[bytes], None]) -> None:
        super().__init__()
        self._open = open_act
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.S3)
        parts = (
            (translate("ProofSheet", "What came before it"), trail.before),
            (translate("ProofSheet", "What it gave rise to"), trail.after),
        )
        for title, links in parts:
            if links:
                box.addWidget(line())
                box.addWidget(label(title, "h2"))
            for link in links[:AT_ONCE]:
                box.addLayout(self._link(link))
            if len(links) > AT_ONCE:
                more = tr("And %n more.", "", len(links) - AT_ONCE)
                box.addWidget(Label(more, "small", "ink2", wrap=True))

    def _link(self, link: LinkView) -> QVBoxLayout:
        act, words = link.act, look().words
        reason = {
            "about": translate("ProofSheet", "It answers this:"),
            "own": translate("ProofSheet", "The same computer had just signed:"),
            "seen": translate("ProofSheet", "It already knew of this:"),
            "answered": translate("ProofSheet", "This answers it:"),
            "next": translate("ProofSheet", "The same computer then signed:"),
        }[link.relation]
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Label(reason, "small", "ink2", wrap=True))
        sentence = act_sentence(act)
        title = Label(sentence, "body", wrap=True)
        title.set_struck(act.phase is Phase.VOID)
        column.addWidget(title)
        moment = f"{words.date(act.at_ms, year=True)}, {words.time(act.at_ms)}"
        name = fill(translate("ProofSheet", "Proof of {act}"), act=sentence)
        opened = button(moment, lambda: self._open(act.event), kind="link", name=f"{name}, {moment}")
        opened.setProperty("flush", True)
        column.addWidget(opened, 0, Qt.AlignmentFlag.AlignLeft)
        return column
