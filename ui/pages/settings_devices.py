# SPDX-License-Identifier: AGPL-3.0-or-later
"""Réglages, « Mes ordinateurs »: those that sign for me; one lost or stolen is shut out, or stays.

Every act is said in sentences before it is signed. Not here: who may do what (the facade tells).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from app.views_devices import DELAYED
from ui import tokens
from ui.dialogs.confirm import ConfirmSheet
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.label import Label, line, paragraph, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.facade import Voisinage
    from app.views_devices import DeviceView, RevocationView
    from ui.bridge import Bridge

translate = QCoreApplication.translate

SHOWN_MAX: Final = 8
_WORDS_HEIGHT: Final = 84


class DevicesCard(Card):
    """One line a computer, oldest first, with what this one may do about it."""

    def __init__(
        self, facade: Voisinage, bridge: Bridge, devices: Sequence[DeviceView], *, has_left: bool = False
    ) -> None:
        """`has_left`: the commune, where no computer can be added any more."""
        super().__init__(self.tr("My computers"), icon="lock")
        self._facade, self._bridge = facade, bridge
        computers = [device for device in devices if not device.is_words]
        # Those shut out and cut off long ago say nothing any more.
        shown = [d for d in computers if not d.revoked_ms or d.node][-SHOWN_MAX:]
        column = QVBoxLayout()
        column.setSpacing(tokens.S2)
        for index, device in enumerate(shown):
            if index:
                column.addWidget(line())
            self._add(column, device)
        self.body.addLayout(column)
        if has_left:
            self.body.addStretch(1)
            return
        self.body.addSpacing(tokens.S1)
        hint = self.tr(
            "To add one, open Voisinage there and choose « I already have an account »: your 24 words "
            "and any invitation of the commune are enough."
        )
        self.body.addWidget(paragraph(hint, "small", "ink3"))
        self.body.addStretch(1)

    def _add(self, column: QVBoxLayout, device: DeviceView) -> None:
        name = self._name(device)
        words = Label(name, "strong", wrap=True)
        words.set_struck(bool(device.revoked_ms))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(words)
        texts.addWidget(paragraph(self._state(device), "small", "ink2"))
        head = row()
        head.insertLayout(0, texts, 1)
        if device.revoked_ms and device.may_cut:
            cut = self.tr("Send it nothing more")
            head.addWidget(
                button(cut, lambda: self._ask_cut(device), kind="link", name=f"{cut} · {name}", acts=True)
            )
        elif device.may_revoke:
            shut = self.tr("Shut out")
            head.addWidget(
                button(
                    shut, lambda: self._ask_revoke(device), kind="link", name=f"{shut} · {name}", acts=True
                )
            )
        column.addLayout(head)
        for waiting in device.waiting:
            self._add_waiting(column, device, name, waiting)

    def _name(self, device: DeviceView) -> str:
        if device.is_this:
            return self.tr("Computer {number}, this one").format(number=device.number)
        return self.tr("Computer {number}").format(number=device.number)

    def _state(self, device: DeviceView) -> str:
        words = look().words
        if device.revoked_ms:
            day = words.date(device.revoked_ms, year=True)
            if device.node:
                return self.tr("Shut out on {day}; it still receives the commune's acts.").format(day=day)
            return self.tr("Shut out on {day}.").format(day=day)
        if not device.added_ms:
            return self.tr("Just added, not final yet.")
        text = self.tr("Has signed for you since {day}.").format(day=words.date(device.added_ms, year=True))
        seals = self.tr("It makes the acts of the commune final.")
        return f"{text} {seals}" if device.seals else text

    def _add_waiting(
        self, column: QVBoxLayout, device: DeviceView, name: str, waiting: RevocationView
    ) -> None:
        words = look().words
        if waiting.due_ms:
            day, time = words.date(waiting.due_ms, year=True), words.time(waiting.due_ms)
            text = self.tr("It will be shut out on {day} at {time}, unless you object.")
            text = text.format(day=day, time=time)
        else:
            text = self.tr("Somebody asked to shut it out; the day will show here.")
        column.addWidget(paragraph(text, "label", "sun_ink"))
        if waiting.can_keep:
            word = self.tr("Cancel the exclusion") if waiting.asked_here else self.tr("Object: it stays mine")
            column.addLayout(
                row(button(word, lambda: self._ask_keep(device), name=f"{word} · {name}", acts=True), None)
            )

    # --- acts ---------------------------------------------------------------------------------------------

    def _ask_revoke(self, device: DeviceView) -> None:
        self._bridge.show_sheet(RevokeSheet(self._facade, self._bridge, device))

    def _ask_cut(self, device: DeviceView) -> None:
        sentences = (
            self.tr("It will no longer receive what happens in the commune."),
            self.tr("What is on it already stays there: nobody can take it back from a distance."),
        )
        self._bridge.show_sheet(
            ConfirmSheet(
                self._bridge,
                self.tr("Send nothing more to computer {number}").format(number=device.number),
                sentences,
                self.tr("Send it nothing more"),
                lambda: self._facade.devices.cut(device.node),
                self.tr("Computer {number} receives nothing more.").format(number=device.number),
            )
        )

    def _ask_keep(self, device: DeviceView) -> None:
        sentences = (
            self.tr("The exclusion is cancelled and this computer goes on signing for you."),
            self.tr("If you do not know who asked for it, shut out the youngest computer of the list."),
        )
        self._bridge.show_sheet(
            ConfirmSheet(
                self._bridge,
                self.tr("Keep computer {number}").format(number=device.number),
                sentences,
                self.tr("It stays mine"),
                lambda: self._facade.devices.keep(device.key),
                self.tr("Computer {number} stays yours.").format(number=device.number),
            )
        )


class RevokeSheet(ConfirmSheet):
    """What shutting a computer out means; where this one would have to wait, the words do it at once."""

    def __init__(self, facade: Voisinage, bridge: Bridge, device: DeviceView) -> None:
        waits = device.may_revoke == DELAYED
        self.words = QPlainTextEdit()
        if waits:
            said = translate("RevokeSheet", "You asked to shut out computer {number}.")
        else:
            said = translate("RevokeSheet", "Computer {number} is shut out.")
        super().__init__(
            bridge,
            translate("RevokeSheet", "Shut out computer {number}").format(number=device.number),
            _explain(device),
            translate("RevokeSheet", "Shut it out"),
            lambda: facade.devices.revoke(device.key, self.words.toPlainText().strip()),
            said.format(number=device.number),
            pictures=(self._ask_words(),) if waits else (),
        )

    def _ask_words(self) -> Field:
        self.words.setFixedHeight(_WORDS_HEIGHT)
        self.words.setTabChangesFocus(True)
        return Field(translate("RevokeSheet", "My 24 words, to do it at once (may stay empty)"), self.words)


def _explain(device: DeviceView) -> list[str]:
    sentences = [
        translate(
            "RevokeSheet", "What it signs will not count any more. What it signed before still counts."
        ),
        translate("RevokeSheet", "If you find it again, it comes back with your 24 words only."),
    ]
    if device.is_this:
        sentences.insert(
            0, translate("RevokeSheet", "This is the computer in front of you: it will sign nothing more.")
        )
    if device.may_revoke == DELAYED:
        text = translate(
            "RevokeSheet",
            "It is older than this one: it will be shut out after some days, during which it may object. "
            "With your 24 words it is at once.",
        )
        sentences.insert(0, text)
    return sentences
