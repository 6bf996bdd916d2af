# SPDX-License-Identifier: AGPL-3.0-or-later
"""Inviting a neighbour: a code to send, a square to show, and the invitations made so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPlainTextEdit, QVBoxLayout

from app.facade_naming import name_apart
from ui.dialogs.invitation_card import Invitation, draw_pdf, paint_card
from ui.errors import Notice
from ui.pages.council_changes import role_title
from ui.strings import role_name, translate
from ui.theme import look
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import Card, clear
from ui.widgets.label import Label, line, paragraph
from ui.widgets.qr import QrCode
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views import InvitationView, StatusView
    from ui.bridge import Bridge

# The roles the mayor may give with an invitation while the commune is small.
GIVEN_ROLES = ("technician", "mediator", "officer", "agent", "treasurer")


def role_duty(role: str) -> str:
    """What a role lets somebody do, for who gives it."""
    return {
        "technician": translate("Invite", "Looks at neighbours' meters and vouches for them."),
        "officer": translate("Invite", "Confirms, for the town hall, the hours worked for the commune."),
        "mediator": translate(
            "Invite", "Whom to ask when two neighbours disagree; it opens nothing more here."
        ),
        "agent": translate("Invite", "Whom to ask about what is collected; it opens nothing more here."),
        "treasurer": translate("Invite", "Whom to ask about the common fund; it opens nothing more here."),
    }[role]


class InviteSheet(SheetBody):
    """First the choice, then the code."""

    is_act = True

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__(
            translate("Invite", "Invite a neighbour"), translate("Invite", "One code for one person.")
        )
        self._facade, self._bridge = facade, bridge
        self.invitation: InvitationView | None = None
        bridge.changed.connect(self._look_who_came)
        self.roles: dict[str, QCheckBox] = {}
        text = translate(
            "Invite",
            "With this code your neighbour joins the commune and reads that you invited them. Give it "
            "only to "
            "someone who lives here.",
        )
        self.body.addWidget(paragraph(text, "body", "ink2"))
        me = facade.me()
        if "mayor" in me.roles:
            self.body.addWidget(paragraph(translate("Invite", "Their roles in the commune"), "label", "ink2"))
            for role in GIVEN_ROLES:
                box = QCheckBox(role_title(role))
                box.setFont(look().font("body"))
                box.setAccessibleDescription(role_duty(role))
                self.roles[role] = box
                choice = QVBoxLayout()
                choice.setSpacing(0)
                choice.addWidget(box)
                choice.addWidget(paragraph(role_duty(role), "small", "ink2"))
                self.body.addLayout(choice)
        self.make = button(translate("Invite", "Make the code"), self.make_code, kind="primary", acts=True)
        self.foot.addStretch(1)
        self.foot.addWidget(self.make)

    def make_code(self) -> None:
        self.make.setEnabled(False)
        chosen = tuple(role for role, box in self.roles.items() if box.isChecked())
        self._bridge.run(self._facade.invite(chosen), self, self.show_code, self._failed)

    def _failed(self, error: Exception) -> None:
        self.make.setEnabled(True)
        self._bridge.close_sheet()
        self._bridge.say_error(error)

    def show_code(self, invitation: InvitationView) -> None:
        """The square, the code, and until when."""
        self.invitation = invitation
        words = look().words
        clear(self.body)
        self.body.addWidget(
            QrCode(invitation.code, translate("Invite", "The invitation, as a square to photograph")),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        code = QPlainTextEdit(invitation.code)
        code.setReadOnly(True)
        code.setFont(look().font("small"))
        code.setAccessibleName(translate("Invite", "The invitation's code"))
        code.setFixedHeight(look().px(112))
        code.setTabChangesFocus(True)
        self.body.addWidget(code)
        until = translate("Invite", "It can be used once, until {date}.").format(
            date=words.date(invitation.expires_ms)
        )
        self.body.addWidget(paragraph(until, "body", "ink2"))
        hint = translate(
            "Invite", "Leave this computer on until your neighbour has joined: it opens the door to them."
        )
        self.body.addWidget(paragraph(hint, "small", "ink2"))
        save = button(translate("Invite", "Save the card (PDF)…"), self.save_card)
        out = button(translate("Invite", "Print the card…"), self.print_card)
        self.body.addWidget(Beside(out, save))
        clear(self.foot)
        self.foot.addWidget(button(translate("Invite", "Close"), self.finished.emit))
        self.foot.addStretch(1)
        self.foot.addWidget(
            button(translate("Invite", "Copy the code"), self.copy, kind="primary", icon="copy")
        )

    def _look_who_came(self) -> None:
        """A code that was used is no longer offered: who came with it is said instead."""
        if self.invitation is None:
            return
        same = [one for one in self._facade.invitations() if one.expires_ms == self.invitation.expires_ms]
        guest = next((one.used_by for one in same if one.used_by is not None), None)
        if guest is None:
            return
        self.invitation = None
        clear(self.body)
        came = translate("Invite", "{name} has joined the commune.").format(name=name_apart(guest))
        self.body.addWidget(paragraph(came, "h2"))
        used = translate("Invite", "This code has been used, and opens nothing more: make another one.")
        self.body.addWidget(paragraph(used, "body", "ink2"))
        clear(self.foot)
        self.foot.addStretch(1)
        self.foot.addWidget(button(translate("Invite", "Close"), self.finished.emit, kind="primary"))

    def card(self) -> Invitation | None:
        """What is printed; None before a code was made."""
        if self.invitation is None:
            return None
        commune, me = self._facade.status().commune_name, self._facade.me()
        return Invitation(commune, name_apart(me), self.invitation.code, self.invitation.expires_ms)

    def save_card(self) -> None:
        """Ask where, and write it there."""
        card = self.card()
        title = translate("Invite", "Save the card")
        name = translate("Invite", "invitation.pdf")
        path, _kind = QFileDialog.getSaveFileName(self, title, name, "PDF (*.pdf)")
        if card is not None and path:
            ticket = self._facade.account.save_page(path, draw_pdf(card))
            self._bridge.run(
                ticket, self, lambda _none: self._say_saved(), lambda _error: self._say_refused()
            )

    def _say_saved(self) -> None:
        self._bridge.say(Notice("ok", translate("Invite", "The card is saved: print it, or send it.")))

    def _say_refused(self) -> None:
        happened = translate("Invite", "The card could not be written there.")
        todo = translate("Invite", "Choose another folder.")
        self._bridge.say(Notice("error", happened, translate("Invite", "The code still counts."), todo))

    def print_card(self) -> None:
        """The computer's own dialog chooses the printer."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # slow to load, seldom needed

        card, printer = self.card(), QPrinter(QPrinter.PrinterMode.HighResolution)
        if card is not None and QPrintDialog(printer, self).exec():
            paint_card(printer, card)

    def copy(self) -> None:
        if self.invitation is not None:
            QGuiApplication.clipboard().setText(self.invitation.code)
            self._bridge.say(
                Notice(
                    "ok", translate("Invite", "The code is copied: paste it in a message to your neighbour.")
                )
            )


