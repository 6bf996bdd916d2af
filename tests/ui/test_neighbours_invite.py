# SPDX-License-Identifier: AGPL-3.0-or-later
"""My invitations: which is whose, and no button that would copy a code nobody kept."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton

from app.views import InvitationView
from tests.helpers.people import person
from tests.helpers.windows import seen, settle, shows
from ui.pages.neighbours_invite import InviteSheet, invitations_card

DAY_MS = 86_400_000


def invitation(**changes: Any) -> InvitationView:
    plain: dict[str, Any] = {"code": "", "expires_ms": 20 * DAY_MS, "addresses": (), "used_by": None}
    return InvitationView(**{**plain, **changes})


def test_an_invitation_that_waits_says_its_roles_and_copies_nothing(qtbot, french):
    made = (invitation(roles=("officer",)), invitation(), invitation(used_by=person("Paul Watt")))
    card = invitations_card(made, SimpleNamespace(last_seal_ms=5 * DAY_MS))
    qtbot.addWidget(card)
    card.show()
    assert shows(card, "Attend jusqu’au 21 janvier : adjoint au maire")
    assert shows(card, "Paul Watt est dans la commune")
    assert shows(card, "Un code ne se montre qu’une fois")
    assert not seen(card, QAbstractButton)


def test_nothing_is_said_of_codes_when_none_waits(qtbot, french):
    ended = (invitation(expires_ms=DAY_MS), invitation(used_by=person("Paul Watt")))
    card = invitations_card(ended, SimpleNamespace(last_seal_ms=5 * DAY_MS))
    qtbot.addWidget(card)
    card.show()
    assert not shows(card, "Un code ne se montre qu’une fois")


class News(QObject):
    changed = Signal()


def test_the_open_sheet_says_who_came_with_its_code(qtbot, french):
    mine = invitation(code="voisinage:abc")
    listed = [invitation(expires_ms=3 * DAY_MS, used_by=person("Zoé"))]
    bridge = News()
    sheet = InviteSheet(SimpleNamespace(me=lambda: person("Léa"), invitations=lambda: tuple(listed)), bridge)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.show_code(mine)
    bridge.changed.emit()
    settle()
    assert shows(sheet, "Il sert une seule fois")
    listed.append(invitation(used_by=person("Paul Watt")))
    bridge.changed.emit()
    settle()
    assert shows(sheet, "Paul Watt est entré dans la commune")
    assert not shows(sheet, "Il sert une seule fois")
    assert not shows(sheet, "Laissez cet ordinateur allumé")