def invitations_card(invitations: tuple[InvitationView, ...], status: StatusView) -> Card:
    """The invitations I made: who came, which are still open."""
    words = look().words
    card = Card(translate("Invite", "My invitations"), icon="user-plus")
    if not invitations:
        card.body.addWidget(
            paragraph(
                translate("Invite", "The people you invite will be here, with the codes that still wait."),
                "body",
                "ink2",
            )
        )
    waits = False
    for index, invitation in enumerate(invitations[:8]):
        if index:
            card.body.addWidget(line())
        if invitation.used_by is not None:
            guest = invitation.used_by
            joined, left = (
                translate("Invite", "{name} joined"),
                translate("Invite", "{name} joined, then left"),
            )
            told = left if guest.left_ms else joined
            text = told.format(name=name_apart(guest))
            card.body.addWidget(Label(text, "body", wrap=True))
            continue
        expired = invitation.expires_ms <= status.last_seal_ms
        date = words.day_number(invitation.expires_ms)
        pattern = (
            translate("Invite", "Not used, ended on {date}")
            if expired
            else translate("Invite", "Waits until {date}")
        )
        told = pattern.format(date=date)
        if invitation.roles:
            roles = ", ".join(role_name(role) for role in invitation.roles)
            told = translate("Invite", "{told}: {roles}").format(told=told, roles=roles)
        card.body.addWidget(Label(told, "body", "ink2" if expired else "ink", wrap=True))
        waits = waits or not expired
    if waits:
        once = translate("Invite", "A code is shown once, when it is made. Lost? Make another.")
        card.body.addWidget(paragraph(once, "small", "ink2"))
    card.body.addStretch(1)
    return card
